"""G09: several people answer for pieces of what the customer gets, and nobody for the whole."""

from collections.abc import Iterable

from bpmn.analysis.chains import Chain, chains
from bpmn.analysis.context import Context
from bpmn.analysis.governance import is_end_to_end, owner, spans
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.ways import processes_on
from bpmn.base.finding import Severity
from bpmn.base.message import message

MANY = 2


def check(context: Context) -> Iterable[Fault]:
    """One fault per way from customer to customer with several owners and no end-to-end owner.

    Somebody answers end to end by a key figure of the whole way, or from the wish to an outcome in another
    process.
    """
    for chain in chains(context):
        passed = processes_on(context, chain)
        names = dict.fromkeys(name for process in passed if (name := owner(context, process)))
        if len(names) >= MANY and not _answered_for(context, chain):
            told = message(
                "What starts with “{start}” has {count} owners ({names}), and nobody answers for the whole.",
                start=context.name(chain.start),
                count=len(names),
                names=", ".join(names),
            )
            yield Fault((chain.start, *passed), told)


def _answered_for(context: Context, chain: Chain) -> bool:
    kpis = [kpi for kpi in context.system.facts.kpis if kpi.owner]
    return any(is_end_to_end(kpi) or spans(context, chain, kpi) for kpi in kpis)


RULE = Rule(
    "G09",
    Severity.WARNING,
    message("Nobody answers for the whole way"),
    message("Everybody improves a piece; what the customer waits for lies between the pieces."),
    message("Add a key figure from the customer's wish to the outcome and name who answers for it."),
    check,
    needs_folder=True,
)
