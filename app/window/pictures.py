"""Writes pictures of a sheet or of the landscape: SVG, PNG or PDF, always in light colours."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.export.image import MARGIN, image, pdf, plane_pdf, plane_png, png
from app.translate import tr, tr_message
from bpmn.base.message import Message
from bpmn.model import BPMNPlane
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.notation.plane import draw_plane, plane_bounds
from bpmn.notation.svg import svg
from bpmn.report.opened import open_system
from bpmn.system.landscape_map import landscape_map
from bpmn.xml import file

MAP = ".bpmn"

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def picture_of(plane: BPMNPlane, ending: str, title: str) -> bytes:
    """The bytes of a picture of a sheet; ending is ".svg", ".png" or ".pdf"."""
    if ending == ".png":
        return plane_png(plane)
    if ending == ".pdf":
        return plane_pdf(plane, title)
    return svg(draw_plane(plane), plane_bounds(plane).grown(MARGIN), title=title).encode()


def picture_of_drawing(drawing: Drawing, ending: str, title: str) -> bytes:
    """The bytes of a picture of a drawing; ending is ".svg", ".png" or ".pdf"."""
    bounds = drawing_bounds(drawing)
    assert bounds is not None, "there is something to see"
    area = bounds.grown(MARGIN)
    if ending == ".png":
        return png(image(drawing, area))
    if ending == ".pdf":
        return pdf(drawing, area, title=title)
    return svg(drawing, area, title=title).encode()


def export_picture(window: "MainWindow") -> None:
    """Ask for a file and write the picture of the sheet in front."""
    view = window.maps.view
    plane = view.view.plane if view is not None else None
    if view is None or plane is None:
        window.say(tr("Open a map first."))
        return
    title = window.workspace.title_of(view.session)
    folder = view.session.path.parent if view.session.path else Path.home()
    _write(window, folder / title, lambda ending: picture_of(plane, ending, title))


def export_landscape(window: "MainWindow") -> None:
    """Ask for a file and write the landscape as it is shown, or as a map that other suites open."""
    window.system.landscape.later.catch_up()
    view = window.system.landscape.view
    landscape = view.landscape
    folder = window.workspace.folder
    if not landscape.parts or folder is None:
        window.say(tr("Open a folder of maps first."))
        return
    title = tr("Landscape")
    path = window.files.ask.landscape_to_write(folder / title.lower())
    if path is None:
        return
    if path.suffix == MAP:
        system = open_system(folder, window.workspace.documents(), window.workspace.facts.facts)
        there = Path(os.path.relpath(folder, path.parent)).as_posix()
        made = landscape_map(system, folder=there)
        _save(window, path, made.data, made.told)
    else:
        _save(window, path, picture_of_drawing(view.picture(), path.suffix, title))


def export_party(window: "MainWindow") -> None:
    """Ask for a file and write the picture of the page of a party."""
    page = window.system.guide.party
    drawing = page.view.picture.drawing
    if not drawing:
        window.say(tr("There is nothing to draw here yet."))
        return
    folder, title = window.workspace.folder or Path.home(), page.party.element
    _write(window, folder / title, lambda ending: picture_of_drawing(drawing, ending, title))


def export_drawing(window: "MainWindow", drawing: Drawing, title: str) -> None:
    """Ask for a file and write the picture of a drawing."""
    if drawing:
        folder = window.workspace.folder or Path.home()
        _write(window, folder / title, lambda ending: picture_of_drawing(drawing, ending, title))


def _write(window: "MainWindow", suggestion: Path, make: Callable[[str], bytes]) -> None:
    path = window.files.ask.picture_to_write(suggestion)
    if path is not None:
        _save(window, path, make(path.suffix))


def _save(window: "MainWindow", path: Path, data: bytes, told: Message | None = None) -> None:
    try:
        file.save(path, data)
    except OSError as error:
        window.files.ask.tell(tr("The picture was not written"), f"{error.strerror}: {path}")
        return
    text = tr("Picture written: {name}", name=path.name)
    window.say(text if told is None else f"{text}. {tr_message(told)}")
