"""Makes a copy of a map that another suite opens, with a list of what it will not show or run."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bpmn.base.message import message
from bpmn.editing.suites.clean import clean
from bpmn.editing.suites.draw import draw
from bpmn.editing.suites.flows import agree
from bpmn.editing.suites.identify import identify
from bpmn.editing.suites.notes import Copy, Note
from bpmn.editing.suites.objects import refer_to_objects
from bpmn.editing.suites.order import order
from bpmn.editing.suites.refer import refer
from bpmn.editing.suites.require import require
from bpmn.editing.suites.survey import survey
from bpmn.editing.suites.targets import TARGETS
from bpmn.editing.suites.tidy import tidy
from bpmn.model.document import Document
from bpmn.xml import names
from bpmn.xml.errors import NotSaved
from bpmn.xml.parse import PROLOG, parse

STEPS: tuple[Callable[[Copy], None], ...] = (
    clean,
    identify,
    refer,
    refer_to_objects,
    tidy,
    agree,
    draw,
    agree,
    require,
    order,
    survey,
)
"""What is done to a copy, in this order."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
KEPT = re.compile(r"<!--.*?-->|<\?(?!xml\s).*?\?>", re.DOTALL)


class UnknownTarget(ValueError):  # noqa: N818 - says what it is
    """No suite goes by this word."""

    def __init__(self, target: str) -> None:
        self.reason = message(
            "There is no suite “{target}” to export for. Choose one of: {known}.",
            target=target,
            known=", ".join(TARGETS),
        )
        super().__init__(str(self.reason))


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The bytes of the copy, and what to know about it: elements by the id they have in the map."""

    data: bytes
    notes: tuple[Note, ...]


def export_for(data: bytes, target: str, clean: bool = False, name: str = "") -> ExportResult:
    """A copy of a map for another suite; ``name`` stands in notes and messages.

    The copy is UTF-8 without DOCTYPE, its drawing is complete, its references are bare, its ids valid and
    unique, ``incoming`` and ``outgoing`` agree with the flows. ``clean`` leaves out comments and
    Wholeflow's own data. Raises UnknownTarget, UnreadableFile where the map cannot be read, and NotSaved
    where the copy would not say what it should.
    """
    if target not in TARGETS:
        raise UnknownTarget(target)
    document = Document.parse(data, name)
    document.use_utf8()
    copy = Copy(document, TARGETS[target], is_clean=clean)
    with document.transaction("Export"):
        for step in STEPS:
            step(copy)
    written = document.to_bytes()
    found = document.difference(written)
    if found is not None:
        raise NotSaved(name, found)
    return ExportResult(_with_plain_head(written, is_clean=clean), tuple(copy.notes))


def _with_plain_head(data: bytes, *, is_clean: bool) -> bytes:
    """The file with a plain XML declaration and no DOCTYPE; clean, without a trace of us or of comments."""
    parsed = parse(data)
    before, rest = parsed.markup[: parsed.head], parsed.text[parsed.head :]
    if is_clean:
        end = rest.rindex("</") if "</" in rest else 0
        rest = rest[: rest.index(">", end) + 1] + "\n"
        return (DECLARATION + _without_our_prefix(rest)).encode()
    kept = "".join(found[0] + "\n" for found in KEPT.finditer(PROLOG.match(before)[0] if before else ""))  # type: ignore[index]
    return (DECLARATION + kept + rest).encode()


def _without_our_prefix(text: str) -> str:
    """The root without the declaration of our namespace, which a clean copy does not use."""
    own = re.escape(names.WHOLEFLOW)
    return re.sub(rf"""\s+xmlns:[^\s=]+\s*=\s*["']{own}["']""", "", text, count=1)
