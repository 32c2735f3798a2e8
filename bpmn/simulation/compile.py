"""Makes the plan of a system: the net of its behaviour joined with the numbers of a scenario."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bpmn.base.finding import ElementKey
from bpmn.model import Activity, CatchEvent, CompensateEventDefinition, FlowNode
from bpmn.queueing.assembly import Assembly
from bpmn.queueing.chains import final_replies
from bpmn.queueing.drafts import Draft, Drafts
from bpmn.queueing.net import Cause
from bpmn.scenario.merged import read
from bpmn.scenario.parameters import Scenario
from bpmn.semantics import compile_net
from bpmn.semantics.net import Net, PlaceKind
from bpmn.semantics.sparse import Sparse
from bpmn.simulation import theory, works
from bpmn.simulation.arrivals import sources
from bpmn.simulation.moves import Anchors
from bpmn.simulation.people import pools
from bpmn.simulation.plan import Answer, Course, Draw, Measure, Plan, Post, Reply, Work
from bpmn.simulation.revisits import revisited
from bpmn.simulation.spots import Spots
from bpmn.simulation.ways import Branches
from bpmn.system.facts import Facts, PromiseFact
from bpmn.system.link import Links
from bpmn.system.links import find_links, survey
from bpmn.system.system import System

OF_WORK = (Cause.WORK, Cause.QUEUE, Cause.OFF_CALENDAR, Cause.BATCH, Cause.LAG)
"""The slots of an activity, in this order from its first."""


@dataclass
class Planner:
    """What the parts of the compiler share: the net, the numbers, and what is counted where."""

    net: Net
    assembly: Assembly
    scenario: Scenario
    nodes: Mapping[ElementKey, Draft]
    anchors: Anchors
    branches: Branches
    activities: list[Measure] = field(default_factory=list)
    processes: list[Measure] = field(default_factory=list)
    slots: list[tuple[Cause, ElementKey]] = field(default_factory=list)
    works: dict[ElementKey, Work] = field(default_factory=dict)
    _slots: dict[tuple[Cause, ElementKey], int] = field(default_factory=dict)

    def view(self, key: ElementKey) -> FlowNode | None:
        """The element of a key, if it is a node that tokens visit."""
        draft = self.nodes.get(key)
        return draft.view if draft is not None else None

    def slot(self, cause: Cause, key: ElementKey) -> int:
        """Where time spent on a cause at an element is counted."""
        if (cause, key) not in self._slots:
            self._slots[cause, key] = len(self.slots)
            self.slots.append((cause, key))
        return self._slots[cause, key]

    def work(self, key: ElementKey, rework: int | None = None) -> Work | None:
        """What an element takes: an activity, or a time that somebody entered at another element."""
        draft = self.nodes.get(key)
        if draft is None:
            return None
        if not isinstance(draft.view, Activity):
            return self._delay(key)
        if key not in self.works:
            statistic = len(self.activities)
            process = self.process(draft.process)
            self.activities.append(Measure(key, draft.name, process))
            first = len(self.slots)
            for cause in OF_WORK:
                self.slot(cause, key)
            beside = [
                self.view(ElementKey(key.file, n.id))
                for n in draft.graph.nodes.values()
                if n.attached_to == key.element
            ]
            made = works.work(draft, self.scenario, self.assembly.compiler.teams, (statistic, first), rework)
            self.works[key] = replace(made, is_remembered=any(_undoes(view) for view in beside))
        return self.works[key]

    def _delay(self, key: ElementKey) -> Work | None:
        """A time at an event or gateway, which holds nobody."""
        parameters = self.scenario.of(key)
        spent = [works.work_of(key, parameters), works.lag_of(key, parameters)]
        parts = [draw for draw in spent if draw is not None and not draw.is_nothing]
        if not parts:
            return None
        lag = Draw(key, sum(d.constant for d in parts), tuple(p for d in parts for p in d.parts))
        return Work(key, -1, self.slot(Cause.LAG, key), lag=lag)

    def process(self, key: ElementKey) -> int:
        """The position of a process among those that are counted."""
        for index, one in enumerate(self.processes):
            if one.key == key:
                return index
        self.processes.append(Measure(key, self.net.name(key), len(self.processes)))
        return len(self.processes) - 1


def _nodes(system: System, drafts: Drafts) -> dict[ElementKey, Draft]:
    """All flow nodes, those in event sub-processes too, which queueing theory leaves out."""
    found: dict[ElementKey, Draft] = {}
    for process, graph in drafts.processes.items():
        for identifier, one in graph.nodes.items():
            key = ElementKey(process.file, identifier)
            view = system.document(process.file).element(identifier)
            if isinstance(view, FlowNode):
                found[key] = Draft(-1, key, process, one, view, graph)
    return found


def _undoes(view: FlowNode | None) -> bool:
    """Whether an event leads to what undoes its activity."""
    return isinstance(view, CatchEvent) and any(
        isinstance(d, CompensateEventDefinition) for d in view.definitions
    )


def plan(
    system: System,
    links: Links | None = None,
    scenario: Scenario | None = None,
    *,
    net: Net | None = None,
    assembly: Assembly | None = None,
) -> Plan:
    """A system in a scenario (the base scenario without one), ready to run.

    ``net`` and ``assembly`` are those of the system where they are known already.
    """
    scenario = scenario if scenario is not None else read(system)
    seen = survey(system) if links is None or net is None else None
    links = links if links is not None else find_links(system, seen)
    facts = system.facts if isinstance(getattr(system, "facts", None), Facts) else None
    assembly = assembly or Assembly(system, links, scenario, facts)
    net = net or compile_net(system, links, seen=seen)
    told = _replies(assembly, scenario)
    anchors = Anchors(net, {reply.key: index for index, reply in enumerate(told)})
    nodes = _nodes(system, assembly.drafts)
    planner = Planner(net, assembly, scenario, nodes, anchors, Branches.of(net, scenario, nodes))
    for scope in net.scopes:
        planner.process(scope.process)
    return _finished(planner, links, told, facts.promises if facts is not None else ())


def _finished(planner: Planner, links: Links, told: Sequence[Reply], promises: Sequence[PromiseFact]) -> Plan:
    net, scenario, assembly = planner.net, planner.scenario, planner.assembly
    spots = Spots(planner)
    found = spots.all()
    starts = spots.starts()
    where = sources(planner, promises)
    posts, answers = _posts(planner, links), _answers(planner)
    told = [replace(reply, slot=planner.slot(Cause.TRANSPORT, reply.key)) for reply in told]
    return Plan(
        scenario.name,
        scenario.time_unit,
        tuple(place.kind for place in net.places),
        tuple(place.scope for place in net.places),
        tuple(planner.anchors.move(t) for t in net.transitions),
        found,
        spots.rooms(),
        pools(planner),
        where,
        starts,
        posts,
        answers,
        revisited(net, planner.anchors, {key for key, work in planner.works.items() if work.repetition}),
        tuple(planner.activities),
        tuple(planner.processes),
        Sparse(net, spots.general),
        tuple(planner.slots),
        tuple(told),
        tuple(sorted(planner.works.values(), key=lambda work: work.statistic)),
        _run(planner),
        has_defects=any(work.defect or work.detection for work in planner.works.values()),
        has_costs=any(work.fixed_cost for work in planner.works.values())
        or any(pool.unit_cost for pool in assembly.net.pools),
        warnings=assembly.net.warnings,
        names=dict(net.names),
    )


def _run(planner: Planner) -> Course:
    """What is known beforehand about how to run."""
    scenario, run = planner.scenario, planner.scenario.run
    midnight = _after_midnight(scenario)
    return Course(
        midnight,
        scenario.start.weekday() * 24.0 + midnight / 3600,
        _is_hourly(planner),
        theory.memory(planner.assembly.net),
        1 if run.seed is None else run.seed,
        run.replications or None,
        run.duration,
        run.warm_up,
        theory.known_waits(planner),
        scenario.start,
        bool(planner.assembly.net.sources) and theory.is_endless(planner.assembly.net),
    )


def _is_hourly(planner: Planner) -> bool:
    """Whether it matters which hour of the week it is."""
    said = planner.scenario.parameters.values()
    return any(one.calendar is not None or (one.batch is not None and one.batch.at) for one in said)


def _after_midnight(scenario: Scenario) -> float:
    start = scenario.start
    return start.hour * 3600.0 + start.minute * 60.0 + start.second


def _replies(assembly: Assembly, scenario: Scenario) -> tuple[Reply, ...]:
    """The outcomes at which a customer's time stops, with how they travel to the customer."""
    compiler = assembly.compiler
    parties = {reply.step: reply.party for reply in assembly.net.replies}
    senders = {index: draft.key for index, draft in compiler.senders.items()}
    ways = [what for what in compiler.slots if isinstance(what, tuple) and what[0] == "message"]
    senders |= {compiler.slots[what]: what[1] for what in ways}
    found: dict[ElementKey, Reply] = {}
    for step in sorted(final_replies(assembly.net)):
        key = senders.get(step)
        if key is not None and key not in found:
            found[key] = Reply(key, parties.get(step, ""), _transport(assembly, scenario, key))
    return tuple(found.values())


