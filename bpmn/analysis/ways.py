"""The processes through which a customer's wish goes."""

import networkx as nx

from bpmn.analysis.chains import Chain
from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey


def processes_on(context: Context, chain: Chain) -> list[ElementKey]:
    """The own processes on the way from a wish to its outcomes, in the order in which a case reaches them."""
    graph = context.topology.elements
    own = graph.subgraph(node for node in graph if not context.topology.is_customer(node))
    if chain.start not in own:
        return []
    after = nx.single_source_shortest_path_length(own, chain.start)
    ends = set(after) & chain.outcomes
    before = {*ends, *(node for end in ends for node in nx.ancestors(own, end))}
    reached: dict[ElementKey, int] = {}
    for key, steps in after.items():
        process = context.places.process_of.get(key)
        if process is not None and key in before and process not in context.topology.theirs:
            reached[process] = min(steps, reached.get(process, steps))
    return sorted(reached, key=lambda process: (reached[process], process))
