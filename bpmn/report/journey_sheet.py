"""A customer's page: every chain as a subway line, with all ends and who answers there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bpmn.base.finding import ElementKey, Severity
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import fit, wrap_evenly
from bpmn.notation.outlines import ellipse
from bpmn.notation.polyline import path_of
from bpmn.report.journeys import Ending, Halt, How, Journey, Leg, Stop
from bpmn.report.party_sheet import BODY, HEAD, NARROWEST, SMALL, TITLE, WIDTH, Pen, Voice
from bpmn.report.sheet_pictures import Picture, Spot
from bpmn.system.landscape_boxes import PERSON
from bpmn.system.landscape_chains import THICK, TIP, colour_of
from bpmn.system.landscape_labels import UNANSWERED
from bpmn.system.landscape_marks import mark

STEP, LEFT, RIGHT = 104.0, 64.0, 64.0
BAND, SMALLEST = 56.0, 9.0
ROW, ABOVE = 166.0, 58.0
"""Height of a row of stops, and of it above the line."""

RING = 6.5
LABEL = 94.0
MOST_LINES = 3
BAR = (360.0, 10.0)
LINE = 22.0
COLUMNS = (0.28, 0.47, 0.71)
"""Where process, condition and teller of an end stand, as shares of the width."""

HOW: dict[How, Message] = {
    How.PLAIN: message(""),
    How.LATE: message("after a time limit"),
    How.FAILED: message("after something went wrong"),
    How.CANCELLED: message("after it was cancelled"),
}
WAITS_FOR = message("waits for {name}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stop with its leg and where it is on the line."""

    leg: Leg
    stop: Stop | None
    at: Point


def customer_sheet(
    name: str, journeys: Sequence[Journey], voice: Voice | None = None, width: float = WIDTH
) -> Picture:
    """Everything that one customer asks for, one chain below the other."""
    pen = Pen(voice or Voice(), max(width - 8, NARROWEST))
    y = 0.0
    for journey in journeys:
        y = _Drawer(pen, journey, y).drawn() + 48
    return pen.picture(name)


