"""A04: a process waits for something that nobody sends."""

from collections.abc import Iterable

from bpmn.analysis.candidates import Candidates
from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.system_rules.a06_never_triggered import never_started
from bpmn.analysis.waits import blocks_case
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import Message, message
from bpmn.model import Element
from bpmn.system.ends import End
from bpmn.system.link import Kind
from bpmn.system.note_exchange import is_instantiating


def check(context: Context) -> Iterable[Fault]:
    """One fault per element that awaits a message or signal without a sender.

    Starts of a process that nothing else starts either are A06's.
    """
    given = {link.target for link in context.of_kind({*SENT, Kind.SIGNAL})} | context.external
    ends = {end.key: end for end in context.open_ends if not end.sends}
    waiting = {key: context.message_of(end) for key, end in ends.items()}
    waiting |= {use.key: use.name or context.name(use.key) for use in context.signals if not use.gives}
    joins = Candidates(context)
    given |= {key for beginnings in never_started(context).values() for key in beginnings}
    for key, name in waiting.items():
        if key not in given and not context.is_unsettled(key):
            element = context.element(key)
            blocks = blocks_case(element)
            severity = Severity.ERROR if blocks else Severity.WARNING
            told = _told(context, key, name, element, blocks=blocks)
            found = _sources(context, ends[key], joins) if key in ends else []
            if blocks and key in ends:
                found.append(fix(FixKind.ADD_TIME_LIMIT, key, duration="P3D", stops="true"))
            yield Fault((key,), told, severity, actions=(*found, fix(FixKind.MARK_EXTERNAL, key)))


def _sources(context: Context, end: End, joins: Candidates) -> list[FixAction]:
    """Who may send it: a process whose message goes nowhere, or a party that was asked before."""
    asked = {
        link.target: None
        for link in context.of_kind(SENT)
        if link.target in context.places.pools and context.place(link.source) == end.process
    }
    label = "It comes from “{party}”"
    mirrors = [
        fix(
            FixKind.DRAW_MIRROR,
            end.key,
            label=message(label, party=context.name(pool)),
            party=context.name(pool),
            message=context.message_of(end),
            sends="false",
        )
        for pool in asked
        if pool.file == end.key.file and end.pool is None
    ]
    return [*joins.fixes(end), *mirrors]


def _told(context: Context, key: ElementKey, name: str, element: Element | None, *, blocks: bool) -> Message:
    process = context.process_name(key)
    if blocks:
        return message(
            "“{process}” waits for “{message}”, which nobody sends: cases stop here.",
            process=process,
            message=name,
        )
    if is_instantiating(element):
        return message(
            "“{process}” starts with “{message}”, which nobody sends.", process=process, message=name
        )
    return message("“{process}” listens for “{message}”, which nobody sends.", process=process, message=name)


RULE = Rule(
    "A04",
    Severity.WARNING,
    message("Awaited, but nobody sends it"),
    message("A case waits for ever or a process never starts, and with it everybody who depends on it."),
    message("Connect it to the step that sends it, say that it comes from outside, or add a time limit."),
    check,
    needs_folder=True,
)
