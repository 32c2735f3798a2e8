"""Builds small maps and checks edits three ways."""

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.diagrams import depictions
from bpmn.editing.document import new_document
from bpmn.model import (
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Element,
    EndEvent,
    FlowElement,
    Participant,
    Process,
    SequenceFlow,
    StartEvent,
)
from bpmn.model.document import Document

if TYPE_CHECKING:
    from bpmn.model.journal import Transaction

LEVEL = 120.0
"""The y of the middles of the steps that builders place."""


def blank() -> Document:
    """A map with an empty process and its plane."""
    document = new_document("test.bpmn")
    with document.transaction("Clear"):
        for shape in document.all(BPMNShape):
            document.remove(shape.node)
        for start in document.all(StartEvent):
            document.remove(start.node)
    return reloaded(document)


def reloaded(document: Document) -> Document:
    """The document as it would be read again after saving."""
    return Document.parse(document.to_bytes(), document.name)


def simple_flow(*names: str) -> Document:
    """A map with steps from left to right, each connected with the next.

    The first is a start event, the last an end event, all others are tasks; steps are 150 apart and their
    middles lie at y 120.
    """
    document = blank()
    steps: list[Element] = []
    for at, name in enumerate(names):
        kind = "startEvent" if at == 0 else "endEvent" if at == len(names) - 1 else "task"
        steps.append(create(document, kind, Point(100 + 150 * at, LEVEL), name=name))
    for source, target in itertools.pairwise(steps):
        connect(document, source, target)
    return reloaded(document)


def with_pools(*names: str, black_boxes: tuple[str, ...] = ()) -> Document:
    """A map with pools below each other, 300 apart; each holds a task "Work in <name>" in its middle.

    Black boxes come last and hold nothing.
    """
    document = blank()
    for at, name in enumerate((*names, *black_boxes)):
        middle = Point(400, 200 + 300 * at)
        is_closed = name in black_boxes
        create(document, "participant:blackBox" if is_closed else "participant", middle, name=name)
        if not is_closed:
            create(document, "task", middle, name=f"Work in {name}")
    return reloaded(document)


def sub_process_that_says_nothing() -> Document:
    """A pool "Sales" and a black box "Customer" below; in the pool the step "Inner" in a sub-process "Sub".

    The file leaves out whether the sub-process is open, as some tools do; its content is drawn in it.
    """
    document = with_pools("Sales", black_boxes=("Customer",))
    sub = create(document, "subProcess:expanded", Bounds(500, 100, 350, 200), name="Sub")
    create(document, "task", Bounds(650, 110, 100, 80), parent=sub, name="Inner")
    with document.transaction("Say nothing"):
        shape_of(document, "Sub").is_expanded = None
    return reloaded(document)


def beside_the_pools() -> Document:
    """Two pools, and below them two connected steps and a document of a process that no pool shows."""
    document = with_pools("Sales", "Stock")
    process = Process(document, document.create(Process.own_tag, {"id": "Process_beside"}))
    with document.transaction("Add a process"):
        document.append(document.root, process.node)
    plane = plane_of(document)
    first = create(document, "task", Point(300, 800), process, plane, "Left over")
    last = create(document, "task", Point(500, 800), process, plane, "Forgotten")
    create(document, "dataObjectReference", Point(400, 900), process, plane, "List")
    connect(document, first, last)
    return reloaded(document)


def with_repeated_ids() -> Document:
    """A flow whose steps "Pack" and "Send" have the id of "Check", as has the shape of "Send"."""
    document = simple_flow("start", "Check", "Pack", "Send", "end")
    data = document.to_bytes()
    check = named(document, "Check").id or ""
    for name in ("Pack", "Send"):
        data = data.replace(
            b'<bpmn:task id="' + str(named(document, name).id).encode(), b'<bpmn:task id="' + check.encode()
        )
    data = data.replace(
        str(shape_of(document, "Send").id).encode(), str(shape_of(document, "Check").id).encode()
    )
    return Document.parse(data, "repeated.bpmn")


def named(document: Document, name: str) -> Element:
    """The element of a name or an id; "start→Check" is the flow between two elements."""
    source, arrow, target = name.partition("→")
    if arrow:
        ends = (named(document, source), named(document, target))
        return next(f for f in document.all(SequenceFlow) if (f.source_ref, f.target_ref) == ends)
    by_id = document.element(name)
    if by_id is not None:
        return by_id
    views = (document.view(node) for node in document.root.iter("{*}*") if node.get("name") == name)
    return next(view for view in views if isinstance(view, FlowElement | Participant) or view.id)


def shape_of(document: Document, name: str) -> BPMNShape:
    """The first shape of a named element."""
    return next(d for d in depictions(named(document, name)) if isinstance(d, BPMNShape))


def edge_of(document: Document, name: str) -> BPMNEdge:
    """The first edge of a named connection."""
    return next(d for d in depictions(named(document, name)) if isinstance(d, BPMNEdge))


def plane_of(document: Document) -> BPMNPlane:
    """The first plane."""
    return document.all(BPMNPlane)[0]


def bounds_of(document: Document, name: str) -> Bounds:
    """The bounds of the first shape of a named element."""
    return shape_of(document, name).bounds


def end_of_flow(document: Document) -> EndEvent:
    """The first end event."""
    return document.all(EndEvent)[0]


def assert_edit(document: Document, edit: Callable[[], object], expect: Callable[[], None]) -> None:
    """Check an edit: it is one undo step, its result, undo = the bytes before, redo = the result."""
    before = document.to_bytes()
    committed: list[Transaction] = []
    disconnect = document.committed.connect(committed.append)

    edit()

    disconnect()
    after = document.to_bytes()
    assert len(committed) == 1, "an action is one undo step"
    expect()
    committed[0].undo()
    assert document.to_bytes() == before, "undo brings the bytes back"
    committed[0].redo()
    assert document.to_bytes() == after, "redo brings the result back"
    expect()
    assert Document.parse(after).to_bytes() == after, "what was written is read again"
