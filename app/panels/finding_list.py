"""The list of findings: painted rows with buttons, for the mouse and the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app import theme
from app.icons import mark
from app.panels.finding_rows import WORDS, Row
from app.translate import tr, tr_message

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, TALL = 38, 26, 62
BUTTON, GAP, SIDE = 26, 8, 12
LINE = 17
MOST_LINES = 3
"""So many lines a sentence may take before it is shortened."""
ROLE = int(Qt.ItemDataRole.UserRole)


class FindingModel(QAbstractListModel):
    """Rows of findings for a view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = tr_message(WORDS[row.severity]) if row.severity else ""
            return f"{word} {row.title} {row.detail}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_head = self.rows[index.row()].is_head
        return (
            Qt.ItemFlag.NoItemFlags if is_head else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        )


class FindingDelegate(QStyledItemDelegate):
    """Paints a row: sign, bold sentence, why in muted letters, buttons at the right."""

    def __init__(self, *, is_tall: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_tall = is_tall

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROLE)
        if row.is_head:
            return QSize(200, HEAD)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        lines = len(self.title_lines(QRect(0, 0, width, ROW), row))
        return QSize(200, (TALL if self.is_tall else ROW) + (lines - 1) * LINE)

    def title_lines(self, place: QRect, row: Row) -> list[str]:
        """The sentence of a row in the lines that it takes in its place."""
        return wrapped(row.title, theme.font(bold=True), self._inside(place, row).width())

    def _inside(self, place: QRect, row: Row) -> QRect:
        """The room between the sign and the buttons."""
        taken = sum(box.width() + GAP for _, box in self.buttons(place, row))
        return place.adjusted(SIDE + 26, 0, -SIDE - taken, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROLE)
        place: QRect = option.rect
        painter.save()
        if row.is_head:
            self._paint_head(painter, place, row)
        else:
            self._paint_row(painter, option, place, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, place: QRect, row: Row) -> None:
        painter.fillRect(place, theme.colour("panel"))
        painter.setFont(theme.font("caption", bold=True))
        painter.setPen(theme.colour("textMuted"))
        text = f"{row.title}   {row.detail}"
        painter.drawText(place.adjusted(SIDE, 4, -SIDE, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font("small"))
        for (_, action), box in self.buttons(place, row):
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, action)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: Row) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(place, theme.colour("accentSoft" if is_chosen else "hover" if is_under else "panel"))
        if not self.is_tall:
            painter.setPen(theme.colour("border"))
            painter.drawLine(place.topLeft(), place.topRight())
        elif is_chosen:
            painter.fillRect(QRect(place.left(), place.top(), 3, place.height()), theme.colour("accent"))
        left = place.left() + SIDE
        if row.severity is not None:
            top = place.top() + (12 if self.is_tall else (place.height() - 16) // 2)
            painter.drawPixmap(left, top, mark(row.severity.value))
        inside, lines = self._inside(place, row), self.title_lines(place, row)
        if self.is_tall:
            self._tall(painter, inside, row, lines)
            return
        for (_, text), box in self.buttons(place, row):
            self._button(painter, box, text)
        self._flat(painter, inside, row, lines)

    def _flat(self, painter: QPainter, place: QRect, row: Row, lines: Sequence[str]) -> None:
        if len(lines) == 1:
            used = _text(painter, place, row.title, theme.font(bold=True), "text")
            _text(painter, place.adjusted(used + 10, 0, 0, 0), row.detail, theme.font(), "textMuted")
            return
        at = place.adjusted(0, (place.height() - len(lines) * LINE) // 2, 0, 0)
        _text_lines(painter, at, lines)

    def _tall(self, painter: QPainter, place: QRect, row: Row, lines: Sequence[str]) -> None:
        line = _text_lines(painter, place.adjusted(0, 8, 0, 0), lines)
        _text(painter, line, row.detail, theme.font(), "textMuted")
        _text(painter, line.translated(0, 15), row.place, theme.font("caption"), "textMuted")

    def _button(self, painter: QPainter, box: QRect, text: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("borderStrong"))
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def buttons(self, place: QRect, row: Row) -> list[tuple[tuple[str, str], QRect]]:
        """The actions of a row with their places, from left to right."""
        if self.is_tall and not row.is_head:
            return []
        metrics = QFontMetrics(theme.font("small"))
        right, result = place.right() - SIDE, []
        for action in reversed(row.actions):
            width = max(72, metrics.horizontalAdvance(action[1]) + 24)
            result.append((action, QRect(right - width, place.center().y() - BUTTON // 2 + 1, width, BUTTON)))
            right -= width + GAP
        return result[::-1]

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROLE)
        if row is None or row.is_head:
            return False
        QToolTip.showText(event.globalPos(), f"{row.title}\n{row.detail}".strip(), view)
        return True


class FindingList(QListView):
    """Shows rows; choosing one tells, a button or the menu acts."""

    rowChosen = Signal(object)
    rowActed = Signal(object, str)

    def __init__(self, *, is_tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingModel(self)
        self.painter_of_rows = FindingDelegate(is_tall=is_tall, parent=self)
        self.setModel(self.findings)
        self.setItemDelegate(self.painter_of_rows)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # rows of narrow lists take more lines
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Findings"))
        self.clicked.connect(self._choose)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the chosen one stays chosen if it is still there."""
        chosen = self.chosen_row()
        self.findings.show(rows)
        for number, row in enumerate(self.findings.rows):
            if chosen is not None and row.data == chosen.data and row.title == chosen.title:
                self.setCurrentIndex(self.findings.index(number))

    def chosen_row(self) -> Row | None:
        """The row that is chosen, or None."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.findings.rows):
            return None
        row = self.findings.rows[index.row()]
        return None if row.is_head else row

    def place_of(self, number: int) -> QPoint:
        """The middle of a row on the list."""
        return self.visualRect(self.findings.index(number)).center()

    def button_place(self, number: int, action: str) -> QPoint:
        """The middle of a button of a row on the list."""
        row = self.findings.rows[number]
        boxes = self.painter_of_rows.buttons(self.visualRect(self.findings.index(number)), row)
        return next(box.center() for (word, _), box in boxes if word == action)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROLE) if index.isValid() else None
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            for (action, _), box in self.painter_of_rows.buttons(self.visualRect(index), row):
                if box.contains(event.position().toPoint()):
                    self.rowActed.emit(row, action)
                    return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen_row()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rowChosen.emit(row)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QEvent) -> None:
        row = self.chosen_row()
        if row is None:
            return
        menu = QMenu(self)
        for action, text in row.actions:
            menu.addAction(text).triggered.connect(lambda *_, word=action: self.rowActed.emit(row, word))
        menu.exec(self.viewport().mapToGlobal(self.place_of(self.currentIndex().row())))

    def _choose(self, index: Index) -> None:
        row = index.data(ROLE)
        if row is not None and not row.is_head:
            self.rowChosen.emit(row)


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """A text in lines of at most this width in pixels, the last of the most lines shortened; never none."""
    metrics, lines, rest = QFontMetrics(font), [""], text.split()
    while rest:
        longer = f"{lines[-1]} {rest[0]}".strip()
        if metrics.horizontalAdvance(longer) <= width or not lines[-1]:
            lines[-1] = longer
            rest.pop(0)
        elif len(lines) == MOST_LINES:
            lines[-1] = metrics.elidedText(" ".join([lines[-1], *rest]), Qt.TextElideMode.ElideRight, width)
            break
        else:
            lines.append("")
    return lines


def _text_lines(painter: QPainter, place: QRect, lines: Sequence[str]) -> QRect:
    """Write bold lines from the top of a place; returns the place of the line below them."""
    line = QRect(place.left(), place.top(), place.width(), LINE + 1)
    for text in lines:
        _text(painter, line, text, theme.font(bold=True), "text")
        line.translate(0, LINE)
    return line


def _text(painter: QPainter, place: QRect, text: str, font: QFont, token: str) -> int:
    """Write one line, shortened to its place; returns the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(place.width(), 0))
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    return metrics.horizontalAdvance(shown)
