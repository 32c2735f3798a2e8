"""The menu of symbols to put at a place of the sheet."""

from collections.abc import Sequence
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
from bpmn.rules.offering import fits_sheet, is_at_home

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
OWN = ("choreographyTask", "conversation", "participant:blackBox")
"""What is offered first on maps of its kind."""
FIRST = ("startEvent", *FOLLOWERS, "dataObjectReference", "textAnnotation", "participant")


def placing_menu(view: "DiagramView", place: Point, source: ShapeItem | None = None) -> QMenu:
    """The symbols to put at a place; with a source they are appended to it."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind in _kinds(view, FOLLOWERS if source is not None else FIRST):
        action = QAction(view.pad.symbol(kind), kind_name(kind), menu)
        action.setData(kind)
        action.triggered.connect(partial(_put, view, kind, place, source))
        menu.addAction(action)
    return menu


def _kinds(view: "DiagramView", usual: Sequence[str]) -> list[str]:
    """Those of the usual kinds that fit the sheet, after what belongs to its kind of map."""
    shown = view.plane.bpmn_element if view.plane is not None else None
    own = [kind for kind in OWN if is_at_home(shown, kind)]
    return [*own, *(kind for kind in usual if fits_sheet(shown, kind))]


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
