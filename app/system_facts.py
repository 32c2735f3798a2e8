"""What people decided about the open folder: facts with undo steps, saved in ``system.json``."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.translate import tr
from bpmn.base.finding import ElementKey, Finding
from bpmn.system import store
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import (
    AcceptedFinding,
    Decision,
    ExternalFact,
    Facts,
    Initiative,
    LinkFact,
    PartyFact,
    Role,
    identity,
)
from bpmn.system.store import Stored

T = TypeVar("T")


class FactStep(QUndoCommand):
    """One decision as a step of the menu. It has already happened when it is pushed."""

    def __init__(self, journal: FactJournal, label: str) -> None:
        super().__init__(label)
        self._journal = journal
        self._done = True

    def redo(self) -> None:
        if not self._done:
            self._journal.redo()
        self._done = True

    def undo(self) -> None:
        self._journal.undo()
        self._done = False


class SystemFacts(QObject):
    """The facts of the open folder; each method that decides something is one undo step."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.folder: Path | None = None
        self._stored = Stored()
        self._journal = FactJournal()
        self.undo_stack.cleanChanged.connect(lambda *_: self.changed.emit())

    @property
    def facts(self) -> Facts:
        """What is decided now, saved or not."""
        return self._journal.facts

    @property
    def is_unsaved(self) -> bool:
        """Whether decisions would be lost if the window closed now."""
        return not self.undo_stack.isClean()

    def open(self, folder: Path) -> None:
        """Read the facts of a folder. Raises UnreadableFile."""
        self._stored = store.load(folder)
        self.folder = folder
        self._journal = FactJournal(self._stored.facts)
        self._journal.changed.connect(lambda *_: self.changed.emit())
        self.undo_stack.clear()
        self.changed.emit()

    def save(self) -> None:
        """Write ``system.json``. Raises NotWritable, ChangedOutside and OSError."""
        assert self.folder is not None
        self._stored = store.save(self.folder, replace(self._stored, facts=self.facts))
        self.undo_stack.setClean()
        self.changed.emit()

    def change(self, label: str, facts: Facts) -> None:
        """Replace the facts as one undo step."""
        if facts == self.facts:
            return
        self._journal.change(label, facts)
        self.undo_stack.push(FactStep(self._journal, label))

    # -- decisions -------------------------------------------------------------------------------

    def decide_link(self, source: ElementKey, target: ElementKey, kind: str, decision: Decision) -> None:
        """Confirm or reject a link."""
        label = tr("Confirm link") if decision is Decision.CONFIRMED else tr("Reject link")
        self._put(label, "links", LinkFact(source, target, kind, decision))

    def declare_external(self, element: ElementKey, party: str = "") -> None:
        """Say that an element exchanges with a party outside all maps."""
        self._put(tr("Mark as external"), "external", ExternalFact(element, party))

    def set_role(self, party: str, role: Role, elements: tuple[ElementKey, ...]) -> None:
        """Say what a party is to the organisation."""
        self._put(tr("Change role"), "parties", PartyFact(party, role, elements))

    def accept(self, finding: Finding, reason: str, author: str, date: str) -> None:
        """Live with a finding, for a reason."""
        fact = AcceptedFinding(finding.rule, finding.elements, reason, author, date)
        self._put(tr("Accept finding"), "accepted_findings", fact)

    def put_initiative(self, initiative: Initiative, instead_of: str | None = None) -> None:
        """Add an initiative, or replace the one of this name."""
        others = [i for i in self.facts.initiatives if i.name not in (initiative.name, instead_of)]
        label = tr("Change initiative") if instead_of else tr("Add initiative")
        self.change(label, replace(self.facts, initiatives=_sorted([*others, initiative])))

    def remove_initiative(self, name: str) -> None:
        """Take an initiative away."""
        left = tuple(i for i in self.facts.initiatives if i.name != name)
        self.change(tr("Remove initiative"), replace(self.facts, initiatives=left))

    def _put(self, label: str, section: str, item: object) -> None:
        """Add an item to a section, in place of the one with its identity."""
        known = getattr(self.facts, section)
        others = [i for i in known if identity(i) != identity(item)]
        changes: dict[str, Any] = {section: _sorted([*others, item])}
        self.change(label, replace(self.facts, **changes))


def _sorted(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(items, key=identity))
