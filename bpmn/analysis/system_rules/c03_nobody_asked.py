"""C03: customers get something that nobody asked for."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import ConditionalEventDefinition, StartEvent, TimerEventDefinition
from bpmn.system.facts import Role
from bpmn.system.places import by_process
from bpmn.system.topology import starts

NEEDS = frozenset({Role.CUSTOMER, Role.AUTHORITY, Role.UNKNOWN})
"""Parties whose wish is a reason to send something; of an unknown one nobody can say."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that sends something to customers without a wish, a date or a duty."""
    sending = [
        x.source for x in context.of_kind(SENT) if context.topology.is_customer(context.place(x.target))
    ]
    if not sending:
        return
    asked_for = _wanted(context)
    pushed = [
        key for key in dict.fromkeys(sending) if key in context.topology.elements and key not in asked_for
    ]
    for process, keys in by_process(context.places, pushed).items():
        if process not in context.topology.theirs:
            told = message(
                "“{process}” sends “{what}” to customers, but nobody asked for it.",
                process=context.name(process),
                what=context.name(keys[0]),
            )
            begin = [key for key in starts(context.places, process) if _is_open(context, key)]
            dates = tuple(fix(FixKind.START_BY_DATE, key, cycle="R/P1Y") for key in begin[:1])
            yield Fault(tuple(sorted(keys)), told, actions=dates)


def _is_open(context: Context, key: ElementKey) -> bool:
    """Whether a start says nothing about when it happens."""
    return context.maps.is_a(key, StartEvent) and not context.maps.detail(key).triggers


def _wanted(context: Context) -> set[ElementKey]:
    """Everything that follows from a customer's wish, a duty, a date or a condition, or may do so."""
    graph = context.topology.elements
    roots = [key for key, party in context.topology.parties.items() if party.role in NEEDS]
    for process in context.places.processes:
        nodes = context.places.processes[process].nodes
        if process in context.topology.theirs:
            roots += nodes
        roots += [key for key in nodes if _is_due(context, key) or context.is_unsettled(key)]
    reached, waiting = set(roots), list(roots)
    while waiting:
        after = graph.successors(root) if (root := waiting.pop()) in graph else ()
        fresh = [key for key in after if key not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached


def _is_due(context: Context, key: ElementKey) -> bool:
    is_due = context.maps.detail(key).has(TimerEventDefinition, ConditionalEventDefinition)
    return is_due and context.maps.is_a(key, StartEvent)


RULE = Rule(
    "C03",
    Severity.INFO,
    message("Result that nobody asked for"),
    message("Work goes to customers without a wish behind it: perhaps nobody wants it."),
    message("Show which wish, date or duty starts it, or ask whether it is needed."),
    check,
)
