"""Arranges a landscape: lays chains and lines, then moves everything as close as its words allow."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Point
from bpmn.system.landscape_axis import Demand, Use
from bpmn.system.landscape_fixed import fixed
from bpmn.system.landscape_model import Model, Way
from bpmn.system.landscape_plan import Placed, Plan, Slotted
from bpmn.system.landscape_router import SHORTCUT, Costs, Node, Rectangle, Router
from bpmn.system.landscape_stage import Stage, arranged
from bpmn.system.link import Kind

CHAIN = Costs(bend=90.0, crossing=30.0)
LINE = Costs()
CROWDED = Costs(sharing=3.0)
OTHER_SIDE = 60.0
"""What it costs to meet a customer at the side that is not meant for it."""

FROM_BELOW = 30.0
MOST_ROUNDS = 7
MORE_TRACKS = (4, 10)
"""How many tracks more are tried where lines would run on top of each other."""

MANY_LINES, LONG_SHORTCUT = 100, 1.6
"""With more lines than these dearer ways are taken too: a few bends more, a third of the time."""


def arrange(model: Model, positions: Mapping[ElementKey, Point] | None = None) -> Plan:
    """Place everything; with ``positions`` the boxes stand where a person put them."""
    if positions:
        return _Planner(model, fixed(model, positions)).plan()
    stage = arranged(model)
    planner = _Planner(model, stage, gives_up=True)
    for more in MORE_TRACKS:
        if not planner.is_crowded:
            break
        stage = arranged(model, more)
        planner = _Planner(model, stage, gives_up=more != MORE_TRACKS[-1])
    plan = planner.plan()
    nameless = planner.nameless()
    return _Planner(model, stage, nameless).plan() if nameless else plan


class _Planner:
    """Lays everything on a stage; ``aside`` are connections that shall leave their boxes at the sides.

    One that ``gives_up`` stops at the first line that would run on top of another.
    """

    def __init__(
        self, model: Model, stage: Stage, aside: Collection[int] = (), *, gives_up: bool = False
    ) -> None:
        self._model, self._stage, self._aside = model, stage, aside
        self._labelled: Collection[int] = ()
        shortcut = SHORTCUT if len(model.connections) <= MANY_LINES else LONG_SHORTCUT
        self._router = Router(stage.x.laid, stage.y.laid, shortcut)
        self._pieces: dict[int, list[list[Node]]] = {}
        self._routes: dict[int, list[Node]] = {}
        for spot in stage.spots.values():
            self._router.block(spot.box)
        self._block_bands()
        self.is_crowded = False
        for way in model.ways:
            self._lay_way(way)
        for number in self._order():
            if self.is_crowded and gives_up:
                break
            self._lay_line(number)

    def _block_bands(self) -> None:
        bands = list(self._stage.bands.values())
        if not bands:
            return
        height, width = len(self._stage.y.laid) - 1, len(self._stage.x.laid) - 1
        self._router.block(Rectangle(0, 0, min(left for _, left, _ in bands), height))
        self._router.block(Rectangle(max(right for *_, right in bands), 0, width, height))

    def plan(self) -> Plan:
        if not self._stage.spots:
            return Plan(self._model, {}, {})
        demands: dict[int, list[Demand]] = {}
        options: dict[int, int] = {}
        placed = self._placed(())
        for _ in range(MOST_ROUNDS if not self._stage.is_fixed else 0):
            missing = [number for number, one in placed.missing.items() if options.get(number, 0) < len(one)]
            if not missing:
                break
            for number in missing:
                demands[number] = placed.missing[number][options.get(number, 0)]
                options[number] = options.get(number, 0) + 1
            placed = self._placed([d for some in demands.values() for d in some])
        self._labelled = placed.labelled
        return placed.plan()

    def nameless(self) -> set[int]:
        """The connections whose names found no place."""
        lines = self._model.connections
        return {n for n in self._routes if lines[n].names and self._routes[n] and n not in self._labelled}

    # -- ways --------------------------------------------------------------------------------------

    def _lay_way(self, way: Way) -> None:
        stage = self._stage
        pieces: list[list[Node]] = []
        first = stage.spots[way.processes[0]]
        goals = self._entries(way, way.processes[0])
        if way.customer in stage.bands:
            rows, left, _ = stage.bands[way.customer]
            station = first.stations[stage.tracks[way.number, way.processes[0]]]
            starts = {Node(left, y): float(y != station) for y in rows}
            pieces.append(self._laid(starts, goals, CHAIN))
        for one, other in pairwise(way.processes):
            pieces.append(self._laid(self._exit(way, one), self._entries(way, other), CHAIN))
        if way.is_answered and way.customer in stage.bands:
            rows, _, right = stage.bands[way.customer]
            ends = {Node(right, y): 0.0 for y in rows}
            pieces.append(self._laid(self._exit(way, way.processes[-1]), ends, CHAIN))
        self._pieces[way.number] = pieces

    def _exit(self, way: Way, process: ElementKey) -> dict[Node, float]:
        spot = self._stage.spots[process]
        return {Node(spot.box.right, self._station(way, process)): 0.0}

    def _entries(self, way: Way, process: ElementKey) -> dict[Node, float]:
        """The left side; from below or above for a way that changes rows."""
        spot = self._stage.spots[process]
        middle = spot.across[len(spot.across) // 2]
        return {
            Node(spot.box.left, self._station(way, process)): 0.0,
            Node(middle, spot.box.bottom): FROM_BELOW,
            Node(middle, spot.box.top): FROM_BELOW * 2,
        }

    def _station(self, way: Way, process: ElementKey) -> int:
        return self._stage.spots[process].stations[self._stage.tracks[way.number, process]]

    # -- lines -------------------------------------------------------------------------------------

    def _order(self) -> list[int]:
        """The connections, those between near boxes first."""
        stage = self._stage

        def distance(number: int) -> tuple[float, int]:
            line = self._model.connections[number]
            spots = [stage.spots[k].box for k in (line.source, line.target) if k in stage.spots]
            if len(spots) < 2:  # noqa: PLR2004 - the other end is a customer's band
                return (0.0, number)
            one, other = ((stage.x.laid[s.left], stage.y.laid[s.top]) for s in spots)
            return abs(one[0] - other[0]) + abs(one[1] - other[1]), number

        return sorted(range(len(self._model.connections)), key=distance)

    def _lay_line(self, number: int) -> None:
        line = self._model.connections[number]
        is_aside = number in self._aside
        starts = self._ports(line.source, asks=True, is_aside=is_aside)
        goals = self._ports(line.target, asks=False, is_aside=is_aside)
        if line.kind is Kind.RESOURCE and not self._stage.is_fixed:
            # A pill does not fit into the short way between neighbours.
            starts, goals = (self._upright(ports) for ports in (starts, goals))
        self._routes[number] = self._laid(starts, goals, LINE)

    def _upright(self, ports: dict[Node, float]) -> dict[Node, float]:
        """The ports at the top and the foot of boxes."""
        edges = {y for spot in self._stage.spots.values() for y in (spot.box.top, spot.box.bottom)}
        return {node: cost for node, cost in ports.items() if node.y in edges}

    def _ports(self, key: ElementKey, *, asks: bool, is_aside: bool = False) -> dict[Node, float]:
        spot = self._stage.spots.get(key)
        if spot is not None:
            ports = spot.ports()
            return {node: cost for node, cost in ports.items() if node.y in spot.down} if is_aside else ports
        if key not in self._stage.bands:
            return {}
        rows, left, right = self._stage.bands[key]
        mine, other = (left, right) if asks else (right, left)
        nodes = {Node(mine, y): 0.0 for y in rows}
        return nodes | {Node(other, y): OTHER_SIDE for y in rows}

    def _laid(self, starts: dict[Node, float], goals: dict[Node, float], costs: Costs) -> list[Node]:
        """A way on the router's plane; where there is no room it runs along others."""
        free = {node: cost for node, cost in goals.items() if not self._router.is_used(node)}
        found = self._router.route(starts, free, costs)
        if found is None:
            self.is_crowded = True
            found = self._router.route(starts, goals, CROWDED)
        if found is None:
            return []
        self._router.occupy(found)
        return found

    # -- places ------------------------------------------------------------------------------------

    def _placed(self, demands: Sequence[Demand]) -> Placed:
        xs = self._stage.x.compacted(self._use(0, [d for d in demands if d.is_across]))
        ys = self._stage.y.compacted(self._use(1, [d for d in demands if not d.is_across]))
        return Placed(self._model, self._stage, Slotted(xs, ys, self._routes, self._pieces))

    def _use(self, direction: int, demands: Sequence[Demand]) -> Use:
        wide = {slot for pieces in self._pieces.values() for way in pieces for slot in _slots(way, direction)}
        thin = {slot for way in self._routes.values() for slot in _slots(way, direction)}
        gaps = self._stage.row_gaps if direction else self._stage.gaps
        return Use(wide | thin, wide, gaps, demands)


def _slots(way: Sequence[Node], direction: int) -> Iterator[int]:
    """The slots on which a way runs: those of upright pieces (0) or of level ones (1)."""
    for one, other in pairwise(way):
        if one[direction] == other[direction]:
            yield one[direction]
