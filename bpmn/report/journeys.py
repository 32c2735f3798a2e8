"""A customer's wish as a journey: steps across maps, who answers for them, and what is heard at every end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import networkx as nx

from bpmn.analysis.chains import Chain, chains
from bpmn.analysis.context import Context
from bpmn.analysis.silence import Silence
from bpmn.base.finding import ElementKey
from bpmn.model import (
    Activity,
    BoundaryEvent,
    CatchEvent,
    ErrorEventDefinition,
    ExclusiveGateway,
    Process,
    ReceiveTask,
    SequenceFlow,
    StartEvent,
    TimerEventDefinition,
)
from bpmn.queueing.results import Analysis
from bpmn.system.facts import Metric
from bpmn.system.landscape_grid import FORTH
from bpmn.system.landscape_model import Model, Way, link_name
from bpmn.system.process_facts import owner_of
from bpmn.system.topology import ends


class Halt(StrEnum):
    """What a case does at a stop."""

    WORK = "work"
    WAIT = "wait"


class How(StrEnum):
    """In what way a case comes to an end."""

    PLAIN = "plain"
    LATE = "late"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step or a wait on the way; ``waits_for`` names from whom what is awaited comes, if known."""

    key: ElementKey
    name: str
    halt: Halt
    waits_for: str = ""
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """The stops in one process, and who answers for it; ``lead_time`` is that of the whole process."""

    process: ElementKey
    title: str
    owner: str
    stops: tuple[Stop, ...]
    lead_time: float | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a case can end, and from whom the customer hears of it.

    ``condition`` is the last answer on the way, ``told_by`` the element that tells the customer (None:
    nobody), ``teller`` who answers for that, ``words`` what is told.
    """

    key: ElementKey
    name: str
    process: str
    how: How = How.PLAIN
    condition: str = ""
    told_by: ElementKey | None = None
    teller: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer was promised: a key figure with a target, in ``unit`` of time."""

    name: str
    target: float
    unit: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """One customer's wish from asking to receiving; times are in ``unit``, None is unknown.

    ``work`` is that of its processes one after the other, ``wait`` what is left of the lead time.
    """

    number: int
    name: str
    result: str
    customer: ElementKey
    start: ElementKey
    legs: tuple[Leg, ...] = ()
    endings: tuple[Ending, ...] = ()
    lead_time: float | None = None
    work: float | None = None
    wait: float | None = None
    unit: str = ""
    promise: Promise | None = None
    is_answered: bool = True

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who answers for a part of it, in the order of the way."""
        return tuple(dict.fromkeys(leg.owner for leg in self.legs if leg.owner))

    @property
    def silent(self) -> tuple[Ending, ...]:
        """The ends of which the customer never hears."""
        return tuple(ending for ending in self.endings if ending.told_by is None)


def journeys(context: Context, model: Model, analysis: Analysis | None = None) -> tuple[Journey, ...]:
    """The journeys of all chains of a landscape, in their order."""
    wishes = {chain.start: chain for chain in chains(context)}
    return tuple(_Guide(context, analysis, way, wishes).journey() for way in model.ways)


class _Guide:
    """Follows one chain."""

    def __init__(
        self, context: Context, analysis: Analysis | None, way: Way, wishes: dict[ElementKey, Chain]
    ) -> None:
        self._context, self._analysis, self._way = context, analysis, way
        self._graph = context.topology.elements
        self._wish = next((wishes[start] for start in way.starts if start in wishes), None)

    def journey(self) -> Journey:
        way, numbers = self._way, self._analysis
        lead, unit = self._lead_time(), str(numbers.time_unit) if numbers is not None else ""
        known = [numbers.process(p) for p in way.processes] if numbers is not None else []
        is_known = bool(known) and None not in known and lead is not None
        work = sum(p.work for p in known if p is not None) if is_known else None
        return Journey(
            way.number,
            way.name,
            way.result,
            way.customer,
            way.starts[0] if way.starts else way.processes[0],
            tuple(self._legs()),
            tuple(self._endings()),
            lead,
            work,
            max(lead - work, 0.0) if lead is not None and work is not None else None,
            unit,
            self._promise(),
            way.is_answered,
        )

    def _promise(self) -> Promise | None:
        """The target for the lead time of this chain: of its own first, then of the system as a whole."""
        way, of = self._way, self._context.places.process_of
        kpis = self._context.system.facts.kpis
        known = [k for k in kpis if k.measure == Metric.LEAD_TIME and k.target is not None]
        own = [
            k
            for k in known
            if (k.start in way.starts or k.element in way.starts)
            and (k.end is None or of.get(k.end) == way.processes[-1])
        ]
        whole = [
            k for k in known if k.element is None and k.start is None and k.end is None and not k.resource
        ]
        kpi = next(iter([*own, *whole]), None)
        return Promise(kpi.name, kpi.target or 0.0, kpi.unit, kpi.owner) if kpi is not None else None

    def _lead_time(self) -> float | None:
        """The mean over the answers of the last process, by how often each is given."""
        numbers, way = self._analysis, self._way
        if numbers is None or not way.is_answered:
            return None
        of = self._context.places.process_of
        found = [
            (c.lead_time, c.share)
            for c in numbers.chains
            if c.start in way.starts and of.get(c.end) == way.processes[-1] and c.lead_time is not None
        ]
        total = sum(share for _, share in found)
        return sum(time * share for time, share in found) / total if total else None

    # -- legs --------------------------------------------------------------------------------------

    def _legs(self) -> Iterable[Leg]:
        entries: Sequence[ElementKey] = self._way.starts
        following = [*self._way.processes[1:], None]
        for process, after in zip(self._way.processes, following, strict=True):
            path, entries = self._path(process, entries, after)
            numbers = self._analysis.process(process) if self._analysis is not None else None
            yield Leg(
                process,
                self._context.places.title(process),
                owner(self._context, process),
                tuple(stop for key in path if (stop := self._stop(key)) is not None),
                numbers.lead_time if numbers is not None and numbers.visits else None,
            )

    def _path(
        self, process: ElementKey, entries: Sequence[ElementKey], after: ElementKey | None
    ) -> tuple[list[ElementKey], tuple[ElementKey, ...]]:
        """The shortest way through a process to where it hands over, and where the next one takes over."""
        own = [key for key, place in self._context.places.process_of.items() if place == process]
        inside = self._graph.subgraph(own)
        exits = self._exits(process, after)
        begin = [key for key in entries if key in inside] or [
            key for key in own if issubclass(self._kind(key), StartEvent)
        ]
        ways = [
            nx.shortest_path(inside, one, source)
            for one in begin
            for source, _ in exits
            if source in inside and nx.has_path(inside, one, source)
        ]
        best = min(ways, key=lambda way: (len(way), way), default=begin[:1])
        taken = tuple(target for source, target in exits if best and source == best[-1] and target)
        return best, taken

    def _exits(
        self, process: ElementKey, after: ElementKey | None
    ) -> list[tuple[ElementKey, ElementKey | None]]:
        """What hands the case on, with what takes it; in the last process what goes to the customer."""
        of, links = self._context.places.process_of, self._context.links.links
        if after is not None:
            found = (x for x in links if x.kind in FORTH and of.get(x.target) == after)
            return [(x.source, x.target) for x in found if of.get(x.source) == process]
        outcomes = self._wish.outcomes if self._wish is not None else frozenset()
        told = [key for key in sorted(outcomes) if of.get(key) == process]
        return [(key, None) for key in told or ends(self._context.places, process)]

    def _kind(self, key: ElementKey) -> type:
        return type(self._context.element(key))

    def _stop(self, key: ElementKey) -> Stop | None:
        element = self._context.element(key)
        if isinstance(element, StartEvent | BoundaryEvent):
            return None
        numbers = self._analysis.activity(key) if self._analysis is not None else None
        if isinstance(element, CatchEvent | ReceiveTask):
            time = (numbers.wait or 0.0) + numbers.work + numbers.delay if numbers is not None else None
            return Stop(key, self._context.name(key), Halt.WAIT, self._sender(key), time)
        if isinstance(element, Activity):
            time = numbers.work or None if numbers is not None else None
            return Stop(key, self._context.name(key), Halt.WORK, "", time)
        return None

    def _sender(self, key: ElementKey) -> str:
        """From whom what is awaited comes."""
        places = (self._context.place(x.source) for x in self._context.links.links if x.target == key)
        known = dict.fromkeys(place for place in places if place is not None)
        return ", ".join(self._context.name(p) if p.file else p.element for p in known)

    # -- ends --------------------------------------------------------------------------------------

    def _endings(self) -> Iterable[Ending]:
        """Every end that the case can reach in the processes of the chain."""
        if self._wish is None or self._wish.start not in self._graph:
            return
        silent = set(Silence(self._context, self._wish).ends())
        topology = self._context.topology
        inside = self._graph.subgraph(n for n in self._graph if not topology.is_customer(n))
        reached = {self._wish.start, *nx.descendants(inside, self._wish.start)}
        of = self._context.places.process_of
        for process in self._way.processes:
            graph = self._context.places.processes[process].graph
            for node in graph.nodes.values():
                key = ElementKey(process.file, node.id)
                if (
                    node.parent is None
                    and not graph.out(node.id)
                    and key in reached
                    and of.get(key) == process
                ):
                    yield self._ending(key, process, is_silent=key in silent)

    def _ending(self, key: ElementKey, process: ElementKey, *, is_silent: bool) -> Ending:
        path = self._path_to(key, process)
        told = None if is_silent else self._teller(path, process)
        context = self._context
        teller = context.places.process_of.get(told) if told is not None else None
        return Ending(
            key,
            context.name(key),
            context.places.title(process),
            self._how(path),
            self._condition(path),
            told,
            (owner(context, teller) or context.places.title(teller)) if teller is not None else "",
            self._words(told) if told is not None else "",
        )

    def _path_to(self, key: ElementKey, process: ElementKey) -> list[ElementKey]:
        """The shortest way to an end inside its process."""
        own = [k for k, place in self._context.places.process_of.items() if place == process]
        inside = self._graph.subgraph(own)
        begins = [k for k in own if issubclass(self._kind(k), StartEvent)]
        ways = [nx.shortest_path(inside, one, key) for one in begins if nx.has_path(inside, one, key)]
        return min(ways, key=lambda way: (len(way), way), default=[key])

    def _teller(self, path: Sequence[ElementKey], process: ElementKey) -> ElementKey | None:
        """Who tells: on the way itself the last one, else whoever the case was handed on to."""
        assert self._wish is not None
        told = [key for key in path if key in self._wish.outcomes]
        if told:
            return told[-1]
        of = self._context.places.process_of
        away = self._graph.subgraph(n for n in self._graph if n in path or of.get(n) != process)
        reached = {n for key in path for n in nx.descendants(away, key)} if path else set()
        heard = sorted(reached & self._wish.outcomes)
        last = [key for key in heard if of.get(key) == self._way.processes[-1]]
        return next(iter(last or heard), None)

    def _words(self, key: ElementKey) -> str:
        context = self._context
        links = (x for x in context.links.links if x.source == key)
        named = (link_name(context.system, x) for x in links)
        return next((name for name in named if name), context.name(key))

    def _how(self, path: Sequence[ElementKey]) -> How:
        for key in reversed(path):
            event = self._context.element(key)
            if isinstance(event, BoundaryEvent):
                kinds = tuple(type(one) for one in event.definitions)
                if TimerEventDefinition in kinds:
                    return How.LATE
                return How.FAILED if ErrorEventDefinition in kinds else How.CANCELLED
            if isinstance(event, StartEvent) or not isinstance(event, CatchEvent):
                continue
            if any(isinstance(one, TimerEventDefinition) for one in event.definitions):
                return How.LATE
        return How.PLAIN

    def _condition(self, path: Sequence[ElementKey]) -> str:
        """The last answer that was given at a decision on the way."""
        for before, after in reversed(list(pairwise(path))):
            gateway = self._context.element(before)
            if isinstance(gateway, ExclusiveGateway):
                flows = [f for f in gateway.outgoing_flows if isinstance(f, SequenceFlow)]
                taken = (f for f in flows if f.target_ref is not None and f.target_ref.id == after.element)
                name = next((f.name for f in taken), "")
                parts = (" ".join((text or "").split()) for text in (gateway.name, name))
                return " ".join(part for part in parts if part)
        return ""


def owner(context: Context, process: ElementKey) -> str:
    """Who answers for a process; empty where nobody is named."""
    element = context.element(process)
    return owner_of(element) if isinstance(element, Process) else ""
