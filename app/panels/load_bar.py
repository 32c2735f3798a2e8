"""Small painted figures: a bar of work and waiting, a bar of load, a numbered disc."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme

HIGH, FULL = 0.85, 1.0


class ShareBar(QWidget):
    """Work in blue, waiting in grey; the share of work lies between 0 and 1."""

    def __init__(self, work: float) -> None:
        super().__init__()
        self._work = min(max(work, 0.0), 1.0)
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.width() * self._work
        painter.fillRect(QRectF(0, 0, max(middle - 1, 0), self.height()), theme.colour("work"))
        painter.fillRect(
            QRectF(middle + 1, 0, self.width() - middle - 1, self.height()), theme.colour("wait")
        )
        painter.end()


class LoadBar(QWidget):
    """The load of a team with a mark at 85 %; from 100 % on it is hatched."""

    def __init__(self, load: float) -> None:
        super().__init__()
        self._load = max(load, 0.0)
        self.setFixedHeight(12)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(140, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, 3, self.width(), 6)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(place, 3, 3)
        filled = QRectF(0, 3, self.width() * min(self._load, 1.0), 6)
        token = load_token(self._load)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(filled, 3, 3)
        if self._load >= FULL:
            painter.setBrush(QBrush(theme.colour("panel"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(filled, 3, 3)
        painter.fillRect(QRectF(self.width() * HIGH, 0, 1, 12), theme.colour("text"))
        painter.end()


def load_token(load: float) -> str:
    """The colour of a load."""
    return "loadOver" if load >= FULL else "loadHigh" if load > HIGH else "loadOk"


class Disc(QWidget):
    """A number on a disc in the colour of its chain."""

    def __init__(self, number: int, token: str) -> None:
        super().__init__()
        self._text, self._colour = str(number), token
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._colour))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.colour("panel"))
        painter.setFont(theme.font("caption", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
