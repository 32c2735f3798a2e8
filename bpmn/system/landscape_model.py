"""What a landscape shows, before anything has a place: cards, customers, lines between them, chains.

Values only, so that a worker can hand them to a window, which arranges and draws them anew when a person
moves a card or asks for another view.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.model import FlowNode, MessageFlow, Process
from bpmn.system.facts import Role
from bpmn.system.landscape_grid import FORTH, Cell, Chain, Grid, grid
from bpmn.system.link import Kind, Level, Link, Links
from bpmn.system.places import Places
from bpmn.system.process_facts import owner_of
from bpmn.system.system import System
from bpmn.system.teams import team_of
from bpmn.system.topology import Topology, place_of, topology

MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a process: the time it takes in words, its load (1 is full), the share of waiting in it.

    ``lead_time`` is the same time in ``unit``.
    """

    time: str = ""
    load: float | None = None
    waiting: float | None = None
    lead_time: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """People who work in several processes; ``count`` is how many they are, None if nobody said."""

    name: str
    processes: tuple[ElementKey, ...]
    count: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A process, or with a role somebody outside who is no customer."""

    key: ElementKey
    title: str
    owner: str = ""
    role: Role | None = None
    is_assumed: bool = False
    is_support: bool = False
    figures: Figures = Figures()

    @property
    def is_party(self) -> bool:
        """Whether it stands for somebody outside."""
        return self.role is not None


@dataclass(frozen=True, slots=True)
class Connection:
    """All links of one kind from one card or customer to another.

    ``key`` is the element that gives what goes along; an assumed connection has only assumed links.
    """

    source: ElementKey
    target: ElementKey
    kind: Kind
    names: tuple[str, ...]
    key: ElementKey
    links: tuple[Link, ...] = ()
    team: Team | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether nobody confirmed any of its links and they rest on alike names."""
        return bool(self.links) and all(link.level is Level.M5 for link in self.links)

    @property
    def ends(self) -> frozenset[ElementKey]:
        """The elements at which its links begin and end."""
        return frozenset(key for link in self.links for key in (link.source, link.target))


@dataclass(frozen=True, slots=True)
class Way:
    """A chain from a customer's wish to what the customer gets: its number, names and processes."""

    number: int
    customer: ElementKey
    name: str
    result: str
    processes: tuple[ElementKey, ...]
    starts: tuple[ElementKey, ...] = ()
    is_answered: bool = True


@dataclass(frozen=True, slots=True)
class Model:
    """Everything a landscape shows, and the grid cell of every card."""

    cards: tuple[Card, ...] = ()
    customers: tuple[tuple[ElementKey, str], ...] = ()
    connections: tuple[Connection, ...] = ()
    ways: tuple[Way, ...] = ()
    cells: Mapping[ElementKey, Cell] | None = None
    told: Message | None = None
    """What of the system is left out, if anything is."""

    @property
    def narrowest(self) -> ElementKey | None:
        """The process with the highest load; None where no load is known."""
        known = [card for card in self.cards if card.figures.load is not None]
        return max(known, key=lambda card: card.figures.load or 0.0).key if known else None

    def card(self, key: ElementKey) -> Card | None:
        """The card of a process or party, or None."""
        return next((card for card in self.cards if card.key == key), None)


def model_of(
    system: System,
    found: Places,
    links: Links,
    figures: Mapping[ElementKey, Figures] | None = None,
    teams: Sequence[Team] = (),
) -> Model:
    """What the landscape of a system shows."""
    return _Modeller(system, found, links, figures or {}, teams).model()


