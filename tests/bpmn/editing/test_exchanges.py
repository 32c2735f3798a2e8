"""Who asks and who answers in exchanges of a choreography."""

import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.document import new_document
from bpmn.editing.exchanges import engage, known_parties, parties_of
from bpmn.editing.refused import NotAllowed
from bpmn.model import BPMNShape
from tests.documents import assert_edit, named, reloaded
from tests.schema import schema_errors


def choreography():
    document = new_document("c.bpmn", kind="choreography")
    create(document, "choreographyTask", Point(300, 300), name="Order")
    create(document, "choreographyTask", Point(500, 300), name="Deliver")
    return reloaded(document)


def names_of(activity):
    return [party.name for party in parties_of(activity)]


def bands_of(document, activity):
    owner = next(s for s in document.all(BPMNShape) if s.bpmn_element == activity)
    own = [s for s in document.all(BPMNShape) if s.choreography_activity_shape == owner]
    return {str(s.participant_band_kind): s.bpmn_element.name for s in own}


def ends(activity):
    flow = activity.message_flow_refs[0]
    return [flow.source_ref.name, flow.target_ref.name]


def test_a_new_name_is_a_new_party_of_this_exchange_alone():
    document = choreography()
    deliver = named(document, "Deliver")

    def expect():
        assert names_of(deliver) == ends(deliver) == ["Participant A", "Carrier"]
        assert bands_of(document, deliver) == {
            "top_initiating": "Participant A",
            "bottom_non_initiating": "Carrier",
        }
        assert names_of(named(document, "Order")) == ["Participant A", "Participant B"]
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: engage(document, deliver, "Carrier", asks=False), expect)


def test_a_known_party_is_taken_by_its_name():
    document = choreography()
    deliver = named(document, "Deliver")
    engage(document, deliver, "Carrier", asks=False)
    before = len(known_parties(deliver))

    engage(document, named(document, "Order"), "Carrier", asks=True)

    assert len(known_parties(deliver)) == before
    assert names_of(named(document, "Order")) == ["Carrier", "Participant B"]


def test_the_name_of_the_other_one_lets_both_change_places():
    document = choreography()
    order = named(document, "Order")

    def expect():
        assert names_of(order) == ends(order) == ["Participant B", "Participant A"]
        assert bands_of(document, order) == {
            "top_non_initiating": "Participant A",
            "bottom_initiating": "Participant B",
        }

    assert_edit(document, lambda: engage(document, order, "Participant B", asks=True), expect)


def test_an_exchange_without_a_party_is_refused():
    document = choreography()
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="needs both"):
        engage(document, named(document, "Order"), " ", asks=True)

    assert document.to_bytes() == before
