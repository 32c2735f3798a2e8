"""The landscape as a map of its own: pools for processes of other maps, and the messages between them.

Other tools can open it; it refers to the maps by import and adds nothing to what they say.
"""

import math
import posixpath
from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End
from bpmn.layout.routing import Style, route
from bpmn.notation.metrics import text_width, wrap
from bpmn.system.landscape_grid import Cell, grid
from bpmn.system.link import Kind, Link, Links
from bpmn.system.links import find_links
from bpmn.system.places import Places, places
from bpmn.system.qnames import namespace
from bpmn.system.surveys import surveys
from bpmn.system.system import System
from bpmn.system.topology import Topology, topology
from bpmn.xml import names

POOL = (220.0, 60.0)
GAP = (130.0, 100.0)
APART = 16.0
DEEPER = 1.2
"""A place one row further down is as good as one that is so many columns away."""

SIZE, WORDS = 11.0, 110.0
SENT = frozenset({Kind.TRIGGER, Kind.MESSAGE})
SPACE = "https://wholeflow.org/landscape"
DIAGRAM = f' xmlns="{names.MODEL}" xmlns:bpmndi="{names.BPMNDI}" xmlns:dc="{names.DC}" xmlns:di="{names.DI}"'


def landscape_map(system: System, links: Links | None = None, folder: str = ".") -> bytes:
    """A collaboration with a pool for each process and party, as the bytes of a BPMN file.

    ``folder`` is the system's folder as seen from where the file will stand, a POSIX path.
    """
    links = find_links(system) if links is None else links
    found = places(surveys(system))
    return _Writer(system, found, topology(system, found, links), folder).text().encode()


class _Writer:
    """Writes one landscape."""

    def __init__(self, system: System, found: Places, graphs: Topology, folder: str) -> None:
        self._system = system
        self._found = found
        self._graphs = graphs
        self._folder = folder
        self._boxes = _boxes(graphs)
        self._ids = {key: f"Participant_{number}" for number, key in enumerate(self._boxes, 1)}
        files = sorted({key.file for key in self._boxes if key.file})
        self._prefixes = {file: f"m{number}" for number, file in enumerate(files, 1)}
        self._flows = self._messages()

    def text(self) -> str:
        """The whole file."""
        spaces = {p: namespace(self._system.document(f)) for f, p in self._prefixes.items()}
        bound = "".join(f" xmlns:{p}={quoteattr(uri)}" for p, uri in spaces.items() if uri)
        return "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<definitions{DIAGRAM}{bound} id="Landscape" targetNamespace="{SPACE}">',
                *self._imports(),
                '  <collaboration id="Landscape_collaboration">',
                *(self._participant(key) for key in self._boxes),
                *(self._flow(number, *ends) for number, ends in enumerate(self._flows, 1)),
                "  </collaboration>",
                '  <bpmndi:BPMNDiagram id="Landscape_diagram">',
                '    <bpmndi:BPMNPlane id="Landscape_plane" bpmnElement="Landscape_collaboration">',
                *(self._shape(key, box) for key, box in self._boxes.items()),
                *(self._edge(number, *ends) for number, ends in enumerate(self._flows, 1)),
                "    </bpmndi:BPMNPlane>",
                "  </bpmndi:BPMNDiagram>",
                "</definitions>",
                "",
            ]
        )

    def _imports(self) -> list[str]:
        return [
            f"  <import namespace={quoteattr(namespace(self._system.document(file)))} "
            f"location={quoteattr(quote(posixpath.normpath(posixpath.join(self._folder, file))))} "
            f'importType="{names.MODEL}" />'
            for file in self._prefixes
        ]

    def _participant(self, key: ElementKey) -> str:
        name = key.element if not key.file else self._found.title(key)
        return f'    <participant id="{self._ids[key]}" name={quoteattr(name)}{self._process(key)} />'

    def _process(self, key: ElementKey) -> str:
        """The reference to the process in its map; none for a party."""
        if not key.file:
            return ""
        has_space = bool(namespace(self._system.document(key.file)))
        prefix = f"{self._prefixes[key.file]}:" if has_space else ""
        return f" processRef={quoteattr(prefix + key.element)}"

    def _messages(self) -> list[tuple[ElementKey, ElementKey, str]]:
        """What goes from one pool to another, all messages of one direction as one."""
        grouped: dict[tuple[ElementKey, ElementKey], list[str]] = {}
        for source, target, data in self._graphs.processes.edges(data=True):
            link: Link = data["link"]
            if link.kind in SENT and source in self._ids and target in self._ids:
                name = str(dict(link.evidence.values).get("message", ""))
                grouped.setdefault((source, target), []).append(name)
        return [(*ends, ", ".join(dict.fromkeys(n for n in found if n))) for ends, found in grouped.items()]

    def _flow(self, number: int, source: ElementKey, target: ElementKey, name: str) -> str:
        ends = f'sourceRef="{self._ids[source]}" targetRef="{self._ids[target]}"'
        return f'    <messageFlow id="MessageFlow_{number}" name={quoteattr(name)} {ends} />'

    # -- drawing -----------------------------------------------------------------------------------

    def _shape(self, key: ElementKey, box: Bounds) -> str:
        place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
        head = f'id="{self._ids[key]}_di" bpmnElement="{self._ids[key]}" isHorizontal="true"'
        return f"      <bpmndi:BPMNShape {head}><dc:Bounds {place} /></bpmndi:BPMNShape>"

    def _edge(self, number: int, source: ElementKey, target: ElementKey, name: str) -> str:
        boxes = list(self._boxes.values())
        ends = End(self._boxes[source]), End(self._boxes[target])
        points = route(*ends, Style.STRAIGHT_OR_UPRIGHT, boxes)
        shift = APART if source < target else -APART
        points = _aside(points, shift)
        marks = "".join(f'<di:waypoint x="{x:g}" y="{y:g}" />' for x, y in points)
        head = f'id="MessageFlow_{number}_di" bpmnElement="MessageFlow_{number}"'
        words = _label(points, name, is_left=shift < 0)
        return f"      <bpmndi:BPMNEdge {head}>{marks}{words}</bpmndi:BPMNEdge>"


