"""The field beside the button of a fix: what a person says before it is carried out."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from app.translate import tr, tr_message
from bpmn.base.fix import Asked, FixAction, FixKind
from bpmn.base.message import Message, message

DURATIONS: tuple[tuple[str, Message], ...] = (
    ("PT4H", message("4 hours")),
    ("P1D", message("1 day")),
    ("P3D", message("3 days")),
    ("P7D", message("1 week")),
    ("P14D", message("2 weeks")),
    ("P30D", message("30 days")),
)
MOST_ROUNDS = 99
WIDTH = 220


def proposed(action: FixAction) -> FixAction:
    """A fix with what is proposed to a person in their language: checks know names only."""
    if action.kind is not FixKind.ADD_KPI:
        return action
    return action.answered("name", tr("Time of “{process}”", process=action.argument("name")))


class FixInput:
    """Gives the answered fix; ``widget`` is None where there is nothing to say."""

    def __init__(self, action: FixAction) -> None:
        self._action = action
        self.widget: QWidget | None = None
        if action.asks is not None:
            name, kind = action.asks
            self.widget = _field(kind, action.argument(name))
            self.widget.setAccessibleName(tr_message(action.text))

    def answered(self) -> FixAction:
        """The fix with what the field says."""
        if self._action.asks is None or self.widget is None:
            return self._action
        return self._action.answered(self._action.asks[0], _value(self.widget))

    def is_complete(self) -> bool:
        """Whether the field says something."""
        return self.widget is None or bool(_value(self.widget))


def _field(kind: Asked, value: str) -> QWidget:
    if kind is Asked.DURATION:
        box = QComboBox()
        for code, words in DURATIONS:
            box.addItem(tr_message(words), code)
        at = box.findData(value or "P3D")
        if at < 0:
            box.addItem(value, value)
        box.setCurrentIndex(at if at >= 0 else box.count() - 1)
        return box
    if kind is Asked.COUNT:
        spin = QSpinBox()
        spin.setRange(1, MOST_ROUNDS)
        spin.setSuffix(tr(" rounds"))
        spin.setValue(int(value) if value.isdigit() else 3)
        return spin
    line = QLineEdit(value)
    line.setPlaceholderText(tr("Who or what"))
    line.setMinimumWidth(WIDTH)
    return line


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData())
    if isinstance(widget, QSpinBox):
        return str(widget.value())
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""
