"""What each flow node means for tokens, times and teams.

Every assumption that the maps leave room for becomes a warning in words.
"""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import (
    Activity,
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    MessageEventDefinition,
    ParallelGateway,
    StartEvent,
    TerminateEventDefinition,
    TimerEventDefinition,
)
from bpmn.model.gateways import ComplexGateway
from bpmn.queueing import branching, edges, times
from bpmn.queueing.branching import Branch, Split
from bpmn.queueing.drafts import Draft, Links, called_along
from bpmn.queueing.moments import ZERO, Moments, comes_first, remaining, shortest
from bpmn.queueing.net import Cause, Join, Outcome, Step
from bpmn.queueing.quality import with_quality
from bpmn.queueing.sending import Piece, Sender
from bpmn.queueing.teams import Teams
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Facts
from bpmn.system.process_facts import facts_of

TOLERANCE = 1e-6


class Compiler(Sender):
    """Compiles the flow nodes of a system one by one."""

    def __init__(
        self, system: Maps, links: Links | None, scenario: Scenario, facts: Facts | None = None
    ) -> None:
        super().__init__(system, links, scenario)
        self.calls = called_along(links, self.drafts)
        self.teams = Teams(system, scenario, facts)
        self._reminder: tuple[int, Moments] | None = None

    def in_scenario(self, scenario: Scenario, changed: Collection[ElementKey]) -> "Compiler":
        """The same in another scenario of the same maps, in which these elements have other parameters."""
        other = copy(self)
        other.scenario = scenario
        other.teams = self.teams.in_scenario(scenario, changed)
        return other

    def piece(self, draft: Draft) -> Piece:
        """Compile one flow node."""
        self._begin(draft)
        self.teams.asked = self._keys
        steps = [(draft.index, self._step(draft))]
        if draft.leave is not None:
            steps.append((draft.leave, self._leave(draft)))
        return Piece((*steps, *self._more), tuple(self._doubts), tuple(self._keys))

    # -- steps -----------------------------------------------------------------------------------

    def _step(self, draft: Draft) -> Step:
        step = Step(draft.key, draft.process, draft.name, scope=draft.parent or draft.process)
        if isinstance(draft.view, EndEvent) and _terminates(draft.view):
            step = replace(step, terminates=True)
        if draft.leave is not None:
            inner = [Branch(d.index) for d in self.drafts.starts(draft.process, draft.node.id)]
            return replace(step, outcomes=branching.parallel(inner).outcomes)
        if isinstance(draft.view, Activity):
            step = self._activity(draft, draft.view, step)
        elif isinstance(draft.view, CatchEvent):
            cause = Cause.TIMER if times.is_timer(draft.view) else Cause.LAG
            if self.messages.party(draft.key) is not None:
                cause = Cause.PARTY
            delay, outcomes = self._event_delay(draft), self._answered(draft, self._split(draft))
            step = replace(step, delay=delay, delay_cause=cause, outcomes=outcomes)
        else:
            step = self._gateway(draft, step)
        return self._with_messages(draft, step)

    def _leave(self, draft: Draft) -> Step:
        """The end of a sub-process: it waits for everything inside."""
        scope = draft.parent or draft.process
        step = Step(draft.key, draft.process, draft.name, join=Join.SCOPE, scope=scope)
        step = replace(step, outcomes=self._split(draft))
        if isinstance(draft.view, Activity) and draft.view.loop_characteristics is not None:
            self._assume(draft, "that the sub-process runs once")
        outcomes, _ = self._on_the_edge(draft, step.outcomes, ZERO)
        return self._with_messages(draft, replace(step, outcomes=outcomes))

    def _activity(self, draft: Draft, activity: Activity, step: Step) -> Step:
        parameters = self._of(draft.key)
        needs = self.teams.needs(draft, activity)
        speed = self.teams.efficiency(needs)
        work, lag = times.work(parameters).scaled(1 / speed), times.lag(parameters)
        group, set_up = None, ZERO
        if parameters.batch is not None:
            group = times.grouping(parameters.batch, self.scenario.time_unit)
            work, set_up = (part.scaled(1 / speed) for part in times.work_and_set_up(parameters))
            if parameters.batch.per:
                self._assume(draft, "that any cases make a group, whatever they have in common")
        outcomes, work = self._on_the_edge(draft, self._split(draft), work)
        found = edges.repetition(activity, parameters)
        if found.doubt:
            self._assume(draft, found.doubt)
        done = replace(
            step,
            is_activity=True,
            value=str(facts_of(activity).value_class or ""),
            outcomes=outcomes,
            work=work,
            delay=lag,
            set_up=set_up,
            group=group,
            needs=needs,
            priority=parameters.priority or 0.0,
            preemptive=parameters.preemptive,
            fixed_cost=parameters.fixed_cost,
            calls=self.calls.get(draft.key, ()),
            instances=found.instances,
            is_parallel=found.is_parallel,
        )
        return self._reminded(draft, with_quality(done, parameters, self._back_to(draft, parameters)))

    def _gateway(self, draft: Draft, step: Step) -> Step:
        entering = len(draft.graph.into(draft.node.id))
        join, delay = Join.NONE, ZERO
        if isinstance(draft.view, ParallelGateway) and entering > 1:
            join = Join.ALL
        elif isinstance(draft.view, InclusiveGateway) and entering > 1:
            join = Join.SCOPE
        if isinstance(draft.view, EventBasedGateway):
            outcomes, delay = self._race(draft)
        else:
            outcomes, delay = self._split(draft), self._given_time(draft)
        parameters = self._of(draft.key)
        found = replace(step, join=join, arity=max(entering, 1), outcomes=outcomes, delay=delay)
        return with_quality(found, parameters, self._back_to(draft, parameters))

    # -- ways on ---------------------------------------------------------------------------------

    def _branches(self, draft: Draft) -> list[Branch]:
        return [
            Branch(
                target.index,
                self._share(draft, flow.id),
                flow.is_default,
                self._of(ElementKey(draft.key.file, flow.id)).by_class,
            )
            for flow, target in self.drafts.flows(draft)
        ]

    def _split(self, draft: Draft) -> tuple[Outcome, ...]:
        branches = self._branches(draft)
        jump = self.drafts.link_target(draft)
        if jump is not None:
            branches = [Branch(jump.index)]
        if not branches:
            return self._end(draft)
        found = self._kind_of_split(draft, branches)
        if found.assumed:
            self._assume(draft, found.assumed)
        return found.outcomes

    def _kind_of_split(self, draft: Draft, branches: Sequence[Branch]) -> Split:
        if isinstance(draft.view, ExclusiveGateway | ComplexGateway):
            return branching.exclusive(branches)
        if isinstance(draft.view, InclusiveGateway):
            return branching.inclusive(branches)
        choosing = any(
            f.is_conditional or f.is_default or self._share(draft, f.id) is not None
            for f, _ in self.drafts.flows(draft)
        )
        if isinstance(draft.view, ParallelGateway) or not choosing:
            return branching.parallel(branches)
        total = sum(b.share or 0.0 for b in branches)
        return branching.exclusive(branches) if abs(total - 1) < TOLERANCE else branching.inclusive(branches)

    def _end(self, draft: Draft) -> tuple[Outcome, ...]:
        """Where a path goes that no flow leads on: out of its sub-process, or nowhere."""
        if isinstance(draft.view, EndEvent) and _terminates(draft.view) and _may_part(draft):
            self._doubts.append(_breaks_off(draft))
        if draft.parent is None:
            return ()
        host = self.drafts.by_key.get(draft.parent)
        if host is None:
            return ()
        if isinstance(draft.view, EndEvent):
            caught = edges.catching_boundary(draft.view, self.drafts.boundaries(host))
            if caught is not None:
                return (Outcome(1.0, (caught.index,)),)
        return (Outcome(1.0, (host.index if host.leave is None else host.leave,)),)

    def _race(self, draft: Draft) -> tuple[tuple[Outcome, ...], Moments]:
        """An event-based gateway: by shares if given, else by the times of its events."""
        branches = self._branches(draft)
        if len(branches) < 2 or any(b.share is not None for b in branches):  # noqa: PLR2004 - no race
            return self._split_exclusively(draft, branches), ZERO
        targets = [target for _, target in self.drafts.flows(draft)]
        waits = [self._race_time(t) for t in targets]
        known = [wait for wait in waits if wait is not None]
        if len(known) == len(waits):
            shares = comes_first(known)
            outcomes = [Outcome(s, (b.target,)) for b, s in zip(branches, shares, strict=True) if s > 0]
            return tuple(outcomes), shortest(known)
        messages = [b for b, t in zip(branches, targets, strict=True) if not times.is_timer(t.view)]
        self._assume(draft, "that a message always comes before the timer, because no time is known")
        return self._split_exclusively(draft, messages or branches), ZERO

    def _race_time(self, draft: Draft) -> Moments | None:
        return None if draft.key in self.awaited else self._event_time(draft)

    def _is_raced(self, draft: Draft) -> bool:
        """Whether the time of an event is already part of that of the gateway before it."""
        for flow in draft.graph.into(draft.node.id):
            gateway = self.drafts.sibling(draft, flow.source)
            if gateway is None or not isinstance(gateway.view, EventBasedGateway):
                continue
            branches = self._branches(gateway)
            by_time = len(branches) > 1 and all(b.share is None for b in branches)
            others = [target for _, target in self.drafts.flows(gateway)]
            if by_time and all(self._race_time(other) is not None for other in others):
                return True
        return False

    def _split_exclusively(self, draft: Draft, branches: Sequence[Branch]) -> tuple[Outcome, ...]:
        found = branching.exclusive(branches)
        if found.assumed:
            self._assume(draft, found.assumed)
        return found.outcomes

    def _on_the_edge(
        self, draft: Draft, outcomes: tuple[Outcome, ...], work: Moments
    ) -> tuple[tuple[Outcome, ...], Moments]:
        """Outcomes and work of an activity with the events on its edge."""
        ending: list[tuple[int, float]] = []
        beside: list[tuple[int, float]] = []
        self._reminder = None
        for event in self.drafts.boundaries(draft):
            if not isinstance(event.view, BoundaryEvent) or edges.is_reached_inside(event.view, draft):
                continue
            share = self._boundary_share(event)
            wait = self._event_time(event) if times.is_timer(event.view) else None
            if share is None and wait is not None and work.mean > 0:
                share = comes_first((work, wait))[1]
                if event.view.cancel_activity:
                    work = shortest((work, wait))
                elif self._can_be_split(draft):
                    self._reminder = (event.index, wait)
                    continue
            if share is None:
                self._assume(event, "that it never happens, because no probability is given")
            (ending if event.view.cancel_activity else beside).append((event.index, share or 0.0))
        if ending:
            outcomes = branching.interrupted(outcomes, ending)
        return (branching.accompanied(outcomes, beside) if beside else outcomes), work

    def _can_be_split(self, draft: Draft) -> bool:
        """Whether the time of an activity can be cut in two where the first timer beside it goes off."""
        activity = draft.view
        return (
            draft.leave is None
            and self._reminder is None
            and draft.key not in self.sending
            and bool(self.drafts.flows(draft))
            and isinstance(activity, Activity)
            and activity.loop_characteristics is None
        )

    def _reminded(self, draft: Draft, step: Step) -> Step:
        """Let the path of a timer beside an activity begin when the timer goes off.

        The rest of the activity's time, if there is one, is a step of its own beside that path.
        """
        if self._reminder is None:
            return step
        event, wait = self._reminder
        share = comes_first((step.work, wait))[1]
        left = remaining(step.work, wait)
        rest = Step(draft.key, draft.process, draft.name, elapsed=left, scope=step.scope)
        slot = self._slot(("rest", draft.key))
        reminded = Outcome(share, (slot, event))
        self._more.append((slot, replace(rest, outcomes=step.outcomes)))
        at_once = [Outcome(o.probability * (1 - share), o.targets) for o in step.outcomes if share < 1]
        both = (*at_once, reminded) if share > 0 else tuple(at_once)
        return replace(step, outcomes=both, elapsed=shortest((step.work, wait)))

    def _boundary_share(self, event: Draft) -> float | None:
        own = self._of(event.key).probability
        flows = [self._share(event, flow.id) for flow, _ in self.drafts.flows(event)]
        return own if own is not None or len(flows) != 1 else flows[0]

    # -- times -----------------------------------------------------------------------------------

    def _event_delay(self, draft: Draft) -> Moments:
        if isinstance(draft.view, StartEvent | BoundaryEvent) or self._is_raced(draft):
            return ZERO
        found = self._event_time(draft)
        if found is None and draft.key not in self.awaited and _is_awaiting(draft.view):
            self._assume(draft, "that it does not wait, because no time is known")
        return found or ZERO

    def _answered(self, draft: Draft, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """What follows an event if who is outside may not answer: such cases end there."""
        party = self.messages.party(draft.key)
        never = self._of(party).no_answer if party is not None else None
        if not never or isinstance(draft.view, StartEvent):
            return outcomes
        going = [Outcome(o.probability * (1 - never), o.targets) for o in outcomes]
        return (*going, Outcome(never, ()))


def _terminates(end: EndEvent) -> bool:
    return any(isinstance(d, TerminateEventDefinition) for d in end.definitions)


def _breaks_off(end: Draft) -> Message:
    """What an end that terminates does not do in these numbers."""
    return message(
        "“{element}” in {file}: the work of paths that it breaks off counts as done, "
        "and their time where it comes only sometimes.",
        element=end.name,
        file=end.key.file,
    )


def _may_part(draft: Draft) -> bool:
    """Whether paths run side by side around a node."""
    kinds = (ParallelGateway, InclusiveGateway)
    return any(issubclass(node.kind, kinds) for node in draft.graph.children(draft.node.parent))


def _is_awaiting(view: FlowNode) -> bool:
    """Whether an event waits for something that comes from elsewhere."""
    return isinstance(view, CatchEvent) and any(
        isinstance(d, MessageEventDefinition | TimerEventDefinition) for d in view.definitions
    )
