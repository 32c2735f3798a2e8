"""One change of an initiative: which element, which of its numbers, and what it becomes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from app.translate import tr, tr_message
from app.widgets import tool
from bpmn.base.message import Message, message
from bpmn.report.overview import Lever
from bpmn.scenario.texts import Unclear, plain, read_number, read_time
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Change, Parameter

WORDS: dict[Parameter, Message] = {
    Parameter.DURATION: message("takes"),
    Parameter.ARRIVAL: message("comes every"),
    Parameter.STAFF: message("people"),
    Parameter.SHARE: message("share of the cases"),
    Parameter.SKIP: message("is left out"),
}
HINTS: dict[Parameter, Message] = {
    Parameter.DURATION: message("20 min, or −25 %"),
    Parameter.ARRIVAL: message("30 min, or −10 %"),
    Parameter.STAFF: message("3, or +50 %"),
    Parameter.SHARE: message("15 %"),
    Parameter.SKIP: message(""),
}
PERCENT = 100
SIGNS = ("+", "-", "−")


class ChangeRow(QWidget):
    """Three fields side by side; a relative change carries a sign and a percent."""

    removed = Signal()

    def __init__(self, levers: Sequence[Lever], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levers = list(levers)
        self._old: Change | None = None
        self._offered: Lever | None = None
        self.element = QComboBox()
        self.element.setEditable(True)
        self.element.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.element.setAccessibleName(tr("What changes"))
        self.element.setMinimumContentsLength(24)
        self.element.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for lever in self._levers:
            self.element.addItem(f"{lever.name}  ({lever.place})", lever.key)
        self.element.setCurrentIndex(-1)
        completer = self.element.completer()
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.parameter = QComboBox()
        self.parameter.setAccessibleName(tr("Which number"))
        self.value = QLineEdit()
        self.value.setAccessibleName(tr("New value"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.element, 3)
        layout.addWidget(self.parameter, 1)
        layout.addWidget(self.value, 1)
        layout.addWidget(tool(tr("Remove this change"), "close", self.removed.emit, 12))
        self.element.currentIndexChanged.connect(lambda *_: self._show_beginning())
        self.element.currentTextChanged.connect(lambda *_: self._offer())
        self.parameter.currentIndexChanged.connect(lambda *_: self._hint())

    def show_change(self, change: Change) -> None:
        """Show a change that is already known."""
        self._old = change
        self.element.setCurrentIndex(
            next((n for n, v in enumerate(self._levers) if v.key == change.element), -1)
        )
        self.parameter.setCurrentIndex(self.parameter.findData(change.parameter))
        self.value.setText(shown(change))

    def change(self) -> Change | None:
        """The change as it stands here; None while something is missing or unclear."""
        lever, parameter = self._lever(), self._chosen()
        if lever is None or parameter is None:
            return None
        read = read_value(self.value.text(), parameter)
        if read is None:
            return None
        value, factor, unit = read
        known = self._old
        if known is None or (known.element, known.parameter) != (lever.key, parameter):
            known = Change(lever.key, parameter)
        return replace(known, value=value, factor=factor, unit=unit)

    def problem(self) -> str:
        """What is missing here; empty if nothing is."""
        if self._lever() is None:
            return tr("Choose what changes.")
        if self.change() is None:
            return tr("“{text}” is no value. Write for example 20 min, 3, or −25 %.", text=self.value.text())
        return ""

    def _lever(self) -> Lever | None:
        """What the text means: what was chosen, the one element of that name, or the only one that has it."""
        text, at = self.element.currentText(), self.element.currentIndex()
        if at >= 0 and text == self.element.itemText(at):
            return self._levers[at]
        wanted = text.strip().casefold()
        named = [lever for lever in self._levers if lever.name.casefold() == wanted]
        holds = [v for n, v in enumerate(self._levers) if wanted in self.element.itemText(n).casefold()]
        found = named if len(named) == 1 else holds
        return found[0] if wanted and len(found) == 1 else None

    def _chosen(self) -> Parameter | None:
        """Qt hands texts back as plain strings."""
        data = self.parameter.currentData()
        return Parameter(data) if data else None

    def _show_beginning(self) -> None:
        field = self.element.lineEdit()
        if field is not None:
            field.setCursorPosition(0)

    def _offer(self) -> None:
        """Offer the numbers of the element; what was chosen stays while the element does."""
        lever = self._lever()
        if lever is self._offered:
            return
        self._offered = lever
        self.parameter.clear()
        for parameter in lever.parameters if lever else ():
            self.parameter.addItem(tr_message(WORDS[parameter]), parameter)

    def _hint(self) -> None:
        parameter = self._chosen()
        if parameter is not None:
            self.value.setPlaceholderText(tr_message(HINTS[parameter]))
            self.value.setEnabled(parameter is not Parameter.SKIP)


Read = tuple[float | None, float | None, str]


def read_value(text: str, parameter: Parameter) -> Read | None:
    """Value, factor and unit that a text means; None where it means nothing."""
    text = text.strip()
    try:
        if parameter is Parameter.SKIP:
            return None, None, ""
        if text.startswith(SIGNS) and text.endswith("%"):
            sign = 1 if text[0] == "+" else -1
            return None, 1 + sign * read_number(text[1:-1]) / PERCENT, ""
        if parameter is Parameter.SHARE:
            return read_number(text.removesuffix("%")) / PERCENT, None, ""
        if parameter is Parameter.STAFF:
            return read_number(text), None, ""
        value, unit = read_time(text, TimeUnit.MINUTE)
    except Unclear:
        return None
    return value, None, str(unit)


def shown(change: Change) -> str:
    """The text that means a change."""
    if change.parameter is Parameter.SKIP:
        return ""
    if change.factor is not None and change.value is None:
        return f"{change.factor - 1:+.0%}".replace("%", " %")
    if change.value is None:
        return ""
    if change.parameter is Parameter.SHARE:
        return f"{plain(change.value * PERCENT)} %"
    return f"{plain(change.value)} {change.unit}".strip()
