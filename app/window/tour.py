"""A guided tour: what happens if everybody improves their own part? Told with the numbers of what is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.numbers import percent, time
from app.panels.chart_view import WORDS
from app.translate import tr, tr_message
from app.widgets import button, label, row, tool
from app.window import rail
from bpmn.base.message import Message, message
from bpmn.improvement.effects import InitiativeEffect
from bpmn.improvement.improve import Improvement
from bpmn.improvement.verdict import Judgement, Verdict
from bpmn.report.verdict_charts import worth
from bpmn.system.facts import Metric

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

WIDTH, DISTANCE = 380, 20


class Stop(NamedTuple):
    """A stop of the tour: where it leads, and what is said there."""

    title: Message
    go: Callable[["MainWindow"], object]
    text: Callable[["MainWindow"], str]


class Tour(QFrame):
    """A card in the corner that leads through the pages; the window stays usable beside it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.pages)
        self._window = window
        self.at = -1
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.count = label("", "small")
        self.title = label("", "section", wraps=True)
        self.text = label("", "", wraps=True)
        self.before = button(tr("Back"), lambda: self.show_stop(self.at - 1))
        self.next = button(tr("Next"), lambda: self.show_stop(self.at + 1), "primary")
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(row(self.count, None, tool(tr("End the tour"), "close", self.end, 12)))
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addWidget(row(self.before, None, self.next))
        window.pages.installEventFilter(self)
        analyses = window.system.analyses
        analyses.overviewReady.connect(lambda *_: self._looked())
        analyses.judgedReady.connect(lambda *_: self._judged())
        self.hide()

    def start(self) -> None:
        """Begin; without an open folder the sample is opened first."""
        if self._window.workspace.folder is None:
            self._window.files.open_sample()
        self.show_stop(0)
        self._window.system.judge_if_needed()

    def _looked(self) -> None:
        """The system was looked at: judge its initiatives while the first stops are read."""
        if self.at >= 0:
            self._window.system.judge_if_needed()
            self.refresh()

    def _judged(self) -> None:
        """Verdicts have come: show the one that this stop is about."""
        if self.at >= 0:
            STOPS[self.at].go(self._window)
            self.refresh()

    def end(self) -> None:
        """Take the card away."""
        self.at = -1
        self.hide()

    def show_stop(self, at: int) -> None:
        """Go to a stop; after the last one the tour ends with a new initiative."""
        if at >= len(STOPS):
            self.end()
            self._window.system.new_initiative()
            return
        self.at = max(at, 0)
        STOPS[self.at].go(self._window)
        self.show()
        self.refresh()
        self.next.setFocus()

    def refresh(self) -> None:
        """Say what is known by now."""
        if self.at < 0:
            return
        stop = STOPS[self.at]
        self.count.setText(tr("{number} of {count}", number=self.at + 1, count=len(STOPS)))
        self.title.setText(tr_message(stop.title))
        self.text.setText(stop.text(self._window))
        self.before.setEnabled(self.at > 0)
        is_last = self.at == len(STOPS) - 1
        self.next.setText(tr("Enter my own") if is_last else tr("Next"))
        self.setAccessibleName(f"{self.title.text()}. {self.text.text()}")
        self._place()

    def _place(self) -> None:
        self.setFixedHeight(self._layout.totalHeightForWidth(WIDTH))
        area = self.parentWidget()
        assert isinstance(area, QWidget)
        self.move(area.width() - WIDTH - DISTANCE, area.height() - self.height() - DISTANCE)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.at >= 0:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)


# -- what is said ----------------------------------------------------------------------------------


def _improvement(window: "MainWindow") -> Improvement | None:
    return window.system.analyses.judged.improvement


def telling(found: Improvement) -> InitiativeEffect | None:
    """The initiative that shows it best: good for its owner, bad for the whole; else the first."""
    wanted = [e for e in found.initiatives if e.verdict is Verdict.SUB_OPTIMISATION]
    better = [e for e in found.initiatives if e.local.judgement is Judgement.BETTER]
    return next(iter([*wanted, *better, *found.initiatives]), None)


