"""The bar below the menu: where one is, searching, undo, redo and printing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.icons import icon, picture
from app.translate import tr
from app.widgets import empty, label, line, tool

HEIGHT = 44
SEARCH = 340


class Crumb(NamedTuple):
    """One part of the path to what is shown, and what a click on it does; siblings stand in its menu."""

    text: str
    action: Callable[[], object]
    siblings: Sequence[tuple[str, Callable[[], object]]] = ()


class SearchButton(QToolButton):
    """Looks like a field; opens the list of everything that can be found and done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(tr("Search or do anything"))
        self.setMinimumWidth(120)
        self.setMaximumWidth(SEARCH)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = label("")
        self._hint = label(tr("Ctrl+K"), "key-hint")
        self._hint.setFixedHeight(18)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(9, 0, 9, 0)
        layout.addWidget(self._picture)
        layout.addWidget(label(tr("Search or do anything"), "muted"), 1)
        layout.addWidget(self._hint)
        self.redraw()

    def redraw(self) -> None:
        """Draw the lens in the colours shown now."""
        self._picture.setPixmap(picture("search", 16, 16, "textMuted"))


class TopBar(QWidget):
    """Back and forward, the path of clickable names, search, undo, redo, print."""

    backWanted = Signal()
    forwardWanted = Signal()
    searchWanted = Signal()

    def __init__(self, undo: QAction, redo: QAction, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.back = tool(tr("Back"), "back", self.backWanted.emit)
        self.forward = tool(tr("Forward"), "forward", self.forwardWanted.emit)
        self.search = SearchButton()
        self.search.clicked.connect(lambda *_: self.searchWanted.emit())
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.setSpacing(4)
        layout.addWidget(self.back)
        layout.addWidget(self.forward)
        layout.addSpacing(4)
        layout.addLayout(self._crumbs)
        layout.addStretch(1)
        layout.addWidget(self.search, 2)
        layout.addSpacing(8)
        rule = line(upright=True)
        rule.setFixedHeight(20)
        layout.addWidget(rule)
        layout.addSpacing(8)
        for action in (undo, redo, export):
            layout.addWidget(_action_button(action))

    def show_path(self, crumbs: Sequence[Crumb]) -> None:
        """Show where one is; the last part is the place itself."""
        empty(self._crumbs)
        for number, crumb in enumerate(crumbs):
            if number:
                arrow = label("")
                arrow.setPixmap(picture("forward", 12, 12, "textDisabled"))
                self._crumbs.addWidget(arrow)
            self._crumbs.addWidget(self._crumb(crumb, is_last=number == len(crumbs) - 1))

    def _crumb(self, crumb: Crumb, *, is_last: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("crumbHere" if is_last else "crumb")
        button.setText(button.fontMetrics().elidedText(crumb.text, Qt.TextElideMode.ElideRight, 220))
        button.setAccessibleName(crumb.text)
        button.setToolTip(crumb.text)
        button.clicked.connect(lambda *_: crumb.action())
        if crumb.siblings:
            menu = QMenu(button)
            for text, action in crumb.siblings:
                menu.addAction(text).triggered.connect(lambda *_, run=action: run())
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(lambda point: menu.exec(button.mapToGlobal(point)))
            if is_last:
                button.setMenu(menu)
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button


def _action_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def app_icon() -> QIcon:
    """The sign of the application."""
    return icon("wholeflow")
