"""Starts the window or the command line, whichever the words after the program's name ask for."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from multiprocessing import freeze_support
from pathlib import Path

from app import cli
from app.cli.output import WRONG, note
from app.translate import tr


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with these words (those of the command line by default) and return the exit code.

    Nothing, a map or a folder opens the window; a command or an option goes to the command line.
    """
    freeze_support()
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    return open_window(words) if opens_window(words) else cli.run(words)


def open_window(words: Sequence[str]) -> int:
    """Open the window with these words; says why where it cannot be opened. Returns the exit code."""
    if not has_screen():
        note(tr("There is no screen for the window. The commands need none: wholeflow --help"))
        return WRONG
    try:
        from app.main import main as run_window  # the command line starts without Qt
    except ImportError as error:
        note(
            tr("The window cannot be opened, as something that Qt needs is missing ({detail}).", detail=error)
        )
        note(tr("Start once with: python3 packaging/run.py"))
        return WRONG
    return run_window(words)


def has_screen() -> bool:
    """Whether Qt will find a screen; without one it would end the program at once."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _speak_utf8() -> None:
    """Results in files and pipes are UTF-8 on every system; a screen shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def opens_window(words: Sequence[str]) -> bool:
    """Whether these words ask for the window: none at all, or a file or a folder first."""
    if not words:
        return True
    first = words[0]
    if first.startswith("-") or first in cli.command_names():
        return False
    return Path(first).exists() or first.lower().endswith((".bpmn", ".xml"))


if __name__ == "__main__":
    sys.exit(main())
