"""Gathers the commands and turns what can go wrong into exit codes."""

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli import (
    book,
    check,
    files,
    improving,
    numbers,
    scanning,
    scenario,
    simulation,
    soundness,
    system,
    versions,
)
from app.cli.output import DONE, INTERNAL, INTERRUPTED, WRONG, note
from app.paths import user_data_folder
from app.translate import tr, tr_message
from bpmn.xml.errors import EncodingLoss, NotSaved, UnreadableFile

COMMANDS: tuple[click.Command, ...] = (
    *files.COMMANDS,
    *system.COMMANDS,
    check.check,
    *versions.COMMANDS,
    *soundness.COMMANDS,
    *scenario.COMMANDS,
    *numbers.COMMANDS,
    *improving.COMMANDS,
    *scanning.COMMANDS,
    simulation.simulate,
    *book.COMMANDS,
)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


def wholeflow() -> click.Group:
    """The command line with all its commands."""
    group = click.Group(
        name="wholeflow",
        commands={str(command.name): command for command in COMMANDS},
        context_settings=SETTINGS,
        help=tr("Maps of processes and systems of maps. Nothing, a map or a folder opens the window."),
        epilog=tr(
            "Exit codes: 0 done, 1 findings or unreadable maps, 2 wrong usage or nothing could be read, "
            "3 an error of the program, 130 interrupted. With --format json the result is one JSON object."
        ),
    )
    return click.version_option(package_name="wholeflow", prog_name="wholeflow")(group)


def command_names() -> frozenset[str]:
    """The words that stand for a command."""
    return frozenset(str(command.name) for command in COMMANDS)


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become a sentence on standard error."""
    logging.getLogger().addHandler(KEPT)
    try:
        result = wholeflow().main(list(words), prog_name="wholeflow", standalone_mode=False)
    except click.Abort:
        note(tr("Interrupted."))
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return WRONG
    except (UnreadableFile, EncodingLoss, NotSaved, OSError) as error:
        note(tr("Error: {reason}", reason=sentence(error)))
        return INTERNAL if isinstance(error, NotSaved) else WRONG
    except Exception as error:
        note(tr("Error: {reason}", reason=_kept(error)))
        return INTERNAL
    return result if isinstance(result, int) else DONE


def sentence(error: Exception) -> str:
    """What happened, in the user's language where the error knows how to say it."""
    if isinstance(error, UnreadableFile):
        return tr_message(error.message)
    if isinstance(error, EncodingLoss | NotSaved):
        return tr_message(error.reason)
    if isinstance(error, OSError) and error.filename:
        return tr("{file}: {detail}.", file=error.filename, detail=error.strerror)
    return str(error)


def _kept(error: Exception) -> str:
    """Keep the details of an unexpected error for a report, and say where."""
    path = keep("".join(traceback.format_exception(error)))
    told = tr(
        "the command could not be finished ({kind}: {detail}). No map was changed.",
        kind=type(error).__name__,
        detail=error,
    )
    return told if path is None else tr("{sentence} Details are in {path}.", sentence=told, path=path)


def keep(text: str) -> Path | None:
    """Add details of an error to the file for reports; None where the user's folder cannot be written."""
    try:
        path = user_data_folder() / "errors.txt"
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text.rstrip() + "\n")
    except OSError:
        return None
    return path


class Kept(logging.Handler):
    """Puts what a rule or a job logs into the file for reports instead of on the screen."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        keep(self.format(record))


KEPT = Kept(logging.WARNING)
