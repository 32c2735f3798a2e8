"""The slider of a break-even: what pays, what hurts the whole, and where one stands or could stand."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app import theme
from app.painter import prepare
from app.panels.chart_view import WORDS
from bpmn.report.charts.break_even import HEIGHT, TOP, TRACK, Track, break_even_track, scale_of

STEPS = 200
PAGE = 20


class BreakEvenSlider(QAbstractSlider):
    """A knob on a track; arrows move it by a step, Home puts it where one stands today.

    ``tried`` tells the number while it moves, ``settled`` the one it was left at.
    """

    tried = Signal(float)
    settled = Signal(float)

    def __init__(self, name: str, track: Track, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.track = track
        self.setAccessibleName(name)
        self.setRange(0, STEPS)
        self.setSingleStep(1)
        self.setPageStep(PAGE)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(HEIGHT))
        self.setMinimumWidth(240)
        self.setValue(self._step(track.today))
        self.valueChanged.connect(self._moved)

    def number(self) -> float:
        """The number at the knob; today's own where it was not moved."""
        if self.value() == self._step(self.track.today):
            return self.track.today
        return self.track.least + (self.track.most - self.track.least) * self.value() / STEPS

    def sizeHint(self) -> QSize:
        return QSize(400, round(HEIGHT))

    def _step(self, value: float) -> int:
        return round((value - self.track.least) / ((self.track.most - self.track.least) or 1.0) * STEPS)

    def _moved(self) -> None:
        self.setAccessibleDescription(f"{WORDS.number(self.number())} {self.track.unit}".strip())
        self.update()
        self.tried.emit(self.number())

    def place_of(self, value: float) -> QPoint:
        """The middle of the knob if it stood at a number."""
        return QPoint(round(scale_of(self.track, self.width()).within(value)), round(TOP + TRACK / 2))

    # -- events ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = break_even_track(self.track, self.width(), WORDS, self.number())
        prepare(picture.drawing, theme.current()).paint(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.place_of(self.number()), 10, 10)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.settled.emit(self.number())

    def _to(self, event: QMouseEvent) -> None:
        self.setValue(self._step(scale_of(self.track, self.width()).value(event.position().x())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.setValue(self._step(self.track.today))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat() and event.key() in MOVING:
            self.settled.emit(self.number())


MOVING = frozenset(
    {
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    }
)  # fmt: skip
"""Keys after whose release the knob rests."""
