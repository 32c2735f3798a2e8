"""Undo and redo of what people say about a system, together with the maps that one step changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bpmn.base.message import message
from bpmn.base.signal import Signal
from bpmn.model.document import Document
from bpmn.model.journal import Transaction
from bpmn.system.facts import Facts


class EditedSince(RuntimeError):  # noqa: N818 - says what it is
    """A system step cannot be taken back because one of its maps was edited after it."""

    def __init__(self, label: str, map_name: str) -> None:
        self.reason = message(
            "“{label}” cannot be undone here: {map} was edited since. Undo the edits in that map first.",
            label=label,
            map=map_name,
        )
        super().__init__(str(self.reason))


@dataclass(slots=True)
class MapPart:
    """What a system step did in one map; ``revision`` is the map's right after the step."""

    document: Document
    transaction: Transaction
    revision: int


@dataclass(frozen=True, slots=True)
class SystemStep:
    """One undo step over the facts and any number of maps."""

    label: str
    before: Facts
    after: Facts
    parts: tuple[MapPart, ...] = ()


@dataclass(slots=True)
class FactJournal:
    """Holds the current facts of a system and the steps that led to them."""

    facts: Facts = field(default_factory=Facts)
    changed: Signal[Facts] = field(default_factory=Signal)
    _done: list[SystemStep] = field(default_factory=list)
    _undone: list[SystemStep] = field(default_factory=list)

    def change(
        self, label: str, facts: Facts, parts: Sequence[tuple[Document, Transaction]] = ()
    ) -> SystemStep:
        """Replace the facts as one step; ``parts`` are committed transactions that belong to it."""
        kept = tuple(MapPart(document, transaction, document.revision) for document, transaction in parts)
        step = SystemStep(label, self.facts, facts, kept)
        self._done.append(step)
        self._undone.clear()
        self._show(facts)
        return step

    @property
    def undo_label(self) -> str | None:
        """The name of the step that ``undo`` would take back, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """The name of the step that ``redo`` would repeat, or None."""
        return self._undone[-1].label if self._undone else None

    def undo(self) -> None:
        """Take the last step back in the facts and in all its maps, or in none. Raises EditedSince."""
        step = self._done[-1]
        _refuse_edited(step)
        for part in reversed(step.parts):
            part.transaction.undo()
            _announce(part)
        self._undone.append(self._done.pop())
        self._show(step.before)

    def redo(self) -> None:
        """Repeat the step taken back last. Raises EditedSince."""
        step = self._undone[-1]
        _refuse_edited(step)
        for part in step.parts:
            part.transaction.redo()
            _announce(part)
        self._done.append(self._undone.pop())
        self._show(step.after)

    def _show(self, facts: Facts) -> None:
        self.facts = facts
        self.changed.emit(facts)


def _refuse_edited(step: SystemStep) -> None:
    for part in step.parts:
        if part.document.revision != part.revision:
            raise EditedSince(step.label, part.document.name)


def _announce(part: MapPart) -> None:
    part.document.announce(part.transaction)
    part.revision = part.document.revision
