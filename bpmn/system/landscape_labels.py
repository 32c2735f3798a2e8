"""Places for the words of a landscape: beside their lines, where nothing else is.

A label is tried along all pieces of its line. Where it finds no place, it says how much more room between
which slots would give it one; the plan moves things apart and asks again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import LINE_HEIGHT, shortened, text_width, wrap
from bpmn.system.landscape_axis import Demand
from bpmn.system.landscape_model import Connection, Model, Way
from bpmn.system.landscape_room import Room, Space, segments, space_of
from bpmn.system.landscape_router import Node
from bpmn.system.link import Kind

SIZE, NAME = 11.0, 13.0
WIDEST, SHORT = 90.0, 56.0
AWAY = 6.0
ENDS = 13.0
"""Of a line at each end, for arrows: no words there."""

STEPS = (0.0, 16.0, -16.0, 32.0, -32.0, 56.0, -56.0, 84.0, -84.0, 120.0, -120.0)
"""How far from the middle of a piece a label may stand."""

DISC = 18.0
PILL = 22.0
BESIDE_NUMBER = 48.0
"""From the customer's band to words behind the number of a chain."""

UNANSWERED = message("never answered")
UNANSWERED_ROOM = 96.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words at a place."""

    lines: tuple[TextLine, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be labelled, where everything stands.

    ``stops`` are the last rings of chains that nobody answers, with the slot of the edge they are on,
    ``rows`` the slots of the upper and the lower edge of boxes.
    """

    model: Model
    boxes: Mapping[ElementKey, Bounds]
    bands: Mapping[ElementKey, tuple[Bounds, Bounds]]
    lines: Mapping[int, Sequence[Point]]
    ways: Mapping[int, Sequence[Sequence[Point]]]
    routes: Mapping[int, Sequence[Node]]
    xs: Sequence[float]
    ys: Sequence[float]
    stops: Mapping[int, tuple[Point, int]] = field(default_factory=dict)
    rows: Mapping[ElementKey, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """Labels and discs by the number of the connection; names, and “never answered”, by that of the way.

    ``missing`` holds for connections (and as negative numbers for ways) without a good place the demands any
    one of which may give one.
    """

    labels: dict[int, Labelled] = field(default_factory=dict)
    discs: dict[int, Bounds] = field(default_factory=dict)
    names: dict[int, Labelled] = field(default_factory=dict)
    ends: dict[int, Labelled] = field(default_factory=dict)
    missing: dict[int, list[list[Demand]]] = field(default_factory=dict)


def label_all(request: Request) -> Found:
    """Find a place for every word."""
    return _Labeller(request).found()


class _Labeller:
    def __init__(self, request: Request) -> None:
        self._request = request
        sides = [side for both in request.bands.values() for side in both]
        boxes = [*request.boxes.values(), *sides]
        self._space = space_of(boxes, request.ways.values(), request.lines.values())
        self._room = Room(request.routes, request.xs, request.ys, self._space)
        self._found = Found()

    def found(self) -> Found:
        """Chains first, then what must stand on its line, then words: those of short lines first."""
        for way in self._request.model.ways:
            self._name(way)
        for way in self._request.model.ways:
            self._unanswered(way)
        order = sorted(self._request.lines, key=lambda n: (_length(self._request.lines[n]), n))
        for number in order:
            self._on_line(number)
        late = [number for number in order if not self._beside(number, over_lines=False)]
        for number in late:
            if not self._beside(number, over_lines=True):
                self._shortened(number)
            width = max(text_width(text, SIZE) for text in self._texts(number)) + 2 * AWAY + 4
            height = len(self._texts(number)) * SIZE * LINE_HEIGHT + 8
            self._found.missing[number] = list(self._room.beside(number, (width, height)))
        return self._found

    # -- chains ------------------------------------------------------------------------------------

    def _name(self, way: Way) -> None:
        """Above the first card; else above the line that leads there."""
        if not way.name:
            return
        first = self._request.boxes[way.processes[0]]
        text = shortened(way.name, max(1.6 * first.width, 200.0), NAME, True)
        width, height = text_width(text, NAME, True), NAME * LINE_HEIGHT
        pieces = self._request.ways[way.number]
        before = [p for p in pieces[:1] if len(p) > 1]
        places = [Bounds(first.x, first.y - height - up, width, height) for up in (6.0, 24.0, 42.0, 60.0)]
        places += [Bounds(p[0].x + BESIDE_NUMBER, p[0].y - height - 10, width, height) for p in before]
        places.append(Bounds(first.right - width, first.y - height - 6, width, height))
        fitting = [p for p in places if self._space.fits(p)]
        fitting += [p for p in places if self._space.fits(p, over_lines=True)]
        if not fitting:
            return
        place = fitting[0]
        colour = f"series{(way.number - 1) % 6 + 1}"
        lines = block([text], place.x, place.y, NAME, Style(colour, is_bold=True, halo="paper"), "start")
        self._found.names[way.number] = Labelled(lines, place)
        self._space.solid.append(place)

    def _unanswered(self, way: Way) -> None:
        """That nobody answers, behind the last card of a chain, at or near the height of its ring."""
        if way.is_answered or way.number not in self._request.stops:
            return
        ring, slot = self._request.stops[way.number]
        width, height = UNANSWERED_ROOM, SIZE * LINE_HEIGHT
        tops = [ring.y - height / 2, *(ring.y + down for down in (-24.0, 11.0, -38.0, 25.0))]
        last = self._request.boxes[way.processes[-1]]
        places = [Bounds(ring.x + 10, top, width, height) for top in tops]
        places += [
            Bounds(last.right - width, y, width, height) for y in (last.bottom + 4, last.y - height - 4)
        ]
        place = next((p for p in places if self._space.fits(p)), None)
        if place is None:
            place = next((p for p in places if self._space.fits(p, over_lines=True)), None)
            high = self._request.rows[way.processes[-1]]
            right = self._room.next(slot, *high)
            if right is not None:
                self._found.missing[-way.number] = [[Demand(slot, right, width + 18, True)]]
        if place is None:
            return
        style = Style("error", is_bold=True, halo="paper")
        lines = block([str(UNANSWERED)], place.x, place.y, SIZE, style, "start")
        self._found.ends[way.number] = Labelled(lines, place)
        self._space.solid.append(place)

    # -- on lines ----------------------------------------------------------------------------------

    def _on_line(self, number: int) -> None:
        """The “?” of an assumed line, the pill of shared people."""
        line = self._request.model.connections[number]
        if line.team is not None or line.kind is Kind.RESOURCE:
            size = (text_width(str(pill_text(line)), SIZE) + 44, PILL)
        elif line.is_assumed:
            size = (DISC, DISC)
        else:
            return
        places = list(middles(self._request.lines[number], size))
        own = [box.grown(1.5) for box in segments(self._request.lines[number])]
        thin = [one for one in self._space.thin if one not in own]
        space = Space(self._space.solid, thin)
        place = next((p for p in places if space.fits(p)), None)
        if place is None:
            self._found.missing[number] = list(self._room.on(number, size))
            place = next((p for p in places if space.fits(p, over_lines=True)), None)
        if place is not None:
            self._found.discs[number] = place
            self._space.solid.append(place)

    # -- beside lines ------------------------------------------------------------------------------

    def _texts(self, number: int) -> list[str]:
        line = self._request.model.connections[number]
        if line.kind is Kind.RESOURCE:
            return []
        return [part for name in line.names for part in wrap(name, WIDEST, SIZE)]

    def _beside(self, number: int, *, over_lines: bool) -> bool:
        texts = self._texts(number)
        if not texts or number in self._found.labels:
            return True
        joined = ", ".join(self._request.model.connections[number].names)
        for label in candidates(self._request.lines[number], texts, joined):
            if self._space.fits(label.bounds, over_lines=over_lines):
                self._keep(number, label)
                return True
        return False

    def _shortened(self, number: int) -> None:
        text = shortened(", ".join(self._request.model.connections[number].names), SHORT, SIZE)
        for label in candidates(self._request.lines[number], [text], text):
            if self._space.fits(label.bounds, over_lines=True):
                self._keep(number, label)
                return

    def _keep(self, number: int, label: Labelled) -> None:
        self._found.labels[number] = label
        self._space.solid.append(label.bounds)


def pill_text(line: Connection) -> Message:
    """What the pill of shared people says."""
    team = line.team
    if team is None:
        return message("shares {name}", name=line.names[0]) if line.names else message("shares people")
    if team.count is None:
        return message("shares {name}", name=team.name)
    return message("shares {count} {name}", count=f"{team.count:g}", name=team.name)


def candidates(points: Sequence[Point], texts: Sequence[str], joined: str) -> Iterator[Labelled]:
    """The words of a line at all places beside it, the best first: long pieces, their middles."""
    width = max(text_width(text, SIZE) for text in texts)
    height = len(texts) * SIZE * LINE_HEIGHT
    pieces = sorted(pairwise(points), key=lambda p: -abs(p[0].x - p[1].x) - abs(p[0].y - p[1].y))
    for one, other in pieces:
        length = abs(one.x - other.x) + abs(one.y - other.y)
        middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
        if one.x == other.x:
            yield from _beside_upright(texts, (width, height), middle, length)
        else:
            whole = text_width(joined, SIZE)
            if whole <= length - 2 * ENDS:
                yield from _beside_level([joined], (whole, SIZE * LINE_HEIGHT), middle, length)
            if width <= length - 4:
                yield from _beside_level(texts, (width, height), middle, length)


def _beside_upright(
    texts: Sequence[str], size: tuple[float, float], middle: Point, length: float
) -> Iterator[Labelled]:
    width, height = size
    for step in STEPS:
        if abs(step) + height / 2 > length / 2 - ENDS and step:
            continue
        if height > length - ENDS:
            return
        top = middle.y + step - height / 2
        right = Bounds(middle.x + AWAY, top, width, height)
        yield Labelled(_block(texts, right.x, top, "start"), right)
        left = Bounds(middle.x - AWAY - width, top, width, height)
        yield Labelled(_block(texts, left.right, top, "end"), left)


def _beside_level(
    texts: Sequence[str], size: tuple[float, float], middle: Point, length: float
) -> Iterator[Labelled]:
    width, height = size
    for step in STEPS:
        if abs(step) + width / 2 > max(length / 2 - ENDS, width / 2):
            continue
        x = middle.x + step
        for top in (middle.y - 4 - height, middle.y + 4):
            place = Bounds(x - width / 2, top, width, height)
            yield Labelled(_block(texts, x, top, "middle"), place)


def _block(texts: Sequence[str], x: float, top: float, anchor: str) -> tuple[TextLine, ...]:
    style = Style("textMuted", halo="paper")
    return block(texts, x, top, SIZE, style, anchor)  # type: ignore[arg-type]


def middles(points: Sequence[Point], size: tuple[float, float]) -> Iterator[Bounds]:
    """Places on a line for something of a size, the middles of its longest pieces first."""
    width, height = size
    pieces = sorted(pairwise(points), key=lambda p: -abs(p[0].x - p[1].x) - abs(p[0].y - p[1].y))
    for one, other in pieces:
        is_upright = one.x == other.x
        length = abs(one.x - other.x) + abs(one.y - other.y)
        for step in STEPS:
            if abs(step) + (height if is_upright else width) / 2 > length / 2 - ENDS / 2 and step:
                continue
            x = (one.x + other.x) / 2 + (0 if is_upright else step)
            y = (one.y + other.y) / 2 + (step if is_upright else 0)
            yield Bounds(x - width / 2, y - height / 2, width, height)


def _length(points: Sequence[Point]) -> float:
    return sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(points))
