"""One page per process: what goes in and out, who does what with what, and how it is measured.

SIPOC (supplier, input, process, output, customer) and the turtle (with what, with whom, how, how measured)
are projections of the same links, maps and facts; nothing is kept for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.analysis.governance import inside, kpis_of, objective, owner
from bpmn.analysis.ways import processes_on
from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Lane, SubProcess
from bpmn.queueing.results import Analysis
from bpmn.system.facts import KpiFact
from bpmn.system.link import Kind, Link
from bpmn.system.names import collapsed
from bpmn.system.process_facts import facts_of

JOINING = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.CALL, Kind.SIGNAL, Kind.DATA, Kind.EXCEPTION})
"""Kinds of links by which something comes in or goes out."""


class Entry(NamedTuple):
    """A name on the page and the place that it leads to; None where it has none."""

    text: str
    key: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that crosses the border of a process: what it is, and from or to whom."""

    what: Entry
    who: Entry
    kind: Kind
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """People who work in a process: their load (1 is full) and how many they are, where known."""

    name: Entry
    load: float | None = None
    count: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page of one process says."""

    key: ElementKey
    name: str
    owner: str = ""
    objective: str = ""
    inputs: tuple[Exchange, ...] = ()
    outputs: tuple[Exchange, ...] = ()
    steps: tuple[Entry, ...] = ()
    step_count: int = 0
    checks: tuple[Entry, ...] = ()
    means: tuple[Entry, ...] = ()
    """Stores that it reads or writes and systems that it uses: with what."""
    teams: tuple[Team, ...] = ()
    kpis: tuple[KpiFact, ...] = ()
    ways: tuple[tuple[Entry, ...], ...] = ()
    """The customer-to-customer ways through it, each as its processes in order."""
    lead_time: float | None = None
    work: float | None = None
    wait: float | None = None
    time_unit: str = ""
    initiatives: tuple[str, ...] = field(default=())

    @property
    def suppliers(self) -> tuple[Entry, ...]:
        """From whom something comes, each once."""
        return tuple(dict.fromkeys(exchange.who for exchange in self.inputs))

    @property
    def customers(self) -> tuple[Entry, ...]:
        """To whom something goes, each once."""
        return tuple(dict.fromkeys(exchange.who for exchange in self.outputs))


def sheets(context: Context, analysis: Analysis | None = None) -> tuple[Sheet, ...]:
    """The pages of all own processes, those on customers' ways first and in their order."""
    ways = _ways(context)
    order = list(dict.fromkeys([*(key for way in ways for key in way), *context.own_processes()]))
    return tuple(_sheet(context, key, ways, analysis) for key in order)


def _sheet(
    context: Context, process: ElementKey, ways: list[list[ElementKey]], analysis: Analysis | None
) -> Sheet:
    keys = inside(context, process)
    activities = _activities(context, process)
    numbers = analysis.process(process) if analysis is not None else None
    teams = tuple(_teams(context, process, activities, analysis))
    return Sheet(
        process,
        context.name(process),
        owner(context, process),
        objective(context, process),
        tuple(_incoming(context, keys)),
        tuple(_outgoing(context, keys)),
        tuple(_steps(process, activities)),
        len(activities),
        tuple(_entry(process, a) for a in activities if facts_of(a).is_check),
        tuple(_means(context, process, activities)),
        teams,
        tuple(kpis_of(context, process)),
        tuple(tuple(Entry(context.name(k), k) for k in way) for way in ways if process in way),
        numbers.lead_time if numbers is not None else None,
        numbers.work if numbers is not None else None,
        numbers.wait if numbers is not None else None,
        str(analysis.time_unit) if analysis is not None else "",
        _initiatives(context, keys | {team.name.key for team in teams if team.name.key is not None}),
    )


# -- what crosses the border ---------------------------------------------------------------------


def _incoming(context: Context, keys: set[ElementKey]) -> Iterable[Exchange]:
    near = context.links_at(keys)
    links = [x for x in near if x.kind in JOINING and x.target in keys and x.source not in keys]
    return _once(_exchange(context, link, link.source) for link in links)


def _outgoing(context: Context, keys: set[ElementKey]) -> Iterable[Exchange]:
    near = context.links_at(keys)
    links = [x for x in near if x.kind in JOINING and x.source in keys and x.target not in keys]
    return _once(_exchange(context, link, link.target) for link in links)


