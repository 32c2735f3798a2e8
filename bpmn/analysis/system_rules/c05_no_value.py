"""C05: on a customer's way nothing is done that is worth something to the customer."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.flow import activities
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message
from bpmn.system.process_facts import ValueClass


def check(context: Context) -> Iterable[Fault]:
    """One fault per way whose steps were judged, and none as adding value."""
    for way in context.ways:
        steps = activities(context, sorted(way.nodes))
        judged = [context.maps.detail(step).facts.value_class for step in steps]
        if any(judged) and ValueClass.VALUE_ADDING not in judged:
            told = message(
                "None of {count} steps between “{start}” and the answer is worth something to “{customer}”.",
                count=len(steps),
                start=context.name(way.start),
                customer=way.customer,
            )
            yield Fault((way.start, *sorted(way.ends)), told)


RULE = Rule(
    "C05",
    Severity.WARNING,
    message("Way without value for the customer"),
    message("Seen by the customer the whole way is cost and waiting."),
    message("Ask what the customer would pay for, mark the step that gives it, or drop the way."),
    check,
)
