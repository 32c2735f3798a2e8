import pytest

from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.attach import on_border
from bpmn.editing.connect import connect, reconnect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.lanes import add_lane
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.model import BPMNPlane, BPMNShape, Lane, Participant, Task
from bpmn.model.document import Document
from tests.documents import (
    assert_edit,
    bounds_of,
    edge_of,
    named,
    reloaded,
    shape_of,
    simple_flow,
    sub_process_that_says_nothing,
    with_pools,
)
from tests.importer import complaints


def rewritten(document, old, new):
    """The map with another text in the file, as another tool might have written it."""
    data = document.to_bytes()
    assert old.encode() in data
    return Document.parse(data.replace(old.encode(), new.encode()), "other.bpmn")


def test_a_sub_process_says_that_it_is_open_when_a_message_goes_into_it():
    document = sub_process_that_says_nothing()

    def expect():
        assert shape_of(document, "Sub").is_expanded is True
        assert complaints(document.to_bytes()) == set()

    assert_edit(
        document, lambda: connect(document, named(document, "Customer"), named(document, "Inner")), expect
    )


def test_a_sub_process_says_that_it_is_open_when_a_step_is_put_into_it():
    document = sub_process_that_says_nothing()
    connect(document, named(document, "Work in Sales"), named(document, "Customer"))
    to = shape_of(document, "Sub").bounds.centre
    at = shape_of(document, "Work in Sales").bounds.centre

    move(document, [shape_of(document, "Work in Sales")], to.x - at.x, to.y - at.y + 60)

    assert named(document, "Work in Sales").parent == named(document, "Sub")
    assert shape_of(document, "Sub").is_expanded is True
    assert complaints(document.to_bytes()) == set()


def test_a_sub_process_that_nothing_is_drawn_into_stays_as_written():
    document = sub_process_that_says_nothing()

    move(document, [shape_of(document, "Sub")], 10, 0)

    assert shape_of(document, "Sub").is_expanded is None


def test_no_line_leads_into_a_closed_sub_process():
    document = sub_process_that_says_nothing()
    with document.transaction("Close"):
        shape_of(document, "Sub").is_expanded = False
        shape_of(document, "Sub").bounds = shape_of(document, "Sub").bounds._replace(width=100, height=80)
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="does not show"):
        connect(document, named(document, "Customer"), named(document, "Inner"))
    assert document.to_bytes() == before


@pytest.mark.parametrize("name", ["Check", "Pack"])
def test_the_ends_of_a_new_line_are_found_by_bare_ids(name):
    document = simple_flow("start", "Check", "Pack", "end")
    identifier = named(document, name).id
    document = rewritten(document, f'bpmnElement="{identifier}"', f'bpmnElement="maps:{identifier}"')
    document = rewritten(
        document, "<bpmn:definitions ", '<bpmn:definitions xmlns:maps="https://wholeflow.org/maps" '
    )
    before = complaints(document.to_bytes())

    connect(document, named(document, "Pack"), named(document, "Check"))

    assert shape_of(document, name).node.get("bpmnElement") == identifier
    assert complaints(document.to_bytes()) <= before


def test_a_host_is_found_by_its_bare_id():
    document = simple_flow("start", "Check", "end")
    identifier = named(document, "Check").id
    document = rewritten(document, f'bpmnElement="{identifier}"', f'bpmnElement="maps:{identifier}"')
    document = rewritten(
        document, "<bpmn:definitions ", '<bpmn:definitions xmlns:maps="https://wholeflow.org/maps" '
    )
    before = complaints(document.to_bytes())

    create(
        document, "boundaryEvent:timer", on_border(bounds_of(document, "Check"), bounds_of(document, "end"))
    )

    assert complaints(document.to_bytes()) <= before


def test_a_shape_whose_id_is_taken_gets_another_when_a_line_is_drawn_to_it():
    document = simple_flow("start", "Check", "Pack", "end")
    first, second = (shape_of(document, name).id for name in ("Check", "Pack"))
    document = rewritten(document, f'id="{second}"', f'id="{first}"')
    before = complaints(document.to_bytes())

    connect(document, named(document, "Pack"), named(document, "Check"))

    assert document.duplicate_ids() == []
    assert complaints(document.to_bytes()) <= before


def test_nothing_is_drawn_to_an_element_whose_id_another_one_has():
    document = simple_flow("start", "Check", "Pack", "end")
    first, second = (named(document, name).id for name in ("Check", "Pack"))
    document = rewritten(document, f'<bpmn:task id="{second}"', f'<bpmn:task id="{first}"')
    lost = document.view(document.root.findall(".//{*}task")[1])

    with pytest.raises(NotAllowed, match=f"Two elements of this file have the id {first}: export"):
        connect(document, named(document, "start"), lost)


def test_nothing_is_drawn_to_an_element_whose_id_others_cannot_read():
    document = simple_flow("start", "Check", "end")
    identifier = named(document, "Check").id
    document = rewritten(document, identifier, "a b")

    with pytest.raises(NotAllowed, match="cannot read the id a b"):
        connect(document, named(document, "Check"), named(document, "end"))


