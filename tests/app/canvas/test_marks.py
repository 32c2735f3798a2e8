"""Marks of findings hide as little as can be."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from app.canvas.marks import SIDE, mark_place
from app.canvas.overlays import shown_rect
from bpmn.base.finding import Severity
from bpmn.editing.diagrams import shape_of
from bpmn.editing.move import move_label
from bpmn.editing.rename import rename
from bpmn.model import SequenceFlow

HALF = QPointF(SIDE / 2, SIDE / 2)


def item_of(hands, name):
    return hands.view.scene_shown.items_of(hands.element(name).id)[0]


def box(hands, item):
    place = mark_place(hands.view, item)
    return QRectF(place - HALF, place + HALF)


def name_of(hands, item):
    return hands.view.to_screen(item.label.area)


def test_a_mark_stands_on_the_upper_right_corner_of_a_step(hands):
    item = item_of(hands, "Check")

    assert box(hands, item).contains(shown_rect(hands.view, item).topRight())


@pytest.mark.parametrize("zoom", [0.5, 0.75, 1.0])
def test_a_mark_leaves_the_sign_of_an_event_free(hands, zoom):
    hands.view.set_zoom(zoom)
    item = item_of(hands, "Start")

    assert not box(hands, item).contains(shown_rect(hands.view, item).center())


def test_a_mark_leaves_the_name_of_its_event_free(hands):
    start = hands.element("Start")
    rename(hands.document, start, "An order comes in by letter")
    item = item_of(hands, start.node.get("name"))
    label = item.label.area
    above = item.bounds.y - label.height - 2
    move_label(hands.document, shape_of(start), label.moved(0, above - label.y))

    item = item_of(hands, start.node.get("name"))
    assert not box(hands, item).intersects(name_of(hands, item))


def test_a_mark_leaves_the_name_of_its_line_free(hands):
    flow = next(f for f in hands.document.all(SequenceFlow) if f.source_ref.name == "Check")
    rename(hands.document, flow, "yes")
    hands.view.set_zoom(0.8)
    item = hands.view.scene_shown.items_of(flow.id)[0]
    label = item.label.area
    middle = (item.points[0].x + item.points[-1].x) / 2
    move_label(hands.document, item.depiction, label.moved(middle - label.centre.x, 0))

    assert not box(hands, item).intersects(name_of(hands, item))


def test_far_away_marks_are_dots_on_the_corner(hands):
    hands.view.set_zoom(0.3)
    hands.view.set_marks({hands.element("Check").id: Severity.WARNING})
    item = item_of(hands, "Check")

    assert (mark_place(hands.view, item) - shown_rect(hands.view, item).topRight()).manhattanLength() < 1
