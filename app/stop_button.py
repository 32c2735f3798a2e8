"""A button that stops what takes long."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from app.translate import tr

LONG_MS = 1500
"""What ends sooner needs no button; a flash of it would only disturb."""


class StopButton(QPushButton):
    """Shows itself while something takes long; a click calls what stops it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__(tr("Stop"))
        self.setObjectName("small")
        self.setAutoDefault(False)
        self.clicked.connect(lambda *_: stop())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, is_busy: bool) -> None:
        """Something begins, goes on, or has ended."""
        if not is_busy:
            self._timer.stop()
            self.hide()
        elif self.isHidden() and not self._timer.isActive():
            self._timer.start()
