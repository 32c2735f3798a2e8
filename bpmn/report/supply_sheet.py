"""A supplier's page: what depends on it, how long it takes, and what it hears back."""

from collections.abc import Sequence

from bpmn.base.finding import Severity
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Path, TextLine
from bpmn.notation.outlines import ellipse
from bpmn.report.party_sheet import BODY, HEAD, SMALL, TITLE, Pen, Voice
from bpmn.report.sheet_pictures import Picture
from bpmn.report.supplies import Dependence, Sent, Supply
from bpmn.system.facts import Role
from bpmn.system.landscape_boxes import COLOURS, WORDS, party_box
from bpmn.system.landscape_chains import colour_of
from bpmn.system.landscape_lines import strokes
from bpmn.system.landscape_marks import mark
from bpmn.system.landscape_model import Card
from bpmn.system.link import Kind

CARD = (220.0, 84.0)
LEFT, RIGHT = 190.0, 620.0
LINE, BETWEEN = 34.0, 28.0

ASKS = message("We ask")
GETS = message("We get")
BACK = message("We tell them afterwards")
NO_FEEDBACK = message("They never hear how good it was.")
NO_LIMIT = message("no time limit")


def supply_sheet(supply: Supply, voice: Voice | None = None) -> Picture:
    """Everything about one party that is no customer."""
    pen = Pen(voice or Voice())
    say = pen.voice.say
    end = pen.write(supply.key.element, 0, TITLE, TITLE, is_bold=True)
    role = say(WORDS[supply.role]) + ("?" if supply.is_assumed else "")
    pen.write(role, end + 12, TITLE, HEAD, COLOURS[supply.role])
    if supply.response is not None:
        time = pen.voice.time(supply.response, supply.unit)
        pen.write(say(message("answers within {time} on average", time=time)), 0, TITLE + 26, HEAD)
    y = TITLE + 56
    for dependence in supply.dependences:
        y = _Drawer(pen, supply, dependence, y).drawn() + BETWEEN
    if not supply.dependences:
        pen.write(say(message("No process exchanges anything with them yet.")), 0, y, BODY, "textMuted")
    return pen.picture(supply.key.element)


class _Drawer:
    def __init__(self, pen: Pen, supply: Supply, dependence: Dependence, top: float) -> None:
        self._pen, self._supply, self._of, self._top = pen, supply, dependence, top

    def drawn(self) -> float:
        """Draw the lines between the party and one process; returns where they end."""
        rows = self._rows()
        height = max(CARD[1], LINE * len(rows) + 16)
        self._party(height)
        self._card(height)
        y = self._top + 26
        for words, sent, comes in rows:
            self._exchange(words, sent, y, comes=comes)
            y += LINE
        bottom = self._top + height
        if not self._of.feedback and self._of.gets and self._supply.role is Role.SUPPLIER:
            never = self._pen.voice.say(NO_FEEDBACK)
            self._pen.marks += mark(Bounds(LEFT, bottom + 2, 16, 16), Severity.INFO)
            self._pen.write(never, LEFT + 24, bottom + 15, BODY, "textMuted")
            bottom += 20
        return bottom

    def _rows(self) -> list[tuple[Message, Sent, bool]]:
        found = [(ASKS, sent, False) for sent in self._of.asks]
        found += [(GETS, sent, True) for sent in self._of.gets]
        return found + [(BACK, sent, False) for sent in self._of.feedback]

    def _party(self, height: float) -> None:
        box = Bounds(0, self._top + height / 2 - 20, 150, 40)
        supply = self._supply
        shown = Card(supply.key, supply.key.element, role=supply.role, is_assumed=supply.is_assumed)
        self._pen.marks += party_box(box, shown, self._pen.voice.say)

    def _card(self, height: float) -> None:
        pen, of = self._pen, self._of
        box = Bounds(RIGHT, self._top, CARD[0], height)
        pen.box(box, "panel", "procCore")
        pen.write(of.title, box.x + 12, box.y + 24, HEAD, is_bold=True, room=CARD[0] - 24, key=of.process)
        pen.write(of.owner, box.x + 12, box.y + 41, SMALL, "textMuted", room=CARD[0] - 24)
        if of.chains:
            x = pen.write(
                pen.voice.say(message("works for chain")), box.x + 12, box.y + 64, SMALL, "textMuted"
            )
            _discs(pen, of.chains, Point(x + 16, box.y + 60))

    def _exchange(self, words: Message, sent: Sent, y: float, *, comes: bool) -> None:
        """An arrow with what goes along it, its time, and whether somebody watches the time."""
        pen, voice = self._pen, self._pen.voice
        ends = [Point(LEFT - 30, y), Point(RIGHT - 6, y)]
        pen.marks += strokes(ends if comes else ends[::-1], Kind.MESSAGE)
        x = pen.write(f"{voice.say(words)}: ", LEFT, y - 6, SMALL, "textMuted")
        x = pen.write(sent.name, x + 2, y - 6, BODY, key=sent.key, room=190)
        if not comes:
            return
        if sent.time is not None:
            x = pen.write(voice.time(sent.time, self._supply.unit), x + 12, y - 6, BODY, is_bold=True)
        if not sent.has_limit:
            pen.marks += mark(Bounds(x + 12, y - 19, 16, 16), Severity.WARNING)
            pen.write(voice.say(NO_LIMIT), x + 32, y - 6, SMALL, "warning", is_bold=True)


def _discs(pen: Pen, chains: Sequence[int], at: Point) -> None:
    for number, chain in enumerate(chains):
        x = at.x + number * 22
        pen.marks.append(Path(ellipse(18, 18), x - 9, at.y - 9, 0, None, colour_of(chain)))
        pen.marks.append(TextLine(str(chain), x, at.y + 4, SMALL, "panel", is_bold=True))
