"""Two columns of cards that become one where there is too little room."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.widgets import empty

GAP = 14


class Columns(QWidget):
    """The right column goes below the left one in less than ``narrow`` pixels."""

    def __init__(self, narrow: int, side_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow, self._side_width = narrow, side_width
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        self._right = QWidget()
        self._right.setLayout(self._side)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addLayout(self._main, 1)
        self._layout.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)
        for column in (self._main, self._side):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP)
        self._right.setFixedWidth(side_width)

    @property
    def is_narrow(self) -> bool:
        """Whether all stands in one column."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def show_cards(self, main: Iterable[QWidget], side: Iterable[QWidget]) -> None:
        """Show other cards."""
        empty(self._main)
        empty(self._side)
        for one in main:
            self._main.addWidget(one)
        others = list(side)
        for one in others:
            self._side.addWidget(one)
        self._main.addStretch(1)
        self._right.setVisible(bool(others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < self._narrow
        if is_narrow != self.is_narrow:
            way = QBoxLayout.Direction
            self._layout.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
            if is_narrow:
                self._right.setMinimumWidth(0)
                self._right.setMaximumWidth(16777215)
                self._layout.setAlignment(self._right, Qt.AlignmentFlag(0))
            else:
                self._right.setFixedWidth(self._side_width)
                self._layout.setAlignment(self._right, Qt.AlignmentFlag.AlignTop)
