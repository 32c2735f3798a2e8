"""G05: a process depends on others and nothing in it is prepared for their failing."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.system_rules import h05_no_time_limit as h05
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import (
    BoundaryEvent,
    ErrorEventDefinition,
    EscalationEventDefinition,
    IntermediateCatchEvent,
    MessageEventDefinition,
    ReceiveTask,
    StartEvent,
    TimerEventDefinition,
)

PREPARED = (TimerEventDefinition, ErrorEventDefinition, EscalationEventDefinition)


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that waits for a party outside and has no time limit, alternative or escalation.

    ISO 9001:2015, 4.4.1 f.
    Waits that H05 names are left to it: a time limit there is the preparation.
    """
    named = {fault.elements[0] for file in context.system.files for fault in h05.check(context, file)}
    for process in context.own_processes():
        keys = [ElementKey(process.file, n) for n in context.places.processes[process].graph.nodes]
        waits = [key for key in keys if _waits_outside(context, key)]
        if named.isdisjoint(waits) and waits and not any(is_prepared(context, key) for key in keys):
            told = message(
                "“{process}” waits for “{step}” and is prepared for nothing else.",
                process=context.name(process),
                step=context.name(waits[0]),
            )
            limit = fix(FixKind.ADD_TIME_LIMIT, waits[0], duration="P3D")
            yield Fault((process, *waits), told, actions=(limit,))


def _waits_outside(context: Context, key: ElementKey) -> bool:
    maps = context.maps
    is_task = maps.is_a(key, ReceiveTask) and not maps.detail(key).begins
    is_event = maps.is_a(key, IntermediateCatchEvent) and maps.detail(key).has(MessageEventDefinition)
    if not (is_task or is_event):
        return False
    places = (context.place(link.source) for link in context.links_at([key]) if link.target == key)
    return key in context.external or any(context.topology.party_at(place) is not None for place in places)


def is_prepared(context: Context, key: ElementKey) -> bool:
    """Whether an element handles something that goes otherwise than hoped."""
    if context.maps.is_a(key, BoundaryEvent):
        return True
    return not context.maps.is_a(key, StartEvent) and context.maps.detail(key).has(*PREPARED)


RULE = Rule(
    "G05",
    Severity.WARNING,
    message("Process that is not prepared for failures"),
    message(
        "When somebody outside is late or says no, the case stops, and every process behind it stops too."
    ),
    message("Add a time limit, an alternative or an escalation where the process waits."),
    check,
)
