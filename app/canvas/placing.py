"""The menu of symbols to put at a place of the sheet."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.canvas.kind_names import kind_name
from app.canvas.shape_item import ShapeItem
from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.create import create
from bpmn.model import Gateway

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

FOLLOWERS = (
    "task",
    "userTask",
    "subProcess",
    "exclusiveGateway",
    "parallelGateway",
    "intermediateCatchEvent:timer",
    "intermediateCatchEvent:message",
    "endEvent",
)
"""What a line drawn into the void may end on."""
FIRST = ("startEvent", *FOLLOWERS, "dataObjectReference", "textAnnotation", "participant")


def placing_menu(view: "DiagramView", place: Point, source: ShapeItem | None = None) -> QMenu:
    """The symbols to put at a place; with a source they are appended to it."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind in FOLLOWERS if source is not None else FIRST:
        action = QAction(view.pad.symbol(kind), kind_name(kind), menu)
        action.setData(kind)
        action.triggered.connect(partial(_put, view, kind, place, source))
        menu.addAction(action)
    return menu


def _put(
    view: "DiagramView", kind: str, place: Point, source: ShapeItem | None, _checked: bool = False
) -> None:
    """Put an element at a place and ask for its name."""
    plane = view.plane
    if source is not None:
        shape = source.depiction
        made = view.attempt(lambda document: append_element(document, shape, kind, at=place))
    else:
        made = view.attempt(lambda document: create(document, kind, place, None, plane))
    if made is not None and made.id:
        view.select([made.id])
        if not isinstance(made, Gateway):
            view.edit_label(made.id)
