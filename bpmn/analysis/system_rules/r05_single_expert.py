"""R05: a customer's way depends on a single person."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.flow import on_customer_ways
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per team of one on a customer's way that no other team can stand in for.

    A step that lets any one of several resources do it has a substitute.
    """
    ways = on_customer_ways(context)
    for team in context.staff.teams if ways else ():
        if team.quantity != 1:
            continue
        steps = [step for step in team.all_steps if step in ways and not context.staff.has_choice(step)]
        if steps:
            told = message(
                "“{team}” is one person, and “{step}” on the way to “{customer}” stops without that person.",
                team=team.name,
                step=context.name(steps[0]),
                customer=ways[steps[0]].customer,
            )
            yield Fault(tuple(steps), told)


RULE = Rule(
    "R05",
    Severity.INFO,
    message("Only one person can do it"),
    message("When that person is ill or away, every case on this way stops."),
    message("Teach a second person, even if only for the worst days."),
    check,
)
