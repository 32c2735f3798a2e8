"""Says something above what is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.widgets import button, label


class Notice(QWidget):
    """A line above a sheet or a page that says something about it and offers what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = label("", wraps=True)
        self._buttons = QHBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 5)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._buttons)
        self.hide()

    @property
    def text(self) -> str:
        """What the notice says."""
        return self._text.text()

    def show_text(self, text: str, *choices: tuple[str, Callable[[], object]]) -> None:
        """Say something; each choice is a button, and pressing it takes the notice away."""
        self._text.setText(text)
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.deleteLater()
        for name, action in choices:
            self._buttons.addWidget(button(name, partial(self._choose, action), "small"))
        self.setAccessibleName(text)
        self.show()

    def _choose(self, action: Callable[[], object]) -> None:
        self.hide()
        action()
