"""A step that waits gets a time limit, and somebody who follows up."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.fixes.table import mend
from bpmn.editing.fixes.time_limit import spoken
from bpmn.editing.refused import NotAllowed
from bpmn.model import BoundaryEvent, EndEvent, ReceiveTask
from bpmn.model.document import Document
from tests.bpmn.editing.fixes.drawn import assert_well_drawn
from tests.documents import assert_edit, named, reloaded, simple_flow

MAP = "test.bpmn"


def limit(document: Document, name: str, **more: str) -> FixAction:
    return fix(FixKind.ADD_TIME_LIMIT, ElementKey(MAP, named(document, name).id or ""), **more)


def test_an_activity_gets_a_timer_and_goes_on_waiting():
    document = simple_flow("start", "Wait", "Pack", "end")

    def expect() -> None:
        event = document.all(BoundaryEvent)[0]
        assert event.attached_to_ref == named(document, "Wait")
        assert not event.cancel_activity
        assert event.definitions[0].time_duration.body == "P2D"
        assert event.name == "After 2 days"
        follow_up = event.outgoing_flows[0].target_ref
        assert follow_up.name == "Follow up"
        assert isinstance(follow_up.outgoing_flows[0].target_ref, EndEvent)

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Wait", duration="P2D")]), expect)


def test_a_limit_that_stops_the_waiting_leads_on():
    document = simple_flow("start", "Wait", "Pack", "end")

    def expect() -> None:
        event = document.all(BoundaryEvent)[0]
        assert event.cancel_activity
        follow_up = event.outgoing_flows[0].target_ref
        assert follow_up.outgoing_flows[0].target_ref == named(document, "Pack")

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Wait", stops="true")]), expect)


def test_an_event_becomes_a_step_that_can_have_a_limit():
    document = simple_flow("start", "Ask", "Wait", "Pack", "end")
    event = create(document, "intermediateCatchEvent:message", Point(325, 120), name="Answer")
    document = reloaded(document)

    def expect() -> None:
        step = document.element(event.id)
        assert isinstance(step, ReceiveTask)
        assert step.name == "Answer"
        assert [f.source_ref.name for f in step.incoming_flows] == ["Ask"]
        assert document.all(BoundaryEvent)[0].attached_to_ref == step
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Answer")]), expect)


def choosing() -> Document:
    document = simple_flow("start", "Ask", "end")
    gateway = create(document, "eventBasedGateway", Point(700, 120), name="First")
    for at, name in enumerate(("Yes", "No")):
        made = create(document, "intermediateCatchEvent:message", Point(800, 120 + 80 * at), name=name)
        connect(document, gateway, made)
        connect(document, made, create(document, "endEvent", Point(900, 120 + 80 * at), name=f"over {name}"))
    return reloaded(document)


@pytest.mark.parametrize(("more", "target"), [({}, "First"), ({"stops": "true"}, "over Yes")])
def test_time_is_one_more_way_after_what_comes_first(more: dict[str, str], target: str):
    document = choosing()

    def expect() -> None:
        ways = [flow.target_ref for flow in named(document, "First").outgoing_flows]
        assert [way.name for way in ways] == ["Yes", "No", "After 3 days"]
        follow_up = ways[2].outgoing_flows[0].target_ref
        assert follow_up.outgoing_flows[0].target_ref == named(document, target)
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Yes", **more)]), expect)


def test_a_wait_in_a_loop_begins_anew_after_the_follow_up():
    document = simple_flow("start", "Ask", "Wait", "Check", "end")
    connect(document, named(document, "Check"), named(document, "Ask"))
    document = reloaded(document)

    def expect() -> None:
        event = document.all(BoundaryEvent)[0]
        assert event.cancel_activity
        follow_up = event.outgoing_flows[0].target_ref
        assert follow_up.outgoing_flows[0].target_ref == named(document, "Wait")
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Wait")]), expect)


def test_what_time_limits_add_is_drawn_well():
    document = simple_flow("start", "Wait", "Pack", "end")

    mend({MAP: document}, [limit(document, "Wait"), limit(document, "Pack", stops="true")])

    assert_well_drawn(document)


def test_what_is_gone_is_not_given_a_time_limit():
    document = simple_flow("start", "Wait", "end")
    before = document.to_bytes()

    with pytest.raises(NotAllowed):
        mend({MAP: document}, [limit(document, "Wait"), fix(FixKind.ADD_TIME_LIMIT, ElementKey(MAP, "gone"))])

    assert document.to_bytes() == before


@pytest.mark.parametrize(
    ("duration", "words"), [("P3D", "3 days"), ("P1D", "1 day"), ("PT4H", "4 hours"), ("P1DT4H", "P1DT4H")]
)
def test_a_duration_is_said_as_people_say_it(duration: str, words: str):
    assert spoken(duration) == words
