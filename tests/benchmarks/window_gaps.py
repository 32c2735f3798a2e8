"""How long the window does not answer while a large folder is opened, checked and looked at.

``python -m tests.benchmarks.window_gaps [MAPS] [ELEMENTS]`` prints the longest gaps between two beats of a timer.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.window import rail
from app.window.main_window import MainWindow
from tests.benchmarks.generated import generated_map

BEAT_MS, SETTLE_S = 5, 3.0
PAGES = {"findings": rail.FINDINGS, "numbers": rail.NUMBERS, "handbook": rail.HANDBOOK, "maps": rail.MAPS}


class Heart:
    """Beats as long as the window answers, and remembers the longest gap."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def take(self, name: str) -> None:
        """Print the longest gap since the last time."""
        self._beat()
        print(f"{name:>22}: longest gap {self.longest * 1000:5.0f} ms")
        self.longest = 0.0


def wait(seconds: float) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main(maps: int, elements: int) -> None:
    """Open a folder of that many maps of so many elements, wait for the overview, and visit all pages."""
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as place:
        for number in range(maps):
            (Path(place) / f"m{number:04}.bpmn").write_bytes(generated_map(elements))
        window = MainWindow()
        window.show()
        wait(0.5)
        heart = Heart()
        loop = QEventLoop()
        window.system.analyses.overviewReady.connect(loop.quit)
        window.system.analyses.failed.connect(lambda detail: (print(detail), loop.quit()))
        window.files.open_path(Path(place))
        wait(1)
        heart.take("folder opened")
        begin = time.perf_counter()
        loop.exec()
        print(f"overview after {time.perf_counter() - begin:.1f} s")
        wait(SETTLE_S)
        heart.take("overview arrives")
        for name, page in PAGES.items():
            window.go(page)
            wait(0.5)
            heart.take(name)
        window.close()
    del application


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]]
    main(*(sizes + [1000, 20][len(sizes) :]))
