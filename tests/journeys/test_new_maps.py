"""New maps of every kind, and what the palette, the pad and the keys offer on them."""

import pytest
from PySide6.QtCore import Qt

from bpmn.base.geometry import Point
from bpmn.model import ChoreographyTask, Collaboration, ConversationNode, Participant, Task
from tests.documents import simple_flow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen
KINDS = {"new": "Process", "new_collaboration": "Collaboration", "new_choreography": "Choreography"}


def new(hands, action):
    hands.window.actions_by_name[action].trigger()
    hands.before = hands.document.to_bytes()
    return hands


def offered(hands):
    """The kinds that the palette shows."""
    palette = hands.window.maps.palette_panel
    return [b.entry.kind for b in palette.symbols if b.isVisibleTo(palette)]


@pytest.mark.parametrize(("action", "root"), KINDS.items())
def test_the_menu_makes_a_map_of_a_kind(hands, action, root):
    new(hands, action)

    assert type(hands.view.plane.bpmn_element).__name__ == root
    assert hands.window.maps.tabs.count() == 1


def test_other_kinds_of_maps_are_offered_in_the_menu_and_beside_the_tabs(hands):
    new(hands, "new")
    menu = hands.window.maps.new.menu()

    menu.actions()[0].trigger()

    assert [a.objectName() for a in menu.actions()] == [
        "new_collaboration",
        "new_choreography",
        "new_conversation",
    ]
    assert isinstance(hands.view.plane.bpmn_element, Collaboration)
    assert hands.window.maps.tabs.count() == 2


def test_a_new_company_takes_steps_at_once(hands):
    new(hands, "new_collaboration")
    pool = hands.document.all(Participant)[0]
    hands.view.edit_label(pool.id)
    hands.write("Shop")
    hands.take_symbol("task")
    hands.tap(hands.bounds("Shop").centre)
    hands.leave_name()

    assert hands.document.all(Task)[0].parent == hands.named("Shop").process_ref


def test_a_choreography_is_drawn_from_the_essentials_by_palette_pad_and_key(hands):
    new(hands, "new_choreography")
    assert "choreographyTask" in offered(hands)
    assert not {"task", "participant", "lane"} & set(offered(hands))

    hands.take_symbol("choreographyTask")
    hands.tap(Point(100, 100))
    hands.write("Order")
    hands.pad("append:choreographyTask")
    hands.write("Deliver")
    hands.tap("Deliver")
    hands.key(Qt.Key.Key_A)
    hands.write("Pay")

    order, deliver, pay = (hands.named(name) for name in ("Order", "Deliver", "Pay"))
    assert [type(e) for e in (order, deliver, pay)] == [ChoreographyTask] * 3
    assert deliver.incoming_flows[0].source_ref == order
    assert pay.incoming_flows[0].source_ref == deliver
    assert "Steps: 3" in hands.window.status.counts.text()


def test_a_double_click_on_a_choreography_offers_an_exchange(hands):
    new(hands, "new_choreography")
    hands.double_tap(Point(100, 100))

    kinds = [action.data() for action in hands.menu().actions()]
    assert kinds[0] == "choreographyTask"
    assert "task" not in kinds
    hands.menu().close()


def test_a_map_of_conversations_offers_parties_and_conversations_first(hands):
    new(hands, "new_conversation")
    assert {"participant:blackBox", "conversation"} <= set(offered(hands))

    for kind, name, at in (
        ("participant:blackBox", "Customer", (0, -100)),
        ("conversation", "Delivery", (0, 100)),
    ):
        hands.take_symbol(kind)
        hands.tap(Point(*at))
        hands.write(name)
    hands.window.maps.palette_panel.levels.setCurrentIndex(0)

    assert isinstance(hands.named("Delivery"), ConversationNode)
    assert "conversation" in offered(hands)


def test_the_palette_offers_steps_again_on_another_map(hands, tmp_path):
    new(hands, "new_choreography")
    hands.open(simple_flow("Start", "Check", "End"), tmp_path)

    assert "task" in offered(hands)
    assert "choreographyTask" not in offered(hands)


def test_ctrl_tab_goes_through_the_open_maps(hands, tmp_path):
    hands.open(simple_flow("Start", "Check", "End"), tmp_path, "one.bpmn")
    hands.open(simple_flow("Start", "Pack", "End"), tmp_path, "two.bpmn")

    hands.keys(hands.window, "Ctrl+Tab")
    assert hands.window.workspace.active.name == "one.bpmn"
    hands.keys(hands.window, "Ctrl+Shift+Tab")
    assert hands.window.workspace.active.name == "two.bpmn"
