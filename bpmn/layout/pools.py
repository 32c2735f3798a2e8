"""Stacks pools with their lanes, and puts conversations between partners."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from bpmn.base.geometry import Bounds
from bpmn.layout.levels import rising
from bpmn.layout.sheets import Sheet
from bpmn.layout.sizes import HEADER, sizes
from bpmn.model import (
    Collaboration,
    ConversationLink,
    Element,
    Lane,
    LaneSet,
    Participant,
    Process,
    SubProcess,
)

BETWEEN = 80.0
"""The gap between pools: room for messages and their names, in diagram units."""

LEAST_WIDTH = 600.0
LEAST_HEIGHT = 120.0
INSET = 30.0
"""The space between the head of a pool and its first step, and at its end."""

PARTNER = (160.0, 80.0)
APART = 220.0
"""The distance between the middles of partners, and of conversations, beside each other."""

ROW = 190.0
"""Where the middles of conversations lie below the upper edge."""


@dataclass(slots=True)
class Stack:
    """Bounds of pools and lanes, and where the sheet of each process begins."""

    bounds: dict[str, Bounds] = field(default_factory=dict)
    origins: dict[Element, tuple[float, float]] = field(default_factory=dict)
    right: float = 0.0
    bottom: float = 0.0


def stack(collaboration: Collaboration, sheets: Mapping[Element, Sheet]) -> Stack:
    """One pool below the other; a process is shown in the first pool that refers to it."""
    made = Stack()
    shown: dict[Element, Participant] = {}
    for pool in collaboration.participants:
        process = pool.process_ref
        if pool.id and process in sheets and process is not None:
            shown.setdefault(process, pool)
    width = max([LEAST_WIDTH, *(_width(sheets[p], p) for p in shown)])
    y = 0.0
    for pool in collaboration.participants:
        if not pool.id or pool.id in made.bounds:
            continue
        process = pool.process_ref
        if process is None or shown.get(process) != pool:
            height = sizes(Participant, is_black_box=True).new.height
        else:
            height = max(LEAST_HEIGHT, sheets[process].size.height)
            left = HEADER * (1 + lane_depth(process)) + INSET
            made.origins[process] = (left, y)
            made.bounds.update(lane_bounds(process, sheets[process], Bounds(0, y, width, height)))
        made.bounds[pool.id] = Bounds(0, y, width, height)
        y += height + BETWEEN
    made.right, made.bottom = width, max(0.0, y - BETWEEN)
    return made


def _width(sheet: Sheet, process: Element) -> float:
    return HEADER * (1 + lane_depth(process)) + sheet.size.width + 2 * INSET


def lane_depth(container: Element) -> int:
    """How many lanes lie in each other at most."""
    deepest, waiting = 0, [(s, 1) for s in _sets(container)]
    while waiting:
        lanes, depth = waiting.pop()
        if lanes.lanes:
            deepest = max(deepest, depth)
        waiting += [
            (lane.child_lane_set, depth + 1) for lane in lanes.lanes if lane.child_lane_set is not None
        ]
    return deepest


def _sets(container: Element) -> list[LaneSet]:
    sets = list(container.lane_sets) if isinstance(container, Process | SubProcess) else []
    return [lanes for lanes in sets if lanes.lanes][:1]


def lane_bounds(container: Element, sheet: Sheet, pool: Bounds) -> dict[str, Bounds]:
    """The bounds of all lanes of a container whose sheet fills a pool, right of the pool's own band."""
    result: dict[str, Bounds] = {}
    for lanes in _sets(container):
        for lane in lanes.lanes:
            _bound(lane, 1, sheet, pool, result)
    if result and sheet.bands:
        _fill(result, sheet, pool)
    return result


def _bound(
    lane: Lane, depth: int, sheet: Sheet, pool: Bounds, result: dict[str, Bounds]
) -> tuple[float, float]:
    """Bound a lane round its bands; its span is returned."""
    inner = lane.child_lane_set
    spans = [
        _bound(child, depth + 1, sheet, pool, result) for child in (inner.lanes if inner is not None else ())
    ]
    span = sheet.bands.get(str(lane.id))
    if spans:
        span = (min(s[0] for s in spans), max(s[1] for s in spans))
    span = span or (0.0, 0.0)
    left = HEADER * depth
    if lane.id and span[1] > span[0]:
        result[lane.id] = Bounds(pool.x + left, pool.y + span[0], pool.width - left, span[1] - span[0])
    return span


def _fill(result: dict[str, Bounds], sheet: Sheet, pool: Bounds) -> None:
    """The last lane reaches to the lower edge of the pool, where nothing lies below it."""
    last = max(b.bottom for b in result.values())
    if len(sheet.bands) and last < pool.bottom and pool.bottom - last < LEAST_HEIGHT:
        for identifier, bounds in result.items():
            if bounds.bottom == last:
                result[identifier] = bounds._replace(height=pool.bottom - bounds.y)


def conversations(collaboration: Collaboration) -> dict[str, Bounds]:
    """The bounds of partners and conversations: conversations in a row between two rows of partners."""
    partners = {str(p.id): p for p in collaboration.participants if p.id}
    nodes = {str(n.id): n for n in collaboration.conversation_nodes if n.id}
    joined = _joined(collaboration, partners, nodes)
    middle = {identifier: APART * (index + 0.5) for index, identifier in enumerate(nodes)}
    rows: tuple[list[str], list[str]] = ([], [])
    placed: set[str] = set()
    for ends in [*joined.values(), list(partners)]:
        for partner in ends:
            if partner not in placed:
                placed.add(partner)
                rows[len(rows[0]) > len(rows[1])].append(partner)
    bounds = {}
    for identifier, x in middle.items():
        size = sizes(type(nodes[identifier])).new
        bounds[identifier] = Bounds(round(x - size.width / 2), round(ROW - size.height / 2), *size)
    for row, y in zip(rows, (0.0, 2 * ROW - PARTNER[1]), strict=True):
        wishes = {p: _average([middle[n] for n, ends in joined.items() if p in ends], APART / 2) for p in row}
        row.sort(key=lambda partner: wishes[partner])
        offsets = [APART * index for index in range(len(row))]
        spread = rising([wishes[p] - o for p, o in zip(row, offsets, strict=True)], [1.0] * len(row))
        for partner, value, offset in zip(row, spread, offsets, strict=True):
            bounds[partner] = Bounds(round(value + offset - PARTNER[0] / 2), y, *PARTNER)
    left = min((b.x for b in bounds.values()), default=0.0)
    return {identifier: b.moved(-left, 0) for identifier, b in bounds.items()}


def _joined(
    collaboration: Collaboration, partners: Container[str], nodes: Iterable[str]
) -> dict[str, list[str]]:
    """The partners of each conversation, by its links."""
    joined: dict[str, list[str]] = {identifier: [] for identifier in nodes}
    for link in collaboration.children(ConversationLink):
        ends = [str(e.id) for e in (link.source_ref, link.target_ref) if e is not None]
        for one, other in (ends, ends[::-1]) if len(ends) > 1 else ():
            if one in joined and other in partners:
                joined[one].append(other)
    return joined


def _average(values: list[float], missing: float) -> float:
    return sum(values) / len(values) if values else missing
