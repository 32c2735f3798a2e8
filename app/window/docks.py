"""What stands around the pages: the bars at the edges, and the landscape that can be put beside a map."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar, QWidget

from app.session import Session
from app.window import rail
from app.window.landscape_dock import LandscapeDock

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SWITCH, STATE = "show_landscape", "docks"
WIDTH = 400


class Docks:
    """Shows the landscape dock where and when the user wants it.

    It is wanted or not; wanted, it is seen beside maps: other pages need their width.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.landscape = LandscapeDock(window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.landscape)
        window.resizeDocks([self.landscape], [WIDTH], Qt.Orientation.Horizontal)
        self.landscape.hide()

    def begin(self) -> None:
        """Put everything where it was left, and follow what the user chooses."""
        window, action = self._window, self._window.actions_by_name[SWITCH]
        window.restoreState(window.settings.bytes_of(STATE))
        action.setChecked(window.settings.is_on(SWITCH, default=False))
        action.toggled.connect(self._switched)
        self.landscape.closed.connect(lambda: action.setChecked(False))
        window.pages.currentChanged.connect(lambda *_: self.show())
        window.workspace.activated.connect(self.show_map)
        self.show()

    def keep(self) -> None:
        """Remember where everything is."""
        self._window.settings.keep_bytes(STATE, self._window.saveState())

    def show(self) -> None:
        """Show the dock if it is wanted and a map is in front."""
        is_wanted = self._window.actions_by_name[SWITCH].isChecked()
        self.landscape.setVisible(is_wanted and self._window.pages.currentIndex() == rail.MAPS)

    def show_map(self, session: Session | None) -> None:
        """Mark the map in front."""
        self.landscape.show_file(self._window.workspace.file_of(session) if session else "")

    def _switched(self, is_on: bool) -> None:
        self._window.settings.switch(SWITCH, is_on)
        self.show()


def bar_of(content: QWidget, name: str, window: "MainWindow", area: Qt.ToolBarArea) -> QToolBar:
    """A bar at an edge of the window that stays there; docks lie inside of it."""
    bar = QToolBar(window)
    bar.setObjectName(name)
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.addWidget(content)
    around = bar.layout()
    if around is not None:
        around.setContentsMargins(0, 0, 0, 0)
    window.addToolBar(area, bar)
    return bar
