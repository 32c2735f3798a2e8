"""A process owner walks a case from customer to customer over the maps, in the main window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.canvas.tokens import token_place
from app.panels.finding_rows import WALK
from app.window import rail
from bpmn.analysis.soundness.soundness import together
from bpmn.analysis.soundness.verdict import Property
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.sketch import keep_sketch
from bpmn.report.behaviour import way_to
from bpmn.report.opened import open_system
from bpmn.semantics.walk import Kind, Standing
from bpmn.system.facts import Facts
from tests.app.conftest import copied_sample
from tests.bpmn.report.test_behaviour import stuck_map
from tests.documents import edge_of, named, simple_flow

LEFT = Qt.MouseButton.LeftButton
DONE = 80
"""No case of the sample needs more steps."""


@pytest.fixture
def walking(window, tmp_path, qtbot):
    """The sample, opened at the map of orders, with a walk begun by its key."""
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    window.files.open_path(folder / "order.bpmn")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.walking.is_on
    return window.walking


@pytest.fixture
def row(tmp_path):
    """A map: Start, Check, Pack, End."""
    path = tmp_path / "order.bpmn"
    path.write_bytes(simple_flow("Start", "Check", "Pack", "End").to_bytes())
    return path


@pytest.fixture
def alone(window, row, qtbot):
    """One map without a folder, walked through."""
    window.files.open_path(row)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.walking.is_on
    return window.walking


def click_choice(walking, qtbot, words):
    """Click what may happen next where it says these words."""
    rows = walking.bar.choices
    item = next(rows.item(n) for n in range(rows.count()) if words in rows.item(n).text())
    rows.scrollToItem(item)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualItemRect(item).center())


def test_a_case_walks_from_customer_to_customer_over_three_maps(walking, window, person, qtbot):
    click_choice(walking, qtbot, "“Handle order” begins")
    files = []

    for _ in range(DONE):
        qtbot.keyClick(person.view, Qt.Key.Key_Right)
        files.append(walking.walk.steps[-1].element.file)
        assert window.workspace.file_of(window.workspace.active) == files[-1]
        told = {step.element.element for step in walking.walk.steps}
        if "tellCustomer" in told:
            break
        if walking.walk.next() is None:
            kinds = (Kind.DECISION, Kind.OUTSIDE)
            ways = [c.transition for c in walking.walk.choices() if c.kind in kinds]

            walking.take(min(ways, key=walking.walk.steps.count))

    assert {"order.bpmn", "build.bpmn", "delivery.bpmn"} <= set(files)
    assert "tellCustomer" in told
    assert walking.bar.log.count() == len(walking.walk.steps)


def test_a_way_is_chosen_by_clicking_its_flow(window, tmp_path, person, qtbot):
    document = simple_flow("Start", "Check", "Pack", "End")
    first = edge_of(document, "Start→Check").waypoints
    gateway = create(document, "exclusiveGateway", Point((first[0].x + first[-1].x) / 2, first[0].y))
    way = connect(document, gateway, named(document, "End"))
    path = tmp_path / "ways.bpmn"
    path.write_bytes(document.to_bytes())
    window.files.open_path(path)
    window.actions_by_name["walk"].trigger()
    click_choice(window.walking, qtbot, "begins")
    assert window.walking.walk.standing is Standing.ASKS
    (line,) = person.view.scene_shown.items_of(way.id)[:1]

    qtbot.mouseClick(person.view.viewport(), LEFT, pos=token_place(person.view, line).toPoint())

    assert way.id in {token.element.element for token in window.walking.walk.tokens()}


def test_clicking_a_step_carries_it_out_and_other_places_say_no(alone, window, person, qtbot):
    click_choice(alone, qtbot, "begins")

    person.click("Check")
    assert alone.walk.steps[-1].element.element == person.element("Check").id

    person.click("Check")
    assert len(alone.walk.steps) == 2
    assert "Nothing can happen here" in window.toast.text


def test_steps_are_taken_back_by_key_and_by_a_click_into_the_past(alone, person, qtbot):
    click_choice(alone, qtbot, "begins")
    markings = [alone.walk.marking]
    for _ in range(3):
        qtbot.keyClick(person.view, Qt.Key.Key_Right)
        markings.append(alone.walk.marking)

    qtbot.keyClick(person.view, Qt.Key.Key_Left)
    assert alone.walk.marking == markings[2]

    log = alone.bar.log
    qtbot.mouseClick(log.viewport(), LEFT, pos=log.visualItemRect(log.item(0)).center())
    assert alone.walk.marking == markings[0]


def test_playing_goes_on_to_the_end(alone, person, qtbot):
    click_choice(alone, qtbot, "begins")
    alone.bar.speed.setCurrentIndex(2)

    qtbot.keyClick(person.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not alone.bar.play.isChecked(), timeout=20_000)

    assert alone.walk.standing is Standing.DONE
    assert "done" in alone.bar.standing.text()


def test_nothing_can_be_changed_or_undone_while_a_case_walks(window, row, person, qtbot):
    window.files.open_path(row)
    person.view.select([person.element("Pack").id])
    person.view.delete_selection()
    before = person.document.to_bytes()
    window.actions_by_name["walk"].trigger()
    person.view.select([person.element("Check").id])

    qtbot.keyClick(person.view, Qt.Key.Key_Delete)
    person.drag("Check", 60, 40)
    assert person.document.to_bytes() == before

    person.view.delete_selection()
    assert person.document.to_bytes() == before
    assert "Leave the walk" in window.toast.text

    window.actions_by_name["undo"].trigger()
    assert person.document.to_bytes() == before
    assert "before you take steps back" in window.toast.text


def test_the_landscape_shows_where_the_case_is(walking, window, qtbot):
    click_choice(walking, qtbot, "“Handle order” begins")

    window.go(rail.LANDSCAPE)
    qtbot.mouseClick(walking.bar.step, LEFT)

    badges = window.system.landscape.view.badges
    assert {key.element: count for key, count in badges.items()} == {"handleOrder": 1}
    assert window.pages.currentIndex() == rail.LANDSCAPE


def test_leaving_gives_everything_back(alone, window, person, qtbot):
    assert not window.maps.properties.isVisible()

    qtbot.keyClick(person.view, Qt.Key.Key_Escape)

    assert not alone.is_on
    assert not window.actions_by_name["walk"].isChecked()
    assert window.maps.properties.isVisible()
    person.view.select([person.element("Check").id])
    person.view.delete_selection()
    assert "Check" not in person.document.to_bytes().decode()


def test_without_any_map_there_is_nothing_to_walk_through(window, qtbot):
    window.actions_by_name["walk"].trigger()

    assert not window.walking.is_on
    assert "Open a map first" in window.toast.text
    assert not window.actions_by_name["walk"].isChecked()


def test_the_way_to_a_stuck_case_is_replayed_step_by_step(window, tmp_path, person, qtbot):
    path = tmp_path / "stuck.bpmn"
    path.write_bytes(stuck_map())
    window.files.open_path(path)
    keep_sketch(person.document)
    trace = way_to(None, window.workspace.documents(), Facts(), stuck_at(window))

    window.walking.start_towards(stuck_at(window))
    for _ in trace.steps:
        qtbot.keyClick(person.view, Qt.Key.Key_Right)

    assert window.walking.walk.steps == trace.steps
    assert "stuck" in window.walking.bar.standing.text()


def stuck_at(window):
    found = together(open_system(None, window.workspace.documents(), Facts()))
    return next(one.elements for one in found.counter_examples if one.property is Property.DEADLOCK)


def test_a_finding_of_the_search_is_walked_to(window, tmp_path, person, qtbot):
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "stuck.bpmn").write_bytes(stuck_map())
    window.files.open_path(folder)
    window.go(rail.FINDINGS)
    window.system.findings.choose(lambda row: (WALK, "Walk there") in row.actions)
    detail = window.system.findings.detail
    walk = next(b for b in detail.findChildren(QPushButton) if b.text() == "Walk there")
    qtbot.waitUntil(walk.isVisible)

    qtbot.mouseClick(walk, LEFT)
    while window.walking.walk.next() is not None:
        qtbot.mouseClick(window.walking.bar.step, LEFT)

    assert window.pages.currentIndex() == rail.MAPS
    assert window.walking.walk.standing is Standing.STUCK