def _transport(assembly: Assembly, scenario: Scenario, sender: ElementKey) -> Draw | None:
    """How long what a step tells a customer is on its way."""
    for pool in assembly.compiler.told.get(sender, ()):
        flow = assembly.compiler.messages.flow(sender, pool)
        if flow is not None:
            return works.draw_of(flow, {"transfer_time": scenario.of(flow).transfer_time})
    return None


def _posts(planner: Planner, links: Links) -> Mapping[int, Post]:
    """How the messages travel for which somebody said it."""
    found: dict[int, Post] = {}
    for place, key in _flows_of(planner, links):
        said = planner.scenario.of(key)
        time = works.draw_of(key, {"transfer_time": said.transfer_time})
        if time is not None or said.loss:
            found[place] = Post(key, time, said.loss or 0.0, planner.slot(Cause.TRANSPORT, key))
    return found


def _flows_of(planner: Planner, links: Links) -> Iterable[tuple[int, ElementKey]]:
    """The message flow of each message: the drawn one, or the one between the ends of its link."""
    ends: dict[ElementKey, list[ElementKey]] = {}
    for link in links.links:
        ends.setdefault(link.source, []).append(link.target)
    messages = planner.assembly.compiler.messages
    for place in planner.net.messages:
        element = planner.net.places[place].element
        if element not in ends:
            yield place, element
            continue
        for target in ends[element]:
            flow = messages.flow(element, target)
            if flow is not None:
                yield place, flow


def _answers(planner: Planner) -> Mapping[int, Answer]:
    """What parties send: after the time they take, else that of the event which waits for it, if ever."""
    found: dict[int, Answer] = {}
    for place in planner.net.places:
        if place.kind is not PlaceKind.PARTY:
            continue
        said = planner.scenario.of(place.element)
        time = works.draw_of(place.element, {"response_time": said.response_time})
        if time is None and place.target is not None:
            time = _awaited(planner, place.target)
        slot = planner.slot(Cause.PARTY, place.target or place.element)
        found[place.index] = Answer(place.element, time, said.no_answer or 0.0, slot)
    return found


def _awaited(planner: Planner, key: ElementKey) -> Draw | None:
    """How long the event that receives an answer says that it waits; None where it says nothing."""
    view = planner.view(key)
    return works.event_time(key, view, planner.scenario) if isinstance(view, CatchEvent) else None
