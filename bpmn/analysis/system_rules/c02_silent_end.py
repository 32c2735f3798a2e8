"""C02: a customer's case can end without a word to the customer."""

from collections.abc import Iterable

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.silence import Silence
from bpmn.analysis.system_rules.c01_no_answer import is_answered
from bpmn.analysis.telling import telling
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per end that a customer's case can reach unheard."""
    silent: dict[ElementKey, tuple[str, list[ElementKey]]] = {}
    for chain in chains(context):
        if is_answered(context, chain):
            for end in Silence(context, chain).ends():
                silent.setdefault(end, (chain.customer, []))[1].append(chain.start)
    for end, (customer, started) in sorted(silent.items()):
        told = message(
            "“{process}” can end at “{end}” without a word to “{customer}”.",
            process=context.process_name(end),
            end=context.name(end),
            customer=customer,
        )
        actions = telling(context, end, customer)
        yield Fault((end, *dict.fromkeys(started)), told, actions=actions)


RULE = Rule(
    "C02",
    Severity.WARNING,
    message("Ending in silence"),
    message("On this way the customer hears nothing, waits, calls, and buys elsewhere next time."),
    message("Tell the customer on every way in which the case can end."),
    check,
)
