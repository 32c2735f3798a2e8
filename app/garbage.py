"""Collects Python's garbage in the thread of the window alone.

Python collects in whatever thread has just made many objects, also in those that wait for worker processes.
Items, pictures and models of the window in that garbage would be destroyed there, which Qt does not allow:
now and then the window would break down long after. So the collector only runs between two events.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200
REST = 50
"""A collection of everything rests so many times as long as the last one took."""


class Garbage(QObject):
    """Collects as Python would, by its own thresholds, but by a timer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rested = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect the generations that are due."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] <= limits[0]:
            return
        if counts[1] <= limits[1]:
            gc.collect(0)
        elif counts[2] <= limits[2] or time.monotonic() < self._rested:
            gc.collect(1)
        else:
            begin = time.monotonic()
            gc.collect()
            end = time.monotonic()
            self._rested = end + REST * (end - begin)