def _once(exchanges: Iterable[Exchange]) -> list[Exchange]:
    """Each pair of what and whom once, the surest first."""
    found: dict[tuple[str, str], Exchange] = {}
    for exchange in sorted(exchanges, key=lambda e: e.is_assumed):
        found.setdefault((exchange.what.text, exchange.who.text), exchange)
    return list(found.values())


def _exchange(context: Context, link: Link, other: ElementKey) -> Exchange:
    place = context.place(other)
    party = context.topology.party_at(place)
    is_process = place is not None and place in context.places.processes
    who = context.name(place) if place is not None and is_process else context.process_name(other)
    who = party.name if party is not None else who
    own = link.target if other == link.source else link.source
    return Exchange(Entry(_what(context, link), own), Entry(who, place), link.kind, link.level >= "M5")


def _what(context: Context, link: Link) -> str:
    """What a link brings: the name on its message flow, else that of the end which has one."""
    for end in (link.source, link.target):
        name = _flow_name(context, end)
        if name:
            return name
    ends = [context.element(end) for end in (link.source, link.target)]
    names = [collapsed(e.node.get("name")) for e in ends if e is not None and e.local_name != "participant"]
    return next((name for name in names if name), context.name(link.source))


def _flow_name(context: Context, end: ElementKey) -> str:
    if end.file not in context.system.files:
        return ""
    flows = context.system.document(end.file).root.iter("{*}messageFlow")
    ends = ((f.get("name"), f.get("sourceRef"), f.get("targetRef")) for f in flows)
    return next((collapsed(name) for name, *both in ends if name and end.element in both), "")


# -- what is inside ------------------------------------------------------------------------------


def _activities(context: Context, process: ElementKey) -> list[Activity]:
    """The steps in the order of the flow; sub-processes count by what is in them."""
    graph = context.places.processes[process].graph
    elements = (context.element(ElementKey(process.file, node)) for node in graph.nodes)
    return [
        e for e in elements if isinstance(e, Activity) and not (isinstance(e, SubProcess) and e.flow_elements)
    ]


def _entry(process: ElementKey, activity: Activity) -> Entry:
    return Entry(collapsed(activity.name) or activity.id or "", ElementKey(process.file, activity.id or ""))


def _steps(process: ElementKey, activities: Iterable[Activity]) -> list[Entry]:
    return [_entry(process, activity) for activity in activities]


def _means(context: Context, process: ElementKey, activities: Iterable[Activity]) -> Iterable[Entry]:
    stores = [Entry(use.name, use.store or use.key) for use in context.stores if use.process == process]
    systems = [
        Entry(used, ElementKey(process.file, a.id or ""))
        for a in activities
        if (used := facts_of(a).used_system)
    ]
    found: dict[str, Entry] = {}
    for entry in [*stores, *systems]:
        if entry.text:
            found.setdefault(entry.text, entry)
    return found.values()


def _teams(
    context: Context, process: ElementKey, activities: Iterable[Activity], analysis: Analysis | None
) -> Iterable[Team]:
    document = context.system.document(process.file)
    named: dict[ElementKey, str] = {}
    for activity in activities:
        for role in activity.resources:
            if role.resource_ref is not None and role.resource_ref.id:
                key = ElementKey(process.file, role.resource_ref.id)
                named[key] = collapsed(role.resource_ref.name) or role.resource_ref.id
    lanes = (
        [] if named else [n.lane for n in context.places.processes[process].graph.nodes.values() if n.lane]
    )
    for lane in dict.fromkeys(lanes):
        view = document.element(lane)
        if isinstance(view, Lane) and collapsed(view.name):
            named[ElementKey(process.file, lane)] = collapsed(view.name)
    known = {key: r for r in analysis.resources for key in r.keys} if analysis is not None else {}
    for key, name in named.items():
        numbers = known.get(key)
        yield Team(
            Entry(numbers.name if numbers else name, key),
            numbers.utilisation if numbers else None,
            numbers.capacity if numbers else None,
        )


def _initiatives(context: Context, keys: set[ElementKey]) -> tuple[str, ...]:
    """The initiatives that change something in the process."""
    return tuple(
        initiative.name
        for initiative in context.system.facts.initiatives
        if any(
            change.element in keys or context.place(change.element) in keys for change in initiative.changes
        )
    )


def _ways(context: Context) -> list[list[ElementKey]]:
    """The customers' ways as their processes in the order in which a case reaches them, the longest first."""
    found = [way for chain in chains(context) if (way := processes_on(context, chain))]
    return sorted(found, key=lambda way: (-len(way), way))
