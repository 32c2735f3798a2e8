"""One change of an initiative: which element, which of its numbers, and what it becomes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

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
    Parameter.BATCH: message("cases at a time"),
    Parameter.PRIORITY: message("priority"),
    Parameter.CALENDAR: message("hours of work"),
    Parameter.DEFECT: message("share it spoils"),
    Parameter.DETECTION: message("share of defects it finds"),
    Parameter.REPEAT: message("share that is repeated"),
    Parameter.SET_UP: message("set-up takes"),
    Parameter.LAG: message("lies untouched for"),
    Parameter.AVAILABLE: message("share of their time"),
    Parameter.EFFICIENCY: message("speed of work"),
    Parameter.UNIT_COST: message("costs per unit of time"),
    Parameter.FIXED_COST: message("costs each time"),
    Parameter.RESPONSE: message("answers within"),
    Parameter.LOSS: message("share of messages lost"),
    Parameter.NO_ANSWER: message("share without an answer"),
    Parameter.TEAM: message("is done by"),
    Parameter.RING_FENCE: message("people of its own"),
    Parameter.WIP_LIMIT: message("cases in it at most"),
}
HINTS: dict[Parameter, Message] = {
    Parameter.DURATION: message("20 min, or −25 %"),
    Parameter.ARRIVAL: message("30 min, or −10 %"),
    Parameter.STAFF: message("3, or +50 %"),
    Parameter.SHARE: message("15 %"),
    Parameter.SKIP: message(""),
    Parameter.BATCH: message("10"),
    Parameter.PRIORITY: message("2; more goes first"),
    Parameter.CALENDAR: message("+1 h a day, or a calendar"),
    Parameter.SET_UP: message("20 min, or −25 %"),
    Parameter.LAG: message("20 min, or −25 %"),
    Parameter.EFFICIENCY: message("1.2, or +20 %"),
    Parameter.UNIT_COST: message("60, or +5 %"),
    Parameter.FIXED_COST: message("60, or +5 %"),
    Parameter.RESPONSE: message("20 min, or −25 %"),
    Parameter.TEAM: message("name of the team"),
    Parameter.RING_FENCE: message("2 name of the team"),
    Parameter.WIP_LIMIT: message("12"),
}
SHARES = frozenset(
    {
        Parameter.SHARE, Parameter.DEFECT, Parameter.DETECTION, Parameter.REPEAT, Parameter.AVAILABLE,
        Parameter.LOSS, Parameter.NO_ANSWER,
    }
)  # fmt: skip
"""What is entered as a percentage."""
TIMES = frozenset(
    {Parameter.DURATION, Parameter.ARRIVAL, Parameter.SET_UP, Parameter.LAG, Parameter.RESPONSE}
)
PERCENT = 100
HOURS = re.compile(r"([+−-]\s*[\d.,]+)\s*(?:h|hours?|Std\.?)(?:\s.*)?")
PEOPLE = re.compile(r"([\d.,]+)\s+(.+)")
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
        known = self._old
        if known is None or (known.element, known.parameter) != (lever.key, parameter):
            known = Change(lever.key, parameter)
        return replace(known, value=read.value, factor=read.factor, unit=read.unit, text=read.text)

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
            hint = HINTS.get(parameter, HINTS[Parameter.SHARE])
            self.value.setPlaceholderText(tr_message(hint))
            self.value.setEnabled(parameter is not Parameter.SKIP)


class Read(NamedTuple):
    """What an entry means: a value with its unit, a factor, a name."""

    value: float | None = None
    factor: float | None = None
    unit: str = ""
    text: str = ""


def read_value(text: str, parameter: Parameter) -> Read | None:
    """What a text means for a number; None where it means nothing."""
    text = text.strip()
    try:
        if parameter in _NAMED:
            return _NAMED[parameter](text)
        if text.startswith(SIGNS) and text.endswith("%"):
            sign = 1 if text[0] == "+" else -1
            return Read(factor=1 + sign * read_number(text[1:-1]) / PERCENT)
        if parameter in SHARES:
            return Read(read_number(text.removesuffix("%")) / PERCENT)
        if parameter not in TIMES:
            return Read(read_number(text))
        value, unit = read_time(text, TimeUnit.MINUTE)
    except Unclear:
        return None
    return Read(value, unit=str(unit))


def _hours(text: str) -> Read | None:
    found = HOURS.fullmatch(text)
    if found is None:
        return Read(text=text) if text else None
    return Read(read_number(found[1].replace("−", "-").replace(" ", "")))


def _people(text: str) -> Read | None:
    found = PEOPLE.fullmatch(text)
    return None if found is None else Read(read_number(found[1]), text=found[2])


_NAMED: dict[Parameter, Callable[[str], Read | None]] = {
    Parameter.SKIP: lambda _: Read(),
    Parameter.TEAM: lambda text: Read(text=text) if text else None,
    Parameter.CALENDAR: _hours,
    Parameter.RING_FENCE: _people,
}


def shown(change: Change) -> str:
    """The text that means a change."""
    value = change.value
    if change.parameter is Parameter.SKIP:
        return ""
    if change.parameter is Parameter.CALENDAR and value is not None:
        return f"{value:+g} h"
    if change.text:
        return f"{plain(value)} {change.text}" if value is not None else change.text
    if change.factor is not None and value is None:
        return f"{change.factor - 1:+.0%}".replace("%", " %")
    if value is None:
        return ""
    return (
        f"{plain(value * PERCENT)} %"
        if change.parameter in SHARES
        else f"{plain(value)} {change.unit}".strip()
    )
