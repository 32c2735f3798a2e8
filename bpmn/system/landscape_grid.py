"""Where processes and parties stand in the landscape: chains of a customer's wish above, support below.

Each chain has a row of its own and goes from left to right, from the customer who asks to the customer who
receives. What works for a chain stands below it, what only exchanges messages with customers at the right.
Suppliers stand at the foot of the column they work for, partners and authorities at the top.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.system.facts import Role
from bpmn.system.link import Kind, Link
from bpmn.system.topology import Topology

FORTH = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.SIGNAL})
"""Kinds of links that bring a case from one process to the next."""


AT_THE_TOP = frozenset({Role.PARTNER, Role.AUTHORITY})
"""Parties that stand above the chains; the others stand at the foot."""

MORE = (0, 1, 2, 3, 4, 6, 8)
"""How many columns beyond those of the chains are tried."""

COLUMN, ROW, SIDES, PAGE = 165.0, 150.0, 260.0, (1080.0, 660.0)
"""About how much room columns, rows and the customers' bands take, and how much there is on a page."""


FEWEST_COLUMNS = 10
"""No row that serves no customer is broken before it has so many columns."""


class Cell(NamedTuple):
    """Column and row of a box, counted from the left and from the top."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a customer's wish; ``starts`` come from the customer, ``results`` go there."""

    customer: ElementKey
    processes: tuple[ElementKey, ...]
    starts: tuple[Link, ...]
    results: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cell of every process and of every party that is no customer."""

    cells: Mapping[ElementKey, Cell]
    chains: tuple[Chain, ...]
    customers: tuple[ElementKey, ...]

    @property
    def on_chains(self) -> frozenset[ElementKey]:
        """The processes on the way of a customer's wish."""
        return frozenset(process for chain in self.chains for process in chain.processes)

    def is_free(self, cell: Cell, *, to_the_right: bool) -> bool:
        """Whether nothing stands beside a cell up to the edge."""
        return not any(
            other.row == cell.row
            and (other.column > cell.column if to_the_right else other.column < cell.column)
            for other in self.cells.values()
        )


def grid(topology: Topology) -> Grid:
    """Place everything that is in the process graph, so that it fills a page well."""
    graph = topology.processes
    customers = tuple(k for k in topology.parties if topology.is_customer(k) and graph.degree(k))
    own = [key for key in graph if key not in topology.parties]
    chains = _sorted(topology, _chains(topology, customers, own))
    tried = [_cells(topology, chains, own, (beside, more)) for beside in (True, False) for more in MORE]
    return Grid(min(tried, key=_size), chains, customers)


def _size(cells: Mapping[ElementKey, Cell]) -> float:
    """How much a grid would have to be shrunk to fit a page; smaller is better."""
    columns = max((cell.column for cell in cells.values()), default=0) + 1
    rows = max((cell.row for cell in cells.values()), default=0) + 1
    return max((columns * COLUMN + SIDES) / PAGE[0], rows * ROW / PAGE[1])


def _cells(
    topology: Topology, chains: Sequence[Chain], own: Sequence[ElementKey], room: tuple[bool, int]
) -> dict[ElementKey, Cell]:
    """The cells of all boxes.

    ``room`` tells whether what only faces customers has a column of its own at the right, and how many
    columns more than needed the rest may take.
    """
    graph = topology.processes
    filled = _Places(topology, _chain_cells(chains), len(chains))
    left = [p for p in own if p not in filled.cells]
    facing = [p for p in left if any(topology.is_customer(n) for n in nx.all_neighbors(graph, p))]
    parts = _parts(topology, [p for p in left if p not in facing], filled.cells)
    if chains and not room[0]:
        for process in facing:
            filled.put(process, filled.columns - 1)
    filled.widen(room[1])
    loose = _put_support(filled, parts)
    if not chains or room[0]:
        last = filled.columns - (1 if chains and len(facing) == len(left) else 0)
        for process in facing:
            filled.put(process, max(last, 0))
    wanted = max(filled.columns, 1 + room[1])
    for process in loose:
        filled.put_loose(process, wanted)
    filled.put_parties()
    return _closed_up(filled.cells)


def _put_support(filled: "_Places", parts: Iterable["_Part"]) -> list[ElementKey]:
    """Place helpers and what hangs together without a chain below the chains; returns what is loose."""
    loose: list[ElementKey] = []
    for part in parts:
        if part.is_attached:
            for process in part.order:
                filled.put_helper(process)
        elif len(part.order) > 1:
            filled.put_part(part.order)
        else:
            loose += part.order
    return loose


def _closed_up(cells: Mapping[ElementKey, Cell]) -> dict[ElementKey, Cell]:
    """The cells without empty rows and columns."""
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in cells.values()}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells.values()}))}
    return {key: Cell(columns[cell.column], rows[cell.row]) for key, cell in cells.items()}


