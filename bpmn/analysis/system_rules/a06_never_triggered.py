"""A06: a process that nothing can start."""

from collections.abc import Iterable

from bpmn.analysis.candidates import Candidates
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import ConditionalEventDefinition, ReceiveTask, StartEvent, TimerEventDefinition
from bpmn.system.link import Kind
from bpmn.system.topology import starts

STARTING = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.SIGNAL, Kind.CALL})
BY_ITSELF = (TimerEventDefinition, ConditionalEventDefinition)


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that only others could start, and none does."""
    joins, ends = Candidates(context), {end.key: end for end in context.open_ends if not end.sends}
    for process, beginnings in never_started(context).items():
        told = message("Nothing ever starts “{process}”.", process=context.name(process))
        awaited = [ends[key] for key in beginnings if key in ends]
        dates = [
            fix(FixKind.START_BY_DATE, key, cycle="R/P1M")
            for key in beginnings
            if context.maps.is_a(key, StartEvent)
        ]
        outside = [fix(FixKind.MARK_EXTERNAL, end.key) for end in awaited[:1]]
        actions = (*(one for end in awaited for one in joins.fixes(end)), *outside, *dates[:1])
        yield Fault((process, *beginnings), told, actions=actions)


def never_started(context: Context) -> dict[ElementKey, list[ElementKey]]:
    """The processes that nothing starts, with what they begin with."""
    found = {}
    for process in context.own_processes():
        beginnings = starts(context.places, process)
        if any(_starts_by_itself(context, key) for key in beginnings):
            continue
        if not _is_started(context, process, set(beginnings)):
            found[process] = beginnings
    return found


def _starts_by_itself(context: Context, key: ElementKey) -> bool:
    """Whether a person, a clock or a condition starts the process here."""
    detail = context.maps.detail(key)
    if context.maps.is_a(key, StartEvent):
        return not detail.triggers or detail.has(*BY_ITSELF)
    return not (context.maps.is_a(key, ReceiveTask) and detail.begins)


def _is_started(context: Context, process: ElementKey, beginnings: set[ElementKey]) -> bool:
    if any(key in context.external or context.is_unsettled(key) for key in beginnings):
        return True
    targets = {process, *beginnings, *context.places.processes[process].pools}
    near = context.links_at(targets)
    entering = (link for link in near if link.kind in STARTING and link.target in targets)
    return any(context.place(link.source) != process for link in entering)


RULE = Rule(
    "A06",
    Severity.ERROR,
    message("Process that nothing starts"),
    message("The process is dead: what it should deliver never comes."),
    message("Let another process, a date or a person start it."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
