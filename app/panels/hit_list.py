"""What a search found, by map: each text with what was found in it, and what would stand there then."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app import theme
from app.icons import icon
from app.panels.difference_list import type_name
from app.translate import tr, tr_message
from bpmn.base.message import Message, message
from bpmn.system.search import Hit, Part

HIT, RICH = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
AROUND = 40
ROW = 30
PARTS: dict[Part, Message] = {
    Part.NAME: message("name"),
    Part.DESCRIPTION: message("description"),
    Part.ID: message("identifier"),
}
INSIDE = Qt.ItemFlag.ItemIsUserCheckable
Index = QModelIndex | QPersistentModelIndex


class RichLine(QStyledItemDelegate):
    """Paints a line of an item with parts of it in bold or struck out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text = index.data(RICH)
        if not text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        plain, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        option.text = plain
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDocumentMargin(0)
        colour = option.palette.color(QPalette.ColorRole.Text).name()
        document.setHtml(f'<div style="color:{colour}; white-space:pre">{text}</div>')
        painter.save()
        painter.setClipRect(place)
        painter.translate(place.left(), place.top() + (place.height() - document.size().height()) / 2)
        document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW)


class HitList(QTreeWidget):
    """Hits below their maps; each has a tick, and a click leads to its place."""

    hitChosen = Signal(object)
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unticked: set[tuple[object, ...]] = set()
        self._has_ticked = False
        self.items: list[QTreeWidgetItem] = []
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(20)
        self.setAccessibleName(tr("Found"))
        self.setItemDelegate(RichLine(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._changed)
        self.itemClicked.connect(self._clicked)

    def show_hits(self, hits: Sequence[Hit], by: str | None) -> None:
        """List hits; ``by`` is what would stand there, None where nothing is to be replaced."""
        self.blockSignals(True)
        self.clear()
        self.items = []
        self._unticked &= {_key(hit) for hit in hits}
        groups: dict[str, QTreeWidgetItem] = {}
        for hit in hits:
            group = groups.get(hit.key.file)
            if group is None:
                group = groups[hit.key.file] = QTreeWidgetItem([hit.key.file])
                group.setIcon(0, icon("map", "textMuted", "textMuted"))
                group.setFlags(group.flags() | INSIDE | Qt.ItemFlag.ItemIsAutoTristate)
                self.addTopLevelItem(group)
            group.addChild(self._item(hit, by))
        for group in groups.values():
            count = group.childCount()
            group.setText(0, tr("{file} ({count})", file=group.text(0), count=count))
            group.setExpanded(True)
        self.blockSignals(False)

    def _item(self, hit: Hit, by: str | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([_plain(hit)])
        item.setData(0, HIT, hit)
        item.setData(0, RICH, _rich(hit, by))
        item.setToolTip(0, hit.text if by is None else f"{hit.text}\n→ {hit.replaced(by)}")
        if hit.part is Part.ID:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        else:
            item.setFlags(item.flags() | INSIDE)
            is_ticked = _key(hit) not in self._unticked
            item.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.items.append(item)
        return item

    def ticked_hits(self) -> list[Hit]:
        """The hits that are ticked."""
        return [i.data(0, HIT) for i in self.items if i.checkState(0) is Qt.CheckState.Checked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentItem())
            return
        super().keyPressEvent(event)

    def _changed(self, item: QTreeWidgetItem) -> None:
        hit = item.data(0, HIT)
        self._has_ticked = True
        if isinstance(hit, Hit):
            if item.checkState(0) is Qt.CheckState.Checked:
                self._unticked.discard(_key(hit))
            else:
                self._unticked.add(_key(hit))
            self.ticked.emit()

    def _clicked(self, item: QTreeWidgetItem) -> None:
        """Go there, unless the click was on the tick."""
        has_ticked, self._has_ticked = self._has_ticked, False
        if not has_ticked:
            self._go(item)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        hit = item.data(0, HIT) if item is not None else None
        if isinstance(hit, Hit):
            self.hitChosen.emit(hit)


def _key(hit: Hit) -> tuple[object, ...]:
    return hit.key, hit.part


def _plain(hit: Hit) -> str:
    return tr(
        "{kind}, {part}: {text}", kind=type_name(hit.type), part=tr_message(PARTS[hit.part]), text=hit.text
    )


def _rich(hit: Hit, by: str | None) -> str:
    """The line: what kind of element, where, and its text around what was found."""
    muted = theme.current()["textMuted"]
    head = type_name(hit.type)
    if hit.part is not Part.NAME:
        head = tr("{kind} “{name}”, {part}", kind=head, name=hit.name, part=tr_message(PARTS[hit.part]))
    tail = f'  <span style="color:{muted}">{escape(hit.place)}</span>' if hit.place else ""
    return f'<span style="color:{muted}">{escape(head)}:</span> {_marked(hit, by)}{tail}'


def _marked(hit: Hit, by: str | None) -> str:
    pieces, at = [], 0
    start = max(0, hit.spans[0][0] - AROUND) if hit.spans else 0
    gone, come = theme.current()["error"], theme.current()["legal"]
    if start:
        pieces.append("…")
        at = start
    for first, last in hit.spans:
        pieces.append(_one_line(hit.text[at:first]))
        found = _one_line(hit.text[first:last])
        if by is None or hit.part is Part.ID:
            pieces.append(f"<b>{found}</b>")
        else:
            pieces.append(f'<s style="color:{gone}">{found}</s> <b style="color:{come}">{_one_line(by)}</b>')
        at = last
    rest = hit.text[at : at + AROUND]
    return "".join([*pieces, _one_line(rest), "…" if len(hit.text) > at + AROUND else ""])


def _one_line(text: str) -> str:
    return escape(text.replace("\n", " "))