def _aside(points: Sequence[Point], shift: float) -> list[Point]:
    """The line moved to one side, its ends along the edges they are on: lines to and fro stand apart."""
    is_upright = abs(points[0].x - points[1].x) < 1
    moved = [point.moved(shift, 0) if is_upright else point.moved(0, shift) for point in points]
    inner = [point.moved(0, shift) if is_upright else point.moved(shift, 0) for point in moved[1:-1]]
    return [moved[0], *inner, moved[-1]]


def _label(points: Sequence[Point], name: str, *, is_left: bool) -> str:
    """A place outside for the name of an upright line: lines to and fro stand side by side."""
    first, last = points[0], points[-1]
    if not name or abs(first.x - last.x) > 1:
        return ""
    lines = wrap(name, WORDS, SIZE)
    width = max(text_width(line, SIZE) for line in lines) + 2
    x = first.x - width - 5 if is_left else first.x + 5
    y = (first.y + last.y) / 2 - len(lines) * 7
    return (
        f'<bpmndi:BPMNLabel><dc:Bounds x="{x:g}" y="{y:g}" width="{width:g}" height="{len(lines) * 14}" />'
        "</bpmndi:BPMNLabel>"
    )


def _boxes(graphs: Topology) -> Mapping[ElementKey, Bounds]:
    """Customers over the whole width, those who deal with them below side by side, the others under these."""
    cells, customers = _cells(graphs)
    boxes: dict[ElementKey, Bounds] = {}
    columns = max((cell.column for cell in cells.values()), default=0) + 1
    width = columns * (POOL[0] + GAP[0]) - GAP[0]
    top = 80.0
    for customer in customers:
        boxes[customer] = Bounds(160, top, width, POOL[1])
        top += POOL[1] + GAP[1]
    for key, cell in cells.items():
        x = 160 + cell.column * (POOL[0] + GAP[0])
        boxes[key] = Bounds(x, top + cell.row * (POOL[1] + GAP[1]), *POOL)
    return boxes


def _cells(graphs: Topology) -> tuple[dict[ElementKey, Cell], tuple[ElementKey, ...]]:
    found = grid(graphs)
    graph = graphs.processes
    order = sorted(found.cells, key=lambda key: (found.cells[key].row, found.cells[key].column, key))
    facing = [key for key in order if any(n in found.customers for n in nx.all_neighbors(graph, key))]
    cells = {key: Cell(at, 0) for at, key in enumerate(facing)}
    for key in order:
        if key in cells:
            continue
        near = [cells[n].column for n in nx.all_neighbors(graph, key) if n in cells]
        wanted = sum(near) / len(near) if near else found.cells[key].column
        free = [c for c in _below_customers(len(facing), len(order)) if c not in cells.values()]
        cells[key] = min(free, key=lambda c: (abs(c.column - wanted) + DEEPER * c.row, c))
    return cells, found.customers


def _below_customers(columns: int, count: int) -> list[Cell]:
    """As many places as there may be boxes, below the row that faces the customers."""
    width = max(columns, math.ceil(math.sqrt(count)), 1)
    return [Cell(column, row) for row in range(1, count + 2) for column in range(width)]