class _Places:
    """Fills the rows below the chains, column by column."""

    def __init__(self, topology: Topology, cells: dict[ElementKey, Cell], first: int) -> None:
        self.cells = cells
        self._topology = topology
        self._graph = topology.processes
        self.parties = [k for k in topology.parties if not topology.is_customer(k) and self._graph.degree(k)]
        self._first = first
        self._widest = 0

    def widen(self, more: int) -> None:
        """Let helpers use so many columns more than are in use now."""
        self._widest = max(self.columns, 1) + more

    @property
    def columns(self) -> int:
        """How many columns are in use."""
        return max((cell.column for cell in self.cells.values()), default=-1) + 1

    def put(self, key: ElementKey, column: int) -> None:
        """Take the first free place at the foot of a column."""
        self.cells[key] = Cell(column, self._foot(column))

    def put_parties(self) -> None:
        """Suppliers and whoever is unknown at the foot, partners and authorities at the top.

        Each stands in the column it works for, or as near to it as there is room.
        """
        foot = max((cell.row for cell in self.cells.values()), default=-1) + 1
        taken: set[Cell] = set()
        for party in sorted(self.parties, key=lambda p: (-self._graph.degree(p), p)):
            is_above = self._topology.parties[party].role in AT_THE_TOP
            near = [self.cells[n] for n in nx.all_neighbors(self._graph, party) if n in self.cells]
            rows = sorted(near, key=lambda c: (c.row, c.column), reverse=not is_above)
            wanted = rows[0] if rows else Cell(0, 0)
            row = -1 if is_above else foot
            columns = range(max(self.columns, len(self.parties)))
            free = [column for column in columns if Cell(column, row) not in taken]
            cell = Cell(min(free, key=lambda column: (abs(column - wanted.column), column)), row)
            taken.add(cell)
            self.cells[party] = cell

    def put_helper(self, process: ElementKey) -> None:
        """Below what it works with, or beside that if the place is taken."""
        beside = self.column_beside(process) or 0
        columns = range(max(self._widest, self.columns, 1))
        self.put(process, min(columns, key=lambda c: (self._height(c) + abs(c - beside), abs(c - beside), c)))

    def put_loose(self, process: ElementKey, columns: int) -> None:
        """Where most room is in so many columns."""
        self.put(process, min(range(columns), key=lambda column: (self._height(column), column)))

    def put_part(self, processes: Iterable[ElementKey]) -> None:
        """What hangs together but serves no customer: from left to right, in rows of its own."""
        ranks = _ranks(_forth(self._topology, processes))
        columns = _page_columns(len(ranks), max(ranks.values()) + 1)
        base = max(self._foot(column) for column in range(columns))
        first = base
        for line in range(max(ranks.values()) // columns + 1):
            heights: dict[int, int] = {}
            for process in sorted(p for p, rank in ranks.items() if rank // columns == line):
                column = ranks[process] % columns
                row = first + heights.get(column, 0)
                heights[column] = heights.get(column, 0) + 1
                self.cells[process] = Cell(column, row)
            first += max(heights.values(), default=0)

    def column_beside(self, key: ElementKey) -> int | None:
        """The column of what a box works with, of several that in the lowest row, then the earlier one.

        None if nothing of that is placed.
        """
        near = [self.cells[n] for n in nx.all_neighbors(self._graph, key) if n in self.cells]
        lowest = sorted(cell.column for cell in near if cell.row == max(c.row for c in near))
        return lowest[(len(lowest) - 1) // 2] if lowest else None

    def _height(self, column: int) -> int:
        """The foot of a column; a place above a party that stands at the foot counts as one lower."""
        lowest = max(
            (c for c in self.cells.items() if c[1].column == column), key=lambda c: c[1].row, default=None
        )
        served = lowest is not None and any(
            n in self.parties and self._topology.parties[n].role not in AT_THE_TOP
            for n in nx.all_neighbors(self._graph, lowest[0])
        )
        return self._foot(column) + served

    def _foot(self, column: int) -> int:
        rows = [cell.row + 1 for cell in self.cells.values() if cell.column == column]
        return max([self._first, *rows])


# -- chains ----------------------------------------------------------------------------------------


def _chains(topology: Topology, customers: Iterable[ElementKey], own: Iterable[ElementKey]) -> list[Chain]:
    """One chain per customer and process that the customer starts."""
    inner: nx.DiGraph[ElementKey] = nx.DiGraph()
    inner.add_nodes_from(own)
    for source, target, link in _links(topology):
        if link.kind in FORTH and source in inner and target in inner:
            inner.add_edge(source, target)
    asked = {customer: _between(topology, customer, None, {Kind.TRIGGER}) for customer in customers}
    firsts = {process for started in asked.values() for process in started if process in inner}
    found: list[Chain] = []
    for customer, started in asked.items():
        for process in sorted(firsts.intersection(started)):
            # Where another wish begins, this one ends.
            way = inner.subgraph({*inner} - firsts | {process})
            found.append(_chain(topology, way, customer, process, started[process]))
    return found


def _chain(
    topology: Topology,
    inner: "nx.DiGraph[ElementKey]",
    customer: ElementKey,
    first: ElementKey,
    starts: Sequence[Link],
) -> Chain:
    """The way to the farthest process that answers the customer; the first process alone if none does."""
    results = _between(topology, None, customer, {Kind.MESSAGE, Kind.TRIGGER})
    ways = nx.single_source_shortest_path(inner, first)
    answering = [p for p in ways if p in results]
    last = min(answering, key=lambda p: (-len(ways[p]), p), default=first)
    return Chain(customer, tuple(ways[last]), tuple(starts), tuple(results.get(last, ())))


def _links(topology: Topology) -> list[tuple[ElementKey, ElementKey, Link]]:
    edges = topology.processes.edges(data=True)
    return [(source, target, data["link"]) for source, target, data in edges]


def _between(
    topology: Topology, source: ElementKey | None, target: ElementKey | None, kinds: set[Kind]
) -> dict[ElementKey, list[Link]]:
    """The links from or to a party, by the process at their other end."""
    found: dict[ElementKey, list[Link]] = {}
    for one, other, link in _links(topology):
        if link.kind in kinds and source in (None, one) and target in (None, other):
            found.setdefault(other if target is None else one, []).append(link)
    return found


def _sorted(topology: Topology, chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """By customer; those with the most processes and helpers last, next to their helpers."""

    def order(chain: Chain) -> tuple[ElementKey, int, int, tuple[ElementKey, ...]]:
        around = {n for p in chain.processes for n in nx.all_neighbors(topology.processes, p)}
        return chain.customer, len(chain.processes), len(around), chain.processes

    return tuple(sorted(chains, key=order))


def _chain_cells(chains: Sequence[Chain]) -> dict[ElementKey, Cell]:
    """A process of several chains stands in the longest of them."""
    order: nx.DiGraph[ElementKey] = nx.DiGraph()
    longest_first = sorted(range(len(chains)), key=lambda at: (-len(chains[at].processes), at))
    for at in longest_first:
        order.add_nodes_from(chains[at].processes)
        for before, after in pairwise(chains[at].processes):
            if not nx.has_path(order, after, before):
                order.add_edge(before, after)
    columns = _ranks(order)
    cells: dict[ElementKey, Cell] = {}
    for at in longest_first:
        for process in chains[at].processes:
            cells.setdefault(process, Cell(columns[process], at))
    return cells


# -- below the chains ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """Processes that hang together, and whether they hang on a chain; those nearest to it first."""

    order: tuple[ElementKey, ...]
    is_attached: bool


def _parts(
    topology: Topology, processes: Iterable[ElementKey], cells: Mapping[ElementKey, Cell]
) -> list[_Part]:
    """The processes without a place, in parts: attached ones first, then the largest."""
    graph = topology.processes
    inner: nx.Graph[ElementKey] = nx.Graph()
    inner.add_nodes_from(processes)
    inner.add_edges_from((one, other) for one, other in graph.edges() if one in inner and other in inner)
    parts = []
    for component in nx.connected_components(inner):
        roots = [p for p in component if any(n in cells for n in nx.all_neighbors(graph, p))]
        distance = nx.multi_source_dijkstra_path_length(inner, set(roots)) if roots else {}
        order = sorted(component, key=lambda p: (distance.get(p, 0), -graph.degree(p), p))
        parts.append(_Part(tuple(order), bool(roots)))
    busy = {part: sum(graph.degree(p) for p in part.order) for part in parts}
    return sorted(parts, key=lambda part: (not part.is_attached, -busy[part], part.order))


def _forth(topology: Topology, processes: Iterable[ElementKey]) -> "nx.DiGraph[ElementKey]":
    """Who works before whom; a link that closes a circle does not count."""
    order: nx.DiGraph[ElementKey] = nx.DiGraph()
    order.add_nodes_from(processes)
    for source, target, _ in _links(topology):
        if source in order and target in order and not nx.has_path(order, target, source):
            order.add_edge(source, target)
    return order


def _page_columns(boxes: int, ranks: int) -> int:
    """After how many ranks a way without a customer goes on below, so that boxes fill a page evenly."""
    most = max(FEWEST_COLUMNS, ceil(sqrt(boxes * PAGE[0] * ROW / (PAGE[1] * COLUMN))))
    return ceil(ranks / ceil(ranks / most))


def _ranks(order: "nx.DiGraph[ElementKey]") -> dict[ElementKey, int]:
    """How many stand before each."""
    ranks: dict[ElementKey, int] = {}
    for node in nx.lexicographical_topological_sort(order):
        ranks[node] = max((ranks[before] + 1 for before in order.predecessors(node)), default=0)
    return ranks
