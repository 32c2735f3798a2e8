"""G07: an initiative that does not say what it is for, by which number, or who answers for it."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.context import Context
from bpmn.analysis.governance import existing, fact_key
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import Message, message
from bpmn.system.facts import Facts, Initiative

MOST = 3
"""So many goals are offered."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per initiative without a goal, a key figure of its own or an owner."""
    for initiative in context.system.facts.initiatives:
        missing = _missing(context.system.facts, initiative)
        if missing is not None:
            elements = existing(context, (change.element for change in initiative.changes))
            places = (*dict.fromkeys(elements), fact_key(initiative))
            yield Fault(places, missing, actions=tuple(_serving(context.system.facts, initiative)))


def _serving(facts: Facts, initiative: Initiative) -> Iterator[FixAction]:
    """Fixes that say which goal an initiative serves, where it has an owner and lacks a goal."""
    if initiative.owner and facts.goal(initiative.goal) is None:
        for goal in [goal for goal in facts.goals if facts.goal(goal.parent) is None][:MOST]:
            label = message("It serves “{goal}”", goal=goal.name or goal.id)
            yield fix(
                FixKind.SET_GOAL, fact_key(initiative), initiative=initiative.name, goal=goal.id, label=label
            )


def _missing(facts: Facts, initiative: Initiative) -> Message | None:
    if not initiative.owner:
        return message("Nobody answers for the initiative “{name}”.", name=initiative.name)
    if facts.goal(initiative.goal) is None:
        return message("The initiative “{name}” serves no goal.", name=initiative.name)
    if facts.kpi(initiative.kpi) is None:
        return message("The initiative “{name}” does not say which number gets better.", name=initiative.name)
    return None


RULE = Rule(
    "G07",
    Severity.WARNING,
    message("Initiative without a plan"),
    message("Whatever comes out of it can be called a success, and it competes with those that have a plan."),
    message("Fill in whose initiative it is, which goal it serves and which key figure gets better."),
    check,
)