def _landscape(window: "MainWindow") -> str:
    found = window.system.analyses.overview
    return tr(
        "This is a company on one page: {processes} processes. The coloured lines are what its customers go "
        "through, from asking to receiving: {chains} of them. No single department owns one.",
        processes=len(found.processes), chains=len(found.journeys),
    )  # fmt: skip


def _numbers(window: "MainWindow") -> str:
    analysis = window.system.analyses.overview.analysis
    lead = None if analysis is None else analysis.metric(Metric.LEAD_TIME)
    if analysis is None or lead is None:
        return tr(
            "How long things take, how often cases come and how many people there are gives the numbers."
        )
    said = [tr("A customer waits {time} on average.", time=time(lead, str(analysis.time_unit)))]
    if analysis.bottleneck is not None:
        name = analysis.bottleneck.resource
        team = analysis.resource(name)
        load = percent(team.utilisation) if team is not None else ""
        said.append(tr("The narrowest point is {team}, busy {load} of their time.", team=name, load=load))
    said.append(tr("Only work at the narrowest point makes the whole faster."))
    return " ".join(said)


def _ideas(window: "MainWindow") -> str:
    found = _improvement(window)
    effect = telling(found) if found is not None else None
    if found is None or effect is None:
        return tr("Initiatives are being judged …")
    return tr(
        "{count} people each have an idea for their own part. {owner} proposes “{name}”. For them it is: "
        "{word}.",
        count=len(found.initiatives), owner=effect.owner, name=effect.name,
        word=_word(effect.local.judgement),
    )  # fmt: skip


def _moved(window: "MainWindow") -> str:
    found = _improvement(window)
    effect = telling(found) if found is not None else None
    if effect is None:
        return tr("Initiatives are being judged …")
    return tr("{sentence} The bars show where the time came back.", sentence=tr_message(effect.explanation))


def _together(window: "MainWindow") -> str:
    found = _improvement(window)
    if found is None:
        return tr("Initiatives are being judged …")
    portfolio, unit = found.portfolio, worth(found.portfolio, found.base)

    everything, best = (portfolio.values.get(frozenset(names)) for names in (portfolio.names, portfolio.best))
    words = {"unit": tr_message(unit.unit), "count": len(portfolio.best)}
    words["best"] = WORDS.signed((best or 0.0) * unit.scale)
    if everything is None:
        return tr(
            "If everybody improves their own part, the queues never settle. The best {count} of them bring "
            "{best} {unit}.",
            **words,
        )
    return tr(
        "Everybody improving their own part brings {all} {unit}. The best {count} of them bring {best} "
        "{unit}.",
        all=WORDS.signed(everything * unit.scale), **words,
    )  # fmt: skip


def _own(_: "MainWindow") -> str:
    return tr(
        "Now yours: what changes, whose number gets better, and by how much. You see at once what it does to "
        "the customer."
    )


def _word(judgement: Judgement) -> str:
    words = {
        Judgement.BETTER: tr("better"),
        Judgement.WORSE: tr("worse"),
        Judgement.SAME: tr("same"),
        Judgement.UNDECIDED: tr("undecided"),
    }
    return words[judgement]


def _to_telling(window: "MainWindow") -> None:
    window.go(rail.INITIATIVES)
    found = _improvement(window)
    effect = telling(found) if found is not None else None
    if effect is not None:
        window.system.initiatives.choose(effect.name)


def _to_all(window: "MainWindow") -> None:
    window.go(rail.INITIATIVES)
    window.system.initiatives.choose("")


STOPS: tuple[Stop, ...] = (
    Stop(
        message("What if everybody improves their own part?"),
        lambda w: w.go(rail.LANDSCAPE),
        _landscape,
    ),
    Stop(message("Where cases wait"), lambda w: w.go(rail.NUMBERS), _numbers),
    Stop(message("Everybody has a good idea"), _to_telling, _ideas),
    Stop(message("Where the wait moved"), _to_telling, _moved),
    Stop(message("All of them together"), _to_all, _together),
    Stop(message("Your turn"), lambda w: w.go(rail.INITIATIVES), _own),
)
