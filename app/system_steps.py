"""Undo and redo for the window: of one map, of the facts, and of steps that concern several maps."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QUndoGroup, QUndoStack

from app.session import Session
from app.system_facts import SystemFacts
from app.translate import tr_message
from app.undo import TransactionCommand, last_transaction, next_transaction
from bpmn.base.message import Message
from bpmn.editing.system_edit import SystemEdit, system_edit
from bpmn.model.document import Document
from bpmn.model.journal import Transaction
from bpmn.system.fact_journal import SystemStep


class SystemSteps:
    """Keeps the undo stacks of the maps and of the facts in step where one action concerned several."""

    def __init__(
        self, group: QUndoGroup, facts: SystemFacts, sessions: Callable[[], Iterable[Session]]
    ) -> None:
        self._group = group
        self._facts = facts
        self._sessions = sessions

    @contextmanager
    def make(self, label: str, map_of: Callable[[str], Document]) -> Iterator[SystemEdit]:
        """One undo step over the facts and any number of maps; if it raises, nothing has changed."""
        try:
            with system_edit(self._facts.journal, label, map_of) as made:
                yield made
        finally:
            self._settle()
        if made.step is not None:
            self._facts.push(tr_message(Message(label)))

    def undo(self) -> None:
        """Take back the last step of what is in front. Raises EditedSince where a map says no."""
        stack = self._group.activeStack()
        step = self._step(stack, last_transaction, self._facts.journal.last)
        if step is None:
            stack.undo()
            return
        self._facts.journal.undo(step)
        self._facts.undo_stack.undo()
        self._settle()

    def redo(self) -> None:
        """Repeat the step of what is in front that was taken back. Raises EditedSince."""
        stack = self._group.activeStack()
        step = self._step(stack, next_transaction, self._facts.journal.next)
        if step is None:
            stack.redo()
            return
        self._facts.journal.redo(step)
        self._facts.undo_stack.redo()
        for document, transaction in step.parts:
            for session in self._sessions():
                if session.document is document and next_transaction(session.stack) is not transaction:
                    session.stack.push(TransactionCommand(document, transaction))
        self._settle()

    def _step(
        self,
        stack: QUndoStack,
        transaction_of: Callable[[QUndoStack], Transaction | None],
        of_facts: SystemStep | None,
    ) -> SystemStep | None:
        """The step over several maps that the top of a stack belongs to."""
        if stack is self._facts.undo_stack:
            return of_facts if of_facts is not None and of_facts.parts else None
        transaction = transaction_of(stack)
        return self._facts.journal.step_of(transaction) if transaction is not None else None

    def _settle(self) -> None:
        """Have the stacks of the maps follow what was done to their documents."""
        for session in self._sessions():
            stack = session.stack
            while (last := last_transaction(stack)) is not None and not last.is_done:
                stack.undo()
            while (later := next_transaction(stack)) is not None and later.is_done:
                stack.redo()
