"""The drawn landscape as every place of the window shows it: on its page and in the dock beside a map."""

from PySide6.QtWidgets import QWidget

from app.panels.drawing_view import Area, DrawingView
from app.translate import tr
from bpmn.base.finding import ElementKey
from bpmn.report.overview import Overview
from bpmn.system.landscape import Kind


class LandscapeView(DrawingView):
    """Shows the landscape of a system; a choice tells the process, party or link that was clicked."""

    def __init__(self, parent: QWidget | None = None, readable: float = 0.0) -> None:
        super().__init__(parent, readable)
        self._processes: tuple[ElementKey, ...] = ()
        self._file = ""
        self.setAccessibleName(tr("Landscape"))

    def show_overview(self, found: Overview) -> None:
        """Show a system; the map in front stays marked."""
        self._processes = found.processes
        landscape = found.landscape
        shown = [area for area in landscape.areas if area.kind is not Kind.CHAIN] if landscape else []
        areas = [Area(a.bounds, a.key, _name(found, a.key)) for a in shown]
        self.show_drawing(landscape.drawing if landscape else (), areas)
        self._mark()

    def show_file(self, file: str) -> None:
        """Mark the processes of a map of the system; an empty name marks none."""
        if file != self._file:
            self._file = file
            self._mark()

    def _mark(self) -> None:
        self.mark([key for key in self._processes if key.file == self._file])


def _name(found: Overview, key: ElementKey) -> str:
    return found.names.get(key) or key.element or key.file
