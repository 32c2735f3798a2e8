"""The findings below the sheet: those of this map or of the whole system."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.panels.finding_list import FindingList
from app.panels.finding_rows import Row, counted, of_file
from app.translate import tr
from app.widgets import Segment, label, tool

THIS_MAP, SYSTEM = range(2)
BAR_HEIGHT = 40
SEGMENT_SIDES = 26


class FindingsPanel(QWidget):
    """A bar with counts above the list; the bar alone stays when the panel is folded."""

    rowChosen = Signal(object)
    rowActed = Signal(object, str)
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = FindingList()
        self.list.rowChosen.connect(self.rowChosen)
        self.list.rowActed.connect(self.rowActed)
        self._rows: list[Row] = []
        self._file = ""
        self._scope = QButtonGroup(self)
        self._note = label("", "small")
        self._empty = label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(90)
        self._busy.hide()
        self._fold = tool(tr("Fold the findings"), "down", self._toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.list, 1)
        self._show()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(BAR_HEIGHT)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(0)
        layout.addWidget(label(tr("Findings"), "strong"))
        layout.addSpacing(16)
        for number in (THIS_MAP, SYSTEM):
            segment = Segment()
            self._scope.addButton(segment, number)
            layout.addWidget(segment)
        self._scope.button(THIS_MAP).setChecked(True)
        self._scope.idClicked.connect(lambda *_: self._show())
        layout.addSpacing(12)
        layout.addWidget(self._busy)
        layout.addStretch(1)
        layout.addWidget(self._note)
        layout.addSpacing(8)
        layout.addWidget(self._fold)
        return bar

    def show_rows(self, rows: Sequence[Row], note: str = "") -> None:
        """Show the rows of the whole system; the note says what they rest on."""
        self._rows = list(rows)
        self._note.setText(note)
        self._show()

    def show_file(self, file: str) -> None:
        """Say which map is in front."""
        if file != self._file:
            self._file = file
            self._show()

    def show_busy(self, is_busy: bool) -> None:
        """Show that a check is running."""
        self._busy.setVisible(is_busy)

    def choose_scope(self, scope: int) -> None:
        """Show the findings of this map or of the system."""
        self._scope.button(scope).setChecked(True)
        self._show()

    def _show(self) -> None:
        mine = of_file(self._rows, self._file)
        self._scope.button(THIS_MAP).setText(tr("This map {count}", count=counted(mine)))
        self._scope.button(SYSTEM).setText(tr("System {count}", count=counted(self._rows)))
        for segment in self._scope.buttons():
            bold = QFontMetrics(theme.font("small", bold=True))
            segment.setMinimumWidth(bold.horizontalAdvance(segment.text()) + SEGMENT_SIDES)
        shown = mine if self._scope.checkedId() == THIS_MAP else self._rows
        self.list.show_rows(shown)
        is_empty = not shown and self._fold.property("isFolded") is not True
        self._empty.setText(tr("No findings here."))
        self._empty.setVisible(is_empty)
        self.list.setVisible(bool(shown))

    def _toggle(self) -> None:
        is_folded = self._fold.property("isFolded") is not True
        self._fold.setProperty("isFolded", is_folded)
        self.setMaximumHeight(BAR_HEIGHT if is_folded else 16777215)
        self.folded.emit(is_folded)
