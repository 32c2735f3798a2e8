"""Shows one version of a map with its differences marked; several such views look at the same place."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.panels.drawing_view import Area, DrawingView
from bpmn.base.geometry import Bounds
from bpmn.report.version_picture import VersionPicture

CLOSE = 0.8
"""The smallest zoom in which a chosen difference is shown."""


class VersionView(DrawingView):
    """A picture of a version. Clicks choose differences, by their number in the list."""

    looked = Signal()
    """The person zoomed or moved it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(200)

    def show_version(self, picture: VersionPicture, texts: Sequence[str], frame: Bounds) -> None:
        """Show a picture within a frame that all versions share; ``texts`` tell the differences."""
        areas = [Area(spot.bounds, spot.number, texts[spot.number]) for spot in picture.spots]
        self.show_drawing(picture.drawing, areas)
        self._bounds = frame
        if self._is_fitted:
            self.fit()

    def look_like(self, other: "VersionView") -> None:
        """Look at the place that another view looks at, in its zoom."""
        self.zoom, self._origin, self._is_fitted = other.zoom, other.origin_for(self), other.is_fitted
        self.update()

    @property
    def is_fitted(self) -> bool:
        """Whether the whole is shown, whatever the size of the view."""
        return self._is_fitted

    def origin_for(self, other: QWidget) -> QPointF:
        """Where the origin lies in a view of another size that looks at the same place."""
        return self._origin + QPointF(other.width() - self.width(), other.height() - self.height()) / 2

    def centre_on(self, number: int) -> bool:
        """Bring a difference to the middle; False where it does not show here."""
        found = next((area for area in self.areas if area.data == number), None)
        if found is None:
            return False
        self.zoom, self._is_fitted = max(self.zoom, CLOSE), False
        middle = found.bounds.centre
        self._origin = QPointF(
            self.width() / 2 - middle.x * self.zoom, self.height() / 2 - middle.y * self.zoom
        )
        self.update()
        return True

    def choose(self, numbers: Collection[object]) -> None:
        """Outline differences without moving the picture."""
        self.marked = numbers
        self.update()

    # -- telling the other view ------------------------------------------------------------------

    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        super().set_zoom(factor, at)
        self.looked.emit()

    def fit(self) -> None:
        super().fit()
        self.looked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self.looked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._moved:
            self.looked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_fitted:
            self.fit()
