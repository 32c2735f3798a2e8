"""What the executions of activities take: time, people, repetition."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.model import (
    Activity,
    CallActivity,
    FlowNode,
    MultiInstanceLoopCharacteristics,
    StandardLoopCharacteristics,
    SubProcess,
)
from bpmn.queueing import times
from bpmn.queueing.drafts import Draft
from bpmn.queueing.edges import LONGEST_LOOP
from bpmn.queueing.net import Need
from bpmn.queueing.teams import Teams
from bpmn.scenario.distributions import CONSTANT, Distribution
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.simulation.plan import Draw, Repetition, Work
from bpmn.system.process_facts import PROCESS_OWNER


def draw_of(key: ElementKey, laws: Mapping[str, Distribution | None]) -> Draw | None:
    """The sum of the times that are given, by purpose; None if none is."""
    given = {purpose: law for purpose, law in laws.items() if law is not None}
    if not given:
        return None
    fixed = sum(max(law.mean, 0.0) for law in given.values() if law.kind == CONSTANT)
    return Draw(key, fixed, tuple((p, law) for p, law in given.items() if law.kind != CONSTANT))


def named(parameters: ElementParameters, names: tuple[str, ...]) -> dict[str, Distribution | None]:
    """The times of these names."""
    return {name: getattr(parameters, name) for name in names}


def work_of(key: ElementKey, parameters: ElementParameters, *, is_apart: bool = False) -> Draw | None:
    """The time for which people are held; the duration where no part of it is given.

    With ``is_apart`` the set-up is left out, because a group needs it once.
    """
    parts = named(parameters, times.WORK)
    if all(part is None for part in parts.values()):
        parts = {"duration": parameters.duration}
    if is_apart:
        parts["set_up_time"] = None
    return draw_of(key, parts)


def lag_of(key: ElementKey, parameters: ElementParameters) -> Draw | None:
    """The time that passes without holding anybody."""
    return draw_of(key, named(parameters, times.LAG))


def event_time(key: ElementKey, view: FlowNode, scenario: Scenario) -> Draw | None:
    """How long an event waits once it is reached; None where nothing says so."""
    parameters = scenario.of(key)
    if parameters.inter_trigger_timer is not None:
        return draw_of(key, {"inter_trigger_timer": parameters.inter_trigger_timer})
    if times.is_timed(parameters):
        laws = named(parameters, (*times.WORK, *times.LAG))
        if all(law is None for law in laws.values()):
            laws = {"duration": parameters.duration}
        return draw_of(key, laws)
    seconds = times.timer_seconds(view)
    if seconds is None:
        return None
    length = seconds / scenario.time_unit.seconds
    if times.is_periodic(view):
        return Draw(key, 0.0, (("period", Distribution("UniformDistribution", (0.0, length))),))
    return Draw(key, length)


def repetition_of(draft: Draft, parameters: ElementParameters) -> Repetition | None:
    """How often an activity is carried out for one token; None for once."""
    loop = draft.view.loop_characteristics if isinstance(draft.view, Activity) else None
    if isinstance(loop, StandardLoopCharacteristics):
        again = parameters.probability if parameters.repeat is None else parameters.repeat
        if again is None:
            return None
        most = parameters.repeat_most or loop.loop_maximum or LONGEST_LOOP
        return Repetition(True, again, most, bool(loop.test_before))
    if isinstance(loop, MultiInstanceLoopCharacteristics):
        text = loop.loop_cardinality.body.strip() if loop.loop_cardinality is not None else ""
        if parameters.instances is not None:
            count = draw_of(draft.key, {"instances": parameters.instances})
        else:
            count = Draw(draft.key, float(text)) if text.isdigit() else None
        if count is not None:
            return Repetition(instances=count, is_parallel=not loop.is_sequential)
    return None


def _has_inside(draft: Draft) -> bool:
    """Whether it is a sub-process whose content is drawn; its time is that of what is inside."""
    return isinstance(draft.view, SubProcess) and bool(draft.graph.children(draft.node.id))


def _needs(draft: Draft, parameters: ElementParameters, teams: Teams) -> tuple[Need, ...]:
    """Who is needed; an activity with an inside keeps only those whom it names itself."""
    if not isinstance(draft.view, Activity):
        return ()
    holds_by_name = parameters.selection is not None or any(
        role.name != PROCESS_OWNER for role in draft.view.resources
    )
    if isinstance(draft.view, SubProcess | CallActivity) and not holds_by_name:
        return ()
    return teams.needs(draft, draft.view)


def work(
    draft: Draft,
    scenario: Scenario,
    teams: Teams,
    place: tuple[int, int],
    rework: int | None,
) -> Work:
    """What an activity takes; ``place`` says where it is counted (statistic and slot)."""
    parameters = scenario.of(draft.key)
    needs = _needs(draft, parameters, teams)
    is_inside = _has_inside(draft)
    is_apart = parameters.batch is not None
    set_up = draw_of(draft.key, {"set_up_time": parameters.set_up_time}) if is_apart else None
    return Work(
        draft.key,
        *place,
        needs=tuple((need.pool, max(round(need.quantity), 1)) for need in needs),
        work=None if is_inside else work_of(draft.key, parameters, is_apart=is_apart),
        lag=lag_of(draft.key, parameters),
        set_up=set_up,
        speed=teams.efficiency(needs),
        priority=parameters.priority or 0.0,
        preemptive=parameters.preemptive,
        batch=parameters.batch,
        repetition=repetition_of(draft, parameters),
        fixed_cost=parameters.fixed_cost or 0.0,
        defect=parameters.defect or 0.0,
        detection=parameters.detection or 0.0,
        rework=rework,
    )
