"""Commands on one map: save and rename."""

from pathlib import Path

import click

from app.cli.output import DONE
from app.translate import tr
from bpmn.model.document import Document
from bpmn.xml import file

map_argument = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
to_option = click.option(
    "--to",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    required=True,
    help=tr("The file to write."),
)


def opened(path: Path) -> Document:
    """The map in a file. Raises UnreadableFile."""
    return Document.parse(file.read(path), path.name)


def written(document: Document, out: Path) -> None:
    """Save a map the way the window does; folders that are missing are made."""
    out.parent.mkdir(parents=True, exist_ok=True)
    document.save(out)


@click.command("save", help=tr("Open a map and save it through the application's normal path."))
@map_argument
@to_option
def save(path: Path, out: Path) -> int:
    """Open and save."""
    document = opened(path)
    written(document, out)
    return DONE


COMMANDS: tuple[click.Command, ...] = (save,)