class _Drawer:
    def __init__(self, pen: Pen, journey: Journey, top: float) -> None:
        self._pen, self._journey, self._top = pen, journey, top
        self._colour = colour_of(journey.number)

    def drawn(self) -> float:
        """Draw it all; returns where it ends."""
        y = self._head(self._top + TITLE)
        placed, y = self._placed(y + 20)
        self._legs(placed)
        self._line(placed)
        for one in placed:
            self._station(one)
        return self._endings(y)

    # -- head --------------------------------------------------------------------------------------

    def _head(self, y: float) -> float:
        pen, journey = self._pen, self._journey
        pen.marks.append(Path(ellipse(24, 24), 0, y - 18, 0, None, self._colour))
        pen.marks.append(TextLine(str(journey.number), 12, y - 1, HEAD, "panel", is_bold=True))
        end = pen.write(journey.name or journey.legs[0].title, 34, y, TITLE, is_bold=True)
        if journey.result:
            pen.write(f"→ {journey.result}", end + 10, y, TITLE, "textMuted")
        y += 24
        x = 34.0
        for words, colour in self._numbers():
            x = pen.write(words, x, y, HEAD, colour, is_bold=colour != "textMuted") + 18
        if journey.work is not None and journey.wait is not None:
            y += 14
            self._bar(y, journey.work / max(journey.work + journey.wait, 1e-9))
            y += 14
        return y

    def _numbers(self) -> Iterator[tuple[str, str]]:
        """Time, promise, work and wait, owners."""
        journey, say, time = self._journey, self._pen.voice.say, self._pen.voice.time
        if not journey.is_answered:
            yield say(UNANSWERED), "error"
        if journey.lead_time is not None:
            yield time(journey.lead_time, journey.unit), "text"
        if journey.promise is not None:
            target = time(journey.promise.target, journey.promise.unit)
            yield say(message("promise {time}", time=target)), "promise"
        if journey.work is not None and journey.wait is not None:
            yield say(message("work {time}", time=time(journey.work, journey.unit))), "textMuted"
            yield say(message("waiting {time}", time=time(journey.wait, journey.unit))), "textMuted"
        count = len(journey.owners)
        if count:
            words = message("1 owner") if count == 1 else message("{count} owners", count=count)
            yield say(words), "textMuted"

    def _bar(self, y: float, work: float) -> None:
        width, height = BAR
        self._pen.box(Bounds(34, y - height / 2, width, height), "wait", radius=2)
        self._pen.box(Bounds(34, y - height / 2, max(width * work, 2.0), height), "work", radius=2)

    # -- the line ----------------------------------------------------------------------------------

    def _placed(self, y: float) -> tuple[list[_Placed], float]:
        """All stops from left to right, row by row; and where the rows end."""
        stops: list[tuple[Leg, Stop | None]] = []
        for leg in self._journey.legs:
            stops += [(leg, stop) for stop in leg.stops] or [(leg, None)]
        in_row = max(int((self._pen.width - LEFT - RIGHT - 40) // STEP), 1)
        placed = [
            _Placed(leg, stop, Point(LEFT + 60 + at % in_row * STEP, y + ABOVE + at // in_row * ROW))
            for at, (leg, stop) in enumerate(stops)
        ]
        rows = (len(stops) - 1) // in_row + 1
        return placed, y + rows * ROW

    def _legs(self, placed: Sequence[_Placed]) -> None:
        """A strip behind the stops of each process, with its name and owner above the line."""
        for leg in self._journey.legs:
            own = [one for one in placed if one.leg is leg]
            for row in dict.fromkeys(one.at.y for one in own):
                xs = [one.at.x for one in own if one.at.y == row]
                box = Bounds(min(xs) - STEP / 2 + 3, row - ABOVE, max(xs) - min(xs) + STEP - 6, ROW - 22)
                self._pen.box(box, "sunken%45")
                room = box.width - 16
                self._pen.write(
                    leg.title, box.x + 8, box.y + 18, BODY, is_bold=True, room=room, key=leg.process
                )
                self._pen.write(leg.owner, box.x + 8, box.y + 33, SMALL, "textMuted", room=room)

    def _line(self, placed: Sequence[_Placed]) -> None:
        journey, colour = self._journey, self._colour
        rows = list(dict.fromkeys(one.at.y for one in placed))
        points = [Point(LEFT - 16, rows[0])]
        for upper, lower in pairwise(rows):
            middle = upper + ROW - ABOVE - 8
            points += [
                Point(self._pen.width, upper),
                Point(self._pen.width, middle),
                Point(LEFT - 2, middle),
                Point(LEFT - 2, lower),
            ]
        last = placed[-1].at
        self._customer(Bounds(-8, rows[0] - 40, BAND, 80), journey.customer)
        if journey.is_answered:
            end = Point(max(last.x + 84, self._pen.width - BAND if len(rows) > 1 else 0.0), last.y)
            points.append(Point(end.x - 17, end.y))
            self._pen.marks.append(Path(TIP, end.x, end.y, 0, None, colour))
            self._customer(Bounds(end.x, last.y - 40, BAND, 80), journey.customer)
        else:
            points.append(last)
            style = Style("error", is_bold=True)
            words = self._pen.voice.say(UNANSWERED)
            self._pen.marks += block([words], last.x + STEP / 2 + 4, last.y - 7, BODY, style, "start")
        self._pen.marks.append(Path(path_of(points, 16), 0, 0, THICK, colour))
        self._hand_overs(placed)

    def _customer(self, box: Bounds, key: ElementKey) -> None:
        self._pen.box(box, "customerSoft", "customer")
        icon = Path(PERSON, box.centre.x - 9, box.y + 8, 1.5, "customer", None, (), is_round=True)
        size, lines = fit(key.element, box.width - 4, 36, SMALL, SMALLEST)
        self._pen.marks.append(icon)
        self._pen.marks += block(lines, box.centre.x, box.y + 34, size, Style("customer"))

    def _hand_overs(self, placed: Sequence[_Placed]) -> None:
        """Two strokes across the line where another owner takes over."""
        for one, other in pairwise(placed):
            if one.leg.owner != other.leg.owner and one.at.y == other.at.y:
                x = (one.at.x + other.at.x) / 2
                for shift in (-2.5, 2.5):
                    stroke = Path((("M", 0, -9), ("L", 0, 9)), x + shift, one.at.y, 2.5, "text")
                    self._pen.marks.append(stroke)

    def _station(self, one: _Placed) -> None:
        x, y = one.at
        is_wait = one.stop is not None and one.stop.halt is Halt.WAIT
        ring = ellipse(2 * RING, 2 * RING)
        self._pen.marks.append(Path(ring, x - RING, y - RING, 2.5, self._colour, "panel"))
        if one.stop is None:
            return
        if is_wait:
            hands: Segments = (("M", 0.0, -3.5), ("L", 0.0, 0.0), ("L", 2.8, 1.4))
            self._pen.marks.append(Path(hands, x, y, 1.4, "text", is_round=True))
        self._words(one.stop, x, y + 24)

    def _words(self, stop: Stop, x: float, y: float) -> None:
        """The name of a stop, what it waits for, and its time, below the line."""
        pen, voice = self._pen, self._pen.voice
        lines = wrap_evenly(stop.name, LABEL, SMALL)[:MOST_LINES]
        for row, text in enumerate(lines):
            line = TextLine(text, x, y + row * 14, SMALL, "accent")
            pen.marks.append(line)
        place = Bounds(x - LABEL / 2, y - 12, LABEL, 14.0 * len(lines) + 2)
        pen.spots.append(Spot(place, stop.key, stop.name))
        y += 14 * len(lines) + 1
        if stop.waits_for:
            words = voice.say(message(WAITS_FOR.template, name=stop.waits_for))
            rest = wrap_evenly(words, LABEL, SMALL)[:2]
            pen.marks += block(rest, x, y - 10, SMALL, Style("textMuted", is_italic=True))
            y += 13 * len(rest)
        if stop.time is not None:
            pen.marks.append(TextLine(voice.time(stop.time, self._journey.unit), x, y, SMALL, "textMuted"))

    # -- ends --------------------------------------------------------------------------------------

    def _endings(self, y: float) -> float:
        """Every way in which a case can end, and who tells the customer."""
        pen, say = self._pen, self._pen.voice.say
        if not self._journey.endings:
            return y
        y += 10
        pen.write(
            say(message("Every way it can end, and from whom the customer hears of it")),
            0,
            y,
            HEAD,
            is_bold=True,
        )
        for ending in _in_order(self._journey.endings):
            y += LINE
            self._ending(ending, y)
        return y + 8

    def _ending(self, ending: Ending, y: float) -> None:
        pen, say = self._pen, self._pen.voice.say
        where, how, who = (pen.width * share for share in COLUMNS)
        if ending.told_by is None:
            pen.marks += mark(Bounds(0, y - 13, 18, 18), Severity.ERROR)
        else:
            pen.marks += _tick(9, y - 4)
        pen.write(ending.name, 28, y, BODY, key=ending.key, room=where - 38)
        pen.write(ending.process, where, y, BODY, "textMuted", room=how - where - 10)
        words = " · ".join(part for part in (ending.condition, say(HOW[ending.how])) if part)
        pen.write(words, how, y, BODY, "textMuted", room=who - how - 10)
        if ending.told_by is None:
            pen.write(say(message("nobody tells the customer")), who, y, BODY, "error", is_bold=True)
            return
        end = pen.write(f"{ending.teller}: " if ending.teller else "", who, y, BODY, room=pen.width * 0.14)
        pen.write(ending.words, end + 4, y, BODY, key=ending.told_by, room=max(pen.width - end, 60))


def _in_order(endings: Iterable[Ending]) -> list[Ending]:
    """Those in silence first."""
    return sorted(endings, key=lambda ending: ending.told_by is not None)


def _tick(x: float, y: float) -> tuple[Path, Path]:
    sign: Segments = (("M", -4.0, 0.0), ("L", -1.0, 3.0), ("L", 4.5, -3.5))
    return (
        Path(ellipse(18, 18), x - 9, y - 9, 0, None, "better"),
        Path(sign, x, y, 1.8, "panel", is_round=True),
    )
