"""A01: a reference that leads nowhere, or to something of another type."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import Message, message
from bpmn.model import CallActivity
from bpmn.system.qnames import Problem

MOST = 3
"""So many targets are offered."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per name that leads nowhere in a map, with all elements that use it."""
    grouped: dict[tuple[str, str, Problem], list[ElementKey]] = {}
    for one in context.broken:
        if one.problem is not Problem.AMBIGUOUS:
            grouped.setdefault((one.file, one.text, one.problem), []).append(one.place)
    for (_, text, problem), elements in grouped.items():
        keys = tuple(dict.fromkeys(elements))
        yield Fault(
            keys, _told(problem, context.name(keys[0]), text), actions=_targets(context, keys[0], text)
        )


def _targets(context: Context, key: ElementKey, text: str) -> tuple[FixAction, ...]:
    """The processes that a call may mean, the one most like what is written first."""
    if not context.maps.is_a(key, CallActivity):
        return ()
    wanted = (text.rpartition(":")[2], context.name(key))
    named = [(p, (p.element, context.name(p))) for p in context.own_processes()]
    likely = sorted(named, key=lambda one: (-_likeness(wanted, one[1]), one[0]))
    return tuple(
        fix(FixKind.CALL, key, called=p.element, label=message("Call “{process}”", process=names[1]))
        for p, names in likely[:MOST]
        if p != context.places.process_of.get(key) and _is_unique(context, p)
    )


def _likeness(wanted: tuple[str, ...], names: tuple[str, ...]) -> float:
    return max(SequenceMatcher(None, a.casefold(), b.casefold()).ratio() for a in wanted for b in names)


def _is_unique(context: Context, process: ElementKey) -> bool:
    """Whether a bare id means this process alone."""
    return sum(other.element == process.element for other in context.places.processes) == 1


def _told(problem: Problem, name: str, text: str) -> Message:
    if problem is Problem.WRONG_TYPE:
        return message(
            "“{name}” refers to “{text}”, which is something of another kind.", name=name, text=text
        )
    if problem is Problem.UNBOUND:
        return message(
            "“{name}” refers to “{text}”, whose prefix stands for nothing here.", name=name, text=text
        )
    return message("“{name}” refers to “{text}”, which no map holds.", name=name, text=text)


RULE = Rule(
    "A01",
    Severity.ERROR,
    message("Broken reference"),
    message("The connection is drawn but does not exist: whatever goes this way is lost."),
    message("Pick the target again, or put the map that holds it into the folder."),
    check,
)
