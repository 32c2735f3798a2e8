from PySide6.QtGui import QUndoStack

from app.undo import record
from bpmn.editing.document import new_document
from bpmn.editing.rename import rename
from bpmn.model import StartEvent


def test_each_transaction_is_one_named_step(qapp):
    document, stack = new_document(), QUndoStack()
    record(document, stack)

    rename(document, document.all(StartEvent)[0], "Order received")

    assert stack.count() == 1
    assert stack.undoText() == "Rename"


def test_undo_brings_the_old_bytes_back_and_redo_the_new(qapp):
    document, stack = new_document(), QUndoStack()
    record(document, stack)
    before = document.to_bytes()
    rename(document, document.all(StartEvent)[0], "Order received")
    after = document.to_bytes()

    stack.undo()
    undone = document.to_bytes()
    stack.redo()

    assert undone == before
    assert document.to_bytes() == after


def test_undo_and_redo_are_announced(qapp):
    document, stack = new_document(), QUndoStack()
    record(document, stack)
    start = document.all(StartEvent)[0]
    rename(document, start, "Order received")
    seen = []
    document.changed.connect(lambda change: seen.append(start.id in change.ids))

    stack.undo()
    stack.redo()

    assert seen == [True, True]


def test_recording_can_be_stopped(qapp):
    document, stack = new_document(), QUndoStack()
    stop = record(document, stack)

    stop()
    rename(document, document.all(StartEvent)[0], "Order received")

    assert stack.count() == 0
