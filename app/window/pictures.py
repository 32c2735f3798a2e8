"""Writes pictures of a sheet or of the landscape: SVG, PNG or PDF, always in light colours."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.export.image import MARGIN, image, pdf, plane_pdf, plane_png, png
from app.translate import tr
from bpmn.model import BPMNPlane
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.notation.plane import draw_plane, plane_bounds
from bpmn.notation.svg import svg
from bpmn.xml import file

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
    """Ask for a file and write the picture of the landscape."""
    landscape = window.system.analyses.overview.landscape
    if landscape is None or not landscape.drawing:
        window.say(tr("Open a folder of maps first."))
        return
    folder = window.workspace.folder or Path.home()
    title = tr("Landscape")
    drawing = landscape.drawing
    _write(window, folder / title.lower(), lambda ending: picture_of_drawing(drawing, ending, title))


def export_drawing(window: "MainWindow", drawing: Drawing, title: str) -> None:
    """Ask for a file and write the picture of a drawing."""
    if drawing:
        folder = window.workspace.folder or Path.home()
        _write(window, folder / title, lambda ending: picture_of_drawing(drawing, ending, title))


def _write(window: "MainWindow", suggestion: Path, make: Callable[[str], bytes]) -> None:
    path = window.files.ask.picture_to_write(suggestion)
    if path is None:
        return
    try:
        file.save(path, make(path.suffix))
    except OSError as error:
        window.files.ask.tell(tr("The picture was not written"), f"{error.strerror}: {path}")
        return
    window.say(tr("Picture written: {name}", name=path.name))
