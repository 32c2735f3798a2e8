"""Writes a picture of a sheet: SVG, PNG or PDF, always in light colours."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.export.image import MARGIN, plane_pdf, plane_png
from app.translate import tr
from bpmn.model import BPMNPlane
from bpmn.notation.plane import draw_plane, plane_bounds
from bpmn.notation.svg import svg
from bpmn.xml import file

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def picture_of(plane: BPMNPlane, ending: str, title: str) -> bytes:
    """The bytes of a picture; ending is ".svg", ".png" or ".pdf"."""
    if ending == ".png":
        return plane_png(plane)
    if ending == ".pdf":
        return plane_pdf(plane, title)
    return svg(draw_plane(plane), plane_bounds(plane).grown(MARGIN), title=title).encode()


def export_picture(window: "MainWindow") -> None:
    """Ask for a file and write the picture of the sheet in front."""
    view = window.maps.view
    if view is None or view.view.plane is None:
        window.say(tr("Open a map first."))
        return
    title = window.workspace.title_of(view.session)
    folder = view.session.path.parent if view.session.path else Path.home()
    path = window.files.ask.picture_to_write(folder / title)
    if path is None:
        return
    try:
        file.save(path, picture_of(view.view.plane, path.suffix, title))
    except OSError as error:
        window.files.ask.tell(tr("The picture was not written"), f"{error.strerror}: {path}")
        return
    window.say(tr("Picture written: {name}", name=path.name))
