"""What depends on a supplier, partner or authority, how long they take, and what they hear back."""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from bpmn.analysis.context import SENT, Context
from bpmn.base.finding import ElementKey
from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    EventBasedGateway,
    FlowNode,
    TimerEventDefinition,
)
from bpmn.queueing.results import Analysis
from bpmn.report.journeys import owner
from bpmn.system.facts import Role
from bpmn.system.landscape_model import Model, link_name
from bpmn.system.link import Link


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that goes from one to the other: its name, and the element of ours that sends or awaits it.

    ``time`` is how long an awaited thing takes (None: unknown), ``has_limit`` tells that somebody acts when
    it does not come.
    """

    name: str
    key: ElementKey
    time: float | None = None
    has_limit: bool = True


@dataclass(frozen=True, slots=True)
class Dependence:
    """A process that works with a party: what it asks, what it gets, and what it tells afterwards.

    ``chains`` are the numbers of the customers' chains that wait for it.
    """

    process: ElementKey
    title: str
    owner: str
    asks: tuple[Sent, ...] = ()
    gets: tuple[Sent, ...] = ()
    feedback: tuple[Sent, ...] = ()
    chains: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """A party that is no customer, with the processes that depend on it; times are in ``unit``."""

    key: ElementKey
    role: Role
    is_assumed: bool
    dependences: tuple[Dependence, ...] = ()
    unit: str = ""

    @property
    def response(self) -> float | None:
        """The longest time until something comes; None where no time is known."""
        known = [g.time for d in self.dependences for g in d.gets if g.time is not None]
        return max(known, default=None)


def supplies(context: Context, model: Model, analysis: Analysis | None = None) -> tuple[Supply, ...]:
    """All parties that are no customers, in the order of the landscape."""
    return tuple(
        Supply(
            card.key,
            card.role or Role.UNKNOWN,
            card.is_assumed,
            tuple(_Partner(context, model, analysis, card.key).dependences()),
            str(analysis.time_unit) if analysis is not None else "",
        )
        for card in model.cards
        if card.is_party
    )


class _Partner:
    """Looks at one party."""

    def __init__(self, context: Context, model: Model, analysis: Analysis | None, party: ElementKey) -> None:
        self._context, self._model, self._analysis, self._party = context, model, analysis, party

    def dependences(self) -> Iterator[Dependence]:
        """One for each process that exchanges something with the party."""
        context = self._context
        links = [x for x in context.links.links if x.kind in SENT]
        to = [x for x in links if context.place(x.target) == self._party]
        come = [x for x in links if context.place(x.source) == self._party]
        of = context.places.process_of
        processes = [of.get(x.source) for x in to] + [of.get(x.target) for x in come]
        for process in dict.fromkeys(p for p in processes if p is not None):
            gets = [self._awaited(x) for x in come if of.get(x.target) == process]
            sent = [Sent(link_name(context.system, x), x.source) for x in to if of.get(x.source) == process]
            after = {s.key for s in sent if self._comes_after(s.key, [g.key for g in gets])}
            yield Dependence(
                process,
                context.places.title(process),
                owner(context, process),
                tuple(s for s in sent if s.key not in after),
                tuple(gets),
                tuple(s for s in sent if s.key in after),
                self._chains(process),
            )

    def _awaited(self, link: Link) -> Sent:
        key = link.target
        numbers = self._analysis.activity(key) if self._analysis is not None else None
        time = (numbers.wait or 0.0) + numbers.work + numbers.delay if numbers is not None else None
        begins = not any(before.file for before in self._context.topology.elements.predecessors(key))
        name = link_name(self._context.system, link)
        return Sent(name, key, time or None, begins or self._has_limit(key))

    def _comes_after(self, key: ElementKey, received: list[ElementKey]) -> bool:
        """Whether something is sent only once something came."""
        graph = self._context.topology.elements
        own = graph.subgraph(n for n in graph if n.file == key.file)
        return any(k in own and key in own and nx.has_path(own, k, key) and k != key for k in received)

    def _has_limit(self, key: ElementKey) -> bool:
        """Whether a timer acts when nothing comes: on the step itself, or beside it at a gateway."""
        graph = self._context.topology.elements
        element = self._context.element(key)
        beside = [n for n in graph.successors(key) if self._is_timer(n, BoundaryEvent)]
        for before in graph.predecessors(key):
            if before.file and isinstance(self._context.element(before), EventBasedGateway):
                beside += [n for n in graph.successors(before) if self._is_timer(n, CatchEvent)]
        return bool(beside) or not isinstance(element, FlowNode)

    def _is_timer(self, key: ElementKey, kind: type[CatchEvent]) -> bool:
        event = self._context.element(key) if key.file else None
        if not isinstance(event, kind):
            return False
        return any(isinstance(one, TimerEventDefinition) for one in event.definitions)

    def _chains(self, process: ElementKey) -> tuple[int, ...]:
        """The chains that a process works for, on them or beside them."""
        graph = self._context.topology.processes
        inside = graph.subgraph(n for n in graph if n.file)
        reached = {process, *nx.descendants(inside, process)} if process in inside else {process}
        return tuple(way.number for way in self._model.ways if reached & set(way.processes))
