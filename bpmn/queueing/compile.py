"""Makes the net of a system: what each flow node means for tokens, times and teams.

Every assumption that the maps leave room for becomes a warning in words.
"""

from collections.abc import Sequence
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
from bpmn.queueing.drafts import SENDING, Draft, Drafts, Links, called_along, sent_along
from bpmn.queueing.moments import ZERO, Moments, comes_first, remaining, shortest
from bpmn.queueing.net import Instance, Join, Net, Outcome, Step
from bpmn.queueing.sources import replies, sources
from bpmn.queueing.teams import Teams
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Facts

TOLERANCE = 1e-6


def compile_net(
    system: Maps,
    links: Links | None,
    scenario: Scenario,
    facts: Facts | None = None,
    drafts: Drafts | None = None,
) -> Net:
    """The net of a system in one scenario; without links its processes stand alone.

    ``drafts`` are those of the system, where they are known already.
    """
    return _Compiler(drafts or Drafts(system), Teams(system, scenario, facts), links, scenario).net()


class _Compiler:
    def __init__(self, drafts: Drafts, teams: Teams, links: Links | None, scenario: Scenario) -> None:
        self.scenario = scenario
        self.links = links
        self.drafts = drafts
        self.sent = sent_along(links, self.drafts)
        self.calls = called_along(links, self.drafts)
        self.awaited = {target.key for targets in self.sent.values() for target in targets}
        self.teams = teams
        self.warnings: list[Message] = list(scenario.problems)
        if any(parameters.calendar is not None for parameters in scenario.parameters.values()):
            self.warnings.append(message("Calendars are not taken into account here; only a simulation can."))
        self.raced: set[ElementKey] = set()
        self.sending = {link.source for link in links.links if link.kind in SENDING} if links else set()
        self.reminders: dict[ElementKey, tuple[int, Moments]] = {}
        self.rests: list[Step] = []

    def net(self) -> Net:
        """Compile everything."""
        steps: list[Step | None] = [None] * self.drafts.size
        gateways_first = sorted(self.drafts.all, key=lambda d: not isinstance(d.view, EventBasedGateway))
        for draft in gateways_first:
            steps[draft.index] = self._step(draft)
            if draft.leave is not None:
                steps[draft.leave] = self._leave(draft)
        found = (*(step for step in steps if step is not None), *self.rests)
        processes = tuple(self._instance(key) for key in self.drafts.processes)
        cases, doubts = sources(self.drafts, self.links, self.scenario, found)
        self.warnings += [*doubts, *self.teams.problems()]
        return Net(
            found,
            tuple(self.teams.pools),
            cases,
            replies(self.drafts, self.links),
            processes,
            tuple(dict.fromkeys(self.warnings)),
            any(step.delay.mean for step in found)
            or any(times.is_timed(self.scenario.of(draft.key)) for draft in self.drafts.all),
        )

    def _instance(self, key: ElementKey) -> Instance:
        graph = self.drafts.processes[key]
        ends = [d for d in self.drafts.all if d.process == key and d.parent is None and not self._goes_on(d)]
        starts = self.drafts.starts(key)
        together = not any(isinstance(d.view, StartEvent) for d in starts)
        # A path of a sub-process ends where the sub-process does.
        where = tuple(d.index if d.leave is None else d.leave for d in ends)
        return Instance(key, graph.name or key.element, tuple(d.index for d in starts), where, together)

    def _goes_on(self, draft: Draft) -> bool:
        return bool(self.drafts.flows(draft)) or self.drafts.link_target(draft) is not None

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
            step = replace(step, delay=self._event_delay(draft), outcomes=self._split(draft))
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

    def _with_messages(self, draft: Draft, step: Step) -> Step:
        """Add what the step sends, and whether it waits for a message."""
        targets = [target.index for target in self.sent.get(draft.key, ())]
        waiting = [t.index for t in self.sent.get(draft.key, ()) if t.graph.into(t.node.id)]
        outcomes = branching.also_sends(step.outcomes, targets)
        step = replace(step, outcomes=outcomes, messages=frozenset(waiting))
        if draft.key in self.awaited and draft.graph.into(draft.node.id) and step.join is Join.NONE:
            return replace(step, join=Join.MESSAGE)
        return step

    def _activity(self, draft: Draft, activity: Activity, step: Step) -> Step:
        parameters = self.scenario.of(draft.key)
        work, lag = times.work(parameters), times.lag(parameters)
        outcomes, work = self._on_the_edge(draft, self._split(draft), work)
        instances, is_parallel, doubt = edges.repetition(activity, parameters.probability)
        if doubt:
            self._assume(draft, doubt)
        done = replace(
            step,
            is_activity=True,
            outcomes=outcomes,
            work=work,
            delay=lag,
            needs=self.teams.needs(draft, activity),
            priority=parameters.priority or 0.0,
            fixed_cost=parameters.fixed_cost,
            calls=self.calls.get(draft.key, ()),
            instances=instances,
            is_parallel=is_parallel,
        )
        return self._reminded(draft, done)

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
        return replace(step, join=join, arity=max(entering, 1), outcomes=outcomes, delay=delay)

    # -- ways on ---------------------------------------------------------------------------------

    def _branches(self, draft: Draft) -> list[Branch]:
        return [
            Branch(target.index, self._share(draft, flow.id), flow.is_default)
            for flow, target in self.drafts.flows(draft)
        ]

    def _share(self, draft: Draft, identifier: str) -> float | None:
        return self.scenario.of(ElementKey(draft.key.file, identifier)).probability

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
            self.warnings.append(_breaks_off(draft))
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
        waits = [self._event_time(t) if t.key not in self.awaited else None for t in targets]
        known = [wait for wait in waits if wait is not None]
        if len(known) == len(waits):
            self.raced.update(t.key for t in targets)
            shares = comes_first(known)
            outcomes = [Outcome(s, (b.target,)) for b, s in zip(branches, shares, strict=True) if s > 0]
            return tuple(outcomes), shortest(known)
        messages = [b for b, t in zip(branches, targets, strict=True) if not times.is_timer(t.view)]
        self._assume(draft, "that a message always comes before the timer, because no time is known")
        return self._split_exclusively(draft, messages or branches), ZERO

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
                    self.reminders.setdefault(draft.key, (event.index, wait))
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
            and draft.key not in self.reminders
            and draft.key not in self.sending
            and bool(self.drafts.flows(draft))
            and isinstance(activity, Activity)
            and activity.loop_characteristics is None
        )

    def _reminded(self, draft: Draft, step: Step) -> Step:
        """Let the path of a timer beside an activity begin when the timer goes off.

        The rest of the activity's time, if there is one, is a step of its own beside that path.
        """
        if draft.key not in self.reminders:
            return step
        event, wait = self.reminders[draft.key]
        share = comes_first((step.work, wait))[1]
        left = remaining(step.work, wait)
        rest = Step(draft.key, draft.process, draft.name, elapsed=left, scope=step.scope)
        reminded = Outcome(share, (self.drafts.size + len(self.rests), event))
        self.rests.append(replace(rest, outcomes=step.outcomes))
        at_once = [Outcome(o.probability * (1 - share), o.targets) for o in step.outcomes if share < 1]
        both = (*at_once, reminded) if share > 0 else tuple(at_once)
        return replace(step, outcomes=both, elapsed=shortest((step.work, wait)))

    def _boundary_share(self, event: Draft) -> float | None:
        own = self.scenario.of(event.key).probability
        flows = [self._share(event, flow.id) for flow, _ in self.drafts.flows(event)]
        return own if own is not None or len(flows) != 1 else flows[0]

    # -- times -----------------------------------------------------------------------------------

    def _event_time(self, draft: Draft) -> Moments | None:
        return times.event_time(draft.view, self.scenario.of(draft.key), self.scenario.time_unit)

    def _given_time(self, draft: Draft) -> Moments:
        """A time that somebody entered at a throwing event or a gateway; it holds nobody."""
        parameters = self.scenario.of(draft.key)
        return times.work(parameters) + times.lag(parameters)

    def _event_delay(self, draft: Draft) -> Moments:
        if isinstance(draft.view, StartEvent | BoundaryEvent) or draft.key in self.raced:
            return ZERO
        found = self._event_time(draft)
        if found is None and draft.key not in self.awaited and _is_awaiting(draft.view):
            self._assume(draft, "that it does not wait, because no time is known")
        return found or ZERO

    # -- words -----------------------------------------------------------------------------------

    def _assume(self, draft: Draft, what: str) -> None:
        self.warnings.append(
            message(
                "“{element}” in {file}: assumed {what}.", element=draft.name, file=draft.key.file, what=what
            )
        )


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
