"""Carries out fixes: those that change maps by editing, those that change what is known of the system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds, united
from bpmn.base.message import Message
from bpmn.editing.diagrams import shape_of
from bpmn.editing.fixes import table
from bpmn.model import BPMNPlane, BPMNShape
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane
from bpmn.system.decisions import DECISIONS, decided
from bpmn.system.facts import Facts

AROUND = 70.0
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
    """A map before and after a fix, the part of it that changes, and the symbols that are new."""

    file: str
    before: Drawing
    after: Drawing
    part: Bounds
    added: tuple[Bounds, ...] = ()


def preview(data: Mapping[str, bytes], facts: Facts, actions: Sequence[FixAction]) -> list[Preview]:
    """What fixes would change in the pictures of maps; made on copies. Raises NotAllowed."""
    copies = {file: Document.parse(data[file], file) for file in files_of(actions)}
    before = {file: _drawn(document) for file, document in copies.items()}
    known = {file: {s.id for s in document.all(BPMNShape)} for file, document in copies.items()}
    mend(copies, facts, actions)
    found = []
    for file, document in copies.items():
        added = tuple(s.bounds for s in document.all(BPMNShape) if s.id not in known[file])
        part = united([*added, *_about(document, file, actions)])
        if part is not None:
            found.append(Preview(file, before[file], _drawn(document), part.grown(AROUND), added))
    return found


def _about(document: Document, file: str, actions: Sequence[FixAction]) -> list[Bounds]:
    """Where the elements that fixes are about are drawn after them."""
    keys = (key for action in actions for key in action.elements if key.file == file)
    shapes = ((shape_of(e) if (e := document.element(key.element)) is not None else None) for key in keys)
    return [shape.bounds for shape in shapes if shape is not None]


def _drawn(document: Document) -> Drawing:
    plane = next(iter(document.all(BPMNPlane)), None)
    return draw_plane(plane) if plane is not None else ()
