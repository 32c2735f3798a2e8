"""Carries out fixes: those that change maps by editing, those that change what is known of the system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds, united
from bpmn.base.message import Message
from bpmn.editing.fixes import table
from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape
from bpmn.model.document import ChangeSet, Document
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane
from bpmn.system.decisions import DECISIONS, decided
from bpmn.system.facts import Facts

AROUND = 90.0
"""How much of a map is shown around what a fix changes, in diagram units."""


def is_known(action: FixAction) -> bool:
    """Whether a fix can be carried out."""
    return action.kind in table.FIXES or action.kind in DECISIONS


def label_of(actions: Sequence[FixAction]) -> Message:
    """The name of the undo step."""
    return table.label_of(actions)


def files_of(actions: Sequence[FixAction]) -> list[str]:
    """The maps that fixes change."""
    return table.files_of(actions)


def mend(documents: Mapping[str, Document], facts: Facts, actions: Sequence[FixAction]) -> Facts:
    """Carry out fixes as one transaction in each map, and give the new facts.

    ``documents`` are the maps of ``files_of``. Raises NotAllowed with the reason; then no map is changed.
    """
    table.mend(documents, actions)
    for action in actions:
        facts = decided(facts, action)
    return facts


@dataclass(frozen=True, slots=True)
class Preview:
    """A map before and after a fix, and the part of it that changes."""

    file: str
    before: Drawing
    after: Drawing
    part: Bounds


def preview(data: Mapping[str, bytes], facts: Facts, actions: Sequence[FixAction]) -> list[Preview]:
    """What fixes would change in the pictures of maps; made on copies. Raises NotAllowed."""
    copies = {file: Document.parse(data[file], file) for file in files_of(actions)}
    before = {file: _drawn(document) for file, document in copies.items()}
    touched: dict[str, set[str]] = {file: set() for file in copies}
    for file, document in copies.items():
        document.changed.connect(partial(_note, touched[file]))
    mend(copies, facts, actions)
    found = []
    for file, document in copies.items():
        part = _part(document, touched[file])
        if part is not None:
            found.append(Preview(file, before[file], _drawn(document), part.grown(AROUND)))
    return found


def _note(ids: set[str], change: ChangeSet) -> None:
    ids.update(change.ids)


def _drawn(document: Document) -> Drawing:
    plane = next(iter(document.all(BPMNPlane)), None)
    return draw_plane(plane) if plane is not None else ()


def _part(document: Document, ids: set[str]) -> Bounds | None:
    """The rectangle around everything drawn for elements that changed."""
    boxes: list[Bounds] = []
    for identifier in ids:
        view = document.element(identifier)
        if isinstance(view, BPMNShape):
            boxes.append(view.bounds)
        elif isinstance(view, BPMNEdge) and view.waypoints:
            boxes += [Bounds(p.x, p.y, 0, 0) for p in view.waypoints]
    return united(boxes)
