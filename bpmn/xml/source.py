"""Where each node of a tree stands in the text it was read from, and what it said then.

The beginnings of the nodes are found when the first change is about to happen, the rest of their
places when it is asked for: a file that is only looked at never pays for them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bpmn.xml.encoding import DECLARED, Encoding
from bpmn.xml.parse import Parsed

# A start tag, comment or instruction; a CDATA section too, so that nothing in it is taken for one.
BEGINNING = re.compile(r"<(?:!\[CDATA\[.*?\]\]>|!--.*?-->|\?.*?\?>|[^/!?])", re.DOTALL)
START_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
TEXT = re.compile(r"(?:[^<]+|<!\[CDATA\[.*?\]\]>)*+", re.DOTALL)
DECLARATION = re.compile(r"xmlns[\s:=]")
CDATA = "<![CDATA["
MANY = 1000
Attributes = tuple[tuple[str, str], ...]
Bindings = tuple[tuple[str | None, str], ...]


def is_element(node: etree._Element) -> bool:
    """False for comments and processing instructions."""
    return isinstance(node.tag, str)


def attributes_of(node: etree._Element) -> Attributes:
    """Attributes in written order, by Clark name; none for comments."""
    if not is_element(node):
        return ()
    if len(node.attrib) > MANY:
        # lxml looks each value up by its name, which takes minutes for 100,000 attributes.
        found = node.xpath("@*")
        assert isinstance(found, list)
        return tuple((str(getattr(a, "attrname", "")), str(a)) for a in found)
    return tuple((str(k), str(v)) for k, v in node.attrib.items())


class Verbatim:
    """The places of one node in the text: start tag, text, end tag, tail (all half-open)."""

    __slots__ = ("end_from", "end_to", "start", "start_to", "tail_to", "text_to")

    def __init__(self, start: int, start_to: int) -> None:
        self.start = start
        self.start_to = start_to
        self.text_to = start_to
        self.end_from = start_to
        self.end_to = start_to
        self.tail_to = start_to

    def shift(self, by: int) -> None:
        """Move all places by a number of characters."""
        self.start += by
        self.start_to += by
        self.text_to += by
        self.end_from += by
        self.end_to += by
        self.tail_to += by


@dataclass(frozen=True, slots=True)
class Original:
    """What a node said when the file was read, kept from just before its first change."""

    attributes: Attributes
    text: str | None
    tail: str | None
    children: tuple[etree._Element, ...]


class Source:
    """Pairs the nodes of a tree with the text they were read from.

    ``touched`` holds the original values of every node that was ever changed; a node is written
    fresh only where its values differ from them, so undoing a change brings the old bytes back.
    ``declared`` holds namespace bindings added since reading, by node.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.root = parsed.root
        self.text = parsed.text
        self.encoding = parsed.encoding
        self.touched: dict[etree._Element, Original] = {}
        self.declared: dict[etree._Element, Bindings] = {}
        self._markup = parsed.markup
        self._head = parsed.head
        self._starts: dict[etree._Element, int] | None = None
        self._places: dict[etree._Element, Verbatim] = {}
        self._newline: str | None = None

    # -- places ----------------------------------------------------------------------------------

    @property
    def starts(self) -> Mapping[etree._Element, int]:
        """Where every node that was read begins, in file order; must be known before the first change."""
        if self._starts is None:
            self._starts = dict(zip(self.root.iter(), _beginnings(self._markup, self._head), strict=False))
            self._markup = ""
        return self._starts

    @property
    def is_pristine(self) -> bool:
        """Whether no change was ever about to happen, so that lxml's own view of the tree still holds."""
        return self._starts is None

    def was_read(self, node: etree._Element) -> bool:
        """Whether node stood in the file, rather than being made since."""
        return node in self.starts

    def place(self, node: etree._Element) -> Verbatim | None:
        """The places of a node that was read; None for a fresh one."""
        if node not in self.starts:
            return None
        found = self._places.get(node)
        return self._measured(node) if found is None else found

    def _measured(self, node: etree._Element) -> Verbatim:
        """Find where node ends: behind its last child, and that behind its own last one."""
        chain = [node]
        while chain[-1] not in self._places:
            children = self.children_of(chain[-1])
            if not len(children):
                break
            chain.append(children[-1])
        below: Verbatim | None = None
        for each in reversed(chain):
            if each not in self._places:
                self._places[each] = _measure(self.text, self.starts[each], below)
            below = self._places[each]
        return self._places[node]

    def children_of(self, node: etree._Element) -> "etree._Element | tuple[etree._Element, ...]":
        """What stood below a node in the file, in order; node itself where that is unchanged."""
        original = self.touched.get(node)
        return node if original is None else original.children

    def start_tag(self, node: etree._Element) -> str:
        """The written start tag of a node that was read; empty for a fresh one."""
        place = self.place(node)
        return self.text[place.start : place.start_to] if place else ""

    def declaring(self) -> Iterator[etree._Element]:
        """The nodes that bind namespaces, be they in the tree or taken out: as read and since."""
        found: dict[etree._Element, None] = dict.fromkeys((self.root, *self.declared))
        behind_root = _end(START_TAG, self.text, self._head)
        places = [match.start() for match in DECLARATION.finditer(self.text, behind_root)]
        if places:
            nodes, starts = list(self.starts), list(self.starts.values())
            for at in places:
                node = nodes[bisect_right(starts, at) - 1]
                place = self.place(node)
                if place is not None and at < place.start_to and is_element(node):
                    found[node] = None
        return iter(found)

    # -- changes ---------------------------------------------------------------------------------

    def touch(self, node: etree._Element) -> None:
        """Remember what node says, unless it was remembered before or never stood in the file."""
        if node in self.starts and node not in self.touched:
            self.place(node)
            self.touched[node] = Original(attributes_of(node), node.text, node.tail, tuple(node))

    def changed(self) -> set[etree._Element]:
        """Nodes in the tree that were touched or bound a namespace, with all their ancestors."""
        result: set[etree._Element] = set()
        for node in (*self.touched, *self.declared):
            at: etree._Element | None = node
            while at is not None and at not in result:
                result.add(at)
                at = at.getparent()
        return result

    # -- the text --------------------------------------------------------------------------------

    @property
    def newline(self) -> str:
        """The line end of the file, by its first one."""
        if self._newline is None:
            at = self.text.find("\n")
            is_lone = at < 0 and "\r" in self.text
            self._newline = "\r" if is_lone else "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"
        return self._newline

    @property
    def is_on_one_line(self) -> bool:
        """Whether the file puts elements behind each other without line breaks."""
        place = self.place(self.root)
        assert place is not None
        inside = self.text[place.start_to : place.end_from]
        return "<" in inside and "\n" not in inside and "\r" not in inside

    def use_utf8(self) -> None:
        """Write the file as UTF-8 from now on, and say so in its XML declaration.

        Only the text before the root changes its length, so all places behind it shift together.
        """
        starts, head = self.starts, self._head
        prolog = DECLARED.sub(lambda found: found[0].replace(found[2], "UTF-8"), self.text[:head], count=1)
        self.text = prolog + self.text[head:]
        by = len(prolog) - head
        self._head += by
        self._starts = {node: start + by for node, start in starts.items()}
        for place in self._places.values():
            place.shift(by)
        self.encoding = Encoding("utf-8")


def _beginnings(markup: str, head: int) -> Iterator[int]:
    """Where the nodes of the root begin; markup is well-formed, so no attribute value holds a ``<``."""
    found = BEGINNING.finditer(markup, head)
    if CDATA in markup:
        return (m.start() for m in found if not markup.startswith(CDATA, m.start()))
    return (m.start() for m in found)


def _measure(text: str, start: int, below: Verbatim | None) -> Verbatim:
    """The places of the node that begins at start and whose last child is below."""
    if text[start + 1] in "!?":
        opening, end = ("<!--", "-->") if text[start + 1] == "!" else ("<?", "?>")
        place = Verbatim(start, text.index(end, start + len(opening)) + len(end))
    else:
        place = Verbatim(start, _end(START_TAG, text, start))
        if text[place.start_to - 2] != "/":
            place.text_to = _end(TEXT, text, place.start_to)
            place.end_from = below.tail_to if below else place.text_to
            place.end_to = text.index(">", place.end_from) + 1
    place.tail_to = _end(TEXT, text, place.end_to)
    return place


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    assert found
    return found.end()
