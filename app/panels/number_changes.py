"""The differences between a table and the maps, before they are taken over."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.dialogs.frame import Frame
from app.numbers import number
from app.panels.chart_view import WORDS, ChartView
from app.spoken import local
from app.translate import tr, tr_message
from app.widgets import label
from bpmn.base.message import Message, message
from bpmn.report.charts.fit import fit_chart
from bpmn.report.sheet_pictures import Picture
from bpmn.scenario.fit import Fit
from bpmn.scenario.table_changes import Difference
from bpmn.scenario.tables import Row

TAKE = "take"
HEADS = (
    message("Name"),
    message("Number"),
    message("Now"),
    message("In the table"),
    message("Not taken over"),
)
SIZE = (900, 560)
LEAST = 160
NO_FITS: Mapping[str, Fit] = MappingProxyType({})
ARRIVAL = "inter_trigger_timer"
TIMES = ("processing_time", "duration")


class NumberChanges(Frame):
    """Lists what would change; a person takes it over or leaves everything as it is."""

    def __init__(
        self,
        differences: Sequence[Difference],
        name: str,
        parent: QWidget | None = None,
        fits: Mapping[str, Fit] = NO_FITS,
        notes: Sequence[Message] = (),
    ) -> None:
        possible = sum(one.problem is None for one in differences)
        sentence = tr("{count} numbers would change. Nothing has been changed yet.", count=possible)
        super().__init__(tr("Numbers from “{name}”", name=name), sentence, parent=parent)
        self._differences, self._fits = differences, fits
        self.table = self._made_table()
        self.chart = ChartView(tr("Measured times"), self._drawn)
        self.chart.setVisible(bool(fits))
        self.told = label("", "small", wraps=True)
        self.told.setVisible(bool(fits))
        for note in notes:
            self.body.addWidget(label(tr_message(note), "warningText", wraps=True))
        self.body.addWidget(self.table)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.told)
        self.resize(*SIZE)
        self.add_choice("", tr("Leave everything"))
        if possible:
            self.add_choice(TAKE, tr("Take over {count} numbers", count=possible), is_primary=True)
        self.table.currentCellChanged.connect(lambda *_: self._show_fit())
        first = next((n for n in range(len(differences)) if self._fit_of(n) is not None), 0)
        self.table.setCurrentCell(first, 0)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(len(self._differences), len(HEADS))
        table.setAccessibleName(tr("Differences"))
        table.setHorizontalHeaderLabels([tr_message(head) for head in HEADS])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setMinimumHeight(LEAST)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for at, one in enumerate(self._differences):
            for column, text in enumerate(_cells(one)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(at, column, item)
        return table

    # -- the picture of a fit ----------------------------------------------------------------------

    def _fit_of(self, line: int) -> Fit | None:
        """The fit behind the number in a line."""
        if not 0 <= line < len(self._differences):
            return None
        row = self._differences[line].after
        if row.field == ARRIVAL:
            return self._fits.get("")
        return self._fits.get(row.key.element) if row.field in TIMES else None

    def _drawn(self, width: float) -> Picture | None:
        fit = self._fit_of(self.table.currentRow())
        return fit_chart(fit, width, words=WORDS) if fit is not None else None

    def _show_fit(self) -> None:
        fit = self._fit_of(self.table.currentRow())
        self.told.setText("" if fit is None else _told(fit))
        self.chart.redraw()


def _told(fit: Fit) -> str:
    """What stands behind a fit, in a sentence."""
    if not fit.bars:
        return tr("{count} measurements, too few or too equal for a distribution.", count=fit.count)
    if not fit.points:
        return tr("{count} measurements that follow no usual law; they stand as they are.", count=fit.count)
    return tr(
        "{count} measurements; the line is at most {distance} % off their shares.",
        count=fit.count,
        distance=number(fit.distance * 100, 2),
    )


def _cells(one: Difference) -> tuple[str, ...]:
    problem = tr_message(one.problem) if one.problem is not None else ""
    row = one.after
    return row.name or row.key.element, tr_message(row.label), _said(one.before), _said(row), problem


def _said(row: Row) -> str:
    """A number with what stands behind it."""
    bounds = f"{local(row.field, row.low)} … {local(row.field, row.high)}" if row.low or row.high else ""
    origin = ", ".join(text for text in (row.source, row.by, row.date, bounds) if text)
    text = local(row.field, row.text) or "–"
    return f"{text} ({origin})" if origin else text
