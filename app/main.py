"""The window: opens what the command line names, or the page to start from."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.paths import NAME, sample_systems
from app.translate import tr
from app.window.main_window import MainWindow

SAMPLE = "--sample"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window with these files and folders; returns the exit code when it closes."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    application = make_application()
    window = MainWindow()
    window.show()
    QTimer.singleShot(0, window, lambda: open_all(window, words))
    return application.exec()


def make_application() -> QApplication:
    """The one application object, named for the desktop."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(tr("Wholeflow"))
    application.setDesktopFileName(NAME)
    return application


def open_all(window: MainWindow, words: Sequence[str]) -> None:
    """Open files and folders; the word for the sample opens the first sample system."""
    for word in words:
        if word == SAMPLE:
            for folder in sample_systems()[:1]:
                window.files.open_path(folder)
        else:
            window.files.open_path(Path(word))
