"""C01: a customer asks and never gets an answer."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.chains import Chain, chains
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.telling import answering
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per place where a customer starts something that never leads back to the customer."""
    for chain in chains(context):
        if not is_answered(context, chain):
            told = message(
                "“{customer}” starts “{process}” with “{start}” and never gets an answer.",
                customer=chain.customer,
                process=context.process_name(chain.start),
                start=context.name(chain.start),
            )
            yield Fault((chain.start,), told, actions=answering(context, chain))


def is_answered(context: Context, chain: Chain) -> bool:
    """Whether some way leads from the customer's start to something that goes to the customer."""
    graph = context.topology.elements
    inside = graph.subgraph(n for n in graph if not context.topology.is_customer(n))
    if chain.start not in inside:
        return True
    reached = {chain.start, *nx.descendants(inside, chain.start)}
    return bool(reached & chain.outcomes)


RULE = Rule(
    "C01",
    Severity.ERROR,
    message("Customer without an answer"),
    message("The customer asks and never hears anything: the system fails at the one thing it is for."),
    message("Add a message to the customer where the work is done."),
    check,
)
