"""The landscape as a map of its own: pools for processes of other maps, and the messages between them.

Other tools can open it; it imports the maps and adds nothing to what they say. Every pool has a public
process (BPMN 2.0.2, Overview: Uses of BPMN, Public Processes) in the landscape's own namespace, which says in
an extension which process of which map it stands for. A pool cannot refer to that one itself: ids and
namespaces repeat between files, and bpmn-moddle warns of every reference that leads out of a file.
"""

import posixpath
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.base.message import Message
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_excerpt import excerpt
from bpmn.system.landscape_grid import Cell, grid
from bpmn.system.landscape_model import Card, Connection, Model
from bpmn.system.landscape_plan import Laid
from bpmn.system.link import Kind, Link, Links
from bpmn.system.links import find_links, survey
from bpmn.system.places import Places
from bpmn.system.qnames import namespace
from bpmn.system.system import System
from bpmn.system.topology import Topology, topology
from bpmn.xml import names

LEFT, TOP = 160.0, 80.0
"""Where the drawing begins."""

SENT = frozenset({Kind.TRIGGER, Kind.MESSAGE})
SPACE = "https://wholeflow.org/landscape"
DIAGRAM = (
    f' xmlns="{names.MODEL}" xmlns:bpmndi="{names.BPMNDI}" xmlns:dc="{names.DC}" xmlns:di="{names.DI}"'
    f' xmlns:wholeflow="{names.WHOLEFLOW}"'
)
MARK, REPRESENTS = "wholeflow:landscape", "wholeflow:represents"


class LandscapeMap(NamedTuple):
    """The bytes of a BPMN file, and the sentence that says what of a large system it leaves out."""

    data: bytes
    told: Message | None = None


def landscape_map(system: System, links: Links | None = None, folder: str = ".") -> LandscapeMap:
    """A collaboration with a pool for each process and party.

    ``folder`` is the system's folder as seen from where the file will stand, a POSIX path. Of a system that
    is too large for one picture the same part is drawn as in the landscape.
    """
    seen = survey(system)
    part = excerpt(seen.places, find_links(system, seen) if links is None else links)
    text = _Writer(system, part.found, topology(part.found, part.links), folder).text()
    return LandscapeMap(text.encode(), part.told)


class _Writer:
    """Writes one landscape."""

    def __init__(self, system: System, found: Places, graphs: Topology, folder: str) -> None:
        self._system = system
        self._found = found
        self._folder = folder
        self._plan = arrange(_model(found, graphs))
        self._boxes = {key: box.moved(LEFT, TOP) for key, box in self._plan.boxes.items()}
        self._ids = {key: f"Participant_{number}" for number, key in enumerate(self._boxes, 1)}
        files = sorted({key.file for key in self._boxes if key.file})
        self._processes = {key: f"Process_{number}" for number, key in enumerate(self._boxes, 1) if key.file}
        self._prefixes = {file: f"m{number}" for number, file in enumerate(files, 1)}

    def text(self) -> str:
        """The whole file."""
        spaces = {p: namespace(self._system.document(f)) for f, p in self._prefixes.items()}
        bound = "".join(f" xmlns:{p}={quoteattr(uri)}" for p, uri in spaces.items() if uri)
        return "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<definitions{DIAGRAM}{bound} {MARK}="true" id="Landscape" targetNamespace="{SPACE}">',
                *self._imports(),
                *(self._public(key) for key in self._boxes if key.file),
                '  <collaboration id="Landscape_collaboration">',
                *(self._participant(key) for key in self._boxes),
                *(self._flow(number, laid.line) for number, laid in enumerate(self._plan.lines, 1)),
                "  </collaboration>",
                '  <bpmndi:BPMNDiagram id="Landscape_diagram">',
                '    <bpmndi:BPMNPlane id="Landscape_plane" bpmnElement="Landscape_collaboration">',
                *(self._shape(key, box) for key, box in self._boxes.items()),
                *(self._edge(number, laid) for number, laid in enumerate(self._plan.lines, 1)),
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
        """The reference to the public process; none for a party."""
        return f' processRef="{self._processes[key]}"' if key.file else ""

    def _public(self, key: ElementKey) -> str:
        """The public process of a pool, and which process of which map it stands for."""
        has_space = bool(namespace(self._system.document(key.file)))
        prefix = f"{self._prefixes[key.file]}:" if has_space else ""
        stands = (
            f"<{REPRESENTS} file={quoteattr(key.file)} element={quoteattr(key.element)} "
            f"process={quoteattr(prefix + key.element)} />"
        )
        head = f'id="{self._processes[key]}" name={quoteattr(self._found.title(key))} processType="Public"'
        return f"  <process {head}><extensionElements>{stands}</extensionElements></process>"

    def _flow(self, number: int, line: Connection) -> str:
        ends = f'sourceRef="{self._ids[line.source]}" targetRef="{self._ids[line.target]}"'
        name = f" name={quoteattr(', '.join(line.names))}" if line.names else ""
        return f'    <messageFlow id="MessageFlow_{number}"{name} {ends} />'

    # -- drawing -----------------------------------------------------------------------------------

    def _shape(self, key: ElementKey, box: Bounds) -> str:
        head = f'id="{self._ids[key]}_di" bpmnElement="{self._ids[key]}" isHorizontal="true"'
        return f"      <bpmndi:BPMNShape {head}>{_bounds(box)}</bpmndi:BPMNShape>"

    def _edge(self, number: int, laid: Laid) -> str:
        points = (point.moved(LEFT, TOP) for point in laid.points)
        marks = "".join(f'<di:waypoint x="{round(x, 1):g}" y="{round(y, 1):g}" />' for x, y in points)
        head = f'id="MessageFlow_{number}_di" bpmnElement="MessageFlow_{number}"'
        place = laid.label.bounds.moved(LEFT, TOP) if laid.label is not None else None
        words = f"<bpmndi:BPMNLabel>{_bounds(place.grown(1))}</bpmndi:BPMNLabel>" if place is not None else ""
        return f"      <bpmndi:BPMNEdge {head}>{marks}{words}</bpmndi:BPMNEdge>"


def _bounds(box: Bounds) -> str:
    x, y, width, height = (round(value, 1) for value in box)
    return f'<dc:Bounds x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" />'


def _model(found: Places, graphs: Topology) -> Model:
    """The pools with the messages between them; all messages of one direction are one flow."""
    placed = grid(graphs)
    cells = {key: Cell(cell.column, cell.row + bool(placed.customers)) for key, cell in placed.cells.items()}
    cells |= {key: Cell(2 * at, 0) for at, key in enumerate(placed.customers)}
    cards = tuple(
        Card(key, graphs.parties[key].name, role=graphs.parties[key].role)
        if key in graphs.parties
        else Card(key, found.title(key))
        for key in cells
    )
    grouped: dict[tuple[ElementKey, ElementKey], list[str]] = {}
    for source, target, data in graphs.processes.edges(data=True):
        link: Link = data["link"]
        if link.kind in SENT and source in cells and target in cells:
            name = str(dict(link.evidence.values).get("message", ""))
            grouped.setdefault((source, target), []).append(name)
    lines = (Connection(*ends, Kind.MESSAGE, _joined(names), ends[0]) for ends, names in grouped.items())
    return Model(cards, (), tuple(lines), (), cells)


def _joined(names: Sequence[str]) -> tuple[str, ...]:
    """All names as one, as they stand on the line."""
    known = ", ".join(dict.fromkeys(name for name in names if name))
    return (known,) if known else ()
