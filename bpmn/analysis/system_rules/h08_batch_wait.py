"""H08: on a customer's way cases wait until a batch is full or a date comes."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.flow import node_of, on_customer_ways
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.waits import is_timer
from bpmn.analysis.words import is_periodic
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import IntermediateCatchEvent, TimerEventDefinition


def check(context: Context) -> Iterable[Fault]:
    """One fault per batch and per timer that releases cases at fixed times, on the way of a customer."""
    for key, way in sorted(on_customer_ways(context).items()):
        batch = context.staff.scenario.of(key).batch
        words = {"step": context.name(key), "customer": way.customer}
        if batch is not None and batch.least > 1:
            told = message(
                "“{step}” starts only when {size} cases are there; “{customer}” waits meanwhile.",
                size=batch.least,
                **words,
            )
            yield Fault((key,), told)
        elif _is_fixed_date(context, key):
            yield Fault(
                (key,),
                message(
                    "“{step}” lets cases go on only at fixed times; “{customer}” waits meanwhile.", **words
                ),
            )


def _is_fixed_date(context: Context, key: ElementKey) -> bool:
    """Whether an event waits for the next date of a cycle, not for some time after the case has come."""
    element, node = context.element(key), node_of(context, key)
    if not isinstance(element, IntermediateCatchEvent) or not is_timer(element) or node is None:
        return False
    timers = [d for d in element.definitions if isinstance(d, TimerEventDefinition)]
    if any(timer.time_duration is not None for timer in timers):
        return False
    return any(timer.time_cycle is not None for timer in timers) or is_periodic(node.name)


RULE = Rule(
    "H08",
    Severity.WARNING,
    message("Waiting for a full batch or a date"),
    message(
        "In a batch of K a case waits on average for half of the time that the other K − 1 take to come."
    ),
    message("Make the batch smaller or the dates more frequent. Add times to know how bad it is."),
    check,
)
