"""Starts the window or the command line, whichever the words after the program's name ask for."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from multiprocessing import freeze_support
from pathlib import Path

from app import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with these words (those of the command line by default) and return the exit code.

    Nothing, a map or a folder opens the window; a command or an option goes to the command line.
    """
    freeze_support()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if opens_window(words):
        from app.main import main as open_window  # the command line starts without Qt

        return open_window(words)
    _speak_utf8()
    return cli.run(words)


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
