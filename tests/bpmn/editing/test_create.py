import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.create import create
from bpmn.editing.document import new_document
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    BoundaryEvent,
    BPMNShape,
    Choreography,
    Collaboration,
    ConditionalEventDefinition,
    DataObject,
    MessageEventDefinition,
    Process,
    StartEvent,
    TextAnnotation,
)
from bpmn.model.document import Document
from tests.documents import assert_edit, blank, bounds_of, named, plane_of, shape_of, simple_flow, with_pools
from tests.schema import schema_errors

KINDS = [
    "task", "userTask", "sendTask", "receiveTask", "serviceTask", "manualTask", "businessRuleTask", "scriptTask",
    "callActivity", "subProcess", "subProcess:expanded", "adHocSubProcess", "transaction", "subProcess:event",
    "startEvent", "startEvent:message", "startEvent:timer", "startEvent:conditional", "startEvent:signal",
    "intermediateCatchEvent:link", "intermediateThrowEvent:escalation", "intermediateThrowEvent:compensate",
    "endEvent:terminate", "endEvent:error", "exclusiveGateway", "parallelGateway", "inclusiveGateway",
    "complexGateway", "eventBasedGateway", "dataObjectReference", "dataStoreReference", "textAnnotation", "group",
    "participant", "participant:blackBox", "participant:vertical",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_created_valid(kind):
    document = blank()

    def expect():
        assert not schema_errors(document.to_bytes())
        assert all(s.bpmn_element is not None for s in document.all(BPMNShape))

    assert_edit(document, lambda: create(document, kind, Point(300, 300), name="New"), expect)
    assert named(
        document,
        "New" if kind not in ("textAnnotation", "group") else document.all(BPMNShape)[-1].bpmn_element.id,
    )


def test_a_symbol_stands_with_its_middle_at_the_point():
    document = blank()

    create(document, "task", Point(300, 300), name="Check")

    assert bounds_of(document, "Check") == Bounds(250, 260, 100, 80)


def test_given_bounds_are_kept():
    document = blank()

    create(document, "task", Bounds(10, 20, 130, 90), name="Check")

    assert bounds_of(document, "Check") == Bounds(10, 20, 130, 90)


def test_an_event_gets_its_trigger():
    document = blank()

    event = create(document, (StartEvent, MessageEventDefinition), Point(100, 100))

    assert [type(d) for d in event.event_definitions] == [MessageEventDefinition]


def test_a_condition_is_formal_in_the_prefixes_of_the_file():
    document = blank()

    create(document, "startEvent:conditional", Point(100, 100))

    condition = document.all(ConditionalEventDefinition)[0].condition
    assert 'xsi:type="bpmn:tFormalExpression"' in document.to_bytes().decode()
    assert condition is not None


def test_a_boundary_event_sits_on_the_border_of_its_host():
    document = simple_flow("start", "Check", "end")

    event = create(document, "boundaryEvent:timer:nonInterrupting", Point(255, 155), name="Late")

    assert isinstance(event, BoundaryEvent)
    assert event.attached_to_ref == named(document, "Check")
    assert event.cancel_activity is False
    assert bounds_of(document, "Late").centre == Point(255, 160)


def test_an_intermediate_event_put_on_a_border_is_a_boundary_event():
    document = simple_flow("start", "Check", "end")

    event = create(document, "intermediateCatchEvent:message", Point(250, 165))

    assert isinstance(event, BoundaryEvent)
    assert event.attached_to_ref == named(document, "Check")


def test_a_boundary_event_needs_a_host():
    document = simple_flow("start", "Check", "end")

    with pytest.raises(NotAllowed, match="border"):
        create(document, "boundaryEvent:timer", Point(600, 600))


def test_the_first_pool_takes_over_the_process():
    document = simple_flow("start", "Check", "end")
    process = document.all(Process)[0]

    pool = create(document, "participant", Point(200, 200), name="Sales")

    assert pool.process_ref == process
    assert plane_of(document).bpmn_element == document.all(Collaboration)[0]
    assert all(
        shape_of(document, "Sales").bounds.encloses(bounds_of(document, n)) for n in ("start", "Check", "end")
    )
    assert plane_of(document).elements[0].bpmn_element == pool


def test_a_further_pool_has_a_process_of_its_own():
    document = with_pools("Sales", "Stock")

    assert named(document, "Sales").process_ref != named(document, "Stock").process_ref


def test_a_black_box_leaves_the_process_in_a_pool_of_its_own():
    document = simple_flow("start", "Check", "end")

    create(document, "participant:blackBox", Point(300, 500), name="Customer")

    assert named(document, "Customer").process_ref is None
    assert [p.process_ref is None for p in document.all(Collaboration)[0].participants] == [False, True]


def test_an_upright_pool_is_marked_so():
    document = blank()

    create(document, "participant:vertical", Point(300, 400), name="Sales")

    assert shape_of(document, "Sales").is_horizontal is False
    assert bounds_of(document, "Sales").height == 600


def test_a_step_belongs_to_the_pool_it_is_put_into():
    document = with_pools("Sales", "Stock")

    task = create(document, "task", Point(550, 500))

    assert task.parent == named(document, "Stock").process_ref


def test_a_step_is_not_put_between_pools_or_into_a_black_box():
    document = with_pools("Sales", black_boxes=("Customer",))

    with pytest.raises(NotAllowed, match="pool"):
        create(document, "task", Point(400, 370))
    with pytest.raises(NotAllowed, match="black box"):
        create(document, "task", Point(400, 500))


def test_a_step_belongs_to_the_lane_it_is_put_into():
    document = with_pools("Sales")
    create(document, "lane", Point(0, 0), named(document, "Sales"), name="Desk")

    task = create(document, "task", bounds_of(document, "Desk").centre)

    assert list(named(document, "Desk").flow_node_refs) == [task]


def test_a_sub_process_holds_what_is_put_into_it():
    document = blank()
    sub = create(document, "subProcess:expanded", Point(300, 300))

    inner = create(document, "task", Point(300, 300))

    assert inner.parent == sub
    assert next(type(e) for e in sub.flow_elements) is StartEvent


def test_data_has_a_data_object():
    document = blank()

    reference = create(document, "dataObjectReference", Point(100, 100))

    assert reference.data_object_ref == document.all(DataObject)[0]


def test_a_note_has_its_text():
    document = blank()

    create(document, "textAnnotation", Point(100, 100), name="Why?")

    assert document.all(TextAnnotation)[0].text == "Why?"


def test_a_choreography_task_has_two_participants_and_their_bands():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        b'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" targetNamespace="t">'
        b'<choreography id="c"/><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="c"/></bpmndi:BPMNDiagram></definitions>'
    )

    task = create(document, "choreographyTask", Point(200, 200), name="Order")

    assert len(task.participant_refs) == 2
    assert len(document.all(Choreography)[0].participants) == 2
    assert len(document.all(BPMNShape)) == 3
    assert not schema_errors(document.to_bytes())


