"""Cards about the flow of a system: limits, where the time goes, the value stream, how sure it is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app import theme
from app.numbers import number, percent, time
from app.translate import tr
from app.widgets import card, label, row
from bpmn.queueing.net import Cause
from bpmn.queueing.results import Analysis, Flow, Part, ResourceNumbers
from bpmn.system.facts import Metric

MOST_PARTS = 8
LEAST = 0.005
"""A part of the lead time below this is not shown."""


class PartBar(QWidget):
    """A part of a whole as a bar; work and waiting differ in colour, and in the words beside it."""

    def __init__(self, share: float, *, is_work: bool) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self._is_work = is_work
        self.setFixedHeight(12)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(140, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(0, 3, self.width(), 6), 3, 3)
        painter.setBrush(theme.colour("work" if self._is_work else "wait"))
        painter.drawRoundedRect(QRectF(0, 3, self.width() * self._share, 6), 3, 3)
        painter.end()


def cause_text(cause: Cause) -> str:
    """What time is spent on."""
    return {
        Cause.WORK: tr("working"),
        Cause.QUEUE: tr("waiting for people"),
        Cause.OFF_CALENDAR: tr("waiting for opening hours"),
        Cause.BATCH: tr("waiting for a group"),
        Cause.TIMER: tr("waiting for a time"),
        Cause.TRANSPORT: tr("on its way"),
        Cause.LAG: tr("passing by itself"),
        Cause.PROCESS: tr("waiting for another process"),
        Cause.PARTY: tr("waiting for somebody outside"),
    }[cause]


def limits_card(analysis: Analysis) -> QWidget | None:
    """How much more could come, and where one more person helps most; None where nothing is known."""
    texts = [*limit_texts(analysis), *sure_texts(analysis)]
    if not texts:
        return None
    lines = [label(text, "", wraps=True) for text in texts]
    return card(label(tr("Limits"), "section"), 8, *lines)


def limit_texts(analysis: Analysis) -> list[str]:
    """The distance to saturation, and both bottlenecks."""
    texts = []
    fullest = None if analysis.bottleneck is None else analysis.resource(analysis.bottleneck.resource)
    if fullest is not None and fullest.headroom is not None:
        texts.append(_room_text(fullest))
    if analysis.relief is not None:
        gain = time(analysis.relief.gain, str(analysis.time_unit))
        team = analysis.relief.resource
        texts.append(tr("One more of {team} makes cases {time} faster.", team=team, time=gain))
        if fullest is not None and fullest.name != team:
            texts.append(
                tr(
                    "The fullest team is {full}, but cases wait longest for {team}.",
                    full=fullest.name,
                    team=team,
                )
            )
    return texts


def _room_text(fullest: ResourceNumbers) -> str:
    room = fullest.headroom or 0.0
    if room >= 0:
        return tr("{percent} more cases is the limit: {team}.", percent=percent(room), team=fullest.name)
    lost = percent(1 - 1 / (fullest.utilisation or 1))
    return tr("{percent} of what comes is too much for {team}.", percent=lost, team=fullest.name)


def sure_texts(analysis: Analysis) -> list[str]:
    """The spread of the lead time, and how far it may be off."""
    texts = []
    unit = str(analysis.time_unit)
    if analysis.quantiles:
        half, ninety = time(analysis.quantiles["p50"], unit), time(analysis.quantiles["p90"], unit)
        texts.append(
            tr("Half of the cases take up to {half}, nine of ten up to {ninety}.", half=half, ninety=ninety)
        )
    if analysis.reliance is not None:
        if analysis.reliance.error > 0:
            error = percent(analysis.reliance.error)
            texts.append(tr("By its method the lead time may be off by {error}.", error=error))
        elif analysis.metric(Metric.LEAD_TIME) is not None:
            texts.append(tr("For these numbers the method is exact."))
    return texts


def parts_card(analysis: Analysis) -> QWidget | None:
    """The longest parts of the lead time by cause and place; None where it is not known."""
    whole = analysis.metric(Metric.LEAD_TIME)
    shown = [part for part in analysis.partition if whole and part.mean >= LEAST * whole]
    if not shown or not whole:
        return None
    shown = sorted(shown, key=lambda part: -part.mean)[:MOST_PARTS]
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for at, part in enumerate(shown):
        for place, widget in enumerate(_part_row(analysis, part, part.mean / whole)):
            grid.addWidget(widget, at, place)
    grid.setColumnStretch(2, 1)
    head = row(label(tr("Where the time goes"), "section"), 12, label(tr("per case"), "small"), None)
    return card(head, 8, grid)


def _part_row(analysis: Analysis, part: Part, share: float) -> list[QWidget]:
    step = analysis.activity(part.key)
    name = label(step.name if step is not None and step.name else part.key.element)
    name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    amount = label(time(part.mean, str(analysis.time_unit)))
    return [
        name,
        label(cause_text(part.cause), "small"),
        PartBar(share, is_work=part.cause is Cause.WORK),
        amount,
        label(percent(share), "small"),
    ]


def stream_card(analysis: Analysis) -> QWidget | None:
    """The figures of the value stream; None where the lead time is not known."""
    lead_time, flow = analysis.metric(Metric.LEAD_TIME), analysis.flow
    if not lead_time or flow is None:
        return None
    pairs = stream_pairs(flow, lead_time, str(analysis.time_unit))
    cells = [card(label(name, "caption"), 4, label(text, "section")) for name, text in pairs]
    return row(*[part for cell in cells for part in (cell, 12)], None)


def stream_pairs(flow: Flow, lead_time: float, unit: str) -> list[tuple[str, str]]:
    """Names and values of the figures that are known."""
    added = flow.value.get("VA")
    first = flow.first_pass
    pairs = [
        (tr("Work per case"), time(flow.touch, unit)),
        (tr("Work in the lead time"), percent(flow.touch / lead_time)),
        (tr("Worth something to the customer"), "" if added is None else percent(added / lead_time)),
        (tr("Right first time"), "" if first is None else percent(first)),
        (tr("Hand-overs"), number(flow.hand_overs) if flow.hand_overs else ""),
        (tr("A case every"), "" if flow.takt is None else time(flow.takt, unit)),
    ]
    return [(name, text) for name, text in pairs if text]
