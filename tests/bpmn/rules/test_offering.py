"""Which symbols are offered on which sheets."""

import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.diagrams import planes
from bpmn.editing.document import new_document
from bpmn.rules.offering import continuations, fits_sheet, is_at_home
from tests.documents import named, simple_flow


def shown_by(kind):
    return planes(new_document("new.bpmn", kind=kind))[0].bpmn_element


@pytest.mark.parametrize("kind", ["task", "participant", "lane", "conversation", "dataObjectReference"])
def test_a_choreography_takes_its_own_elements_only(kind):
    assert not fits_sheet(shown_by("choreography"), kind)
    assert fits_sheet(shown_by("choreography"), "choreographyTask")
    assert fits_sheet(shown_by("choreography"), "exclusiveGateway")


@pytest.mark.parametrize("kind", ["process", "collaboration", "conversation"])
def test_every_symbol_is_offered_where_pools_may_be_put(kind):
    assert fits_sheet(shown_by(kind), "task")


def test_an_exchange_is_at_home_in_a_choreography_alone():
    assert is_at_home(shown_by("choreography"), "choreographyTask")
    assert not is_at_home(shown_by("process"), "choreographyTask")
    assert not is_at_home(shown_by("choreography"), "task")


@pytest.mark.parametrize("kind", ["conversation", "subConversation", "participant:blackBox"])
def test_conversations_are_at_home_where_no_pool_has_a_process(kind):
    assert is_at_home(shown_by("conversation"), kind)
    assert not is_at_home(shown_by("collaboration"), kind)


def test_after_an_exchange_comes_an_exchange():
    document = new_document("c.bpmn", kind="choreography")
    create(document, "choreographyTask", Point(300, 300), name="Order")

    assert continuations(named(document, "Order"))[0] == "choreographyTask"
    assert continuations(named(simple_flow("Check"), "Check"))[0] == "task"
