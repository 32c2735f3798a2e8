"""Where each node of a tree stands in the text it was read from, and what it said then.

The tokens are found when the first change is about to happen: a file that is only looked at never
pays for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bpmn.xml.encoding import DECLARED, Encoding
from bpmn.xml.parse import Parsed

TOKEN = re.compile(
    r"""<(?:!--.*?--> | \?.*?\?> | !\[CDATA\[.*?\]\]> | /[^>]*> | (?:[^<>"'] | "[^"]*" | '[^']*')*+>)""",
    re.DOTALL | re.VERBOSE,
)
Attributes = tuple[tuple[str, str], ...]
Bindings = tuple[tuple[str | None, str], ...]


def is_element(node: etree._Element) -> bool:
    """False for comments and processing instructions."""
    return isinstance(node.tag, str)


def attributes_of(node: etree._Element) -> Attributes:
    """Attributes in written order, by Clark name; none for comments."""
    return tuple((str(k), str(v)) for k, v in node.attrib.items()) if is_element(node) else ()


class Verbatim:
    """The places of one node in the text: start tag, text, end tag, tail (all half-open)."""

    __slots__ = ("end_from", "end_to", "parent", "start", "start_to", "tail_to", "text_to")

    def __init__(self, start: int, start_to: int, parent: etree._Element | None) -> None:
        self.start = start
        self.start_to = start_to
        self.text_to = start_to
        self.end_from = start_to
        self.end_to = start_to
        self.tail_to = start_to
        self.parent = parent

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
        self._of: dict[etree._Element, Verbatim] | None = None
        self._newline: str | None = None

    @property
    def of(self) -> dict[etree._Element, Verbatim]:
        """Places by node, for every node that was read; must be asked for before the first change."""
        if self._of is None:
            self._of = dict(_paired(self._markup, self.root))
        return self._of

    @property
    def is_pristine(self) -> bool:
        """Whether no change was ever about to happen, so that lxml's own view of the tree still holds."""
        return self._of is None

    @property
    def newline(self) -> str:
        """The line end of the file, by its first one."""
        if self._newline is None:
            at = self.text.find("\n")
            self._newline = "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"
        return self._newline

    @property
    def is_on_one_line(self) -> bool:
        """Whether the file puts elements behind each other without line breaks."""
        place = self.of[self.root]
        inside = self.text[place.start_to : place.end_from]
        return "<" in inside and "\n" not in inside

    def use_utf8(self) -> None:
        """Write the file as UTF-8 from now on, and say so in its XML declaration.

        Only the text before the root changes its length, so all places behind it shift together.
        """
        places = self.of
        head = places[self.root].start
        prolog = DECLARED.sub(lambda found: found[0].replace(found[2], "UTF-8"), self.text[:head], count=1)
        self.text = prolog + self.text[head:]
        for place in places.values():
            place.shift(len(prolog) - head)
        self.encoding = Encoding("utf-8")

    def touch(self, node: etree._Element) -> None:
        """Remember what node says, unless it was remembered before or never stood in the file."""
        if node in self.of and node not in self.touched:
            self.touched[node] = Original(attributes_of(node), node.text, node.tail)

    def start_tag(self, node: etree._Element) -> str:
        """The written start tag of a node that was read; empty for a fresh one."""
        place = self.of.get(node)
        return self.text[place.start : place.start_to] if place else ""

    def changed(self) -> set[etree._Element]:
        """Nodes in the tree that were touched or added, with all their ancestors."""
        result: set[etree._Element] = set()
        for node in (*self.touched, *self.declared):
            at: etree._Element | None = node
            while at is not None and at not in result:
                result.add(at)
                at = at.getparent()
        return result


def _paired(markup: str, root: etree._Element) -> Iterator[tuple[etree._Element, Verbatim]]:
    """Each node of root with its place; the tree must be as it was parsed from markup."""
    nodes = root.iter()
    open_: list[tuple[etree._Element, Verbatim]] = []
    last: Verbatim | None = None
    in_tail = False
    for match in TOKEN.finditer(markup):
        start, stop = match.span()
        kind = markup[start + 1]
        if kind == "!" and markup.startswith("<![CDATA[", start):
            continue
        if last is None and kind in "!?":
            continue
        if last is not None:
            if in_tail:
                last.tail_to = start
            else:
                last.text_to = start
        if kind == "/":
            _, last = open_.pop()
            last.end_from, last.end_to, last.tail_to, in_tail = start, stop, stop, True
        else:
            node = next(nodes)
            last = Verbatim(start, stop, open_[-1][0] if open_ else None)
            in_tail = kind in "!?" or markup[stop - 2] == "/"
            if not in_tail:
                open_.append((node, last))
            yield node, last
        if not open_:
            return
