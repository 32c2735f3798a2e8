"""The ways in which Wholeflow writes files: untouched, undone, edited and exported."""

from collections.abc import Callable, Mapping
from functools import partial

from bpmn.editing.append import append_element
from bpmn.editing.delete import delete
from bpmn.editing.export_for import export_for
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename
from bpmn.editing.suites.targets import TARGETS
from bpmn.model import Activity, BPMNShape, SequenceFlow, Task
from bpmn.model.document import Document
from tests.tools.mixed import mixed

Way = Callable[[bytes, str], bytes | None]
"""Writes a map, given its bytes and name; None where there is nothing to do it with."""


def touched(data: bytes, name: str) -> bytes | None:
    """Every element changed, and all of it undone."""
    document = Document.parse(data, name)
    with document.transaction("Touch") as transaction:
        for node in list(document.root.iter("*")):
            document.set_attribute(node, "touched", "yes")
    transaction.undo()
    return document.to_bytes()


def renamed(data: bytes, name: str) -> bytes | None:
    """The first activity renamed."""
    document = Document.parse(data, name)
    activity = next(iter(document.all(Activity)), None)
    if activity is None:
        return None
    rename(document, activity, "Renamed <& \"'> ü\nin two lines")
    return written(document)


def moved(data: bytes, name: str) -> bytes | None:
    """The first task moved a little, with its lines."""
    document = Document.parse(data, name)
    shape = _drawn_task(document)
    if shape is None:
        return None
    move(document, [shape], 20, 10)
    return written(document)


def appended(data: bytes, name: str) -> bytes | None:
    """A task appended to the first task."""
    document = Document.parse(data, name)
    shape = _drawn_task(document)
    if shape is None:
        return None
    append_element(document, shape, Task)
    return written(document)


def deleted(data: bytes, name: str) -> bytes | None:
    """The first sequence flow deleted."""
    document = Document.parse(data, name)
    flow = next(iter(document.all(SequenceFlow)), None)
    if flow is None:
        return None
    delete(document, [flow])
    return written(document)


def copied(target: str, data: bytes, name: str) -> bytes | None:
    """A copy for another suite."""
    return export_for(data, target, name=name).data


def written(document: Document) -> bytes:
    """The bytes of a document, read back as every saving does."""
    data = document.to_bytes()
    assert document.difference(data) is None
    return data


def _drawn_task(document: Document) -> BPMNShape | None:
    shapes = document.all(BPMNShape)
    return next((shape for shape in shapes if isinstance(shape.bpmn_element, Task)), None)


def tried(way: Way, data: bytes, name: str) -> bytes | None:
    """What a way writes; None too where BPMN does not allow it in this map."""
    try:
        return way(data, name)
    except NotAllowed:
        return None


WAYS: Mapping[str, Way] = {
    "touched": touched,
    "renamed": renamed,
    "moved": moved,
    "appended": appended,
    "deleted": deleted,
    **{f"mixed edits {seed}": partial(mixed, seed) for seed in range(4)},
    **{f"for {target}": partial(copied, target) for target in TARGETS},
}
