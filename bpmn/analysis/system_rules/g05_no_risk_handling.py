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
    Element,
    ErrorEventDefinition,
    EscalationEventDefinition,
    IntermediateCatchEvent,
    MessageEventDefinition,
    ReceiveTask,
    StartEvent,
    TimerEventDefinition,
)
from bpmn.system.seen import Detail, FileSurvey

PREPARED = (TimerEventDefinition, ErrorEventDefinition, EscalationEventDefinition)


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that waits for a party outside and has no time limit, alternative or escalation.

    ISO 9001:2015, 4.4.1 f.
    Waits that H05 names are left to it: a time limit there is the preparation.
    """
    for process in context.own_processes():
        waiting = context.maps.of(process.file).derive(_unprepared).get(process.element, ())
        waits = [key for key in waiting if _is_outside(context, key)]
        if waits and _named(context, process.file).isdisjoint(waits):
            told = message(
                "“{process}” waits for “{step}” and is prepared for nothing else.",
                process=context.name(process),
                step=context.name(waits[0]),
            )
            limit = fix(FixKind.ADD_TIME_LIMIT, waits[0], duration="P3D")
            yield Fault((process, *waits), told, actions=(limit,))


def _named(context: Context, file: str) -> set[ElementKey]:
    """The waits of a map that H05 names."""
    return {fault.elements[0] for fault in h05.check(context, file)}


def _unprepared(one: FileSurvey) -> dict[str, list[ElementKey]]:
    """Where the processes of a map that are prepared for nothing wait for messages."""
    found: dict[str, list[ElementKey]] = {}
    for graph in one.processes:
        if not any(_prepares(node.kind, one.detail(node.id)) for node in graph.nodes.values()):
            waits = (n.id for n in graph.nodes.values() if _waits(n.kind, one.detail(n.id)))
            found[graph.process_id] = [ElementKey(one.file, node) for node in waits]
    return found


def _waits(kind: type[Element], detail: Detail) -> bool:
    if issubclass(kind, ReceiveTask):
        return not detail.begins
    return issubclass(kind, IntermediateCatchEvent) and detail.has(MessageEventDefinition)


def _is_outside(context: Context, key: ElementKey) -> bool:
    places = (context.place(link.source) for link in context.links_at([key]) if link.target == key)
    return key in context.external or any(context.topology.party_at(place) is not None for place in places)


def is_prepared(context: Context, key: ElementKey) -> bool:
    """Whether an element handles something that goes otherwise than hoped."""
    kind = context.maps.kind(key)
    return kind is not None and _prepares(kind, context.maps.detail(key))


def _prepares(kind: type[Element], detail: Detail) -> bool:
    return issubclass(kind, BoundaryEvent) or (not issubclass(kind, StartEvent) and detail.has(*PREPARED))


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
