"""The window: opens what the command line names, or the page to start from."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.garbage import Garbage
from app.paths import NAME, user_data_folder
from app.settings import Settings
from app.translate import ENGLISH, LANGUAGE_VARIABLE, language, tr
from app.window.main_window import MainWindow

SAMPLE = "--sample"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window with these files and folders; returns the exit code when it closes."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    settings = Settings()
    if settings.language:
        os.environ.setdefault(LANGUAGE_VARIABLE, settings.language)
    application = make_application()
    window = MainWindow(settings)
    sys.excepthook = lambda _kind, error, _trace: report(window, error)
    window.show()
    QTimer.singleShot(0, window, lambda: open_all(window, words))
    return application.exec()


def report(window: MainWindow, error: BaseException) -> None:
    """Keep the details of an unexpected error for a report and say where they are; the window goes on."""
    if isinstance(error, KeyboardInterrupt):
        window.close()
        return
    path = user_data_folder() / "error.txt"
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    window.say(tr("Something unexpected happened; no file was changed. Details are in {path}.", path=path))


def make_application() -> QApplication:
    """The one application object, named for the desktop."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(tr("Wholeflow"))
    application.setDesktopFileName(NAME)
    if application.findChild(Garbage) is None:
        Garbage(application)
    speak(application)
    return application


def speak(application: QApplication) -> QTranslator | None:
    """Let Qt's own words, such as names of keys, be in the user's language; None where it needs no help."""
    words, folder = QTranslator(application), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() == ENGLISH or not words.load(f"qtbase_{language()}", folder):
        return None
    application.installTranslator(words)
    return words


def open_all(window: MainWindow, words: Sequence[str]) -> None:
    """Open files and folders; the word for the sample opens the first sample system."""
    for word in words:
        if word == SAMPLE:
            window.files.open_sample()
        else:
            window.files.open_path(Path(word))
