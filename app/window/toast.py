"""Short notes at the foot of the window: what happened besides, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.translate import tr
from app.widgets import button, label, tool

STAY_MS, STAY_WITH_ACTION_MS = 6000, 10000
DISTANCE = 20


class Toast(QWidget):
    """One note above the foot of its parent, or of a part of it; a new one takes the place of the old one."""

    def __init__(self, parent: QWidget, area: Callable[[], QRect] | None = None) -> None:
        super().__init__(parent)
        self._area = area or parent.rect
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = label("")
        self._action = button("", self._run, "link")
        self._wanted: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 6, 5)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._action)
        layout.addWidget(tool(tr("Dismiss"), "close", self.hide, 12))
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the note says."""
        return self._text.text()

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence, perhaps with something to do about it."""
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._wanted = run
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(STAY_WITH_ACTION_MS if action else STAY_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(STAY_MS)
        super().leaveEvent(event)

    def _run(self) -> None:
        self.hide()
        if self._wanted is not None:
            self._wanted()

    def _place(self) -> None:
        area = self._area()
        width = min(self.sizeHint().width(), area.width() - 40)
        self.resize(width, self.sizeHint().height())
        self.move(area.x() + (area.width() - width) // 2, area.bottom() + 1 - self.height() - DISTANCE)
