"""Where processes and parties stand in the landscape: who faces the customer, who works behind.

Columns go with the case from left to right. Processes that talk to customers stand in the first row, so
that every exchange with a customer is a short upright line; those behind stand below them, what works for one
process alone under that process, and other parties at the foot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.system.link import Kind
from bpmn.system.topology import FORWARD, Topology

BACK = frozenset({Kind.DATA, Kind.EXCEPTION})
"""Kinds of links that say nothing about who comes first."""

STACK = 4
"""How many processes that stand alone and behind share a column."""


class Cell(tuple[int, int]):
    """Column and row of a box; row 0 faces the customer."""

    __slots__ = ()

    @property
    def column(self) -> int:
        """Counted from the left."""
        return self[0]

    @property
    def row(self) -> int:
        """Counted from the top."""
        return self[1]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cell of every process and of every party that is no customer."""

    cells: Mapping[ElementKey, Cell]
    customers: tuple[ElementKey, ...]
    parties: tuple[ElementKey, ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((cell.column for cell in self.cells.values()), default=0) + 1

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((cell.row for cell in self.cells.values()), default=0) + 1


def grid(topology: Topology) -> Grid:
    """Place everything that is in the process graph."""
    graph = topology.processes
    customers = tuple(key for key in topology.parties if topology.is_customer(key) and graph.degree(key))
    others = tuple(key for key in topology.parties if not topology.is_customer(key) and graph.degree(key))
    processes = [key for key in graph if key not in topology.parties]
    facing = {p for p in processes if any(topology.is_customer(n) for n in nx.all_neighbors(graph, p))}
    helped = _helped(topology, [p for p in processes if p not in facing])
    main = [p for p in processes if p not in helped]
    order = _order(topology, main)
    cells = _cells(order, _ranks(order), facing)
    for helper, helping in helped.items():
        cells[helper] = _below(cells, cells[helping].column)
    for party in others:
        near = [cells[n].column for n in nx.all_neighbors(graph, party) if n in cells]
        cells[party] = _below(cells, round(sum(near) / len(near)) if near else 0)
    return Grid(cells, customers, others)


def _helped(topology: Topology, behind: Iterable[ElementKey]) -> dict[ElementKey, ElementKey]:
    """Processes that work for one other process alone, with that process."""
    graph = topology.processes
    helped: dict[ElementKey, ElementKey] = {}
    for process in behind:
        around = {n for n in nx.all_neighbors(graph, process) if n not in topology.parties}
        if len(around) == 1:
            (other,) = around
            if other not in helped and graph.has_edge(other, process):
                helped[process] = other
    return {process: other for process, other in helped.items() if other not in helped}


def _below(cells: Mapping[ElementKey, Cell], column: int) -> Cell:
    """The first free place at the foot of a column."""
    rows = [cell.row for cell in cells.values() if cell.column == column]
    return Cell((column, max(rows, default=0) + 1))


def _order(topology: Topology, processes: Iterable[ElementKey]) -> "nx.DiGraph[ElementKey]":
    """Who works on a case before whom; a link that closes a circle does not count."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    graph.add_nodes_from(processes)
    arcs = [
        (source, target, data["link"].kind)
        for source, target, data in topology.processes.edges(data=True)
        if source in graph and target in graph
    ]
    for wanted in ({Kind.TRIGGER, Kind.CALL}, FORWARD - BACK, BACK):
        for source, target, kind in arcs:
            if kind in wanted and not nx.has_path(graph, target, source):
                graph.add_edge(source, target)
    return graph


def _ranks(graph: "nx.DiGraph[ElementKey]") -> dict[ElementKey, int]:
    """How many processes work on a case before each one."""
    ranks: dict[ElementKey, int] = {}
    for node in nx.lexicographical_topological_sort(graph):
        ranks[node] = max((ranks[before] + 1 for before in graph.predecessors(node)), default=0)
    return ranks


def _cells(
    graph: "nx.DiGraph[ElementKey]", ranks: Mapping[ElementKey, int], facing: set[ElementKey]
) -> dict[ElementKey, Cell]:
    """What hangs together stands together, the most first; what stands alone and behind is stacked last."""
    cells: dict[ElementKey, Cell] = {}
    column, alone = 0, []
    for part in sorted(nx.weakly_connected_components(graph), key=lambda c: (-len(c), min(c))):
        if facing.isdisjoint(part) and len(part) == 1:
            alone += sorted(part)
            continue
        for rank in sorted({ranks[p] for p in part}):
            together = sorted(p for p in part if ranks[p] == rank)
            column += _put_rank(cells, together, facing, column)
    first = 1 if facing else 0
    for at, process in enumerate(alone):
        cells[process] = Cell((column + at // STACK, first + at % STACK))
    return cells


def _put_rank(
    cells: dict[ElementKey, Cell], together: Iterable[ElementKey], facing: set[ElementKey], column: int
) -> int:
    """Those that face the customer side by side, the others below each other; returns the columns used."""
    front = [p for p in together if p in facing]
    behind = [p for p in together if p not in facing]
    cells.update({p: Cell((column + at, 0)) for at, p in enumerate(front)})
    first = 1 if facing else 0
    cells.update({p: Cell((column, first + at)) for at, p in enumerate(behind)})
    return max(len(front), 1)
