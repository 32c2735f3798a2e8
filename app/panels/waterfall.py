"""Where the time moved: before, what came and went at each step, after; the parts add up."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.numbers import number, signed

TOP, FOOT, SIDE = 26, 40, 44
WIDEST_BAR, INSIDE = 72, 32
MOST_STEPS = 7


class Part(NamedTuple):
    """A change of the time at one place; ``cause`` says in a word what it is made of."""

    name: str
    cause: str
    delta: float


def largest(parts: Sequence[Part], others: str) -> list[Part]:
    """At most seven parts: the smallest are put together."""
    if len(parts) <= MOST_STEPS:
        return list(parts)  # a rest that is there already stays the last part
    ordered = sorted((p for p in parts if p.name != others), key=lambda p: -abs(p.delta))
    kept = set(ordered[: MOST_STEPS - 1])
    rest = sum(p.delta for p in parts if p not in kept)
    return [*(p for p in parts if p in kept), Part(others, "", rest)]


class Waterfall(QWidget):
    """Bars from before to after; savings are green and below, losses orange and above."""

    def __init__(
        self, before: float, after: float, parts: Sequence[Part], names: tuple[str, str], unit: str
    ) -> None:
        super().__init__()
        self._before, self._after = before, after
        self._parts = list(parts)
        self._names, self._unit = names, unit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        steps = ", ".join(f"{p.name} {signed(p.delta)}" for p in parts)
        self.setAccessibleName(
            f"{names[0]} {number(before)} {unit}, {steps}, {names[1]} {number(after)} {unit}"
        )

    def sizeHint(self) -> QSize:
        return QSize(600, 260)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        levels = self._levels()
        low, high = self._range(levels)
        self._grid(painter, low, high)
        pitch = (self.width() - SIDE - 8) / (len(self._parts) + 2)
        width = min(WIDEST_BAR, pitch * 0.7)
        starts = [0.0, *levels[:-1], 0.0]
        ends = [levels[0], *levels[1:], self._after]
        for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
            x = SIDE + pitch * at + (pitch - width) / 2
            is_total = at in (0, len(self._parts) + 1)
            self._bar(
                painter,
                QRectF(x, 0, width, 0),
                start if not is_total else low,
                end,
                (low, high),
                is_total=is_total,
            )
            self._foot(painter, SIDE + pitch * at, pitch, at)
            if at <= len(self._parts):
                painter.setPen(theme.colour("axis"))
                y = self._y(end, low, high)
                painter.drawLine(round(x + width), round(y), round(x + pitch), round(y))
        painter.end()

    def _levels(self) -> list[float]:
        """The time before and after each step."""
        levels = [self._before]
        for part in self._parts:
            levels.append(levels[-1] + part.delta)
        return levels

    def _range(self, levels: Sequence[float]) -> tuple[float, float]:
        """Bottom and top of the picture; it starts above zero where the steps would be too small to see."""
        lowest, highest = min(*levels, self._after), max(*levels, self._after)
        spread = max(highest - lowest, highest * 0.02, 1e-9)
        low = max(0.0, lowest - spread)
        return (0.0 if low < highest * 0.35 else low), highest + spread * 0.12

    def _y(self, value: float, low: float, high: float) -> float:
        share = (value - low) / max(high - low, 1e-9)
        return self.height() - FOOT - share * (self.height() - TOP - FOOT)

    def _grid(self, painter: QPainter, low: float, high: float) -> None:
        painter.setFont(theme.font("caption"))
        for step in range(4):
            value = low + (high - low) * step / 4
            y = round(self._y(value, low, high))
            painter.setPen(theme.colour("gridline" if step else "axis"))
            painter.drawLine(SIDE - 4, y, self.width(), y)
            painter.setPen(theme.colour("textMuted"))
            place = QRectF(0, y - 8, SIDE - 10, 16)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value)
            )

    def _bar(
        self,
        painter: QPainter,
        place: QRectF,
        start: float,
        end: float,
        area: tuple[float, float],
        *,
        is_total: bool,
    ) -> None:
        y1, y2 = self._y(start, *area), self._y(end, *area)
        box = QRectF(place.x(), min(y1, y2), place.width(), max(abs(y2 - y1), 2))
        colour = "total" if is_total else "better" if end < start else "worse"
        painter.fillRect(box, theme.colour(colour))
        text = number(end) if is_total else signed(end - start)
        painter.setFont(theme.font(bold=True))
        if box.height() >= INSIDE and not is_total:
            painter.setPen(theme.colour("panel"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            return
        painter.setPen(theme.colour("text" if is_total else colour))
        above = QRectF(box.x() - 20, box.top() - 19, box.width() + 40, 18)
        if end < start and not is_total:
            above.moveTop(box.bottom() + 1)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)

    def _foot(self, painter: QPainter, x: float, pitch: float, at: int) -> None:
        last = len(self._parts) + 1
        if at in (0, last):
            name, below = self._names[0 if at == 0 else 1], self._unit
        else:
            name, below = self._parts[at - 1].name, self._parts[at - 1].cause
        for text, offset, role, token in ((name, 4, "small", "text"), (below, 20, "caption", "textMuted")):
            font = theme.font(role, bold=at in (0, last) and role == "small")
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(pitch - 6))
            place = QRectF(x, self.height() - FOOT + offset, pitch, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
