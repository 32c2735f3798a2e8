"""Gathers the commands and turns what can go wrong into exit codes."""

import traceback
from collections.abc import Sequence

import click

from app.cli import files, numbers, system
from app.cli.output import DONE, INTERNAL, INTERRUPTED, WRONG, note
from app.paths import user_data_folder
from app.translate import tr, tr_message
from bpmn.xml.errors import EncodingLoss, NotSaved, UnreadableFile

COMMANDS: tuple[click.Command, ...] = (*files.COMMANDS, *system.COMMANDS, *numbers.COMMANDS)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


def wholeflow() -> click.Group:
    """The command line with all its commands."""
    group = click.Group(
        name="wholeflow",
        commands={str(command.name): command for command in COMMANDS},
        context_settings=SETTINGS,
        help=tr("Maps of processes and systems of maps. Nothing, a map or a folder opens the window."),
    )
    return click.version_option(package_name="wholeflow", prog_name="wholeflow")(group)


def command_names() -> frozenset[str]:
    """The words that stand for a command."""
    return frozenset(str(command.name) for command in COMMANDS)


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become a sentence on standard error."""
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
    path = user_data_folder() / "error.txt"
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return tr(
        "the command could not be finished ({kind}: {detail}). No map was changed. Details are in {path}.",
        kind=type(error).__name__,
        detail=error,
        path=path,
    )
