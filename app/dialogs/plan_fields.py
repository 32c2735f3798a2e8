"""The plan of an initiative: goal, cost, state, what was measured; and how it stands at the plan gate."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.translate import tr, tr_message
from app.widgets import column, label, row
from bpmn.base.message import Message, message
from bpmn.improvement.gates import plan_gate
from bpmn.scenario.texts import Unclear, plain, read_number
from bpmn.system.facts import GoalFact, Initiative, InitiativeState, KpiFact, Metric, Realised

STATES: dict[InitiativeState, Message] = {
    InitiativeState.IDEA: message("Idea"),
    InitiativeState.JUDGED: message("Judged"),
    InitiativeState.PLANNED: message("Planned"),
    InitiativeState.INTRODUCED: message("Introduced"),
    InitiativeState.MEASURED: message("Measured"),
    InitiativeState.DROPPED: message("Dropped"),
}
GATES: dict[str, tuple[str, Message]] = {
    "red": ("errorText", message("Red")),
    "amber": ("warningText", message("Amber")),
    "green": ("better", message("Green")),
}
"""How a gate looks, and its word."""


class PlanFields(QWidget):
    """Fields side by side; ``changed`` is told after each edit."""

    changed = Signal()

    def __init__(
        self,
        initiative: Initiative,
        goals: Sequence[GoalFact] = (),
        kpis: Sequence[KpiFact] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._old = initiative
        self.goal = _choice([(goal.name or goal.id, goal.id) for goal in goals], initiative.goal)
        self.state = _choice(
            [(tr_message(word), str(state)) for state, word in STATES.items()],
            str(initiative.state),
            has_none=False,
        )
        self.proposer = QLineEdit(initiative.proposer)
        self.expected = QLineEdit(initiative.expected)
        self.cost = QLineEdit(_said(initiative.cost))
        self.running_cost = QLineEdit(_said(initiative.running_cost))
        self.people = QLineEdit(_said(initiative.people))
        figures = [(kpi.name or kpi.id, kpi.id) for kpi in kpis]
        last = initiative.realised[-1] if initiative.realised else None
        self.figure = _choice(
            [(tr("Lead time from customer to customer"), str(Metric.LEAD_TIME)), *figures],
            last.metric if last is not None else str(Metric.LEAD_TIME),
            has_none=False,
        )
        self.measured = QLineEdit(_said(last.value) if last is not None else "")
        self.date = QLineEdit(last.date if last is not None else "")
        self.date.setPlaceholderText(tr("2026-05-01"))
        self.forecast = QLineEdit(_said(last.predicted) if last is not None else "")
        self.gate = label("", "small", wraps=True)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        lines: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            ((tr("Goal it serves"), self.goal), (tr("Whose idea"), self.proposer), (tr("State"), self.state)),
            ((tr("What the whole should get"), self.expected),),
            (
                (tr("Cost, once"), self.cost),
                (tr("Running cost"), self.running_cost),
                (tr("People it needs"), self.people),
            ),
            (
                (tr("Measured figure"), self.figure),
                (tr("Measured value"), self.measured),
                (tr("Forecast"), self.forecast),
                (tr("Measured on"), self.date),
            ),
        )
        for line in lines:
            parts: list[QWidget | int | None] = []
            for name, widget in line:
                widget.setAccessibleName(name)
                _tell(widget, self.changed)
                parts += [column(label(name, "caption"), 3, widget), 12]
            layout.addWidget(row(*parts[:-1]))
        layout.addWidget(self.gate)

    def filled(self, initiative: Initiative) -> Initiative:
        """An initiative with what stands here; the last measured value is replaced, others stay."""
        return replace(
            initiative,
            goal=str(self.goal.currentData() or ""),
            state=InitiativeState(self.state.currentData()),
            proposer=self.proposer.text().strip(),
            expected=self.expected.text().strip(),
            cost=_number(self.cost),
            running_cost=_number(self.running_cost),
            people=_number(self.people),
            realised=self._realised(),
        )

    def _realised(self) -> tuple[Realised, ...]:
        known = self._old.realised
        value = _number(self.measured)
        if value is None:
            return known[:-1]
        old = known[-1] if known else Realised("", 0.0)
        new = replace(
            old,
            metric=str(self.figure.currentData()),
            value=value,
            date=self.date.text().strip(),
            predicted=_number(self.forecast),
        )
        return (*known[:-1], new)

    def problem(self) -> str:
        """What is no number; empty if all is well."""
        for field in (self.cost, self.running_cost, self.people, self.measured, self.forecast):
            if field.text().strip() and _number(field) is None:
                return tr("“{text}” is no number.", text=field.text())
        return ""

    def show_gate(self, initiative: Initiative | None) -> None:
        """Tell how an initiative stands at the plan gate."""
        gate = plan_gate(initiative if initiative is not None else Initiative(""))
        _, word = GATES[gate.colour]
        self.gate.setText(
            tr("Plan gate {colour}: {reason}", colour=tr_message(word), reason=tr_message(gate.reason))
        )


def _choice(items: Sequence[tuple[str, str]], chosen: str, *, has_none: bool = True) -> QComboBox:
    box = QComboBox()
    if has_none:
        box.addItem("–", "")
    for text, data in items:
        box.addItem(text, data)
    if chosen and box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _tell(widget: QWidget, changed: object) -> None:
    if isinstance(widget, QComboBox):
        widget.currentIndexChanged.connect(lambda *_: changed.emit())  # type: ignore[attr-defined]
    elif isinstance(widget, QLineEdit):
        widget.textChanged.connect(lambda *_: changed.emit())  # type: ignore[attr-defined]


def _said(value: float | None) -> str:
    return "" if value is None else plain(value)


def _number(field: QLineEdit) -> float | None:
    text = field.text().strip()
    try:
        return read_number(text) if text else None
    except Unclear:
        return None
