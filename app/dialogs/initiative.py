"""An initiative in a few fields: what changes, whose number, how much."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.dialogs.changes import ChangeRow
from app.dialogs.frame import Frame
from app.dialogs.plan_fields import PlanFields
from app.translate import tr
from app.widgets import button, column, label, row, scrolled
from bpmn.report.overview import Overview
from bpmn.system.facts import Change, Facts, Initiative

SIZE = (760, 720)
NO_FACTS = Facts()


class InitiativeDialog(Frame):
    """Adds an initiative, or changes or removes a known one."""

    def __init__(
        self,
        found: Overview,
        initiative: Initiative | None = None,
        facts: Facts = NO_FACTS,
        parent: QWidget | None = None,
    ) -> None:
        is_known = initiative is not None and facts.initiative(initiative.name) is not None
        title = tr("Change initiative") if is_known else tr("New initiative")
        text = tr(
            "What will be different, and whose number gets better? The verdict says what the whole gets."
        )
        super().__init__(title, text, "initiative", parent)
        self.resize(*SIZE)
        self._found = found
        self._old = initiative or Initiative("")
        self.is_removed = False
        self.name = QLineEdit(self._old.name)
        self.owner = _names(list(found.owners), self._old.owner)
        self.kpi = _figures(facts, self._old.kpi)
        self.description = _short_text(self._old.description)
        self.plan = PlanFields(self._old, facts.goals, facts.kpis, self)
        self.rows: list[ChangeRow] = []
        self._changes = _stack()
        self._problem = label("", "warningText", wraps=True)
        self._lay_out()
        self.plan.changed.connect(self._show_gate)
        self.owner.currentTextChanged.connect(lambda *_: self._show_gate())
        self.kpi.currentIndexChanged.connect(lambda *_: self._show_gate())
        for change in self._old.changes:
            self.add_row().show_change(change)
        if not self.rows:
            self.add_row()
        self._buttons_below(is_known=is_known)
        self._show_gate()
        self.name.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._changes)
        fields = (
            (tr("Name"), self.name),
            (tr("Whose idea, whose number"), self.owner),
            (tr("The number that gets better"), self.kpi),
            (tr("In a few words"), self.description),
        )
        for name, widget in fields:
            widget.setAccessibleName(name)
        for pair in (fields[0:2], fields[2:4]):
            columns: list[QWidget | int | None] = []
            for name, widget in pair:
                columns += [column(label(name, "caption"), 3, widget, None), 12]
            self.body.addWidget(row(*columns[:-1]))
        add = button(tr("Add a change"), self.add_row, "link", "plus")
        self.body.addWidget(row(label(tr("What changes"), "section"), None, add))
        area = scrolled(inside)
        area.setMinimumHeight(150)
        self.body.addWidget(area, 1)
        self.body.addWidget(label(tr("The plan"), "section"))
        self.body.addWidget(self.plan)
        self.body.addWidget(self._problem)

    def _buttons_below(self, *, is_known: bool) -> None:
        if is_known:
            self.add_choice("remove", tr("Remove initiative")).clicked.connect(self._remove)
        self.add_cancel()
        save = self.add_choice("save", tr("Save and judge"), is_primary=True)
        save.clicked.disconnect()
        save.clicked.connect(self._save)

    def add_row(self) -> ChangeRow:
        """One more change."""
        made = ChangeRow(self._found.levers, self)
        made.removed.connect(lambda: self._drop(made))
        self.rows.append(made)
        self._changes.insertWidget(self._changes.count() - 1, made)
        return made

    def initiative(self) -> Initiative | None:
        """The initiative as it stands here; None while something is missing."""
        changes = tuple(change for made in self.rows if (change := made.change()) is not None)
        name = self.name.text().strip()
        if not name or not (changes or self._old.maps):
            return None
        return self._with(name, changes)

    def _with(self, name: str, changes: tuple[Change, ...]) -> Initiative:
        made = replace(
            self._old,
            name=name,
            owner=self.owner.currentText().strip(),
            kpi=str(self.kpi.currentData() or ""),
            description=self.description.toPlainText().strip(),
            changes=changes,
        )
        return self.plan.filled(made)

    def _show_gate(self) -> None:
        """How the card stands at the plan gate as it is now."""
        changes = tuple(change for made in self.rows if (change := made.change()) is not None)
        self.plan.show_gate(self._with(self.name.text().strip(), changes))

    def _drop(self, made: ChangeRow) -> None:
        self.rows.remove(made)
        self._changes.removeWidget(made)
        made.deleteLater()

    def _remove(self) -> None:
        self.is_removed = True

    def _save(self) -> None:
        unclear = [problem for made in self.rows if (problem := made.problem())]
        if self.plan.problem():
            unclear.append(self.plan.problem())
        if not self.name.text().strip():
            unclear.insert(0, tr("Give it a name."))
        if unclear or self.initiative() is None:
            self._problem.setText(unclear[0] if unclear else tr("Say what changes."))
            return
        self.choice = "save"
        self.accept()


def _figures(facts: Facts, chosen: str) -> QComboBox:
    """The figures that an initiative may be about."""
    box = QComboBox()
    box.addItem(tr("Time in the process that changes most"), "")
    for kpi in facts.kpis:
        box.addItem(kpi.name or kpi.id, kpi.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _short_text(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setFixedHeight(54)
    field.setTabChangesFocus(True)
    return field


def _stack() -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addStretch(1)
    return layout


def _names(names: list[str], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.addItems(names)
    box.setCurrentText(chosen)
    completer = box.completer()
    if isinstance(completer, QCompleter):
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box
