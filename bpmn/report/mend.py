"""Carries out fixes: those that change maps by editing, those that change what is known of the system."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bpmn.base.fix import FixAction, FixKind
from bpmn.base.geometry import Bounds, united
from bpmn.base.message import Message
from bpmn.editing.diagrams import shape_of
from bpmn.editing.edit import edit
from bpmn.editing.fixes import table
from bpmn.editing.key_figures import add_kpi
from bpmn.model import BPMNPlane, BPMNShape
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane
from bpmn.system.decisions import DECISIONS, decided
from bpmn.system.facts import Direction, Facts, KpiFact, Measure

AROUND = 70.0
"""How much of a map is shown around what a fix changes, in diagram units."""


def is_known(action: FixAction) -> bool:
    """Whether a fix can be carried out."""
    return action.kind in table.FIXES or action.kind in DECISIONS or action.kind is FixKind.ADD_KPI


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
    change = _Change(facts, documents)
    label = label_of(actions).template
    with ExitStack() as open_edits:
        for file in files_of(actions):
            if file in documents:
                open_edits.enter_context(edit(documents[file], label))
        table.mend(documents, actions)
        for action in actions:
            if action.kind is FixKind.ADD_KPI:
                add_kpi(change, _kpi(action))
            else:
                change.facts = decided(change.facts, action)
    return change.facts


@dataclass(slots=True)
class _Change:
    """The facts as they become, and the maps of some fixes."""

    facts: Facts
    documents: Mapping[str, Document]

    def document(self, file: str) -> Document:
        return self.documents[file]


def _kpi(action: FixAction) -> KpiFact:
    """The key figure that a fix adds: for an element, or for the whole chain where none is named."""
    return KpiFact(
        "",
        action.argument("name"),
        action.argument("measure") or Measure.LEAD_TIME,
        action.elements[0] if action.elements else None,
        direction=Direction(action.argument("direction") or Direction.LESS),
        owner=action.argument("owner"),
    )


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
        after = _drawn(document)
        if part is not None and after != before[file]:
            found.append(Preview(file, before[file], after, part.grown(AROUND), added))
    return found


def _about(document: Document, file: str, actions: Sequence[FixAction]) -> list[Bounds]:
    """Where the elements that fixes are about are drawn after them."""
    keys = (key for action in actions for key in action.elements if key.file == file)
    shapes = ((shape_of(e) if (e := document.element(key.element)) is not None else None) for key in keys)
    return [shape.bounds for shape in shapes if shape is not None]


def _drawn(document: Document) -> Drawing:
    plane = next(iter(document.all(BPMNPlane)), None)
    return draw_plane(plane) if plane is not None else ()
