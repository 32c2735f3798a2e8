"""Arranges the content of one process, sub-process or choreography."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.ends import end_of
from bpmn.layout.ranked import Box, Link, Ranked, place
from bpmn.layout.ranks import components
from bpmn.layout.routing import loop
from bpmn.layout.satellites import Satellites, satellites
from bpmn.layout.sizes import Size, sizes
from bpmn.model import (
    BoundaryEvent,
    ChoreographyActivity,
    Element,
    Event,
    FlowNode,
    Gateway,
    Lane,
    LaneSet,
    Process,
    SequenceFlow,
    SubProcess,
)
from bpmn.notation.metrics import text_width

EVENT = 36.0
STEP = 44.0
"""The distance between boundary events, in diagram units."""

PADDING = 40.0
ROW = 6
"""How many steps without flows stand in one row."""

TITLE = 20.0
NOTHING = Size(0, 0)


@dataclass(slots=True)
class Sheet:
    """The content of one container in coordinates of its own, and the bands of its lanes.

    ``inner`` are the sheets of expanded sub-processes by the id of the sub-process.
    """

    bounds: dict[str, Bounds] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    bands: dict[str, tuple[float, float]] = field(default_factory=dict)
    inner: dict[str, "Sheet"] = field(default_factory=dict)
    size: Size = NOTHING

    @property
    def expanded(self) -> Size:
        """The size of a sub-process that shows this sheet."""
        return Size(self.size.width + 2 * PADDING, self.size.height + 2 * PADDING + TITLE)


def sheet_of(container: Element, inner: Mapping[Element, Sheet]) -> Sheet:
    """The arrangement of what stands directly in a container; inner are those of its sub-processes."""
    return _Maker(container, inner).sheet()


def lanes_of(container: Element) -> list[Lane]:
    """The innermost lanes of a process or sub-process, in file order; of several sets the first counts."""
    sets: Iterable[LaneSet] = container.lane_sets if isinstance(container, Process | SubProcess) else ()
    waiting = list(next((list(s.lanes) for s in sets if s.lanes), []))
    found: list[Lane] = []
    while waiting:
        lane = waiting.pop(0)
        child = lane.child_lane_set
        children = list(child.lanes) if child is not None else []
        if children:
            waiting[:0] = children
        elif lane.id:
            found.append(lane)
    return found


class _Maker:
    """Works out one sheet."""

    def __init__(self, container: Element, inner: Mapping[Element, Sheet]) -> None:
        self.container = container
        self.result = Sheet()
        nodes = [e for e in container.children(FlowNode) if e.id]
        self.nodes = {str(e.id): e for e in reversed(nodes) if not isinstance(e, BoundaryEvent)}
        self.nodes = dict(reversed(self.nodes.items()))
        self.result.inner = {i: inner[e] for i, e in self.nodes.items() if e in inner and inner[e].bounds}
        self.guests: dict[str, list[BoundaryEvent]] = defaultdict(list)
        self.lost: list[BoundaryEvent] = []
        for event in nodes:
            if isinstance(event, BoundaryEvent):
                host = event.attached_to_ref
                known = host is not None and host.id in self.nodes
                (self.guests[str(host.id)] if host is not None and known else self.lost).append(event)
        self.beside: Satellites = satellites(container, self.nodes)

    def sheet(self) -> Sheet:
        """The finished sheet."""
        links = self._links()
        lanes = lanes_of(self.container)
        band, count = self._bands(links, lanes)
        boxes = [self._box(identifier, band[identifier]) for identifier in self.nodes]
        ranked = place(boxes, [*links, *self._rows(links, band)], count)
        self._take(ranked, links)
        for number, lane in enumerate(lanes):
            self.result.bands[str(lane.id)] = ranked.bands[number]
        height = self._place_loose(ranked.height if boxes else 0.0)
        widest = max((b.right for b in self.result.bounds.values()), default=0.0)
        self.result.size = Size(max(ranked.width, widest), height)
        return self.result

    def _links(self) -> list[Link]:
        """The sequence flows between nodes here; those of boundary events start at their host."""
        links = []
        seat = {e.id: (host, i) for host, events in self.guests.items() for i, e in enumerate(events)}
        for flow in self.container.children(SequenceFlow):
            source, target = flow.source_ref, flow.target_ref
            if not (flow.id and source is not None and target is not None and target.id in self.nodes):
                continue
            room = text_width(flow.name, 11) + 30 if flow.name and isinstance(source, Gateway) else 0.0
            if source.id in seat:
                host, number = seat[source.id]
                if host != target.id:
                    drop = self._size(host).height / 2 + EVENT / 2 + 12 + 8 * number
                    links.append(Link(flow.id, host, str(target.id), drop))
            elif source.id in self.nodes and source != target:
                links.append(Link(flow.id, str(source.id), str(target.id), 0.0, min(room, 120.0)))
        return links

    def _bands(self, links: Sequence[Link], lanes: Sequence[Lane]) -> tuple[dict[str, int], int]:
        """The band of every node: its lane, else the connected part of the map it is in."""
        if lanes:
            lane = {str(n.id): i for i, one in enumerate(lanes) for n in one.flow_node_refs}
            loose = any(identifier not in lane for identifier in self.nodes)
            band = {identifier: lane.get(identifier, len(lanes)) for identifier in self.nodes}
            return band, len(lanes) + loose
        pairs = [(link.source, link.target) for link in links]
        pairs += [(link.source, link.target) for link in self._rows(links, dict.fromkeys(self.nodes, 0))]
        part = components(list(self.nodes), pairs)
        return part, max(part.values(), default=-1) + 1

    def _rows(self, links: Sequence[Link], band: Mapping[str, int]) -> list[Link]:
        """Lines that are not drawn and put steps without flows side by side."""
        busy = {end for link in links for end in (link.source, link.target)}
        alone: dict[int, list[str]] = defaultdict(list)
        for identifier in self.nodes:
            if identifier not in busy:
                alone[band[identifier]].append(identifier)
        return [
            Link("", group[i], group[i + 1])
            for group in alone.values()
            for i in range(len(group) - 1)
            if (i + 1) % ROW
        ]

    def _size(self, identifier: str) -> Size:
        node = self.nodes[identifier]
        inside = self.result.inner.get(identifier)
        if inside is not None:
            return inside.expanded
        size = sizes(type(node)).new
        bands = 100.0 if isinstance(node, ChoreographyActivity) else 0.0
        return Size(max(size.width, STEP * len(self.guests[identifier]) + 12), max(size.height, bands))

    def _box(self, identifier: str, band: int) -> Box:
        node, (width, height) = self.nodes[identifier], self._size(identifier)
        below = 0.0
        guests = len(self.guests[identifier])
        if guests:
            below = EVENT / 2 + 20 + 8 * guests
        elif isinstance(node, Event | Gateway) and node.name:
            below = 20.0 + 13.0 * min(3, int(text_width(node.name, 11) / 90))
        over = self.beside.over.get(identifier)
        above = over.height if over is not None else 0.0
        reach = max(width, over.width if over is not None else 0.0, 90.0 if below and not guests else 0.0)
        return Box(identifier, width, height, above, below, reach, band)

    def _take(self, ranked: Ranked, links: Sequence[Link]) -> None:
        """Take over the result, with boundary events, satellites and loops."""
        for identifier, bounds in ranked.bounds.items():
            self.result.bounds[identifier] = bounds
            for number, event in enumerate(self.guests[identifier]):
                self.result.bounds[str(event.id)] = _seat(bounds, number)
            self.result.bounds.update(self.beside.placed(identifier, bounds))
        sources = {str(f.id): f.source_ref for f in self.container.children(SequenceFlow)}
        for link in links:
            line, source = ranked.lines[link.id], sources[link.id]
            if link.drop and source is not None:
                seat = self.result.bounds[str(source.id)]
                line = [Point(seat.centre.x, seat.bottom), Point(seat.centre.x, line[0].y), *line[1:]]
            self.result.lines[link.id] = line
        for flow in self.container.children(SequenceFlow):
            source = flow.source_ref
            if flow.id and source is not None and source == flow.target_ref and source.id in ranked.bounds:
                self.result.lines[flow.id] = loop(end_of(source, ranked.bounds[str(source.id)]))

    def _place_loose(self, top: float) -> float:
        """Put what belongs to no step into a row below everything; the whole height is returned."""
        loose = [(str(e.id), sizes(type(e)).new) for e in (*self.lost, *self.beside.loose)]
        x, y, lowest = 30.0, top + 20, top
        for identifier, size in loose:
            self.result.bounds[identifier] = Bounds(x, y, *size)
            x += size.width + STEP
            lowest = max(lowest, y + size.height + 30)
            if x > 1500:  # noqa: PLR2004 - about as wide as a screen
                x, y = 30.0, lowest
        return lowest


def _seat(host: Bounds, number: int) -> Bounds:
    """Where the boundary event of a number sits: on the lower edge, from the right."""
    return Bounds(host.right - 10 - EVENT - STEP * number, host.bottom - EVENT / 2, EVENT, EVENT)
