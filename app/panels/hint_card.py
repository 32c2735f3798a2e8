"""What is missing at an open end, and what it could be joined with: one click each."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.panels.finding_rows import stem
from app.translate import tr, tr_message
from app.widgets import button, column, empty, label, row, tool
from bpmn.system.handovers import Counterpart, Plug
from bpmn.system.link import Kind

WIDTH = 360
BUTTON = 290
GAP = 10


def connect_text(plug: Plug, counterpart: Counterpart) -> str:
    """What the button of a counterpart says."""
    words = {"name": counterpart.name, "map": stem(counterpart.key.file), "place": counterpart.place}
    if plug.kind is Kind.CALL:
        return tr("Use “{name}” ({map})", **words)
    if plug.kind is Kind.DATA:
        return tr("Is “{name}” of {place}", **words)
    return tr("Connect to “{name}” of {place}", **words)


class HintBody(QWidget):
    """The sentence and the buttons; stands in the hint beside an element and in the properties."""

    joinWanted = Signal(object, object)
    externalWanted = Signal(object)
    showWanted = Signal(object)

    def __init__(self, plug: Plug, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plug = plug
        self.connects: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(tr_message(plug.missing), "", wraps=True))
        for counterpart in plug.counterparts:
            layout.addWidget(self._line(counterpart))
        if not plug.counterparts:
            layout.addWidget(label(tr("No other map has an end that fits."), "muted", wraps=True))
        if plug.kind is Kind.MESSAGE:
            outside = button(tr("It goes outside all maps"), partial(self.externalWanted.emit, plug), "link")
            layout.addWidget(row(outside, None))

    def _line(self, counterpart: Counterpart) -> QWidget:
        plug = self.plug
        connect = button(
            connect_text(plug, counterpart), partial(self.joinWanted.emit, plug, counterpart), "small"
        )
        words = connect.text()
        connect.setText(connect.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, BUTTON))
        connect.setToolTip(f"{words}\n{tr_message(counterpart.evidence)}")
        connect.setAccessibleName(words)
        self.connects.append(connect)
        look = tool(tr("Show in map"), "target", partial(self.showWanted.emit, counterpart.key), 14)
        why = label(tr_message(counterpart.evidence), "caption", wraps=True)
        return column(row(connect, 4, look, None), why)


class HintCard(QFrame):
    """A card beside an element of a sheet. Never modal; Escape, a click elsewhere or ✕ closes it."""

    joinWanted = Signal(object, object)
    externalWanted = Signal(object)
    showWanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.body: HintBody | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 8, 10)
        self._layout.setSpacing(2)
        self.hide()

    @property
    def plug(self) -> Plug | None:
        """The open end that the card is about; None while it is closed."""
        return self.body.plug if self.body is not None and not self.isHidden() else None

    def show_plug(self, plug: Plug, at: QPoint) -> None:
        """Say what is missing, beside a point of the parent."""
        empty(self._layout)
        self._layout.addWidget(
            row(label(tr("Open end"), "caption"), None, tool(tr("Dismiss"), "close", self.hide, 12))
        )
        body = self.body = HintBody(plug)
        body.joinWanted.connect(self.joinWanted)
        body.externalWanted.connect(self.externalWanted)
        body.showWanted.connect(self.showWanted)
        self._layout.addWidget(body)
        self.setAccessibleName(tr_message(plug.missing))
        self.show()
        self._layout.activate()
        self.setFixedHeight(
            self._layout.heightForWidth(WIDTH)
            if self._layout.hasHeightForWidth()
            else self.sizeHint().height()
        )
        self._place(at)
        self.raise_()

    def _place(self, at: QPoint) -> None:
        parent = self.parentWidget()
        assert parent is not None
        x = at.x() + GAP if at.x() + GAP + self.width() <= parent.width() else at.x() - GAP - self.width()
        y = min(at.y(), parent.height() - self.height() - GAP)
        self.move(max(x, GAP), max(y, GAP))
