"""What is exchanged with somebody gets a pool and a message."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixKind, fix
from bpmn.editing.fixes.table import mend
from bpmn.editing.refused import NotAllowed
from bpmn.model import EndEvent, MessageEventDefinition, MessageFlow, Participant
from bpmn.model.document import Document
from tests.bpmn.editing.fixes.drawn import assert_well_drawn
from tests.documents import assert_edit, end_of_flow, named, simple_flow, with_pools

MAP, OTHER = "test.bpmn", "other.bpmn"


def place(document: Document, name: str, file: str = MAP) -> ElementKey:
    return ElementKey(file, named(document, name).id)


def flows(document: Document) -> list[tuple[str, str | None, str]]:
    return [(f.source_ref.name, f.name, f.target_ref.name) for f in document.all(MessageFlow)]


def test_an_end_tells_a_customer_that_gets_a_pool():
    document = simple_flow("start", "Serve", "Sold out")
    action = fix(FixKind.TELL_PARTY, place(document, "Sold out"), party="Customer", message="Sorry")

    def expect() -> None:
        assert end_of_flow(document).children(MessageEventDefinition)
        assert flows(document) == [("Sold out", "Sorry", "Customer")]
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_customer_who_has_a_pool_gets_no_second_one():
    document = with_pools("Shop", black_boxes=("Customer",))
    action = fix(FixKind.TELL_PARTY, place(document, "Work in Shop"), party="Customer", message="Ready")

    def expect() -> None:
        assert len(document.all(Participant)) == 2
        assert [f[1:] for f in flows(document)] == [("Ready", "Customer")]
        assert isinstance(document.all(MessageFlow)[0].source_ref, EndEvent)
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_nobody_is_told_where_the_case_goes_on():
    document = simple_flow("start", "Serve", "end")

    with pytest.raises(NotAllowed, match="goes on from here"):
        mend({MAP: document}, [fix(FixKind.TELL_PARTY, place(document, "Serve"), party="Customer")])


@pytest.mark.parametrize("sends", ["true", "false"])
def test_the_mirror_of_an_exchange_is_drawn(sends: str):
    document = simple_flow("start", "Pack", "end")
    action = fix(FixKind.DRAW_MIRROR, place(document, "Pack"), party="Sales", message="List", sends=sends)

    def expect() -> None:
        ends = ("Pack", "List", "Sales") if sends == "true" else ("Sales", "List", "Pack")
        assert flows(document) == [ends]
        assert_well_drawn(document)

    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_two_maps_get_pools_for_each_other():
    one, two = simple_flow("start", "Order", "end"), simple_flow("start", "Pack", "end")
    ends = (place(one, "Order"), place(two, "Pack", OTHER))
    words = {"message": "Wish", "sender": "Sales", "receiver": "Warehouse"}

    mend({MAP: one, OTHER: two}, [fix(FixKind.SEND_MESSAGE_TO, *ends, **words)])

    assert flows(one) == [("Order", "Wish", "Warehouse")]
    assert flows(two) == [("Sales", "Wish", "Pack")]


def test_two_pools_of_one_map_are_joined_directly():
    document = with_pools("Sales", "Warehouse")
    ends = (place(document, "Work in Sales"), place(document, "Work in Warehouse"))

    mend({MAP: document}, [fix(FixKind.SEND_MESSAGE_TO, *ends, message="Wish")])

    assert flows(document) == [("Work in Sales", "Wish", "Work in Warehouse")]
