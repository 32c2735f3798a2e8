"""Undo and redo of what people say about a system, together with the maps that one step changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bpmn.base.message import Message, message
from bpmn.base.signal import Signal
from bpmn.model.document import Document
from bpmn.model.journal import Transaction
from bpmn.system.facts import Facts


class EditedSince(RuntimeError):  # noqa: N818 - says what it is
    """A system step cannot be taken back or repeated because of what came after it."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


class MapPart(NamedTuple):
    """What a system step did in one map."""

    document: Document
    transaction: Transaction


@dataclass(slots=True, eq=False)
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
        step = SystemStep(label, self.facts, facts, tuple(MapPart(*part) for part in parts))
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

    @property
    def last(self) -> SystemStep | None:
        """The step that ``undo`` would take back, or None."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> SystemStep | None:
        """The step that ``redo`` would repeat, or None."""
        return self._undone[-1] if self._undone else None

    def step_of(self, transaction: Transaction) -> SystemStep | None:
        """The step that a transaction of a map belongs to, done or undone; None for an edit of one map."""
        steps = (*self._done, *self._undone)
        return next((s for s in steps if any(p.transaction is transaction for p in s.parts)), None)

    def holds(self, document: Document) -> bool:
        """Whether a step that can be undone or redone changed this map."""
        return any(p.document is document for s in (*self._done, *self._undone) for p in s.parts)

    def forget(self, document: Document) -> None:
        """A map was closed without saving or read again: no step is about it any more."""
        for step in (*self._done, *self._undone):
            step.parts = tuple(part for part in step.parts if part.document is not document)

    def undo(self, step: SystemStep | None = None) -> None:
        """Take the last step back in the facts and in all its maps, or in none.

        Raises EditedSince where one of its maps was edited since, and where ``step`` is not the last one.
        """
        last = self._done[-1]
        _refuse_other(step, last)
        _refuse_edited(last, [p.document for p in last.parts if p.document.state != p.transaction.after])
        for part in reversed(last.parts):
            part.transaction.undo()
            part.document.announce(part.transaction)
        self._undone.append(self._done.pop())
        self._show(last.before)

    def redo(self, step: SystemStep | None = None) -> None:
        """Repeat the step taken back last; raises like ``undo``."""
        last = self._undone[-1]
        _refuse_other(step, last)
        _refuse_edited(last, [p.document for p in last.parts if p.document.state != p.transaction.before])
        for part in last.parts:
            part.transaction.redo()
            part.document.announce(part.transaction)
        self._done.append(self._undone.pop())
        self._show(last.after)

    def _show(self, facts: Facts) -> None:
        self.facts = facts
        self.changed.emit(facts)


def _refuse_other(wanted: SystemStep | None, last: SystemStep) -> None:
    if wanted is not None and wanted is not last:
        text = "“{label}” concerns several maps, and “{later}” came after it. Undo that first."
        raise EditedSince(message(text, label=wanted.label, later=last.label))


def _refuse_edited(step: SystemStep, edited: Sequence[Document]) -> None:
    if edited:
        text = "“{label}” cannot be undone here: {map} was edited since. Undo the edits in that map first."
        raise EditedSince(message(text, label=step.label, map=edited[0].name))
