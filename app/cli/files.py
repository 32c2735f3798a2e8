"""Commands on one map: save, rename, export."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli import pictures
from app.cli.output import DONE, Refused, say
from app.translate import tr, tr_message
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename as rename_element
from bpmn.model.document import Document
from bpmn.xml import file

MAP_SUFFIX = ".bpmn"
MOST_NAMED = 5
TARGETS = ("bpmn.io", "camunda7", "camunda8", "signavio", "generic")

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


def prepared(out: Path) -> Path:
    """A file that is going to be written; folders that are missing are made."""
    if out.is_dir():
        raise Refused(tr("{path} is a folder, not a file.", path=out))
    out.parent.mkdir(parents=True, exist_ok=True)
    return out


def apart_from(original: Path, out: Path) -> Path:
    """A file that is going to be written and is not the original."""
    if out.resolve() == original.resolve() or (out.exists() and original.exists() and out.samefile(original)):
        raise Refused(tr("{path} is the original, which an export never changes.", path=out))
    return prepared(out)


@click.command(
    "save", help=tr("Open and save a map. The application's normal path; unchanged parts keep every byte.")
)
@map_argument
@to_option
def save(path: Path, out: Path) -> int:
    """Open and save."""
    opened(path).save(prepared(out))
    return DONE


@click.command("rename", help=tr("Rename one element. Nothing else of the file changes."))
@map_argument
@click.option("--element", "identifier", metavar="ID", required=True, help=tr("The id of the element."))
@click.option("--name", metavar="TEXT", required=True, help=tr("The new name; an empty text takes it away."))
@to_option
def rename(path: Path, identifier: str, name: str, out: Path) -> int:
    """Rename one element as an edit."""
    document = opened(path)
    element = document.element(identifier)
    if element is None:
        raise Refused(tr("{file} has no element with the id {id}.", file=path.name, id=identifier))
    try:
        rename_element(document, element, name)
    except (NotAllowed, ValueError) as error:
        reason = tr_message(error.reason) if isinstance(error, NotAllowed) else str(error)
        raise Refused(tr("{id} cannot be renamed: {reason}", id=identifier, reason=reason)) from error
    document.save(prepared(out))
    return DONE


@click.command(
    "export",
    help=tr(
        "Write a picture or a copy. A picture of a diagram if OUT ends in .svg, .png or .pdf; with --for a "
        "copy for another suite, if OUT ends in .bpmn. A copy comes with a list of what the suite will "
        "not show or run."
    ),
)
@map_argument
@to_option
@click.option("--diagram", metavar="N", type=click.IntRange(1), help=tr("The N-th diagram; else the first."))
@click.option("--all", "is_all", is_flag=True, help=tr("Every diagram: OUT-1, OUT-2 and so on."))
@pictures.look_options
@click.option("--for", "target", type=click.Choice(TARGETS), help=tr("The suite a copy is for."))
@click.option("--clean", is_flag=True, help=tr("A copy without comments and without our own extensions."))
def export(path: Path, out: Path, target: str | None, clean: bool, options: pictures.Options) -> int:
    """A picture or a copy, by the ending of OUT."""
    is_map = out.suffix.lower() == MAP_SUFFIX
    if is_map and target is None:
        raise Refused(tr("Say with --for which suite the copy is for: {names}.", names=", ".join(TARGETS)))
    if target is None:
        pictures.checked(out)
        for written in pictures.export_diagrams(opened(path), apart_from(path, out), options):
            say(str(written))
        return DONE
    if not is_map:
        raise Refused(tr("A copy for another suite ends in .bpmn, a picture in .svg, .png or .pdf."))
    return _copy(path, apart_from(path, out), target, clean)


def _copy(path: Path, out: Path, target: str, clean: bool) -> int:
    """Write a copy for another suite and say what the suite will not show or run."""
    from bpmn.editing.export_for import export_for

    result = export_for(file.read(path), target, clean, path.name)
    file.save(out, result.data)
    places: dict[tuple[str, str], list[str]] = {}
    for found in result.notes:
        places.setdefault((found.kind, tr_message(found.message)), []).append(found.element.element)
    headings = note_headings()
    for kind, heading in headings.items():
        for (found_kind, text), elements in places.items():
            if found_kind == kind:
                say(tr("{heading}: {text} ({elements})", heading=heading, text=text, elements=_few(elements)))
    return DONE


def note_headings() -> dict[str, str]:
    """The kinds of notes on a copy with their names for people, the gravest first."""
    return {
        "refused": tr("Will not be taken"),
        "ignored": tr("Will not run"),
        "hidden": tr("Will not be shown"),
        "changed": tr("Changed in the copy"),
    }


def _few(elements: Sequence[str]) -> str:
    named = [element for element in elements if element]
    shown = ", ".join(named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        return tr("{elements} and {count} more", elements=shown, count=len(named) - MOST_NAMED)
    return shown or tr("the whole map")


COMMANDS: tuple[click.Command, ...] = (save, rename, export)
