"""G04: a supplier never hears how good the delivery was."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.system.facts import Role
from bpmn.system.link import Link
from bpmn.system.names import about_quality


def check(context: Context) -> Iterable[Fault]:
    """One fault per supplier from whom something comes and to whom nothing goes back about it.

    Something goes back if a way leads from the receipt to a message to that supplier, or if a message to it
    is about quality by its name.
    """
    for node, party in context.topology.parties.items():
        if party.role is not Role.SUPPLIER:
            continue
        received = [x for x in context.of_kind(SENT) if _place(context, x.source) == node]
        sent = [x for x in context.of_kind(SENT) if _place(context, x.target) == node]
        if received and not _goes_back(context, received, sent):
            told = message(
                "“{supplier}” delivers to “{process}” and never hears how good that was.",
                supplier=party.name,
                process=context.process_name(received[0].target),
            )
            yield Fault(tuple(dict.fromkeys(link.target for link in received)), told)


def _place(context: Context, key: ElementKey) -> ElementKey | None:
    place = context.place(key)
    return context.topology.theirs.get(place, place) if place is not None else None


def _goes_back(context: Context, received: list[Link], sent: list[Link]) -> bool:
    if any(about_quality(context.name(link.source)) or about_quality(_flow(context, link)) for link in sent):
        return True
    graph = context.topology.elements
    own: nx.DiGraph[ElementKey] = graph.subgraph(n for n in graph if n not in context.topology.parties)
    senders = {link.source for link in sent}
    after: set[ElementKey] = set()
    for receipt in (link.target for link in received if link.target in own):
        after.update(nx.descendants(own, receipt))
    return bool(senders & after)


def _flow(context: Context, link: Link) -> str:
    """The name of the message that a link stands for, if a flow of its map bears it."""
    document = context.system.document(link.source.file)
    flows = document.root.iter("{*}messageFlow")
    names = (f.get("name") for f in flows if f.get("sourceRef") == link.source.element)
    return next((name for name in names if name), "")


RULE = Rule(
    "G04",
    Severity.WARNING,
    message("Supplier without feedback"),
    message("Faults in what is delivered repeat, because the one who could stop them never hears of them."),
    message("Send the supplier a claim or a regular report on what was delivered."),
    check,
)
