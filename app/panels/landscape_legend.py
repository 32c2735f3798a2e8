"""The legend below the landscape: as large as other small text, however far the picture is zoomed."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.painter import Prepared, prepare
from app.panels.landscape_view import LandscapeView
from app.translate import tr, tr_message
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.system.landscape_legend import legend

FIRST_LINE = 12
"""The middle of the first row, in pixels from the top."""


class LandscapeLegend(QWidget):
    """Says what the lines and boxes of a landscape mean, as far as they occur in it."""

    def __init__(self, view: LandscapeView) -> None:
        super().__init__()
        self._view = view
        self._prepared: Prepared | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("What the lines and boxes mean"))
        view.redrawn.connect(self.redraw)

    def drawing(self, width: float) -> Drawing:
        """The legend in as many rows as this width asks for."""
        plan = self._view.landscape.plan
        room = Bounds(0, FIRST_LINE, width, 0)
        return legend(plan, self._view.view, tr_message, room) if plan is not None else ()

    def redraw(self) -> None:
        """The picture tells something else, or has other colours."""
        self._prepared = None
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        found = drawing_bounds(self.drawing(width))
        return round(found.bottom + FIRST_LINE / 2) if found is not None else 0

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._prepared is None:
            self._prepared = prepare(self.drawing(self.width()), theme.current())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._prepared.paint(painter)
        painter.end()
