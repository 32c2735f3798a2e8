"""The bar of a walk through the process: what has happened, what may happen next, and the controls."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.translate import tr, tr_message
from app.widgets import button, column, label, row, tool
from bpmn.base.message import message
from bpmn.semantics.net import Transition
from bpmn.semantics.walk import Choice, Kind, Standing

HEIGHT = 176
SPEEDS = (1600, 800, 300)
"""Milliseconds between two steps: slow, normal, fast."""
NORMAL = 1
ROLE = Qt.ItemDataRole.UserRole

SENTENCES = {
    Standing.FRESH: message("Choose what begins."),
    Standing.GOING: message("The case goes on."),
    Standing.ASKS: message("Somebody has to decide: choose a way."),
    Standing.WAITS: message("The case waits for somebody outside, a date or a failure: choose what comes."),
    Standing.DONE: message("Nothing is going on any more: the case is done."),
    Standing.STUCK: message("The case is stuck: nothing can happen any more."),
}
HEADS = {
    Kind.GOES_ON: message("Goes on"),
    Kind.DECISION: message("Decide"),
    Kind.OUTSIDE: message("From outside"),
    Kind.BEGINS: message("Begins"),
}


class WalkBar(QWidget):
    """Shows a walk and says what a person wants to do with it; knows nothing of nets' rules."""

    chosen = Signal(object)
    """A transition that shall happen."""
    rewound = Signal(int)
    """Go back until so many steps are left."""
    stepWanted = Signal()
    backWanted = Signal()
    playToggled = Signal(bool)
    restartWanted = Signal()
    leaveWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.narration = label("", "strong")
        self.standing = label("", "muted")
        self.back = tool(tr("One step back (←)"), "step-back", self.backWanted.emit)
        self.step = tool(tr("One step on (→)"), "step", self.stepWanted.emit)
        self.play = self._play_button()
        self.decides = QCheckBox(tr("Decide for me"))
        self.decides.setToolTip(tr("Playing takes the first way wherever somebody has to decide."))
        self.speed = QComboBox()
        self.speed.addItems([tr("Slow"), tr("Normal"), tr("Fast")])
        self.speed.setCurrentIndex(NORMAL)
        self.speed.setAccessibleName(tr("Speed"))
        self.log, self.choices = _list(tr("What has happened")), _list(tr("What may happen next"))
        self.log.itemClicked.connect(lambda item: self.rewound.emit(self.log.row(item) + 1))
        self.choices.itemClicked.connect(self._choose)
        self.choices.itemActivated.connect(self._choose)
        self._lay_out()

    def _play_button(self) -> QToolButton:
        made = tool(tr("Play (Space)"), "play")
        made.setCheckable(True)
        made.toggled.connect(self._played)
        return made

    def _lay_out(self) -> None:
        self.leave = button(tr("Leave the walk"), self.leaveWanted.emit, "small")
        restart = button(tr("Begin again"), self.restartWanted.emit, "small")
        controls: tuple[QWidget | int | None, ...] = (
            self.back, self.step, self.play, 8, self.speed, 8, self.decides,
        )  # fmt: skip
        head = row(
            label(tr("Walk the process"), "section"), 16, *controls, None, restart, 8, self.leave,
            margins=(12, 6, 12, 4),
        )  # fmt: skip
        said = row(self.narration, 12, self.standing, None, margins=(12, 0, 12, 4))
        lists = QHBoxLayout()
        lists.setContentsMargins(12, 0, 12, 8)
        lists.setSpacing(12)
        lists.addWidget(column(label(tr("What has happened"), "caption"), self.log), 2)
        lists.addWidget(column(label(tr("What may happen next"), "caption"), self.choices), 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(said)
        layout.addLayout(lists, 1)

    # -- what is shown ---------------------------------------------------------------------------

    def show_walk(
        self,
        steps: Sequence[Transition],
        standing: Standing,
        choices: Sequence[Choice],
        place: Callable[[Transition], str],
        here: str = "",
    ) -> None:
        """Show where the walk stands; place names the map of a step, here is the file in front."""
        last = tr_message(steps[-1].text) if steps else tr("Nothing has happened yet.")
        self.narration.setText(last)
        self.narration.setAccessibleDescription(last)
        self.standing.setText(tr_message(SENTENCES[standing]))
        self.back.setEnabled(bool(steps))
        self._show_log(steps, place)
        self._show_choices(choices, place, here)

    def _show_log(self, steps: Sequence[Transition], place: Callable[[Transition], str]) -> None:
        self.log.clear()
        for number, step in enumerate(steps, 1):
            text = tr("{number}. {sentence}", number=number, sentence=tr_message(step.text))
            item = QListWidgetItem(text, self.log)
            item.setToolTip(tr("{process}: click to go back to here", process=place(step)))
        self.log.scrollToBottom()

    def _show_choices(self, choices: Sequence[Choice], place: Callable[[Transition], str], here: str) -> None:
        self.choices.clear()
        order = list(HEADS)

        def rank(choice: Choice) -> tuple[int, bool, int]:
            return order.index(choice.kind), choice.transition.element.file != here, choice.transition.index

        for choice in sorted(choices, key=rank):
            step = choice.transition
            head = tr_message(HEADS[choice.kind])
            text = tr("{head}: {sentence}", head=head, sentence=tr_message(step.text))
            item = QListWidgetItem(f"{text}  ·  {place(step)}", self.choices)
            item.setData(ROLE, step)
            item.setToolTip(text)

    def interval_ms(self) -> int:
        """How long playing pauses between two steps."""
        return SPEEDS[self.speed.currentIndex()]

    def _played(self, is_playing: bool) -> None:
        set_icon(self.play, "pause" if is_playing else "play")
        self.play.setToolTip(tr("Pause (Space)") if is_playing else tr("Play (Space)"))
        self.playToggled.emit(is_playing)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(ROLE))


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setUniformItemSizes(True)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
