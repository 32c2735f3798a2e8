"""The page at the start: open a folder, try the sample, draw a map, or go on where one was."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.folder import maps_of
from app.icons import pixmap
from app.translate import tr, tr_message
from app.widgets import CutLabel, button, card, column, empty, label, line, row, scrolled
from bpmn.base.message import message

SHOWN = 5
LOWEST_FOR_STEPS = 700
NARROW = 1080
"""Below this width what was opened before stands under the three ways to begin."""
STEPS = (
    (message("See the landscape"), message("Your maps joined from customer to customer.")),
    (message("Answer the questions"), message("“Is Parts list the same as Stock list?” Yes or no.")),
    (message("Say how long and how many"), message("Usually, at worst, how often. Rough is fine.")),
    (message("Add an initiative"), message("What will you change, and whose number gets better?")),
    (message("Read the verdict"), message("One sentence: good for the owner, good for the whole?")),
)


class StartCard(QPushButton):
    """A large button: a picture, what it does, and what follows."""

    def __init__(self, icon: str, title: str, text: str, keys: str = "", *, is_first: bool = False) -> None:
        super().__init__()
        self.setObjectName("startCard")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setDefault(is_first)
        self.setAutoDefault(is_first)
        self.setMinimumHeight(78)
        self._icon, self._is_first = icon, is_first
        self._sign = QLabel()
        self._sign.setFixedSize(44, 44)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = column(None, label(title, "section"), 1, label(text, "muted", wraps=True), None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(16)
        layout.addWidget(self._sign)
        layout.addWidget(words, 1)
        if keys:
            hint = label(keys, "key-hint")
            hint.setFixedHeight(18)
            layout.addWidget(hint)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.redraw()

    def sizeHint(self) -> QSize:
        return QSize(560, max(78, self.layout().sizeHint().height()))  # type: ignore[union-attr]

    def redraw(self) -> None:
        """Draw the picture in the colours shown now."""
        tokens = theme.current()
        back, front = ("accent", "onAccent") if self._is_first else ("accentSoft", "accent")
        self._sign.setStyleSheet(f"background: {tokens[back]}; border-radius: 6px;")
        self._sign.setPixmap(pixmap(self._icon, 24, tokens[front]))


class StepNumber(QWidget):
    """A number in a ring with a line to the next one."""

    def __init__(self, number: int, *, is_last: bool) -> None:
        super().__init__()
        self._number, self._is_last = number, is_last
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._is_last:
            painter.fillRect(34, 13, self.width() - 40, 2, theme.colour("border"))
        pen = painter.pen()
        pen.setColor(theme.colour("accent"))
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawEllipse(1, 1, 26, 26)
        painter.setFont(theme.font(bold=True))
        painter.drawText(0, 0, 28, 28, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class RecentEntry(QPushButton):
    """A file or folder opened before."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setObjectName("recent")
        self.path = path
        self.setAccessibleName(path.name)
        is_folder = path.is_dir()
        sign = QLabel()
        sign.setPixmap(pixmap("folder" if is_folder else "map", 20, theme.current()["textMuted"]))
        title = path.name if is_folder else path.name.partition(".bpmn")[0]
        below = tr("{count} maps", count=len(maps_of(path))) if is_folder else tr("1 map")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(14)
        layout.addWidget(sign)
        layout.addWidget(column(label(title, "strong"), CutLabel(f"{below} · {path.parent}", "small")), 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class HomePage(QWidget):
    """Says what the application is for and leads into work."""

    openFolderWanted = Signal()
    sampleWanted = Signal()
    tourWanted = Signal()
    newWanted = Signal()
    pathWanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open_folder = StartCard(
            "folder",
            tr("Open a folder of maps"),
            tr("Every BPMN file in it becomes part of one picture. Your files stay as they are."),
            tr("Ctrl+Shift+O"),
            is_first=True,
        )
        self.sample = StartCard(
            "play", tr("Try the sample company"), tr("Maps, findings and initiatives to look around in.")
        )
        question = tr("Take the tour: what if everybody improves their own part?")
        self.tour = button(question, self.tourWanted.emit, "link")
        self.new = StartCard("edit", tr("Draw a new map"), tr("Start with an empty sheet."), tr("Ctrl+N"))
        self.open_folder.clicked.connect(lambda *_: self.openFolderWanted.emit())
        self.sample.clicked.connect(lambda *_: self.sampleWanted.emit())
        self.new.clicked.connect(lambda *_: self.newWanted.emit())
        self._logo = QLabel()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent.setContentsMargins(8, 8, 8, 8)
        self._lay_out()
        self.redraw()

    def _left(self) -> QWidget:
        """What the application is for, and the three ways to begin."""
        return column(
            row(self._logo, 12, label(tr("Wholeflow"), "pageTitle"), None),
            20,
            label(tr("See the whole."), "welcome"),
            label(tr("Then improve a part."), "welcome"),
            8,
            label(
                tr(
                    "Draw how your company works, from customer to customer, and find out before you start "
                    "whether an improvement helps the whole or only one desk."
                ),
                "lead",
                wraps=True,
            ),
            20,
            self.open_folder,
            12,
            self.sample,
            4,
            row(12, self.tour, None),
            12,
            self.new,
            None,
        )

    def _lay_out(self) -> None:
        left = self._left()
        frame = card(margins=(0, 0, 0, 0))
        frame.layout().addLayout(self._recent)  # type: ignore[union-attr]
        right = column(38, label(tr("Recent"), "section"), 10, frame, None)
        left.setMaximumWidth(620)
        right.setMaximumWidth(640)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns = columns
        columns.addWidget(left, 1)
        columns.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QWidget()
        above.setLayout(columns)
        layout.addWidget(scrolled(above, is_page=True), 1)
        self._strip = column(line(), self._steps())
        layout.addWidget(self._strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        side = 40 if is_narrow else 72
        self._columns.setContentsMargins(side, 24 if is_narrow else 44, side, 40)
        self._columns.setSpacing(0 if is_narrow else 72)
        self._strip.setVisible(self.height() >= LOWEST_FOR_STEPS)

    def _steps(self) -> QWidget:
        cells = []
        for number, (title, text) in enumerate(STEPS, 1):
            ring = StepNumber(number, is_last=number == len(STEPS))
            words = label(tr_message(text), "small", wraps=True)
            words.setContentsMargins(0, 0, 16, 0)
            cell = column(ring, 8, label(tr_message(title), "strong", wraps=True), 2, words, None)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # all as wide
            cells.append(cell)
        strip = row(*cells)
        return column(
            label(tr("Your first verdict in five minutes"), "section"),
            16,
            strip,
            margins=(72, 24, 72, 28),
            kind="panel",
        )

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List what was opened before, last first."""
        empty(self._recent)
        for number, path in enumerate(paths[:SHOWN]):
            if number:
                self._recent.addWidget(line())
            entry = RecentEntry(path)
            entry.clicked.connect(lambda *_, chosen=path: self.pathWanted.emit(chosen))
            self._recent.addWidget(entry)
        if not paths:
            text = label(tr("What you open will stand here."), "muted")
            text.setContentsMargins(12, 16, 12, 16)
            self._recent.addWidget(text)

    def redraw(self) -> None:
        """Draw all pictures in the colours shown now."""
        self._logo.setPixmap(pixmap("wholeflow", 44, theme.current()["text"]))
        for start in (self.open_folder, self.sample, self.new):
            start.redraw()
