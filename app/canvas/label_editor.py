"""Editing names where they stand."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from app.canvas.edge_item import EdgeItem
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet
from app.painter import font
from app.translate import tr
from bpmn.base.geometry import Bounds
from bpmn.notation.labels import INNER_SIZE, OUTER_SIZE, OUTER_WIDTH

SMALLEST_TEXT = 11.0
"""Screen pixels below which letters cannot be read while typing."""
LEAST_WIDTH, LEAST_HEIGHT = 90.0, 26.0
BAND_WIDTH = 220.0
FRAME = 14.0
"""What the frame of the field takes of its width, so that lines break where they will on the sheet."""


class LabelEditor(QTextEdit):
    """A field over the name of an item; Enter or leaving it commits, Esc does not."""

    def __init__(
        self,
        sheet: Sheet,
        item: ShapeItem | EdgeItem,
        text: str,
        commit: Callable[[str], None],
        closed: Callable[[], None],
    ) -> None:
        super().__init__(sheet)
        self.item = item
        self._commit = commit
        self._closed = closed
        self._is_open = True
        self.setObjectName("labelEditor")
        self.setAccessibleName(tr("Name"))
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.Box)
        self.setLineWidth(1)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._dress(sheet)
        self.setPlainText(text)
        self.document().setDefaultTextOption(self._centred())
        self.selectAll()
        self._fit(sheet)
        self.textChanged.connect(lambda: self._fit(sheet))
        self.show()
        self.setFocus()

    def finish(self, *, keeps: bool) -> None:
        """Close the field; keeps says whether the name becomes what it holds."""
        if not self._is_open:
            return
        self._is_open = False
        text = self.toPlainText().strip()
        self.hide()
        self._closed()
        if keeps:
            self._commit(text)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.finish(keeps=False)
        elif is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finish(keeps=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish(keeps=True)

    # -- looks -----------------------------------------------------------------------------------

    def _dress(self, sheet: Sheet) -> None:
        is_outside = isinstance(self.item, EdgeItem) or self.item.label is not None
        letters = font(OUTER_SIZE if is_outside else INNER_SIZE)
        letters.setPixelSize(round(max(SMALLEST_TEXT, letters.pixelSize() * sheet.zoom)))
        self.setFont(letters)
        self.document().setDocumentMargin(2)
        colours = sheet.colours
        self.setStyleSheet(
            f"QTextEdit#labelEditor {{ background: {colours['panel']}; color: {colours['text']};"
            f" border: 1px solid {colours['selection']}; border-radius: 3px; padding: 0px;"
            f" selection-background-color: {colours['accent']};"
            f" selection-color: {colours['onAccent']}; }}"
        )

    def _centred(self) -> QTextOption:
        option = QTextOption()
        is_note = isinstance(self.item, ShapeItem) and self.item.look.kind == "TextAnnotation"
        option.setAlignment(Qt.AlignmentFlag.AlignLeft if is_note else Qt.AlignmentFlag.AlignHCenter)
        return option

    def _fit(self, sheet: Sheet) -> None:
        """Cover the name, growing downwards and around its middle with the text."""
        place = sheet.to_screen(_home(self.item))
        width = max(place.width(), LEAST_WIDTH)
        self.document().setTextWidth(width - 4)
        needed = self.document().size().height() + 4
        is_inside = (
            isinstance(self.item, ShapeItem) and self.item.label is None and not self.item.is_container
        )
        height = max(needed, LEAST_HEIGHT, place.height() if is_inside else 0)
        top = place.center().y() - height / 2 if is_inside else place.top()
        rect = QRectF(place.center().x() - width / 2, top, width, height)
        port = QRectF(sheet.viewport().rect())
        rect.moveLeft(min(max(rect.left(), 0), max(port.right() - width, 0)))
        rect.moveTop(min(max(rect.top(), 0), max(port.bottom() - height, 0)))
        # Padding above the letters centres them in a step.
        self.setViewportMargins(0, max(round((height - needed) / 2) - 1, 0) if is_inside else 0, 0, 0)
        self.setGeometry(rect.toAlignedRect().translated(sheet.viewport().pos()))


def _home(item: ShapeItem | EdgeItem) -> Bounds:
    """Where the field stands, in diagram units."""
    if item.label is not None and item.label.isVisible():
        box = item.label.bounds
        width = OUTER_WIDTH + FRAME
        return Bounds(box.centre.x - width / 2, box.y - 2, width, box.height + 4)
    if isinstance(item, EdgeItem):
        points = item.points
        a, b = points[(len(points) - 1) // 2], points[len(points) // 2]
        return Bounds((a.x + b.x) / 2 - OUTER_WIDTH / 2, (a.y + b.y) / 2 - 16, OUTER_WIDTH, 16)
    look, bounds = item.look, item.bounds
    if look.kind in ("Participant", "Lane"):
        head = item.head
        middle = head.centre
        return Bounds(head.x, middle.y - 12, max(head.width, BAND_WIDTH), 24)
    if item.is_container:
        return Bounds(bounds.x + 8, bounds.y + 4, bounds.width - 16, 20)
    if item.look.kind.endswith(("Event", "Gateway", "Reference", "DataInput", "DataOutput")):
        return Bounds(bounds.centre.x - OUTER_WIDTH / 2, bounds.bottom + 4, OUTER_WIDTH, 18)
    return bounds.grown(-2)
