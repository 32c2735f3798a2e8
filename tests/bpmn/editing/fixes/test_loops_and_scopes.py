"""Loops get a limit, calls catch failures, late messages are taken, dates start processes."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixKind, fix
from bpmn.base.geometry import Point
from bpmn.editing.become import become
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.fixes.table import mend
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    BoundaryEvent,
    Error,
    MessageFlow,
    MultiInstanceLoopCharacteristics,
    StartEvent,
    SubProcess,
)
from bpmn.model.document import Document
from tests.bpmn.editing.fixes.drawn import assert_well_drawn
from tests.documents import assert_edit, named, reloaded, simple_flow, with_pools

MAP = "test.bpmn"


def place(document: Document, name: str) -> ElementKey:
    return ElementKey(MAP, named(document, name).id)


def looping() -> Document:
    document = simple_flow("start", "Make", "Good", "end")
    gateway = create(document, "exclusiveGateway", Point(475, 120), name="Enough?")
    connect(document, gateway, named(document, "Make"))
    return reloaded(document)


def test_a_loop_is_left_after_some_rounds():
    document = looping()

    def expect() -> None:
        way = next(f for f in named(document, "Enough?").outgoing_flows if f.name == "After 4 rounds")
        assert way.target_ref.name == "Decide what to do"
        assert way.target_ref.outgoing_flows[0].target_ref == named(document, "end")
        assert_well_drawn(document)

    action = fix(FixKind.LIMIT_LOOP, place(document, "Enough?"), times=4)
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_loop_without_a_way_out_gets_no_limit():
    document = simple_flow("start", "Make", "end")
    gateway = create(document, "exclusiveGateway", Point(600, 300), name="Again?")
    connect(document, named(document, "Make"), gateway)
    connect(document, gateway, named(document, "Make"))

    with pytest.raises(NotAllowed, match="no way out"):
        mend({MAP: document}, [fix(FixKind.LIMIT_LOOP, place(document, "Again?"))])


def test_a_receiver_takes_each_one():
    document = simple_flow("start", "Take", "end")

    def expect() -> None:
        loop = named(document, "Take").loop_characteristics
        assert isinstance(loop, MultiInstanceLoopCharacteristics)
        assert loop.is_sequential

    assert_edit(
        document, lambda: mend({MAP: document}, [fix(FixKind.RECEIVE_ALL, place(document, "Take"))]), expect
    )


def test_a_failure_is_caught_and_told():
    document = with_pools("Shop", black_boxes=("Customer",))
    become(document, named(document, "Work in Shop"), "callActivity")
    document = reloaded(document)
    words = {"kind": "error", "code": "No credit", "party": "Customer"}

    def expect() -> None:
        event = document.all(BoundaryEvent)[0]
        assert event.definitions[0].error_ref == document.all(Error)[0]
        assert document.all(Error)[0].error_code == "No credit"
        assert event.cancel_activity
        assert [(f.name, f.target_ref.name) for f in document.all(MessageFlow)] == [("No credit", "Customer")]
        assert_well_drawn(document)

    action = fix(FixKind.CATCH_EXCEPTION, place(document, "Work in Shop"), **words)
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_an_escalation_is_heard_beside_the_work():
    document = simple_flow("start", "Call", "end")
    action = fix(FixKind.CATCH_EXCEPTION, place(document, "Call"), kind="escalation", code="Late")

    mend({MAP: document}, [action])

    assert not document.all(BoundaryEvent)[0].cancel_activity
    assert_well_drawn(document)


def test_a_late_message_is_taken_at_any_time():
    document = with_pools("Shop", black_boxes=("Supplier",))
    action = fix(
        FixKind.HEAR_LATE, place(document, "Work in Shop"), place(document, "Supplier"), message="Offer"
    )

    def expect() -> None:
        scope = document.all(SubProcess)[0]
        start = scope.children(StartEvent)[0]
        assert scope.triggered_by_event
        assert not start.is_interrupting
        assert [(f.source_ref.name, f.target_ref) for f in document.all(MessageFlow)] == [("Supplier", start)]
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_date_starts_a_process():
    document = simple_flow("start", "Look", "end")

    def expect() -> None:
        timer = document.all(StartEvent)[0].definitions[0]
        assert timer.time_cycle.body == "R/P1M"

    action = fix(FixKind.START_BY_DATE, place(document, "start"), cycle="R/P1M")
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)
