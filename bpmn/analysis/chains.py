"""The ways on which customers' wishes go through a system."""

from dataclasses import dataclass

from bpmn.analysis.context import SENT, Context
from bpmn.base.finding import ElementKey
from bpmn.system.link import Kind


@dataclass(frozen=True, slots=True)
class Chain:
    """A customer's wish: who asks, where that starts a process, and what goes back to that customer."""

    customer: str
    start: ElementKey
    outcomes: frozenset[ElementKey]


def chains(context: Context) -> list[Chain]:
    """One chain per element of the organisation that a customer triggers, in the order of the links."""
    topology = context.topology
    found: dict[tuple[ElementKey, ElementKey], Chain] = {}
    for link in context.of_kind([Kind.TRIGGER]):
        asking = context.place(link.source)
        party = topology.party_at(asking)
        if asking is None or party is None or not topology.is_customer(asking):
            continue
        if topology.is_customer(context.place(link.target)):
            continue
        outcomes = frozenset(
            x.source for x in context.of_kind(SENT) if topology.party_at(context.place(x.target)) == party
        )
        found.setdefault((asking, link.target), Chain(party.name, link.target, _nodes(context, outcomes)))
    return list(found.values())


def _nodes(context: Context, keys: frozenset[ElementKey]) -> frozenset[ElementKey]:
    """The flow nodes that send; a pool stands for all nodes of its process."""
    nodes: set[ElementKey] = set()
    for key in keys:
        process = context.places.process_of.get(key)
        if process is None or key in context.topology.elements:
            nodes.add(key)
        else:
            nodes.update(ElementKey(process.file, n) for n in context.places.processes[process].graph.nodes)
    return frozenset(nodes)
