"""Upright pools, choreographies and conversations: opened, moved, renamed, added to and taken back."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.handles import Job
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.document import new_document
from bpmn.editing.lanes import add_lane
from bpmn.editing.rename import rename
from bpmn.model import BPMNShape, ChoreographyTask, ConversationLink, Lane, Participant
from tests.documents import blank, named, reloaded, with_pools
from tests.journeys.hands import ALT


@pytest.fixture
def upright(hands, tmp_path):
    """An upright pool with two lanes and a step in the left one."""
    document = blank()
    create(document, "participant:vertical", Point(400, 400), name="Shop")
    create(document, "task", Point(380, 400), name="Work")
    add_lane(document, named(document, "Shop"), name="Right")
    rename(document, next(lane for lane in document.all(Lane) if not lane.name), "Left")
    return hands.open(reloaded(document), tmp_path)


@pytest.fixture
def choreography(hands, tmp_path):
    """A start and two choreography tasks."""
    document = new_document("c.bpmn", kind="choreography")
    first = create(document, "choreographyTask", Point(300, 300), name="Order")
    second = create(document, "choreographyTask", Point(500, 300), name="Deliver")
    connect(document, first, second)
    return hands.open(reloaded(document), tmp_path)


@pytest.fixture
def conversation(hands, tmp_path):
    """Two parties and what they talk about."""
    document = with_pools(black_boxes=("Customer", "Supplier"))
    node = create(document, "conversation", Point(800, 350), name="Delivery")
    connect(document, named(document, "Customer"), node)
    return hands.open(reloaded(document), tmp_path)


def bands_of(person):
    """The shapes of the participants of choreography tasks."""
    return [s for s in person.document.all(BPMNShape) if s.participant_band_kind]


def test_an_upright_pool_is_moved_by_its_head(upright):
    pool, work = upright.bounds("Shop"), upright.bounds("Work")
    head = Point(pool.centre.x, pool.y + 12)
    upright.carry(head, head.moved(50, 20), ALT)

    assert abs(upright.bounds("Shop").x - pool.x - 50) <= 1
    assert upright.bounds("Work").x - upright.bounds("Shop").x == work.x - pool.x
    assert upright.taken_back()


def test_a_lane_is_added_beside_in_an_upright_pool(upright):
    right = upright.bounds("Right")
    upright.tap(Point(right.centre.x, right.y + 12))
    upright.pad("laneBelow")
    upright.write("Far right")

    assert upright.bounds("Far right").x >= right.right - 1
    assert upright.bounds("Far right").y == right.y
    assert upright.view.session.stack.count() == 2


def test_a_step_goes_to_the_lane_beside(upright):
    right = upright.bounds("Right")
    upright.carry("Work", Point(right.centre.x, upright.centre("Work").y), ALT)

    assert upright.named("Work") in upright.named("Right").flow_node_refs
    assert upright.taken_back()


def test_an_upright_lane_is_made_wider(upright):
    left, right = upright.bounds("Left"), upright.bounds("Right")
    upright.tap(Point(left.centre.x, left.y + 12))
    side = upright.handle(Job.RESIZE, sides=(1, 0))
    upright.carry(side, side.moved(40, 0), ALT)

    assert abs(upright.bounds("Left").width - left.width - 40) <= 1
    assert abs(upright.bounds("Right").x - right.x - 40) <= 1
    assert upright.taken_back()


def test_an_upright_pool_is_renamed_in_its_head(upright):
    pool = upright.bounds("Shop")
    upright.double_tap(Point(pool.centre.x, pool.y + 12))
    upright.write("Store")

    assert upright.named("Store")
    assert upright.taken_back()


def test_a_choreography_task_is_moved_with_its_bands(choreography):
    bands = [shape.bounds for shape in bands_of(choreography)]
    middle = choreography.centre("Order")
    choreography.carry(middle, middle.moved(0, 90), ALT)

    assert choreography.centre("Order") == middle.moved(0, 90)
    now = [shape.bounds for shape in bands_of(choreography)]
    assert sum(a != b for a, b in zip(bands, now, strict=True)) == 2
    assert choreography.taken_back()


def test_a_band_takes_its_task_along(choreography):
    middle = bands_of(choreography)[0].bounds.centre
    task = choreography.centre("Order")
    choreography.carry(middle, middle.moved(0, 60), ALT)

    assert choreography.centre("Order") == task.moved(0, 60)
    assert choreography.taken_back()


def test_the_bands_of_a_resized_task_stay_at_its_edges(choreography):
    choreography.tap("Order")
    before, corner = choreography.bounds("Order"), choreography.handle(Job.RESIZE, sides=(1, 1))
    choreography.carry(corner, corner.moved(40, 30), ALT)

    upper, lower = (shape.bounds for shape in bands_of(choreography)[:2])
    now = choreography.bounds("Order")
    assert now.width == upper.width == lower.width == before.width + 40
    assert (upper.y, lower.bottom) == (now.y, now.bottom)
    assert choreography.taken_back()


def test_a_choreography_task_is_renamed_and_so_is_a_participant(choreography):
    choreography.double_tap("Order")
    choreography.write("Ask")
    assert choreography.named("Ask")
    assert choreography.taken_back()

    choreography.double_tap(bands_of(choreography)[0].bounds.centre)
    choreography.write("Buyer")
    assert isinstance(choreography.named("Buyer"), Participant)


def test_a_choreography_task_is_added_and_connected(choreography):
    choreography.take_symbol("choreographyTask")
    choreography.tap(Point(700, 300))
    choreography.leave_name()
    assert choreography.taken_back()
    choreography.key(Qt.Key.Key_Escape)
    choreography.tap("Deliver")
    choreography.key(Qt.Key.Key_C)
    choreography.tap(Point(700, 300))

    assert len(choreography.document.all(ChoreographyTask)) == 3
    assert choreography.view.session.stack.count() == 2


def test_a_conversation_is_moved_and_its_link_follows(conversation):
    place = conversation.centre("Delivery")
    conversation.carry(place, place.moved(60, 0), ALT)

    assert conversation.centre("Delivery") == place.moved(60, 0)
    assert conversation.taken_back()


def test_a_conversation_is_renamed(conversation):
    conversation.double_tap("Delivery")
    conversation.write("Returns")

    assert conversation.named("Returns")
    assert conversation.taken_back()


def test_a_party_joins_a_conversation(conversation):
    supplier = conversation.bounds("Supplier")
    conversation.tap(Point(supplier.x + 40, supplier.centre.y))
    conversation.key(Qt.Key.Key_C)
    conversation.tap("Delivery")

    assert len(conversation.document.all(ConversationLink)) == 2
    assert conversation.taken_back()


def test_a_closed_pool_is_resized(conversation):
    pool: Bounds = conversation.bounds("Customer")
    conversation.tap(pool.centre)
    side = conversation.handle(Job.RESIZE, sides=(1, 0))
    conversation.carry(side, side.moved(60, 0), ALT)

    assert abs(conversation.bounds("Customer").width - pool.width - 60) <= 1
    assert conversation.taken_back()
