"""Two versions of a map compared, with the drawings of all their sheets; made in a worker from bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bpmn.analysis.comparison.compare import Comparison, compare
from bpmn.base.message import Message
from bpmn.editing.diagrams import planes, sheet_name
from bpmn.editing.sketch import needs_sketch, sketch
from bpmn.model import BPMNPlane
from bpmn.model.document import Document
from bpmn.report.version_picture import Drawn, drawn_on
from bpmn.xml.errors import UnreadableFile


class Version(NamedTuple):
    """One version of a map: its bytes, the name of its file and what people call it."""

    data: bytes
    file: str
    title: str


class Sheets(NamedTuple):
    """What is drawn on a sheet in both versions; None where one of them does not have it."""

    name: str
    """The name of its diagram or of what it shows, empty without one."""
    before: tuple[Drawn, ...] | None
    after: tuple[Drawn, ...] | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The differences and the sheets on which they show; ``unreadable`` tells which file is no map."""

    comparison: Comparison = field(default_factory=Comparison)
    sheets: tuple[Sheets, ...] = ()
    unreadable: Message | None = None


def compared(before: Version, after: Version) -> Compared:
    """Compare two versions; one without a drawing is shown arranged."""
    try:
        documents = [Document.parse(version.data, version.file) for version in (before, after)]
    except UnreadableFile as error:
        return Compared(unreadable=error.message)
    old, new = documents
    found = compare(old, new, (before.title, after.title))
    drawn = (planes(sketch(one) if needs_sketch(one) else one) for one in documents)
    return Compared(found, tuple(_pairs(*drawn)))


def _pairs(before: Sequence[BPMNPlane], after: Sequence[BPMNPlane]) -> list[Sheets]:
    """The sheets of both versions: those that show the same element together, then by order."""
    left, found = list(before), []
    for number, plane in enumerate(after):
        shown = plane.node.get("bpmnElement")
        same = next((p for p in left if p.node.get("bpmnElement") == shown), None)
        same = same or (left[0] if number == 0 and left else None)
        if same is not None:
            left.remove(same)
        found.append(Sheets(sheet_name(plane), _drawn(same) if same is not None else None, _drawn(plane)))
    return [*found, *(Sheets(sheet_name(plane), _drawn(plane), None) for plane in left)]


def _drawn(plane: BPMNPlane) -> tuple[Drawn, ...]:
    return tuple(drawn_on(plane))
