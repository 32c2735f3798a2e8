"""The list of differences between two versions, grouped by what happened."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from app import theme
from app.canvas.kind_names import kind_name
from app.painter import painter_path
from app.translate import tr, tr_message
from bpmn.analysis.comparison.changes import Change
from bpmn.analysis.comparison.compare import Difference, Kind
from bpmn.base.message import Message, message
from bpmn.report.version_picture import STYLES

NUMBER = int(Qt.ItemDataRole.UserRole)
SIGN = 18
LONGEST = 80
TITLES: dict[Kind, Message] = {
    Kind.ADDED: message("Added"),
    Kind.REMOVED: message("Removed"),
    Kind.CHANGED: message("Changed"),
    Kind.MOVED: message("Only moved"),
}
TYPES: dict[str, Message] = {
    "sequenceFlow": message("Flow"),
    "messageFlow": message("Message between parties"),
    "process": message("Process"),
    "collaboration": message("Map with several parties"),
    "definitions": message("The file"),
    "association": message("Tie to a note"),
    "dataInputAssociation": message("Reads"),
    "dataOutputAssociation": message("Writes"),
    "message": message("Message"),
    "dataStore": message("Stored data"),
    "dataObject": message("Document"),
}


class DifferenceList(QTreeWidget):
    """One line for each difference, below it what exactly differs."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[int, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setIconSize(QSize(SIGN, SIGN))
        self.setAccessibleName(tr("Differences"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item, _: self._tell(item))
        self.itemClicked.connect(lambda item, _: self._tell(item))

    def show_differences(self, differences: Sequence[Difference], numbers: Sequence[int]) -> None:
        """List the differences with these numbers."""
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        for kind, title in TITLES.items():
            found = [n for n in numbers if differences[n].kind is kind]
            if not found:
                continue
            group = QTreeWidgetItem([tr("{title} ({count})", title=tr_message(title), count=len(found))])
            group.setIcon(0, sign(kind))
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(group)
            for number in found:
                self._items[number] = self._item(number, differences[number])
                group.addChild(self._items[number])
            group.setExpanded(True)
        self.blockSignals(False)

    def _item(self, number: int, difference: Difference) -> QTreeWidgetItem:
        text = told(difference)
        item = QTreeWidgetItem([text])
        item.setData(0, NUMBER, number)
        item.setToolTip(0, "\n".join([text, *(told_change(c) for c in difference.changes)]))
        for change in difference.changes:
            line = QTreeWidgetItem([told_change(change)])
            line.setData(0, NUMBER, number)
            line.setToolTip(0, told_change(change, longest=10 * LONGEST))
            line.setForeground(0, theme.colour("textMuted"))
            item.addChild(line)
        item.setExpanded(False)
        return item

    def choose(self, number: int) -> None:
        """Mark the line of a difference and show what differs."""
        item = self._items.get(number)
        if item is not None:
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            item.setExpanded(True)
            self.scrollToItem(item)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        number = item.data(0, NUMBER) if item is not None else None
        if isinstance(number, int):
            self.chosen.emit(number)


def told(difference: Difference) -> str:
    """A difference in one line: what kind of element it is, and its name."""
    name = " ".join(difference.name.split()) or difference.key.element
    return tr("{type}: {name}", type=type_name(difference.type), name=name)


def type_name(kind: str) -> str:
    """What people call a type of element, by the name that BPMN gives it."""
    known = TYPES.get(kind)
    return tr_message(known) if known else kind_name(kind)


def told_change(change: Change, longest: int = LONGEST) -> str:
    """What differs in an element, in one line."""
    before, after = (_short(value or "", longest) for value in (change.before, change.after))
    words = {"what": tr_message(change.label), "before": before, "after": after}
    if change.before is None:
        return tr("{what}: {after} (new)", **words)
    if change.after is None:
        return tr("{what}: no longer {before}", **words)
    return tr("{what}: {before} → {after}", **words)


def _short(value: str, longest: int) -> str:
    text = " ".join(value.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def sign(kind: Kind) -> QIcon:
    """The sign of a kind of difference as in the pictures."""
    style = STYLES[kind]
    ratio = 2
    picture = QPixmap(SIGN * ratio, SIGN * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(style.colour))
    painter.drawEllipse(0, 0, SIGN, SIGN)
    painter.translate(SIGN / 2, SIGN / 2)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(QColor(theme.current()["panel"]))
    pen.setWidthF(2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(painter_path(style.sign))
    painter.end()
    return QIcon(picture)
