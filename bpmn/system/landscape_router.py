"""Finds upright ways for the lines of the landscape, around all boxes and beside all other lines.

A* over the crossings of slots (Hart, Nilsson and Raphael 1968), one line after the other: a line may cross
others, never run along one, and never enter a box that is not its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

LEVEL, UPRIGHT, CORNER = 1, 2, 4
"""What passes a crossing of slots: a level line, an upright one, a corner or an end."""

FREE, WALL = 0, 1
"""What holds a crossing of slots: nothing, or a box or the edge of the plane."""

SHORTCUT = 1.15
"""Ways up to so much dearer than the cheapest are taken: the search is several times faster."""


class Node(NamedTuple):
    """A crossing of slots."""

    x: int
    y: int


class Rectangle(NamedTuple):
    """Slots that a box covers, edges included."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What a line avoids, in units of length.

    ``sharing`` is paid for running along others, None forbids it.
    """

    bend: float = 40.0
    crossing: float = 60.0
    sharing: float | None = None


class Router:
    """The plane of one landscape with what is on it already."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], shortcut: float = SHORTCUT) -> None:
        """``xs`` and ``ys`` are the coordinates of the slots; a wall is kept around them.

        Ways may be as much dearer than the cheapest as ``shortcut`` says.
        """
        self.xs, self.ys, self.shortcut = xs, ys, shortcut
        self.width = len(xs) + 2
        count = self.width * (len(ys) + 2)
        self.owner = bytearray([WALL]) * count
        self.passed = bytearray(count)
        self.used = (bytearray(count), bytearray(count))
        self.lengths = ([0.0] * count, [0.0] * count)
        self.columns, self.rows = [0] * count, [0] * count
        for y in range(len(ys)):
            for x in range(len(xs)):
                at = self.index(Node(x, y))
                self.owner[at] = FREE
                self.columns[at], self.rows[at] = x, y
                self.lengths[0][at] = xs[x + 1] - xs[x] if x + 1 < len(xs) else 0.0
                self.lengths[1][at] = ys[y + 1] - ys[y] if y + 1 < len(ys) else 0.0

    def index(self, node: Node) -> int:
        """The number of a node in the lists of this plane."""
        return (node.y + 1) * self.width + node.x + 1

    def block(self, box: Rectangle) -> None:
        """Let no line through a box."""
        for y in range(box.top, box.bottom + 1):
            for x in range(box.left, box.right + 1):
                self.owner[self.index(Node(x, y))] = WALL

    def is_used(self, node: Node) -> bool:
        """Whether a line passes or ends there."""
        return bool(self.passed[self.index(node)])

    def occupy(self, way: Sequence[Node]) -> None:
        """Note that a line runs there; ``way`` holds its ends and corners."""
        for node in way:
            self.passed[self.index(node)] |= CORNER
        for one, other in pairwise(way):
            low, high = self.index(min(one, other)), self.index(max(one, other))
            upright = one.x == other.x
            for at in range(low, high + 1, self.width if upright else 1):
                self.passed[at] |= UPRIGHT if upright else LEVEL
                self.used[upright][at] |= at < high

    def route(
        self, starts: Mapping[Node, float], goals: Mapping[Node, float], costs: Costs
    ) -> list[Node] | None:
        """The cheapest way, or nearly so, from one of the starts to one of the goals, as ends and corners.

        The numbers are what beginning or ending there costs. None if there is no way.
        """
        if not starts or not goals:
            return None
        search = _Search(self, goals, costs)
        for node, cost in starts.items():
            search.begin(self.index(node), cost)
        state = search.run()
        return None if state is None else corners(search.way(state))


