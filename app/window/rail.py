"""The rail at the left: the places of the application."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.icons import set_icon
from app.translate import tr_message
from bpmn.base.message import Message, message

HOME, LANDSCAPE, MAPS, FINDINGS, NUMBERS, INITIATIVES, HANDBOOK = range(7)
PLACES: tuple[tuple[Message, str], ...] = (
    (message("Home"), "home"),
    (message("Landscape"), "landscape"),
    (message("Maps"), "map"),
    (message("Findings"), "finding"),
    (message("Numbers"), "numbers"),
    (message("Initiatives"), "initiative"),
    (message("Handbook"), "book"),
)
WIDTH, NARROW = 80, 48
BAR = 3
MOST = 99


class RailButton(QToolButton):
    """One place, with a count of what waits there."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self.setObjectName("railButton")
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCheckable(True)
        self.setFixedHeight(56)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        set_icon(self, icon)
        self._count = ""
        self._colour = "warning"

    def set_count(self, count: int, colour: str, told: str) -> None:
        """Show a number in the colour of a token, and in words as a tip; 0 shows nothing."""
        self._count = "" if not count else str(count) if count <= MOST else f"{MOST}+"
        self._colour = colour
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(theme.font("caption", bold=True))
        font.setPixelSize(10)
        painter.setFont(font)
        width = max(16, painter.fontMetrics().horizontalAdvance(self._count) + 8)
        place = QRect(min(self.width() // 2 + 2, self.width() - width), 5, width, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._colour))
        painter.drawRoundedRect(place, 7, 7)
        painter.setPen(QColor(theme.current()["panel"]))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._count)
        painter.end()


class Rail(QWidget):
    """Buttons for the places; the chosen one is marked at the window's edge."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.buttons = [RailButton(tr_message(name), icon) for name, icon in PLACES]
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(4)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def show_place(self, number: int) -> None:
        """Mark the place that is shown; none for a page that one comes to from another."""
        if number < len(self.buttons):
            self.buttons[number].setChecked(True)
        elif (marked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            marked.setChecked(False)
            self._group.setExclusive(True)
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons only, with their names as tips."""
        self.setFixedWidth(NARROW if is_narrow else WIDTH)
        style = Qt.ToolButtonStyle
        for button in self.buttons:
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextUnderIcon
            )
            button.setFixedHeight(40 if is_narrow else 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        chosen = self._group.checkedButton()
        if chosen is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        place = chosen.geometry()
        painter.drawRoundedRect(QRect(-BAR, place.top() + 12, 2 * BAR, place.height() - 24), 2, 2)
        painter.end()
