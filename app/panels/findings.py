"""The findings below the sheet: those of this map or of the whole system."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.panels.finding_list import FindingList
from app.panels.finding_rows import Row, counted, of_file
from app.stop_button import StopButton
from app.translate import tr
from app.widgets import CutLabel, Segment, label, tool

THIS_MAP, SYSTEM = range(2)
BAR_HEIGHT = 40
HIGHEST = 16777215
"""What Qt takes for no limit (QWIDGETSIZE_MAX)."""


class FindingsPanel(QWidget):
    """A bar with counts above the list; the bar alone stays when the panel is folded."""

    rowChosen = Signal(object)
    rowActed = Signal(object, str)
    folded = Signal(bool)
    stopWanted = Signal()

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
        self._said = ""
        self._note = CutLabel("", "small", Qt.TextElideMode.ElideRight)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._empty = label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(90)
        self._busy.hide()
        self.stop = StopButton(self.stopWanted.emit)
        self._fold = tool(tr("Fold the findings"), "down", lambda: self.fold(not self.is_folded))
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
        layout.addSpacing(8)
        layout.addWidget(self.stop)
        layout.addWidget(self._note, 1)
        layout.addSpacing(8)
        layout.addWidget(self._fold)
        return bar

    def show_rows(self, rows: Sequence[Row], note: str = "") -> None:
        """Show the rows of the whole system; the note says what they rest on."""
        self._rows = list(rows)
        self._said = note
        self._show()

    def show_file(self, file: str) -> None:
        """Say which map is in front."""
        if file != self._file:
            self._file = file
            self._show()

    def show_busy(self, is_busy: bool) -> None:
        """Show that a check is running."""
        self._busy.setVisible(is_busy)
        self.stop.follow(is_busy)
        self._show()

    def choose_scope(self, scope: int) -> None:
        """Show the findings of this map or of the system."""
        self._scope.button(scope).setChecked(True)
        self._show()

    def _show(self) -> None:
        mine = of_file(self._rows, self._file)
        self._scope.button(THIS_MAP).setText(tr("This map {count}", count=counted(mine)))
        self._scope.button(SYSTEM).setText(tr("System {count}", count=counted(self._rows)))
        shown = mine if self._scope.checkedId() == THIS_MAP else self._rows
        self.list.show_rows(shown)
        self._empty.setText(tr("Checking…") if not self._busy.isHidden() else tr("No findings here."))
        self._empty.setVisible(not shown and not self.is_folded)
        self.list.setVisible(bool(shown) and not self.is_folded)
        first = next((row.title for row in shown if not row.is_head), "")
        self._note.say(first if self.is_folded and first else self._said)

    @property
    def is_folded(self) -> bool:
        """Whether the bar alone is shown, with the first sentence."""
        return self._fold.property("isFolded") is True

    def fold(self, is_folded: bool) -> None:
        """Show the bar alone, or the list below it as well."""
        if is_folded == self.is_folded:
            return
        self._fold.setProperty("isFolded", is_folded)
        set_icon(self._fold, "up" if is_folded else "down")
        self._fold.setToolTip(tr("Show the findings") if is_folded else tr("Fold the findings"))
        self.setMaximumHeight(BAR_HEIGHT if is_folded else HIGHEST)
        self._show()
        self.folded.emit(is_folded)