class _Search:
    """One search; a state is a node and the direction in which it was reached (0 level, 1 upright)."""

    def __init__(self, plane: Router, goals: Mapping[Node, float], costs: Costs) -> None:
        self._plane, self._costs = plane, costs
        self._goals = {plane.index(node): cost for node, cost in goals.items()}
        self._moves = ((1, 0), (-1, 0), (plane.width, 1), (-plane.width, 1))
        self._away_x = _away(plane.xs, [node.x for node in goals])
        self._away_y = _away(plane.ys, [node.y for node in goals])
        self._best = [INFINITE] * (2 * len(plane.owner))
        self._parent = [-1] * (2 * len(plane.owner))
        self._heap: list[tuple[float, float, int]] = []

    def begin(self, at: int, cost: float) -> None:
        """Leave a box where it borders on something free."""
        if self._plane.passed[at] and self._costs.sharing is None:
            return
        for step, upright in self._moves:
            if self._plane.owner[at + step] == FREE:
                state = at * 2 + upright
                self._best[state], self._parent[state] = cost, -1
                heappush(self._heap, (cost + self._rest(at), cost, state))

    def _rest(self, at: int) -> float:
        """At least what is still to pay; whoever is off in both directions has to turn."""
        dx, dy = self._away_x[self._plane.columns[at]], self._away_y[self._plane.rows[at]]
        return self._plane.shortcut * (dx + dy + (self._costs.bend if dx and dy else 0.0))

    def run(self) -> int | None:
        """Search until the first goal comes up; returns its state."""
        heap, parent, goals = self._heap, self._parent, self._goals
        passed, may_share = self._plane.passed, self._costs.sharing is not None
        done = bytearray(2 * len(passed))
        straight = tuple(tuple(move for move in self._moves if move[1] == way) for way in (0, 1))
        while heap:
            _, cost, state = heappop(heap)
            if done[state]:
                continue
            done[state] = 1
            at = state >> 1
            if parent[state] < 0:
                self._expand(state, cost, straight[state & 1])
            elif at in goals:
                return state
            else:
                is_open = may_share or not passed[at]
                self._expand(state, cost, self._moves if is_open else straight[state & 1])
        return None

    def _expand(self, state: int, cost: float, moves: Sequence[tuple[int, int]]) -> None:
        """Look at the nodes around one, as far as it may be left to them; the innermost loop of all."""
        plane, goals, best, passed = self._plane, self._goals, self._best, self._plane.passed
        owner, columns, rows, lengths = plane.owner, plane.columns, plane.rows, plane.lengths
        away_x, away_y, bend, shortcut = self._away_x, self._away_y, self._costs.bend, plane.shortcut
        at, direction = state >> 1, state & 1
        for step, upright in moves:
            there = at + step
            if owner[there] and there not in goals:
                continue
            low = at if step > 0 else there
            total = cost + lengths[upright][low]
            if there in goals:
                total += goals[there]
            if passed[there]:
                total += self._meeting(low, there, upright)
            if upright != direction:
                total += bend
            reached = there * 2 + upright
            if total < best[reached]:
                best[reached], self._parent[reached] = total, state
                dx, dy = away_x[columns[there]], away_y[rows[there]]
                rest = shortcut * (dx + dy + (bend if dx and dy else 0.0))
                heappush(self._heap, (total + rest, total, reached))

    def _meeting(self, low: int, there: int, upright: int) -> float:
        """What it costs to come to a node that other lines pass; without end where it is forbidden."""
        plane, costs = self._plane, self._costs
        if plane.used[upright][low] or plane.passed[there] & TAKEN[upright]:
            if costs.sharing is None:
                return INFINITE
            return plane.lengths[upright][low] * costs.sharing + costs.crossing
        return costs.crossing if plane.passed[there] & ACROSS[upright] else 0.0

    def way(self, state: int) -> list[Node]:
        """All nodes from the start to a state."""
        nodes: list[Node] = []
        while state >= 0:
            at = state >> 1
            nodes.append(Node(self._plane.columns[at], self._plane.rows[at]))
            state = self._parent[state]
        return nodes[::-1]


INFINITE = float("inf")
TAKEN = (LEVEL | CORNER, UPRIGHT | CORNER)
"""What keeps a level line, and what an upright one, from passing."""

ACROSS = (UPRIGHT, LEVEL)


def corners(nodes: Sequence[Node]) -> list[Node]:
    """The ends of a way and the nodes at which it turns."""
    kept = list(nodes[:1])
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if not (before.x == node.x == after.x or before.y == node.y == after.y):
            kept.append(node)
    return [*kept, *nodes[-1:]] if len(nodes) > 1 else kept


def _away(coordinates: Sequence[float], slots: Sequence[int]) -> list[float]:
    """How far each slot is from the nearest of a range of slots."""
    low, high = coordinates[min(slots)], coordinates[max(slots)]
    return [low - at if at < low else max(at - high, 0.0) for at in coordinates]
