"""A step that waits gets a time limit, and somebody who follows up."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.editing.fixes.table import mend
from bpmn.editing.fixes.time_limit import spoken
from bpmn.editing.refused import NotAllowed
from bpmn.model import BoundaryEvent
from bpmn.model.document import Document
from tests.bpmn.editing.fixes.drawn import assert_well_drawn
from tests.documents import assert_edit, named, simple_flow

MAP = "test.bpmn"


def limit(document: Document, name: str, **more: str) -> FixAction:
    return fix(FixKind.ADD_TIME_LIMIT, ElementKey(MAP, named(document, name).id or ""), **more)


def test_an_activity_gets_a_timer_and_a_step_that_leads_on():
    document = simple_flow("start", "Wait", "Pack", "end")

    def expect() -> None:
        event = document.all(BoundaryEvent)[0]
        assert event.attached_to_ref == named(document, "Wait")
        assert event.cancel_activity
        assert event.definitions[0].time_duration.body == "P2D"
        assert event.name == "After 2 days"
        follow_up = event.outgoing_flows[0].target_ref
        assert follow_up.name == "Follow up"
        assert follow_up.outgoing_flows[0].target_ref == named(document, "Pack")

    assert_edit(document, lambda: mend({MAP: document}, [limit(document, "Wait", duration="P2D")]), expect)


def test_what_a_time_limit_adds_is_drawn_well():
    document = simple_flow("start", "Wait", "Pack", "end")

    mend({MAP: document}, [limit(document, "Wait"), limit(document, "Pack")])

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
