"""One key figure in full: what is measured, from where to where, how much is wanted, and who answers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.panels.finding_rows import stem
from app.panels.handbook.tables import is_written_in, name_box
from app.translate import tr, tr_message
from app.widgets import button, card, label, row
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.facts import Direction, Facts, KpiFact, Measure, Metric

START, END = "start", "end"
MEASURES: tuple[tuple[str, Message], ...] = (
    (Measure.LEAD_TIME, message("Time from start to end")),
    (Measure.WAIT, message("Waiting")),
    (Measure.WORK, message("Work for each case")),
    (Measure.ON_TIME, message("Promises kept")),
    (Measure.DEFECTS, message("Faults")),
    (Measure.VISITS, message("How often it is done")),
    (Measure.THROUGHPUT, message("Good cases in a time")),
    (Metric.WORK_IN_PROGRESS, message("Cases in progress")),
    (Measure.COST, message("Cost")),
    (Metric.COST, message("Cost of a good case")),
    (Measure.UTILISATION, message("Load of a team")),
    (Measure.OTHER, message("Something else that is counted")),
)
DIRECTIONS: tuple[tuple[str, Message], ...] = (
    (Direction.LESS, message("less is better")),
    (Direction.MORE, message("more is better")),
)


class Choices(NamedTuple):
    """What a figure can be about: processes and elements by name, teams, people."""

    processes: Sequence[tuple[ElementKey, str]] = ()
    teams: Sequence[str] = ()
    people: Sequence[str] = ()


class KpiForm(QWidget):
    """Shows one figure; every field that is left or chosen is one change of it."""

    changed = Signal(object)
    pickWanted = Signal(object, str)
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kpi: KpiFact | None = None
        self._choices = Choices()
        self._names: dict[ElementKey, str] = {}
        self.name, self.target, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.measure, self.direction, self.about, self.goal = (QComboBox() for _ in range(4))
        self.owner = name_box(())
        self.places = {
            START: button("", lambda: self._show(START), "link"),
            END: button("", lambda: self._show(END), "link"),
        }
        self.picks = {
            START: button(tr("Pick on the map"), lambda: self._pick(START), "small"),
            END: button(tr("Pick on the map"), lambda: self._pick(END), "small"),
        }
        self.clears = {
            START: button(tr("Whole"), lambda: self._clear(START), "small"),
            END: button(tr("Whole"), lambda: self._clear(END), "small"),
        }
        for box, texts in ((self.measure, MEASURES), (self.direction, DIRECTIONS)):
            for value, text in texts:
                box.addItem(tr_message(text), str(value))
        self._lay_out()
        self._connect()
        self.show_kpi(None, Facts(), Choices())

    def _lay_out(self) -> None:
        fields: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            (tr("Name"), self.name, None),
            (tr("What is measured"), self.measure, None),
            (tr("Of what"), self.about, None),
            (tr("From"), self._place(START), self.picks[START]),
            (tr("To"), self._place(END), self.picks[END]),
            (tr("Better when"), self.direction, None),
            (tr("Target"), row(self.target, 8, self.unit), self.target),
            (tr("Goal that it serves"), self.goal, None),
            (tr("Who answers for it"), self.owner, None),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, widget, named) in enumerate(fields):
            (named or widget).setAccessibleName(name)
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(widget, at, 1)
        self.unit.setAccessibleName(tr("Unit"))
        self.unit.setPlaceholderText(tr("Unit"))
        for box in (self.measure, self.about, self.goal, self.direction):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
        self.target.setMaximumWidth(110)
        inside = QWidget()
        inside.setLayout(grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(inside))
        layout.addStretch(1)

    def _place(self, side: str) -> QWidget:
        return row(self.places[side], None, self.picks[side], 6, self.clears[side])

    def _connect(self) -> None:
        for line in (self.name, self.target, self.unit):
            line.editingFinished.connect(self._commit)
        for box in (self.measure, self.direction, self.about, self.goal):
            box.activated.connect(lambda *_: self._commit())
        self.owner.activated.connect(lambda *_: self._commit())
        written = self.owner.lineEdit()
        if written is not None:
            written.editingFinished.connect(self._commit)

    # -- showing ---------------------------------------------------------------------------------

    def show_kpi(self, kpi: KpiFact | None, facts: Facts, choices: Choices) -> None:
        """Show a figure; None empties the form."""
        if kpi is not None and kpi == self.kpi and choices == self._choices and is_written_in(self):
            return
        self.kpi, self._choices = kpi, choices
        self.setEnabled(kpi is not None)
        shown = kpi or KpiFact("")
        boxes = (self.measure, self.direction, self.about, self.goal, self.owner)
        blockers = [QSignalBlocker(box) for box in boxes]
        self._fill(facts, choices)
        self.name.setText(shown.name)
        self.target.setText("" if shown.target is None else f"{shown.target:g}")
        self.unit.setText(shown.unit)
        self.measure.setCurrentIndex(max(0, self.measure.findData(shown.measure)))
        self.direction.setCurrentIndex(self.direction.findData(str(shown.direction)))
        self.goal.setCurrentIndex(max(0, self.goal.findData(shown.goal)))
        self.owner.setCurrentText(shown.owner)
        self.about.setCurrentIndex(self._about_index(shown))
        for side, key in ((START, shown.start), (END, shown.end)):
            self.places[side].setText(self._spoken(key, side))
            self.places[side].setEnabled(key is not None)
            self.clears[side].setVisible(key is not None)
        del blockers

    def _fill(self, facts: Facts, choices: Choices) -> None:
        self.about.clear()
        self.about.addItem(tr("The whole way from customer to customer"), "")
        for key, name in choices.processes:
            self.about.addItem(tr("Process “{name}”", name=name), key)
        for team in choices.teams:
            self.about.addItem(tr("Team “{name}”", name=team), team)
        self.goal.clear()
        self.goal.addItem("–", "")
        for goal in facts.goals:
            self.goal.addItem(goal.name or goal.id, goal.id)
        self.owner.clear()
        self.owner.addItems(list(choices.people))

    def _about_index(self, kpi: KpiFact) -> int:
        wanted = kpi.resource or kpi.element or ""
        for at in range(self.about.count()):
            if self.about.itemData(at) == wanted:
                return at
        self.about.addItem(kpi.resource or (kpi.element.element if kpi.element else ""), wanted)
        return self.about.count() - 1

    def _spoken(self, key: ElementKey | None, side: str) -> str:
        if key is None:
            return tr("its start") if side == START else tr("its end")
        return tr("{element} in {file}", element=self._names.get(key) or key.element, file=stem(key.file))

    def show_names(self, names: dict[ElementKey, str]) -> None:
        """How elements are called."""
        self._names = names

    # -- changing --------------------------------------------------------------------------------

    def _commit(self) -> None:
        if self.kpi is None:
            return
        made = self._made(self.kpi)
        if made != self.kpi:
            self.kpi = made
            self.changed.emit(made)

    def _made(self, kpi: KpiFact) -> KpiFact:
        about = self.about.currentData()
        return replace(
            kpi,
            name=self.name.text().strip() or kpi.name,
            measure=str(self.measure.currentData()),
            element=ElementKey(*about) if isinstance(about, tuple | list) else None,
            resource=about if isinstance(about, str) else "",
            direction=Direction(self.direction.currentData()),
            target=number_of(self.target.text(), kpi.target),
            unit=self.unit.text().strip(),
            goal=str(self.goal.currentData() or ""),
            owner=self.owner.currentText().strip(),
        )

    def _pick(self, side: str) -> None:
        if self.kpi is not None:
            self.pickWanted.emit(self.kpi, side)

    def _clear(self, side: str) -> None:
        if self.kpi is not None:
            self.kpi = replace(self.kpi, **{side: None})  # type: ignore[arg-type]
            self.changed.emit(self.kpi)

    def _show(self, side: str) -> None:
        key = getattr(self.kpi, side, None)
        if key is not None:
            self.placeChosen.emit(key)


def number_of(text: str, otherwise: float | None) -> float | None:
    """The number that a person wrote, with a comma or a point; nothing is None, nonsense is the old one."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        return otherwise
