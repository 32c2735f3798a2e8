"""The process landscape: how the maps of a folder work for each other and for the customer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.model import FlowNode, MessageFlow, Process
from bpmn.notation.drawing import Drawing, Mark
from bpmn.system.landscape_boxes import band, card, party_box
from bpmn.system.landscape_grid import Grid, grid
from bpmn.system.landscape_lines import Line, Lines
from bpmn.system.link import Kind, Level, Link, Links
from bpmn.system.links import find_links
from bpmn.system.places import Places, places
from bpmn.system.system import System
from bpmn.system.topology import Topology, place_of, topology

CARD = (152.0, 80.0)
PARTY = (152.0, 44.0)
GAP = (104.0, 76.0)
BAND = 48.0
MOST_NAMES = 3
OWNER = "Process Owner"


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


def draw_landscape(system: System, links: Links | None = None) -> Landscape:
    """Draw all processes and parties of a system with what joins them; links are found unless given."""
    links = find_links(system) if links is None else links
    found = places(system)
    return _Picture(system, found, links, topology(system, found, links)).drawn()


class _Picture:
    """One landscape while it is being drawn."""

    def __init__(self, system: System, found: Places, links: Links, graphs: Topology) -> None:
        self._system = system
        self._found = found
        self._links = links
        self._topology = graphs
        self._grid: Grid = grid(graphs)
        self._top = (BAND + GAP[1]) * len(self._grid.customers)
        self._boxes = {key: self._bounds(key) for key in self._grid.cells}
        self._width = max((box.right for box in self._boxes.values()), default=CARD[0])

    def drawn(self) -> Landscape:
        lines = Lines(self._grid, self._boxes)
        areas: list[Area] = []
        marks: list[Mark] = []
        for line in self._lines():
            drawing, label = lines.draw(line)
            marks += drawing
            if label is not None:
                areas.append(Area(label, line.key))
        for at, key in enumerate(self._grid.customers):
            box = self._band(at)
            marks += band(box, self._topology.parties[key].name)
            areas.append(Area(box, key))
        for key, box in self._boxes.items():
            marks += self._box(key, box)
            areas.append(Area(box, key))
        return Landscape(tuple(marks), tuple(areas))

    # -- boxes -------------------------------------------------------------------------------------

    def _bounds(self, key: ElementKey) -> Bounds:
        cell = self._grid.cells[key]
        width, height = PARTY if key in self._topology.parties else CARD
        x = cell.column * (CARD[0] + GAP[0])
        return Bounds(x, self._top + cell.row * (CARD[1] + GAP[1]), width, height)

    def _band(self, at: int) -> Bounds:
        return Bounds(0, at * (BAND + GAP[1]) if at else 0, self._width, BAND)

    def _box(self, key: ElementKey, box: Bounds) -> Drawing:
        party = self._topology.parties.get(key)
        if party is not None:
            return party_box(box, party.name, party.role, is_assumed=party.is_assumed)
        behind = self._grid.cells[key].row > 0
        return card(box, self._found.title(key), self._owner(key) or key.file, is_support=behind)

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
        for link in self._links.links:
            source = place_of(self._found, outside, link.source)
            target = place_of(self._found, outside, link.target)
            if source is not None and target is not None and source != target:
                groups[source, target, self._shown(source, target, link.kind)].append(link)
        for (source, target, kind), together in groups.items():
            names = list(dict.fromkeys(self._name(link) for link in together))
            shown = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "…"]
            assumed = all(link.level is Level.M5 for link in together)
            customer = next((at for at, k in enumerate(self._grid.customers) if k in (source, target)), None)
            over = self._band(customer) if customer is not None else None
            own = together[0].source if together[0].source in self._found.process_of else together[0].target
            yield Line(source, target, kind, tuple(n for n in shown if n), own, assumed, over)

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
        element = self._system.document(link.source.file).element(link.source.element)
        return (element.node.get("name") or "") if element is not None else ""
