"""One level of a process: its nodes, where tokens come in and where they go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import (
    Activity,
    Association,
    BoundaryEvent,
    CatchEvent,
    CompensateEventDefinition,
    ComplexGateway,
    EventBasedGateway,
    EventBasedGatewayType,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    IntermediateCatchEvent,
    LinkEventDefinition,
    ReceiveTask,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.model.graph import Flow, Node
from bpmn.semantics.draft import Draft, Step
from bpmn.semantics.exchange import Exchange
from bpmn.semantics.net import Action, PlaceKind
from bpmn.system.places import Places, ProcessPlace
from bpmn.system.system import System

SUBSETS = 8
"""Up to so many paths of an inclusive split every choice of them is one step; beyond, path after path."""

Outputs = list[tuple[int, ...]]
"""The alternatives after a node: each the places that get a token."""


@dataclass(slots=True)
class Level:
    """The inside of a process, called process or sub-process.

    ``host`` is the activity of ``parent`` that this is the inside of; None for a process that begins by
    itself and for an event sub-process, whose ``parent`` is the level it stands in.
    """

    process: ProcessPlace
    node: str | None
    scope: int
    parent: "Level | None" = None
    host: str | None = None
    is_ad_hoc: bool = False
    calling: tuple[ElementKey, ...] = ()
    """The processes that are being carried out above, against endless recursion."""

    @property
    def file(self) -> str:
        """The map it stands in."""
        return self.process.key.file

    def key(self, element: str) -> ElementKey:
        """The key of an element of this level."""
        return ElementKey(self.file, element)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes directly in it."""
        return self.process.graph.children(self.node)

    def into(self, node: str) -> tuple[Flow, ...]:
        """The flows that enter a node."""
        return self.process.graph.into(node)

    def out(self, node: str) -> tuple[Flow, ...]:
        """The flows that leave a node."""
        return self.process.graph.out(node)


