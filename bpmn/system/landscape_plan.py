"""A landscape in which everything has its place, and how places follow from the slots of lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.system.landscape_labels import Found, Labelled, Request, label_all
from bpmn.system.landscape_model import Connection, Model, Way
from bpmn.system.landscape_router import Node
from bpmn.system.landscape_stage import BAND, Spot, Stage
from bpmn.system.link import Kind

OVER = 12.0
"""How far a band reaches beyond the rows beside it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A connection with its corners, the words on it, and where its “?” or its pill stands."""

    line: Connection
    points: tuple[Point, ...]
    label: Labelled | None = None
    disc: Bounds | None = None


@dataclass(frozen=True, slots=True)
class LaidWay:
    """A chain: its pieces between cards, its rings on their edges, its name, and that nobody answers."""

    way: Way
    pieces: tuple[tuple[Point, ...], ...]
    stations: tuple[Point, ...]
    name: Labelled | None = None
    end: Labelled | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A landscape in which everything has its place."""

    model: Model
    boxes: Mapping[ElementKey, Bounds]
    bands: Mapping[ElementKey, tuple[Bounds, Bounds]]
    lines: tuple[Laid, ...] = ()
    ways: tuple[LaidWay, ...] = ()


@dataclass(frozen=True, slots=True)
class Slotted:
    """The coordinate of every slot in the picture, and which slots lines and pieces of chains take."""

    xs: Sequence[float]
    ys: Sequence[float]
    routes: Mapping[int, Sequence[Node]]
    pieces: Mapping[int, Sequence[Sequence[Node]]]

    def point(self, node: Node) -> Point:
        """Where a node ends up."""
        return Point(self.xs[node.x], self.ys[node.y])


class Placed:
    """Everything at its place in one picture; ``missing`` holds what would make room for missing words."""

    def __init__(self, model: Model, stage: Stage, picture: Slotted) -> None:
        self._model, self._stage, self._picture = model, stage, picture
        self._boxes = {key: self._box(spot) for key, spot in stage.spots.items()}
        self._bands = {key: self._sides(*band) for key, band in stage.bands.items()}
        self._lines = {n: self._points(way, *ends(model.connections[n])) for n, way in picture.routes.items()}
        self._ways = {way.number: self._pieces(way, picture.pieces[way.number]) for way in model.ways}
        self._found = label_all(self._request())
        self.missing = self._found.missing
        pills = (n for n, c in enumerate(model.connections) if c.kind is Kind.RESOURCE)
        self.labelled = {*self._found.labels, *pills}

    def _request(self) -> Request:
        return Request(
            self._model,
            self._boxes,
            self._bands,
            self._lines,
            self._ways,
            self._picture.routes,
            self._picture.xs,
            self._picture.ys,
            {way.number: self._stop(way) for way in self._model.ways},
            {key: (spot.box.top, spot.box.bottom) for key, spot in self._stage.spots.items()},
        )

    def plan(self) -> Plan:
        """Everything at its place."""
        connections, found = self._model.connections, self._found
        lines = tuple(
            Laid(connections[n], tuple(points), found.labels.get(n), found.discs.get(n))
            for n, points in sorted(self._lines.items())
            if len(points) > 1
        )
        ways = tuple(self._way(way, self._ways[way.number], found) for way in self._model.ways)
        return Plan(self._model, self._boxes, self._bands, lines, ways)

    def _box(self, spot: Spot) -> Bounds:
        left, right = self._picture.xs[spot.box.left], self._picture.xs[spot.box.right]
        width, height = spot.size
        return Bounds((left + right - width) / 2, self._picture.ys[spot.box.top], width, height)

    def _sides(self, rows: range, left: int, right: int) -> tuple[Bounds, Bounds]:
        xs, ys = self._picture.xs, self._picture.ys
        over = 0.0 if self._stage.is_fixed else OVER
        top, bottom = ys[rows[0]] - over, ys[rows[-1]] + over
        return (
            Bounds(xs[left] - BAND, top, BAND, bottom - top),
            Bounds(xs[right], top, BAND, bottom - top),
        )

    def _points(self, way: Sequence[Node], source: ElementKey, target: ElementKey) -> list[Point]:
        """The corners of a line, its ends at the very edges of its boxes."""
        points = [self._picture.point(node) for node in way]
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return []
        points[0] = self._at_edge(source, way[0], points[0])
        points[-1] = self._at_edge(target, way[-1], points[-1])
        return points

    def _at_edge(self, key: ElementKey, node: Node, point: Point) -> Point:
        """Boxes may be narrower than their column and lower than their row: lines go on to the edge."""
        spot, box = self._stage.spots.get(key), self._boxes.get(key)
        if spot is None or box is None:
            return point
        x = {spot.box.left: box.x, spot.box.right: box.right}.get(node.x, point.x)
        y = {spot.box.top: box.y, spot.box.bottom: box.bottom}.get(node.y, point.y)
        return Point(x, y)

    def _pieces(self, way: Way, laid: Sequence[Sequence[Node]]) -> list[list[Point]]:
        stops = [way.customer] if way.customer in self._bands else []
        stops += [*way.processes, way.customer]
        return [self._points(p, one, other) for p, (one, other) in zip(laid, pairwise(stops), strict=False)]

    def _stop(self, way: Way) -> tuple[Point, int]:
        """Where a chain leaves its last card, and the slot of that edge."""
        last = way.processes[-1]
        spot = self._stage.spots[last]
        slot = spot.stations[self._stage.tracks[way.number, last]]
        return Point(self._boxes[last].right, self._picture.ys[slot]), spot.box.right

    def _way(self, way: Way, pieces: Sequence[Sequence[Point]], found: Found) -> LaidWay:
        sides = [side.grown(1) for both in self._bands.values() for side in both]
        ends = [point for piece in pieces for point in (*piece[:1], *piece[-1:])]
        stations = [point for point in ends if not any(side.contains(point) for side in sides)]
        if not way.is_answered:
            stations.append(self._stop(way)[0])
        return LaidWay(
            way,
            tuple(tuple(piece) for piece in pieces),
            tuple(dict.fromkeys(stations)),
            found.names.get(way.number),
            found.ends.get(way.number),
        )


def ends(line: Connection) -> tuple[ElementKey, ElementKey]:
    """Where a connection begins and where it ends."""
    return line.source, line.target
