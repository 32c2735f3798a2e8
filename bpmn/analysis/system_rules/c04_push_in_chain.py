"""C04: on a customer's way a process begins by the calendar, not because the one before it is done."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import StartEvent, TimerEventDefinition
from bpmn.system.link import Kind
from bpmn.system.topology import FORWARD, starts


def check(context: Context) -> Iterable[Fault]:
    """One fault per process on the way that only the clock starts although others hand over to it."""
    graph = _handing_over(context)
    for process in context.own_processes():
        beginnings = starts(context.places, process)
        if not beginnings or not all(_by_clock(context, key) for key in beginnings):
            continue
        if process not in graph:
            continue
        before = sorted(graph.predecessors(process))
        way = _customer_before_and_after(context, graph, process)
        if before and way:
            told = message(
                "“{process}” starts by the clock, not when “{before}” is done; “{customer}” waits meanwhile.",
                process=context.name(process),
                before=context.name(before[0]),
                customer=way,
            )
            yield Fault((*beginnings,), told)


def _by_clock(context: Context, key: ElementKey) -> bool:
    return context.maps.is_a(key, StartEvent) and context.maps.detail(key).has(TimerEventDefinition)


def _handing_over(context: Context) -> "nx.DiGraph[ElementKey]":
    """Which of our own processes hands something over to which, also by what they keep in common."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    own = set(context.own_processes())
    for link in context.of_kind(FORWARD | {Kind.DATA}):
        source, target = context.place(link.source), context.place(link.target)
        if source in own and target in own and source != target:
            assert source is not None
            assert target is not None
            graph.add_edge(source, target)
    return graph


def _customer_before_and_after(context: Context, graph: "nx.DiGraph[ElementKey]", process: ElementKey) -> str:
    """The customer on whose way from wish to answer a process lies; empty if there is none."""
    before, after = nx.ancestors(graph, process), {process, *nx.descendants(graph, process)}
    for chain in chains(context):
        asked = context.places.process_of.get(chain.start)
        told = {context.places.process_of.get(key) for key in chain.outcomes}
        if asked in before and told & after:
            return chain.customer
    return ""


RULE = Rule(
    "C04",
    Severity.WARNING,
    message("Waiting for a date"),
    message("On average the customer waits half of the period for nothing but the calendar."),
    message("Let the process before start it, or shorten the period. Add times to know how bad it is."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
