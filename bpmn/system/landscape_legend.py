"""The legend of the landscape: what the kinds of lines and boxes mean, as far as they occur."""

from collections.abc import Callable, Iterator

from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Drawing, Mark, Path, TextLine
from bpmn.notation.metrics import text_width
from bpmn.notation.outlines import ellipse, rounded
from bpmn.system.landscape_chains import THICK
from bpmn.system.landscape_lines import ASSUMED, strokes
from bpmn.system.landscape_marks import hand_overs, owner_colours
from bpmn.system.landscape_plan import Plan
from bpmn.system.landscape_view import View
from bpmn.system.link import Kind

SIZE = 11.0
SAMPLE = 34.0
BETWEEN, BESIDE = 26.0, 8.0
ROW = 24.0

WORDS = {
    Kind.TRIGGER: message("starts"),
    Kind.MESSAGE: message("message"),
    Kind.CALL: message("calls"),
    Kind.SIGNAL: message("signal"),
    Kind.DATA: message("shares data"),
    Kind.EXCEPTION: message("error"),
    Kind.RESOURCE: message("shares people"),
    Kind.HIERARCHY: message("shows"),
}

KINDS = (
    (False, "procCore", message("for customers")),
    (True, "procSupport", message("supporting")),
)

Sample = Callable[[float, float], list[Mark]]


def legend(plan: Plan, view: View, say: Callable[[Message], str], room: Bounds) -> Drawing:
    """Samples with a word beside each, in as many rows as the width of the room asks for.

    What is left out stands above them.
    """
    x, y = room.x, room.y
    marks: list[Mark] = []
    if plan.model.told is not None:
        marks.append(TextLine(say(plan.model.told), x, y + 4, SIZE, "text", is_bold=True, anchor="start"))
        y += ROW
    for sample, words in _entries(plan, view):
        word = say(words)
        needed = SAMPLE + BESIDE + text_width(word, SIZE)
        if x > room.x and x + needed > room.right:
            x, y = room.x, y + ROW
        marks += sample(x, y)
        marks.append(TextLine(word, x + SAMPLE + BESIDE, y + 4, SIZE, "textMuted", anchor="start"))
        x += needed + BETWEEN
    return tuple(marks)


def _entries(plan: Plan, view: View) -> Iterator[tuple[Sample, Message]]:
    """What occurs: its sample and its word."""
    if plan.ways:
        yield _chain, message("customer chain")
    kinds = {laid.line.kind for laid in plan.lines}
    for kind, word in WORDS.items():
        if kind in kinds:
            yield _line(kind), word
    if any(laid.line.is_assumed for laid in plan.lines):
        yield _assumed, message("assumed, to be confirmed")
    yield from _of_cards(plan, view)


def _of_cards(plan: Plan, view: View) -> Iterator[tuple[Sample, Message]]:
    cards = [card for card in plan.model.cards if not card.is_party]
    if view is View.LOAD and any(card.figures.load is not None for card in cards):
        yield _load, message("load, mark at 85 %")
    if view is View.WAITING and any(card.figures.waiting is not None for card in cards):
        yield _wait, message("work and waiting")
    if view is View.OWNER:
        for owner, colour in owner_colours(plan).items():
            yield _kind(colour), message("{name}", name=owner)
        if hand_overs(plan):
            yield _hand_over, message("goes to another owner")
        return
    for is_support, colour, word in KINDS:
        if plan.ways and any(card.is_support == is_support for card in cards):
            yield _kind(colour), word


def _chain(x: float, y: float) -> list[Mark]:
    return [Path((("M", 0, 0), ("L", SAMPLE, 0)), x, y, THICK, "series1")]


def _line(kind: Kind) -> Sample:
    return lambda x, y: strokes([Point(x, y), Point(x + SAMPLE, y)], kind)


def _assumed(x: float, y: float) -> list[Mark]:
    line = strokes([Point(x, y), Point(x + SAMPLE, y)], Kind.TRIGGER, ASSUMED)
    disc = Path(ellipse(14, 14), x + SAMPLE / 2 - 9, y - 7, 1.2, "inkMuted", "paper")
    return [*line, disc, TextLine("?", x + SAMPLE / 2 - 2, y + 4, 10, "text", is_bold=True)]


def _load(x: float, y: float) -> list[Mark]:
    return [
        Path(rounded(3)(SAMPLE, 6), x, y - 3, 0, None, "sunken"),
        Path(rounded(3)(SAMPLE * 0.6, 6), x, y - 3, 0, None, "loadOk"),
        Path((("M", 0, -6), ("L", 0, 6)), x + SAMPLE * 0.85, y, 1.2, "text"),
    ]


def _kind(colour: str) -> Sample:
    return lambda x, y: [Path(rounded(2)(12, 12), x + SAMPLE - 12, y - 6, 0, None, colour)]


def _wait(x: float, y: float) -> list[Mark]:
    return [
        Path(rounded(3)(SAMPLE, 6), x, y - 3, 0, None, "wait"),
        Path(rounded(3)(SAMPLE * 0.4, 6), x, y - 3, 0, None, "work"),
    ]


def _hand_over(x: float, y: float) -> list[Mark]:
    line: list[Mark] = [Path((("M", 0, 0), ("L", SAMPLE, 0)), x, y, THICK, "series1")]
    middle = x + SAMPLE / 2
    return [*line, *(Path((("M", 0, -9), ("L", 0, 9)), middle + d, y, 2.5, "text") for d in (-2.5, 2.5))]