@dataclass(slots=True)
class Work:
    """What the parts of the compiler share."""

    system: System
    places: Places
    draft: Draft
    exchange: Exchange
    assumed: frozenset[ElementKey] = frozenset()
    """What these elements wait for may come once, whatever the maps say."""
    calls: dict[ElementKey, ElementKey] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    later: list[Callable[[], None]] = field(default_factory=list)
    """What is only known when all levels are compiled: which events something throws at."""
    caught: set[tuple[int, str]] = field(default_factory=set)
    """Boundary events and event sub-processes, by scope and id, that something inside throws at."""
    insides: dict[tuple[int, str], Level] = field(default_factory=dict)

    def view(self, level: Level, node: str) -> FlowNode:
        """The element of a node."""
        element = self.system.document(level.file).element(node)
        assert isinstance(element, FlowNode)
        return element

    def name(self, level: Level, node: str) -> str:
        """What to call a node in a sentence."""
        found = " ".join(level.process.graph.nodes[node].name.split()) or node
        self.draft.names[level.key(node)] = found
        return found

    # -- where tokens lie --------------------------------------------------------------------------

    def flow(self, level: Level, flow: Flow) -> int:
        """The place of a sequence flow."""
        self.name(level, flow.target)
        target = level.key(flow.target)
        return self.draft.place(PlaceKind.FLOW, level.key(flow.id), level.scope, flow.name, target)

    def active(self, level: Level, node: str) -> int:
        """The place of an activity that is being carried out."""
        name = self.name(level, node)
        return self.draft.place(PlaceKind.ACTIVE, level.key(node), level.scope, name)

    def watch(self, level: Level, node: str) -> int:
        """The place that allows something to happen beside."""
        return self.draft.place(PlaceKind.WATCH, level.key(node), level.scope, self.name(level, node))

    def held(self, level: Level, node: str, part: object = None) -> int:
        """A place inside a gateway."""
        name = self.name(level, node)
        return self.draft.place(PlaceKind.HELD, level.key(node), level.scope, name, part=part)

    def inputs(self, level: Level, node: Node) -> list[int]:
        """The places before a node; none for one that nothing can reach."""
        flows = level.into(node.id)
        if not flows:
            is_assumed = level.key(node.id) in self.assumed and level.node is None
            begins = node in self.entries(level) or (is_assumed and not self.is_link_catch(level, node))
            return [self.entry(level, node)] if begins else []
        waits = issubclass(node.kind, IntermediateCatchEvent | ReceiveTask)
        return [self.flow(level, f) for f in flows if not (waits and self._is_chosen(level, f.source))]

    def _is_chosen(self, level: Level, source: str) -> bool:
        """Whether a token waits at an event-based gateway instead of on the flows behind it."""
        gateway = self.view(level, source)
        if not isinstance(gateway, EventBasedGateway):
            return False
        return not (gateway.instantiate and gateway.event_gateway_type is EventBasedGatewayType.PARALLEL)

    def entry(self, level: Level, node: Node) -> int:
        """The place before a node that no flow leads to."""
        kind = PlaceKind.WATCH if level.is_ad_hoc else PlaceKind.ENTRY
        return self.draft.place(kind, level.key(node.id), level.scope, self.name(level, node.id))

    def entries(self, level: Level) -> list[Node]:
        """The nodes that begin with their level because nothing leads to them.

        (BPMN 2.0.2, Start Event: without one, all flow objects without incoming flows begin.)
        """
        begins = any(issubclass(n.kind, StartEvent) or self.is_starter(level, n) for n in level.nodes)
        if begins and not level.is_ad_hoc:
            return []
        return [n for n in level.nodes if not level.into(n.id) and self._may_begin(level, n)]

    def _may_begin(self, level: Level, node: Node) -> bool:
        if issubclass(node.kind, BoundaryEvent | StartEvent):
            return False
        view = self.view(level, node.id)
        if isinstance(view, SubProcess) and view.triggered_by_event:
            return False
        if self.is_link_catch(level, node):
            return False
        return not (isinstance(view, Activity) and view.is_for_compensation)

    def is_link_catch(self, level: Level, node: Node) -> bool:
        """Whether a path goes on here that was left at a throwing link event."""
        view = self.view(level, node.id)
        definitions = view.definitions if isinstance(view, CatchEvent) else []
        return any(isinstance(d, LinkEventDefinition) for d in definitions)

    def is_starter(self, level: Level, node: Node) -> bool:
        """Whether a receive task or an event-based gateway begins its process."""
        if level.node is not None or level.into(node.id):
            return False
        view = self.view(level, node.id)
        return isinstance(view, ReceiveTask | EventBasedGateway) and view.instantiate

    # -- where tokens go ---------------------------------------------------------------------------

    def outputs(self, level: Level, node: str) -> Outputs:
        """The alternatives after a node (BPMN 2.0.2, Sequence Flow Connections, and Gateways)."""
        flows = level.out(node)
        kind = level.process.graph.nodes[node].kind
        if not flows:
            return [()]
        if issubclass(kind, ExclusiveGateway | EventBasedGateway):
            return [(self.flow(level, f),) for f in flows]
        if issubclass(kind, InclusiveGateway | ComplexGateway):
            free, always = list(flows), []
        elif issubclass(kind, Activity):
            free = [f for f in flows if f.is_conditional or f.is_default]
            always = [f for f in flows if f not in free]
        else:
            free, always = [], list(flows)
        fixed = tuple(self.flow(level, f) for f in always)
        return [fixed + chosen for chosen in self._choices(level, node, free, needs_one=not always)]

    def _choices(self, level: Level, node: str, flows: Sequence[Flow], *, needs_one: bool) -> Outputs:
        """Every choice of conditional flows; the default alone where no condition holds."""
        default = [self.flow(level, f) for f in flows if f.is_default]
        free = [self.flow(level, f) for f in flows if not f.is_default]
        if len(free) > SUBSETS:
            return self._one_by_one(level, node, free, default, needs_one=needs_one)
        chosen: Outputs = [c for size in range(1, len(free) + 1) for c in combinations(free, size)]
        if default:
            return [*chosen, tuple(default)]
        return chosen if needs_one and chosen else [(), *chosen]

    def _one_by_one(
        self, level: Level, node: str, free: Sequence[int], default: Sequence[int], *, needs_one: bool
    ) -> Outputs:
        """Decide about one flow after the other, so that the number of steps stays small."""
        at = [[self.held(level, node, (i, some)) for some in (False, True)] for i in range(len(free))]
        told = message("At “{gateway}” the paths are chosen.", gateway=self.name(level, node))
        gate = (level.scope, node)

        def step(takes: int, gives: tuple[int, ...]) -> None:
            keys = [level.key(node)]
            self.draft.add(Step(Action.ROUTE, keys, told, (takes,), gives, gate=gate))

        for index, place in enumerate(free):
            is_last = index + 1 == len(free)
            for some in (False, True):
                here = at[index][some]
                step(here, (place,) if is_last else (place, at[index + 1][True]))
                if not is_last:
                    step(here, (at[index + 1][some],))
                elif some or default or not needs_one:
                    step(here, () if some else tuple(default))
        return [(at[0][False],)]

    def throwing(self, level: Level, node: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places that get a message or signal from a node, and those emptied before.

        A signal that waits already is not doubled.
        """
        key = level.key(node)
        signals = tuple(self.exchange.throws.get(key, ()))
        return (*self.exchange.sends.get(key, ()), *signals), signals

    def informs(self, level: Level, node: str) -> tuple[ElementKey, ...]:
        """Who outside the net gets a message from a node."""
        return tuple(sorted(self.exchange.informs.get(level.key(node), ())))

    def compensated(self, level: Level, node: str) -> tuple[ElementKey, ...]:
        """The activities that undo something when a compensation is thrown at a node."""
        view = self.view(level, node)
        definitions = view.definitions if isinstance(view, ThrowEvent | CatchEvent) else []
        meant: set[str] = set()
        for one in definitions:
            if isinstance(one, CompensateEventDefinition) and one.activity_ref is not None:
                meant.add(one.activity_ref.id or "")
        return self.handlers(level, meant)

    def handlers(self, level: Level, undone: set[str]) -> tuple[ElementKey, ...]:
        """The compensation activities of a level; with ``undone`` only those of some activities."""
        graph = level.process.graph
        beside = {n.id for n in graph.nodes.values() if n.attached_to in undone}
        drawn = self.system.document(level.file).all(Association)
        meant = {a.node.get("targetRef") for a in drawn if a.node.get("sourceRef") in beside}
        found: list[ElementKey] = []
        stack = [(n, False) for n in level.nodes]
        while stack:
            node, is_inside = stack.pop()
            if issubclass(node.kind, Activity):
                view = self.view(level, node.id)
                handles = isinstance(view, Activity) and view.is_for_compensation
                is_inside = is_inside or (handles and (not undone or node.id in meant))
                if is_inside:
                    found.append(level.key(node.id))
                stack.extend((n, is_inside) for n in graph.children(node.id))
        return tuple(sorted(found))
