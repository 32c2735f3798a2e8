"""The process landscape: how the maps of a folder work for each other and for the customer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.model import FlowNode, MessageFlow, Process
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.system import landscape_chains
from bpmn.system.landscape_boxes import band, card, load_bar, party_box
from bpmn.system.landscape_chains import Stage
from bpmn.system.landscape_grid import FORTH, Chain, Grid, grid
from bpmn.system.landscape_legend import legend
from bpmn.system.landscape_lines import ROOM, Line, Lines
from bpmn.system.link import Kind, Level, Link, Links
from bpmn.system.links import find_links
from bpmn.system.places import Places, places
from bpmn.system.surveys import surveys
from bpmn.system.system import System
from bpmn.system.topology import Topology, place_of, topology

CARD = (156.0, 96.0)
PARTY = (156.0, 44.0)
GAP = (104.0, 74.0)
BAND = 48.0
LOWEST = 176.0
"""Height of a band that leaves room for a name."""

MOST_NAMES = 3
OWNER = "Process Owner"
ASKS, RECEIVES = "asks", "receives"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the picture that stands for a process, a party (empty file) or an element of a map."""

    bounds: Bounds
    key: ElementKey


@dataclass(frozen=True, slots=True)
class Landscape:
    """The picture and what can be chosen in it."""

    drawing: Drawing
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a process for its card: the time it takes in words, and its load (1 is full)."""

    time: str = ""
    load: float | None = None


def draw_landscape(
    system: System, links: Links | None = None, figures: Mapping[ElementKey, Figures] | None = None
) -> Landscape:
    """Draw all processes and parties of a system with what joins them; links are found unless given."""
    links = find_links(system) if links is None else links
    found = places(surveys(system))
    return _Picture(system, found, links, topology(system, found, links), figures or {}).drawn()


class _Picture:
    """One landscape while it is being drawn."""

    def __init__(
        self,
        system: System,
        found: Places,
        links: Links,
        graphs: Topology,
        figures: Mapping[ElementKey, Figures],
    ) -> None:
        self._system = system
        self._found = found
        self._links = links
        self._topology = graphs
        self._figures = figures
        self._grid: Grid = grid(graphs)
        self._boxes = {key: self._bounds(key) for key in self._grid.cells}
        self._right = max((box.right for box in self._boxes.values()), default=CARD[0])
        self._bands = {key: self._both(key) for key in self._grid.customers}

    def drawn(self) -> Landscape:
        lines = Lines(self._grid, self._boxes)
        areas: list[Area] = []
        stage = Stage(self._boxes, -ROOM, self._right + ROOM)
        behind, before = landscape_chains.chains(self._grid, stage, self._chain_names)
        marks, names = list(behind), list(before)
        kinds: set[Kind] = set()
        for line in self._lines():
            kinds.add(line.kind)
            drawing, words = lines.draw(line)
            marks += drawing
            names += words
            place = drawing_bounds(words)
            if place is not None:
                areas.append(Area(place, line.key))
        for key, sides in self._bands.items():
            for box, does in zip(sides, (ASKS, RECEIVES), strict=True):
                marks += band(box, self._topology.parties[key].name, does)
                areas.append(Area(box, key))
        for key, box in self._boxes.items():
            marks += self._box(key, box)
            areas.append(Area(box, key))
        return Landscape((*marks, *names, *self._legend(kinds)), tuple(areas))

    def _legend(self, kinds: set[Kind]) -> Drawing:
        """Under everything, from the left edge on; nothing for an empty picture."""
        if not self._boxes:
            return ()
        bottom = max(box.bottom for box in (*self._boxes.values(), *(b[0] for b in self._bands.values())))
        left = -ROOM - BAND if self._bands else 0.0
        return legend(kinds, Point(left, bottom + 44), has_chains=bool(self._grid.chains))

    # -- boxes -------------------------------------------------------------------------------------

    def _bounds(self, key: ElementKey) -> Bounds:
        cell = self._grid.cells[key]
        width, height = PARTY if key in self._topology.parties else CARD
        x = cell.column * (CARD[0] + GAP[0])
        return Bounds(x, cell.row * (CARD[1] + GAP[1]), width, height)

    def _both(self, customer: ElementKey) -> tuple[Bounds, Bounds]:
        """The bands of a customer at the left and at the right, beside what concerns it."""
        rows = {at for at, chain in enumerate(self._grid.chains) if chain.customer == customer}
        if len(self._grid.customers) == 1 or not rows:
            graph = self._topology.processes
            near = {*graph.predecessors(customer), *graph.successors(customer)}
            rows |= {cell.row for key, cell in self._grid.cells.items() if key in near}
        top = min(rows, default=0) * (CARD[1] + GAP[1]) - 20
        bottom = max(rows, default=0) * (CARD[1] + GAP[1]) + CARD[1] + 8
        left = Bounds(-ROOM - BAND, top, BAND, max(bottom - top, LOWEST))
        return left, left._replace(x=self._right + ROOM)

    def _box(self, key: ElementKey, box: Bounds) -> Drawing:
        party = self._topology.parties.get(key)
        if party is not None:
            return party_box(box, party.name, party.role, is_assumed=party.is_assumed)
        is_support = key not in self._grid.on_chains and not self._faces_customer(key)
        figures = self._figures.get(key, Figures())
        owner = self._owner(key) or key.file
        drawn = card(box, self._found.title(key), owner, figures.time, is_support=is_support)
        return (*drawn, *load_bar(box, figures.load)) if figures.load is not None else drawn

    def _faces_customer(self, key: ElementKey) -> bool:
        graph = self._topology.processes
        return any(n in self._bands for n in (*graph.predecessors(key), *graph.successors(key)))

    def _owner(self, key: ElementKey) -> str:
        process = self._system.document(key.file).element(key.element)
        if not isinstance(process, Process):
            return ""
        roles = [role for role in process.resources if role.name == OWNER]
        resources = [role.resource_ref for role in roles]
        return next((r.name for r in resources if r is not None and r.name), "")

    # -- lines -------------------------------------------------------------------------------------

    def _lines(self) -> Iterator[Line]:
        """One line for all links of one kind between two boxes in one direction."""
        outside = {e: ElementKey("", p.name) for p in self._links.parties for e in p.elements}
        groups: defaultdict[tuple[ElementKey, ElementKey, Kind], list[Link]] = defaultdict(list)
        shown = self._in_chains()
        for link in self._links.links:
            if link in shown or link.kind is Kind.RESOURCE:
                continue
            source = place_of(self._found, outside, link.source)
            target = place_of(self._found, outside, link.target)
            if source is not None and target is not None and source != target:
                groups[source, target, self._shown(source, target, link.kind)].append(link)
        for (source, target, kind), together in groups.items():
            names = list(dict.fromkeys(self._name(link) for link in together))
            some = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "…"]
            assumed = all(link.level is Level.M5 for link in together)
            bands = self._bands.get(source) or self._bands.get(target)
            own = together[0].source if together[0].source in self._found.process_of else together[0].target
            yield Line(source, target, kind, tuple(n for n in some if n), own, assumed, bands)

    def _in_chains(self) -> set[Link]:
        """The links that the thick lines stand for."""
        steps = {step for chain in self._grid.chains for step in pairwise(chain.processes)}
        drawn = {x for chain in self._grid.chains for x in (*chain.starts, *chain.results)}
        of = self._found.process_of
        inside = (x for x in self._links.links if x.kind in FORTH)
        return drawn | {x for x in inside if (of.get(x.source), of.get(x.target)) in steps}

    def _chain_names(self, chain: Chain) -> tuple[str, str]:
        """What the customer asks for, and what the customer gets."""
        asked = dict.fromkeys(self._name(link) for link in chain.starts)
        given = dict.fromkeys(self._name(link) for link in chain.results)
        return ", ".join(n for n in asked if n), ", ".join(n for n in given if n)

    def _shown(self, source: ElementKey, target: ElementKey, kind: Kind) -> Kind:
        """With somebody outside, what starts a case is a message like any other."""
        is_outside = source in self._topology.parties or target in self._topology.parties
        return Kind.MESSAGE if is_outside and kind is Kind.TRIGGER else kind

    def _name(self, link: Link) -> str:
        """What goes along a link: the name of its message flow, else of the element that gives it."""
        for key, attribute in ((link.source, "sourceRef"), (link.target, "targetRef")):
            element = self._system.document(key.file).element(key.element) if key.file else None
            if isinstance(element, FlowNode):
                flows = (r.node for r in element.document.references(key.element) if r.attribute == attribute)
                named = (flow.get("name") for flow in flows if flow.tag == MessageFlow.own_tag)
                name = next((text for text in named if text), None)
                if name:
                    return name
        if link.kind is Kind.DATA:
            return str(dict(link.evidence.values).get("name", ""))
        element = self._system.document(link.source.file).element(link.source.element)
        return (element.node.get("name") or "") if element is not None else ""
