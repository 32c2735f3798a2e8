"""Who answers for the processes and what they are for; several at once where that is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QTableWidgetItem, QVBoxLayout, QWidget

from app.panels.handbook.tables import NameDelegate, cell, chosen_data, fill, is_written_in, name_box, table
from app.translate import tr
from app.widgets import button, label, row
from bpmn.base.finding import ElementKey
from bpmn.report.sheet import Sheet

PROCESS, OWNER, OBJECTIVE, KPIS = range(4)


class OwnersTable(QWidget):
    """A row for each process; owner and objective are written in the row, or for all chosen rows at once."""

    ownerWanted = Signal(object, str)
    objectiveWanted = Signal(object, str)
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._sheets: Sequence[Sheet] = ()
        heads = (tr("Process"), tr("Owner"), tr("What it is for"), tr("Key figures"))
        self.table = table(tr("Owners and objectives"), heads, (210, 190, 0, 110))
        self.table.setItemDelegateForColumn(OWNER, NameDelegate(lambda: self._names, self.table))
        self.what = QComboBox()
        for text in (tr("Owner"), tr("What it is for")):
            self.what.addItem(text)
        self.what.setAccessibleName(tr("What is set for the chosen processes"))
        self.what.currentIndexChanged.connect(self._propose)
        self.owner = name_box(())
        self.owner.setAccessibleName(tr("Owner of the chosen processes"))
        self.owner.setMinimumWidth(220)
        self.set_button = button(tr("Set for the chosen"), self._set, "primary")
        self._count = label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._bar())
        layout.addWidget(self.table, 1)
        self.table.itemSelectionChanged.connect(self._show_count)
        self.table.itemChanged.connect(self._edited)
        self.table.cellDoubleClicked.connect(self._open)

    def _bar(self) -> QWidget:
        return row(
            button(tr("Choose all without an owner"), self.choose_ownerless),
            8,
            button(tr("Choose all"), self.table.selectAll),
            16,
            self._count,
            None,
            self.what,
            8,
            self.owner,
            8,
            self.set_button,
        )

    def show_sheets(self, sheets: Sequence[Sheet], names: Sequence[str]) -> None:
        """Show all processes; ``names`` are proposed as owners."""
        if is_written_in(self.table.viewport()):
            return
        self._sheets, self._names = sheets, list(names)
        self._propose()
        fill(self.table, [self._cells(sheet) for sheet in sheets])
        self._show_count()

    def _propose(self) -> None:
        """Propose the known owners; what a process is for has to be written. What is written stays."""
        text = self.owner.currentText()
        self.owner.clear()
        if self.what.currentIndex() == 0:
            self.owner.addItems(self._names)
        self.owner.setCurrentText(text)

    def _cells(self, sheet: Sheet) -> list[QTableWidgetItem]:
        return [
            cell(sheet.name, sheet.key),
            cell(sheet.owner, sheet.key, is_editable=True),
            cell(sheet.objective, sheet.key, is_editable=True),
            cell(str(len(sheet.kpis) or "–"), sheet.key),
        ]

    def choose_ownerless(self) -> None:
        """Choose every process that has no owner, ready to be given one."""
        self.table.clearSelection()
        model = self.table.selectionModel()
        for at, sheet in enumerate(self._sheets):
            if not sheet.owner:
                index = self.table.model().index(at, 0)
                model.select(index, model.SelectionFlag.Select | model.SelectionFlag.Rows)
        self.owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_count(self) -> None:
        count = len(chosen_data(self.table, ElementKey))
        self._count.setText(tr("{count} chosen", count=count) if count else "")
        self.set_button.setText(tr("Set for {count}", count=count) if count else tr("Set for the chosen"))
        self.set_button.setEnabled(count > 0)

    def _set(self) -> None:
        keys = chosen_data(self.table, ElementKey)
        if keys:
            wanted = self.ownerWanted if self.what.currentIndex() == 0 else self.objectiveWanted
            wanted.emit(keys, self.owner.currentText().strip())

    def _edited(self, item: QTableWidgetItem) -> None:
        sheet = self._sheets[item.row()]
        text = item.text().strip()
        if item.column() == OWNER and text != sheet.owner:
            self.ownerWanted.emit([sheet.key], text)
        elif item.column() == OBJECTIVE and text != sheet.objective:
            self.objectiveWanted.emit([sheet.key], text)

    def _open(self, at: int, place: int) -> None:
        if place in (PROCESS, KPIS):
            self.placeChosen.emit(self._sheets[at].key)