def test_a_line_is_not_led_to_what_the_sheet_does_not_show():
    document = simple_flow("start", "Check", "Pack", "end")
    with document.transaction("Hide"):
        document.remove(shape_of(document, "Pack").node)
    document = reloaded(document)

    with pytest.raises(NotAllowed, match="does not show"):
        reconnect(document, edge_of(document, "start→Check"), named(document, "Pack"), at_target=True)


def test_a_message_from_a_pool_that_shows_its_process_elsewhere_is_refused():
    document = with_pools("Sales", "Stock")
    process = named(document, "Sales").process_ref.id
    document = rewritten(document, f'processRef="{process}"', f'processRef="maps:{process}"')
    document = rewritten(
        document, "<bpmn:definitions ", '<bpmn:definitions xmlns:maps="https://wholeflow.org/maps" '
    )
    sheet = (
        f'<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="{process}"/></bpmndi:BPMNDiagram>'
    )
    document = rewritten(document, "</bpmn:definitions>", f"{sheet}</bpmn:definitions>")

    with pytest.raises(NotAllowed, match="sheet of its own"):
        connect(document, named(document, "Work in Stock"), named(document, "Work in Sales"))


def test_a_shape_that_the_file_gives_no_place_is_not_moved():
    document = simple_flow("start", "Check", "end")
    with document.transaction("Forget"):
        shape_of(document, "Check").bounds = None
    shape = next(s for s in document.all(BPMNShape) if s.bpmn_element == named(document, "Check"))
    before = document.to_bytes()

    move(document, [shape], 10, 10)

    assert document.to_bytes() == before


def test_nothing_is_put_where_it_cannot_be_drawn():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="too far away"):
        move(document, [shape_of(document, "Check")], 2_000_000, 0)
    with pytest.raises(NotAllowed, match="too far away"):
        create(document, "task", Point(0, -2_000_000))
    assert document.to_bytes() == before


def with_prefixes(document, *attributes):
    """The map as other tools write it, with prefixes before the references of these attributes."""
    data = document.to_bytes().decode()
    for attribute in attributes:
        data = data.replace(f'{attribute}="', f'{attribute}="maps:')
    namespace = f'xmlns:maps="{document.root.get("targetNamespace")}"'
    data = data.replace("<bpmn:definitions ", f"<bpmn:definitions {namespace} ", 1)
    return Document.parse(data.encode(), "other.bpmn")


def test_what_a_sheet_shows_is_found_by_a_bare_id_when_a_line_is_drawn():
    document = with_prefixes(with_pools("Sales", "Stock"), "bpmnElement", "processRef")
    before = complaints(document.to_bytes())
    plane = document.all(BPMNPlane)[0]

    connect(document, named(document, "Work in Sales"), named(document, "Work in Stock"))

    assert plane.node.get("bpmnElement") == plane.bpmn_element.id
    assert complaints(document.to_bytes()) <= before


def test_a_process_that_was_found_by_its_lanes_is_found_without_them():
    document = with_pools("Sales", "Stock")
    connect(document, named(document, "Work in Sales"), named(document, "Work in Stock"))
    add_lane(document, named(document, "Sales"), document.all(BPMNPlane)[0])
    document = with_prefixes(document, "processRef")
    before = complaints(document.to_bytes())
    assert len(document.all(Lane)) == 2

    delete(document, document.all(Lane))

    assert document.all(Lane) == []
    assert document.all(Participant)[0].node.get("processRef")
    assert complaints(document.to_bytes()) <= before


def test_no_line_begins_at_an_event_whose_host_lies_elsewhere():
    document = simple_flow("start", "Check", "Pack", "end")
    event = create(
        document, "boundaryEvent:timer", on_border(bounds_of(document, "Check"), bounds_of(document, "end"))
    )
    with document.transaction("Lose the host"):
        document.set_attribute(event.node, "attachedToRef", None)
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="does not show"):
        connect(document, event, named(document, "Pack"))
    assert document.to_bytes() == before


def test_a_flow_led_from_another_step_goes_to_where_its_ends_stand():
    document = sub_process_that_says_nothing()
    inner = named(document, "Inner")
    step = append_element(document, shape_of(document, "Inner"), Task)
    flow = inner.outgoing_flows[0]
    home = flow.parent
    with document.transaction("Put it elsewhere"):
        document.remove(flow.node)
        document.append(home.parent.node, flow.node)
    again = create(document, "task", shape_of(document, "Sub").bounds.centre, name="Again")
    assert again.parent == home

    reconnect(document, edge_of(document, flow.id), again, at_target=False)

    assert flow.parent == home
    assert flow.target_ref == step


def test_no_line_ends_at_data_without_a_reference():
    document = simple_flow("start", "Check", "end")
    data = create(document, "dataObjectReference", Point(300, 400), name="List")
    with document.transaction("Show the object itself"):
        document.set_attribute(shape_of(document, "List").node, "bpmnElement", data.data_object_ref.id)
    note = create(document, "textAnnotation", Point(500, 400), name="A note")

    with pytest.raises(NotAllowed, match="do not show this document"):
        connect(document, note, data.data_object_ref)