class _Modeller:
    def __init__(
        self,
        system: System,
        found: Places,
        links: Links,
        figures: Mapping[ElementKey, Figures],
        teams: Sequence[Team],
    ) -> None:
        self._system, self._found, self._links = system, found, links
        self._figures, self._teams = figures, teams
        self._topology: Topology = topology(found, links)
        self._grid: Grid = grid(self._topology)

    def model(self) -> Model:
        customers = tuple((key, self._topology.parties[key].name) for key in self._grid.customers)
        ways = tuple(self._way(number, chain) for number, chain in enumerate(self._grid.chains, 1))
        cards = tuple(self._card(key) for key in self._grid.cells)
        lines = (*self._connections(), *self._shared())
        return Model(cards, customers, lines, ways, self._grid.cells)

    # -- cards -------------------------------------------------------------------------------------

    def _card(self, key: ElementKey) -> Card:
        party = self._topology.parties.get(key)
        if party is not None:
            return Card(key, party.name, role=party.role, is_assumed=party.is_assumed)
        is_support = key not in self._grid.on_chains and not self._faces_customer(key)
        figures = self._figures.get(key, Figures())
        return Card(key, self._found.title(key), self._owner(key), None, False, is_support, figures)

    def _faces_customer(self, key: ElementKey) -> bool:
        graph, customers = self._topology.processes, self._grid.customers
        return any(n in customers for n in (*graph.predecessors(key), *graph.successors(key)))

    def _owner(self, key: ElementKey) -> str:
        process = self._system.document(key.file).element(key.element)
        return owner_of(process) if isinstance(process, Process) else ""

    # -- chains ------------------------------------------------------------------------------------

    def _way(self, number: int, chain: Chain) -> Way:
        asked = dict.fromkeys(link_name(self._system, link) for link in chain.starts)
        given = dict.fromkeys(link_name(self._system, link) for link in chain.results)
        return Way(
            number,
            chain.customer,
            ", ".join(n for n in asked if n),
            ", ".join(n for n in given if n),
            chain.processes,
            tuple(dict.fromkeys(link.target for link in chain.starts)),
            bool(chain.results),
        )

    def _in_ways(self) -> set[Link]:
        """The links that the thick lines stand for."""
        steps = {step for chain in self._grid.chains for step in pairwise(chain.processes)}
        drawn = {x for chain in self._grid.chains for x in (*chain.starts, *chain.results)}
        of = self._found.process_of
        inside = (x for x in self._links.links if x.kind in FORTH)
        return drawn | {x for x in inside if (of.get(x.source), of.get(x.target)) in steps}

    # -- lines -------------------------------------------------------------------------------------

    def _connections(self) -> Iterator[Connection]:
        """One line for all links of one kind between two boxes in one direction."""
        outside = {e: ElementKey("", p.name) for p in self._links.parties for e in p.elements}
        groups: defaultdict[tuple[ElementKey, ElementKey, Kind], list[Link]] = defaultdict(list)
        shown = self._in_ways()
        known = {*self._grid.cells, *self._grid.customers}
        for link in self._links.links:
            source = place_of(self._found, outside, link.source)
            target = place_of(self._found, outside, link.target)
            if link in shown or link.kind is Kind.RESOURCE or source is None or target is None:
                continue
            if source != target and source in known and target in known:
                groups[source, target, self._shown(source, target, link.kind)].append(link)
        for (source, target, kind), together in groups.items():
            names = list(dict.fromkeys(link_name(self._system, link) for link in together))
            some = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "…"]
            own = together[0].source if together[0].source in self._found.process_of else together[0].target
            yield Connection(source, target, kind, tuple(n for n in some if n), own, tuple(together))

    def _shared(self) -> Iterator[Connection]:
        """A line for every team through the processes it works in, from one to the next."""
        cells = self._grid.cells
        shared = [x for x in self._links.links if x.kind is Kind.RESOURCE]
        for team, called in self._all_teams(shared):
            shown = sorted(
                (p for p in team.processes if p in cells), key=lambda p: (cells[p].column, cells[p].row, p)
            )
            for one, other in pairwise(shown):
                ends = {one, other}
                links = tuple(x for x in shared if {x.source, x.target} == ends and team_of(x) == called)
                yield Connection(one, other, Kind.RESOURCE, (team.name,), one, links, team)

    def _all_teams(self, shared: Sequence[Link]) -> Iterator[tuple[Team, str]]:
        """The teams that links tell of, counted where that is known, and what links call them."""
        worked: dict[str, set[ElementKey]] = {}
        for link in shared:
            worked.setdefault(team_of(link), set()).update((link.source, link.target))
        counted = list(self._teams)
        for name, processes in sorted(worked.items()):
            # A map may call one person of a team what the numbers call the team.
            same = next((t for t in counted if t.name == name or set(t.processes) == processes), None)
            if same is not None:
                counted.remove(same)
            team = Team(same.name if same else name, tuple(sorted(processes)), same.count if same else None)
            yield team, name
        yield from ((team, team.name) for team in counted)

    def _shown(self, source: ElementKey, target: ElementKey, kind: Kind) -> Kind:
        """With somebody outside, what starts a case is a message like any other."""
        is_outside = source in self._topology.parties or target in self._topology.parties
        return Kind.MESSAGE if is_outside and kind is Kind.TRIGGER else kind


def link_name(system: System, link: Link) -> str:
    """What goes along a link: the name of its message flow, else of the element that gives it."""
    for key, attribute in ((link.source, "sourceRef"), (link.target, "targetRef")):
        element = system.document(key.file).element(key.element) if key.file else None
        if isinstance(element, FlowNode):
            flows = (r.node for r in element.document.references(key.element) if r.attribute == attribute)
            named = (flow.get("name") for flow in flows if flow.tag == MessageFlow.own_tag)
            name = next((text for text in named if text), None)
            if name:
                return name
    if link.kind is Kind.DATA:
        return str(dict(link.evidence.values).get("name", ""))
    element = system.document(link.source.file).element(link.source.element)
    return (element.node.get("name") or "") if element is not None else ""
