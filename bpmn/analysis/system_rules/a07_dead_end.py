"""A07: a process whose result reaches nobody outside and no other process uses."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.hanging import hanging_in
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.system.link import Kind
from bpmn.system.topology import FORWARD


def check(context: Context) -> Iterable[Fault]:
    """One fault per connected process from which no way leads outside, if anybody is outside.

    Where a message that nobody receives is the reason, A03 says so and this does not.
    """
    outside = {*context.topology.parties, *context.topology.theirs}
    if not outside:
        return
    graph = _ways(context)
    unheard = hanging_in(context, sending=True)
    useful = {node for one in outside for node in nx.ancestors(graph, one)} | _consumed(context)
    settled = useful | unheard
    for process in context.own_processes():
        if context.topology.processes.degree(process) and process not in settled:
            told = message("What “{process}” does reaches nobody.", process=context.name(process))
            yield Fault((process,), told)


def _ways(context: Context) -> "nx.DiGraph[ElementKey]":
    """Where results go; a called process gives its result back."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    graph.add_nodes_from(context.topology.processes)
    for link in context.of_kind(FORWARD):
        source, target = context.place(link.source), context.place(link.target)
        if source is not None and target is not None and source != target:
            graph.add_edge(source, target)
            if link.kind is Kind.CALL:
                graph.add_edge(target, source)
    return graph


def _consumed(context: Context) -> set[ElementKey]:
    """Processes that others use: by their data, by a person's word, or by a question still open."""
    found = {context.place(link.source) for link in context.of_kind([Kind.DATA])}
    found |= {context.place(key) for key in context.external}
    found |= {context.place(question.source) for question in context.links.open}
    return {place for place in found if place is not None}


RULE = Rule(
    "A07",
    Severity.WARNING,
    message("Process whose result reaches nobody"),
    message("It costs time and money, and no customer, partner or colleague gets anything from it."),
    message("Connect its result to those who need it, or stop doing it."),
    check,
    needs_folder=True,
)
