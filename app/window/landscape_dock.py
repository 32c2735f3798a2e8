"""The landscape beside the map that is being edited."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QSizePolicy, QWidget

from app.later import Later
from app.panels.landscape_view import LandscapeView
from app.translate import tr
from app.widgets import label, row, tool
from bpmn.report.overview import Overview

AREAS = (
    Qt.DockWidgetArea.LeftDockWidgetArea
    | Qt.DockWidgetArea.RightDockWidgetArea
    | Qt.DockWidgetArea.BottomDockWidgetArea
)
SIZE, SMALLEST = QSize(400, 220), QSize(200, 120)
READABLE = 0.6
"""Zoom from which names in the landscape can be read without effort."""


class LandscapeDock(QDockWidget):
    """The same drawing as on the page of the landscape; a click opens the map at the element.

    It can stand beside or below the map, or float. Closing it by its cross tells ``closed``.
    """

    placeChosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Landscape"), parent)
        self.later = Later(self)
        self.setObjectName("landscapeDock")
        self.setAllowedAreas(AREAS)
        self.view = _Picture()
        self.view.chosen.connect(self.placeChosen)
        self.view.partyChosen.connect(self.placeChosen)
        self.setTitleBarWidget(self._head())
        self.setWidget(self.view)

    def _head(self) -> QWidget:
        view = self.view
        head = row(
            label(self.windowTitle(), "section"),
            None,
            *view.zoom_buttons(),
            8,
            tool(tr("Beside the map, or in a window of its own"), "outside", self._float, 16),
            tool(tr("Close"), "close", self.close, 16),
            margins=(12, 4, 8, 4),
            kind="dockHead",
        )
        head.setToolTip(tr("Drag to another edge of the window, or out of it"))
        return head

    def _float(self) -> None:
        self.setFloating(not self.isFloating())

    def show_overview(self, found: Overview) -> None:
        """Show a system."""
        self.view.show_overview(found)

    def show_file(self, file: str) -> None:
        """Mark the processes of the map in front; an empty name marks none."""
        self.view.show_file(file)

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self.view.set_theme()

    def showEvent(self, event: QShowEvent) -> None:
        self.later.catch_up()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class _Picture(LandscapeView):
    """Takes a fair share of the window when the dock is shown first, and can be made small."""

    def __init__(self) -> None:
        super().__init__(readable=READABLE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(SMALLEST)

    def sizeHint(self) -> QSize:
        return SIZE
