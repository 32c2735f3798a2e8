"""The command that writes the process handbook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.files import prepared, to_option
from app.cli.output import Refused, note, say
from app.translate import language, tr, tr_message

if TYPE_CHECKING:
    from bpmn.report.handbook_html import Book
    from bpmn.system.system import System

ENDING = ".html"
EDITIONS = ("2015", "2000")


@click.command(
    "handbook",
    help=tr("Write the process handbook: a page per process, key figures, and evidence for ISO 9001, 4.4.1."),
)
@maps.folder_argument
@to_option
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    show_default=True,
    help=tr("Which edition numbers the principles: seven (2015) or eight (2000)."),
)
def handbook(path: Path, out: Path, edition: str) -> int:
    """The process handbook as a file."""
    from bpmn.report.handbook_html import handbook_html
    from bpmn.xml import file

    if out.suffix.lower() != ENDING:
        raise Refused(tr("{file}: a handbook ends in {ending}.", file=out.name, ending=ENDING))
    system = maps.system_at(path)
    book = _book(system, path.resolve().name, edition)
    file.save(prepared(out), handbook_html(book).encode())
    say(str(out))
    return maps.say_unreadable(system)


def _book(system: "System", title: str, edition: str) -> "Book":
    from bpmn.analysis.context import Context
    from bpmn.queueing.analyse import analyse
    from bpmn.report.cards import figures
    from bpmn.report.checked import checked
    from bpmn.report.handbook import handbook as made
    from bpmn.report.handbook_html import Book
    from bpmn.report.principles import Edition
    from bpmn.system.landscape import draw_landscape

    context = Context(system)
    analysis = analyse(system, context.links)
    drawn = draw_landscape(system, context.links, figures(system, analysis))
    found = checked(system)
    for text in found.notes:
        note(tr_message(text))
    return Book(
        title,
        made(context, found.findings, analysis),
        system.facts,
        drawn,
        Edition(edition),
        tr_message,
        language(),
    )


COMMANDS: tuple[click.Command, ...] = (handbook,)