def test_a_conversation_stands_between_pools():
    document = with_pools(black_boxes=("Customer", "Supplier"))

    node = create(document, "conversation", Point(800, 400), name="Delivery")

    assert node.parent == document.all(Collaboration)[0]
    assert not schema_errors(document.to_bytes())


def test_a_data_store_beside_pools_belongs_to_the_first_process():
    document = with_pools("Sales")

    store = create(document, "dataStoreReference", Point(900, 500))

    assert store.parent == named(document, "Sales").process_ref


def test_a_map_without_a_drawing_gets_the_element_alone():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p"/></definitions>'
    )

    task = create(document, "task", Point(0, 0))

    assert task.parent == document.all(Process)[0]
    assert not document.all(BPMNShape)


def test_a_first_upright_pool_is_as_wide_as_its_kind():
    document = new_document("new.bpmn")
    start = document.all(BPMNShape)[0].bounds

    create(document, "participant:vertical", start.centre, name="Shop")

    pool = bounds_of(document, "Shop")
    assert (pool.width, pool.height) == (250, 600)
    assert pool.encloses(start)


def test_a_new_document_is_valid_and_has_a_start():
    document = new_document("new.bpmn")

    assert not schema_errors(document.to_bytes())
    assert len(document.all(StartEvent)) == len(document.all(BPMNShape)) == 1
    assert new_document().all(Process)[0].id != document.all(Process)[0].id


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("collaboration", "participant"),
        ("choreography", "choreographyTask"),
        ("conversation", "conversation"),
    ],
)
def test_a_new_document_of_another_kind_takes_its_elements(kind, element):
    document = new_document("new.bpmn", kind=kind)

    create(document, element, Point(300, 200), name="First")

    assert named(document, "First").parent == plane_of(document).bpmn_element
    assert not schema_errors(document.to_bytes())
