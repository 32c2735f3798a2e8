"""What people decided about the open folder: facts with undo steps, saved in ``system.json``."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.translate import tr_message
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.geometry import Point
from bpmn.base.message import Message
from bpmn.system import decide, fact_changes, store
from bpmn.system.fact_journal import FactJournal, SystemStep
from bpmn.system.facts import AcceptedFinding, CheckSetting, Facts, Initiative, Observation, Role, identity
from bpmn.system.store import Conflict, Stored, with_item
from bpmn.xml.errors import UnreadableFile


class FactStep(QUndoCommand):
    """One decision as a step of the menu. It has already happened when it is pushed.

    Where the journal has taken the step back already, as for one that concerns several maps, only the
    stack follows.
    """

    def __init__(self, journal: FactJournal, step: SystemStep, label: str) -> None:
        super().__init__(label)
        self._journal = journal
        self._step = step

    def redo(self) -> None:
        if self._journal.next is self._step:
            self._journal.redo()

    def undo(self) -> None:
        if self._journal.last is self._step:
            self._journal.undo()


class SystemFacts(QObject):
    """The facts of the open folder; each method that decides something is one undo step."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.folder: Path | None = None
        self._stored = Stored()
        self._journal = FactJournal()
        self.undo_stack.cleanChanged.connect(self._tell)

    @Slot(bool)
    def _tell(self, _is_clean: bool) -> None:
        """A slot, so that Qt breaks the connection before the stack goes, which says it is clean then."""
        self.changed.emit()

    @property
    def facts(self) -> Facts:
        """What is decided now, saved or not."""
        return self._journal.facts

    @property
    def trouble(self) -> Message | None:
        """Why ``system.json`` is only read, or what of it is not understood; None if all is well."""
        unread = self._stored.unread
        told = UnreadableFile(store.NAME, store.told(unread)).message if unread else None
        return self._stored.read_only or told

    @property
    def journal(self) -> FactJournal:
        """The steps that led to the facts of this folder."""
        return self._journal

    @property
    def is_unsaved(self) -> bool:
        """Whether decisions would be lost if the window closed now."""
        return self.folder is not None and self.facts != self._stored.facts

    def open(self, folder: Path) -> None:
        """Read the facts of a folder; ``trouble`` tells what of them could not be read."""
        self._stored = store.open_facts(folder)
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

    def merge(self, takes_theirs: Callable[[Conflict], bool]) -> None:
        """Join what was decided here with what another program wrote meanwhile, as one undo step.

        ``takes_theirs`` is asked for every item that both changed differently. Raises UnreadableFile.
        """
        assert self.folder is not None
        theirs = store.load(self.folder)
        joined, conflicts = store.merge(self._stored.facts, self.facts, theirs.facts)
        for conflict in conflicts:
            if takes_theirs(conflict):
                joined = store.take_theirs(joined, conflict)
        self._stored = theirs
        self.decide(lambda journal: _change(journal, "Join with other decisions", joined))

    def decide(self, act: Callable[[FactJournal], None]) -> None:
        """Let a function of ``bpmn.system.decide`` change the facts as one undo step."""
        before = self.facts
        act(self._journal)
        if self.facts != before:
            self.push(tr_message(Message(self._journal.undo_label or "")))

    def push(self, label: str) -> None:
        """Put the last step of the journal on the undo stack."""
        step = self._journal.last
        assert step is not None, "a step has been made"
        self.undo_stack.push(FactStep(self._journal, step, label))

    # -- decisions -------------------------------------------------------------------------------

    def confirm_link(self, source: ElementKey, target: ElementKey, kind: str) -> None:
        """Say that two elements belong together."""
        self.decide(lambda journal: decide.confirm_link(journal, source, target, kind))

    def reject_link(self, source: ElementKey, target: ElementKey, kind: str) -> None:
        """Say that two elements do not belong together."""
        self.decide(lambda journal: decide.reject_link(journal, source, target, kind))

    def mark_external(self, element: ElementKey, party: str = "") -> None:
        """Say that an element exchanges with a party outside all maps."""
        self.decide(lambda journal: decide.mark_external(journal, element, party))

    def set_role(self, party: str, role: Role, elements: tuple[ElementKey, ...]) -> None:
        """Say what a party is to the organisation."""
        self.decide(lambda journal: decide.set_role(journal, party, role, elements))

    def put_boxes(self, positions: Mapping[ElementKey, Point]) -> None:
        """Say where the boxes of the landscape stand; without any they are arranged again."""
        self.decide(lambda journal: decide.put_boxes(journal, positions))

    def accept(self, finding: Finding, reason: str, author: str, date: str) -> None:
        """Live with a finding, for a reason."""
        fact = AcceptedFinding(finding.rule, finding.elements, reason, author, date)
        self._put("Accept finding", "accepted_findings", identity(fact), fact)

    def take_back(self, accepted: AcceptedFinding) -> None:
        """Live with a finding no longer."""
        self._put("Take back", "accepted_findings", identity(accepted), None)

    def choose_profile(self, profile: str) -> None:
        """Show so much of what is found."""
        facts = replace(self.facts, check_profile=profile)
        self.decide(lambda journal: _change(journal, "Change what is shown", facts))

    def switch_check(self, rule: str, *, is_off: bool) -> None:
        """Carry a check out no longer, or again."""
        known = next((s for s in self.facts.check_settings if s.rule == rule), CheckSetting(rule))
        setting = replace(known, off=is_off)
        item = setting if setting != CheckSetting(rule) else None
        self._put("Switch a check", "check_settings", identity(setting), item)

    def put_initiative(self, initiative: Initiative, instead_of: str | None = None) -> None:
        """Add an initiative, or replace the one of this name."""
        label = "Add initiative" if instead_of is None else "Change initiative"
        facts = fact_changes.with_initiative(self.facts, initiative, instead_of or "")
        self.decide(lambda journal: _change(journal, label, facts))

    def remove_initiative(self, initiative: Initiative) -> None:
        """Take an initiative away."""
        facts = fact_changes.without_initiative(self.facts, initiative.name)
        self.decide(lambda journal: _change(journal, "Remove initiative", facts))

    def put_observation(self, observation: Observation) -> None:
        """Keep what somebody noticed."""
        self._put("Note observation", "observations", identity(observation), observation)

    def remove_observation(self, observation: Observation) -> None:
        """Forget what somebody noticed; a card made of it stays."""
        self._put("Remove observation", "observations", identity(observation), None)

    def _put(self, label: str, section: str, key: tuple[str, ...], item: object | None) -> None:
        facts = with_item(self.facts, section, key, item)
        self.decide(lambda journal: _change(journal, label, facts))


def _change(journal: FactJournal, label: str, facts: Facts) -> None:
    if facts != journal.facts:
        journal.change(label, facts)
