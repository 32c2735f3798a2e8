"""Pictures as files: SVG without Qt, PNG and PDF with it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.output import Refused, note
from app.translate import tr
from bpmn.base.geometry import Bounds
from bpmn.model import BPMNDiagram
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane, plane_bounds
from bpmn.notation.svg import svg

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

MARGIN = 10.0
EMPTY = Bounds(0, 0, 100, 100)
ENDINGS = (".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Options:
    """Which diagram is wanted (from 1; None: the first, with ``is_all`` every one) and how it looks."""

    diagram: int | None = None
    is_all: bool = False
    scale: float = 2.0
    is_transparent: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and the part of the plane that is shown."""

    drawing: Drawing
    area: Bounds
    title: str


def look_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options on the look of a picture to a command; it receives them as ``options``."""

    @click.option(
        "--scale",
        type=click.FloatRange(0.01, 50),
        default=2.0,
        show_default=True,
        help=tr("Pixels of a PNG per unit of the map."),
    )
    @click.option("--transparent", is_flag=True, help=tr("Without the white of the paper."))
    @wraps(command)
    def with_look(*, scale: float, transparent: bool, **others: object) -> int:
        number, is_all = others.pop("diagram", None), bool(others.pop("is_all", False))
        diagram = number if isinstance(number, int) else None
        return command(options=Options(diagram, is_all, scale, transparent), **others)

    return with_look


def diagrams(document: Document) -> list[BPMNDiagram]:
    """The diagrams of a map; one without a drawing gets a temporary arrangement, which is said."""
    if not document.all(BPMNDiagram):
        from bpmn.editing.keep import keep
        from bpmn.layout.arrange import arrange

        keep(document, arrange(document))
        if document.all(BPMNDiagram):
            note(tr("{file} has no drawing; the picture shows a temporary arrangement.", file=document.name))
    found = [diagram for diagram in document.all(BPMNDiagram) if diagram.plane is not None]
    if not found:
        raise Refused(tr("{file} holds nothing that could be drawn.", file=document.name))
    return found


def export_diagrams(document: Document, out: Path, options: Options) -> list[Path]:
    """Write one or all diagrams of a map and return the files."""
    checked(out)
    found = diagrams(document)
    if options.is_all:
        places = [out.with_stem(f"{out.stem}-{number}") for number in range(1, len(found) + 1)]
    else:
        number = options.diagram or 1
        if number > len(found):
            raise Refused(
                tr(
                    "{file} has {count} diagrams, no number {n}.",
                    file=document.name,
                    count=len(found),
                    n=number,
                )
            )
        found, places = [found[number - 1]], [out]
    for diagram, place in zip(found, places, strict=True):
        assert diagram.plane is not None
        area = plane_bounds(diagram.plane).grown(MARGIN)
        write(Picture(draw_plane(diagram.plane), area, diagram.name or document.name), place, options)
    return places


def checked(out: Path) -> str:
    """The ending of a picture file. Raises Refused for another one."""
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise Refused(tr("{file}: a picture ends in {endings}.", file=out.name, endings=", ".join(ENDINGS)))
    return ending


def write(picture: Picture, out: Path, options: Options) -> None:
    """Write a picture in the format that its ending names."""
    from bpmn.xml.file import save

    ending, background = checked(out), None if options.is_transparent else "paper"
    if ending == ".svg":
        text = svg(picture.drawing, picture.area, background=background, title=picture.title)
        save(out, text.encode())
    else:
        save(out, _by_qt(picture, ending, options.scale, background))


def drawing_application() -> "QCoreApplication":
    """The application without a screen that letters are drawn with. Raises ImportError without Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.instance() or QGuiApplication([])


def _by_qt(picture: Picture, ending: str, scale: float, background: str | None) -> bytes:
    """The picture as PNG or PDF. Raises Refused where Qt cannot be loaded."""
    try:
        application = drawing_application()
        from app.export import image
    except ImportError as error:
        reason = tr("{ending} pictures need Qt ({detail}). Write an .svg.", ending=ending, detail=error)
        raise Refused(reason) from error
    assert application is not None  # letters are drawn only while there is one
    if ending == ".pdf":
        return image.pdf(picture.drawing, picture.area, title=picture.title)
    drawn = image.image(picture.drawing, picture.area, scale=scale, background=background)
    return image.png(drawn)
