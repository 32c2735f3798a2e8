"""The head of a page: its name, one sentence about what is seen, and at most one primary button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.later import Later
from app.notice import Notice
from app.stop_button import StopButton
from app.widgets import label

HEIGHT = 56


class Page(QWidget):
    """A page with a head; ``body`` takes what stands below, ``buttons`` what stands at the right.

    ``can_stop`` tells that what is computed for it can be stopped by a person.
    """

    stopWanted = Signal()
    can_stop = False

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.later = Later(self)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = label(title, "title")
        self.sentence = label("", "muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(12)
        self._busy = _thin_bar()
        self.stop = StopButton(self.stopWanted.emit)
        self.notice = Notice()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self._busy)
        layout.addWidget(self.notice)
        layout.addLayout(self.body, 1)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setObjectName("pageHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(HEIGHT)
        line = QHBoxLayout(head)
        line.setContentsMargins(20, 0, 16, 0)
        line.addWidget(self.title)
        line.addSpacing(16)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.stop)
        line.addSpacing(12)
        line.addLayout(self.buttons)
        return head

    def showEvent(self, event: QShowEvent) -> None:
        self.later.catch_up()
        super().showEvent(event)

    def show_busy(self, is_busy: bool) -> None:
        """Show a thin bar while something is computed; the page stays usable."""
        self._busy.setVisible(is_busy)
        self.stop.follow(is_busy and self.can_stop)


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
