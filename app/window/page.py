"""The head of a page: its name, one sentence about what is seen, and at most one primary button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.widgets import label

HEIGHT = 56


class Page(QWidget):
    """A page with a head; ``body`` takes what stands below, ``buttons`` what stands at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = label(title, "title")
        self.sentence = label("", "muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(12)
        self._busy = _thin_bar()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self._busy)
        layout.addLayout(self.body, 1)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setObjectName("pageHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 16, 0)
        row.addWidget(self.title)
        row.addSpacing(16)
        row.addWidget(self.sentence, 1)
        row.addLayout(self.buttons)
        return head

    def show_busy(self, is_busy: bool) -> None:
        """Show a thin bar while something is computed; the page stays usable."""
        self._busy.setVisible(is_busy)


def _thin_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedHeight(3)
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    bar.hide()
    return bar
