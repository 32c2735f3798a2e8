"""Puts committed transactions on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from app.translate import tr_message
from bpmn.base.message import Message
from bpmn.model.document import Document
from bpmn.model.journal import Transaction


class TransactionCommand(QUndoCommand):
    """One undo step, named like its transaction."""

    def __init__(self, document: Document, transaction: Transaction) -> None:
        super().__init__(tr_message(Message(transaction.label)))
        self.transaction = transaction
        self._document = document
        self._is_done = True

    def redo(self) -> None:
        """Replay the journal; the call that QUndoStack.push makes does nothing, as all has happened."""
        if self._is_done:
            return
        self.transaction.redo()
        self._is_done = True
        self._document.announce(self.transaction)

    def undo(self) -> None:
        """Take the changes back, last first."""
        self.transaction.undo()
        self._is_done = False
        self._document.announce(self.transaction)


def record(document: Document, stack: QUndoStack) -> Callable[[], None]:
    """From now on every transaction of document is one step on stack; call the result to stop."""
    return document.committed.connect(lambda made: stack.push(TransactionCommand(document, made)))
