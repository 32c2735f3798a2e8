"""Puts committed transactions on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from app.translate import tr_message
from bpmn.base.message import Message
from bpmn.model.document import Document
from bpmn.model.journal import Transaction


class TransactionCommand(QUndoCommand):
    """One undo step, named like its transaction.

    Whether the transaction is done is known to itself: a step over several maps takes the transactions of
    all of them back and has the stacks follow.
    """

    def __init__(self, document: Document, transaction: Transaction) -> None:
        super().__init__(tr_message(Message(transaction.label)))
        self.transaction = transaction
        self._document = document

    def redo(self) -> None:
        """Replay the journal; the call that QUndoStack.push makes does nothing, as all has happened."""
        if not self.transaction.is_done:
            self.transaction.redo()
            self._document.announce(self.transaction)

    def undo(self) -> None:
        """Take the changes back, last first."""
        if self.transaction.is_done:
            self.transaction.undo()
            self._document.announce(self.transaction)


def record(document: Document, stack: QUndoStack) -> Callable[[], None]:
    """From now on every transaction of document is one step on stack; call the result to stop."""
    return document.committed.connect(lambda made: stack.push(TransactionCommand(document, made)))


def last_transaction(stack: QUndoStack) -> Transaction | None:
    """The transaction that the next undo of a stack takes back; None without one."""
    return _transaction(stack, stack.index() - 1)


def next_transaction(stack: QUndoStack) -> Transaction | None:
    """The transaction that the next redo of a stack repeats; None without one."""
    return _transaction(stack, stack.index())


def _transaction(stack: QUndoStack, number: int) -> Transaction | None:
    command = stack.command(number) if 0 <= number < stack.count() else None
    return command.transaction if isinstance(command, TransactionCommand) else None
