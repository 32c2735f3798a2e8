"""A01: a reference that leads nowhere, or to something of another type."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import Message, message
from bpmn.system.qnames import Problem


def check(context: Context) -> Iterable[Fault]:
    """One fault per name that leads nowhere in a map, with all elements that use it."""
    grouped: dict[tuple[str, str, Problem], list[ElementKey]] = {}
    for one in context.broken:
        if one.problem is not Problem.AMBIGUOUS:
            grouped.setdefault((one.file, one.text, one.problem), []).append(one.place)
    for (_, text, problem), elements in grouped.items():
        keys = tuple(dict.fromkeys(elements))
        yield Fault(keys, _told(problem, context.name(keys[0]), text))


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
