"""A10: processes that call each other in a circle."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import Message, message
from bpmn.system.link import Kind

MOST = 3
"""So many calls are offered to be broken."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per group of processes that call each other."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    calls: dict[tuple[ElementKey, ElementKey], list[ElementKey]] = {}
    for link in context.of_kind([Kind.CALL]):
        caller = context.places.process_of.get(link.source)
        if caller is not None and link.target in context.places.processes:
            graph.add_edge(caller, link.target)
            calls.setdefault((caller, link.target), []).append(link.source)
    groups = list(nx.strongly_connected_components(graph))
    group_of = {process: number for number, group in enumerate(groups) for process in group}
    circling: dict[int, list[ElementKey]] = {}
    for (caller, called), keys in calls.items():
        if group_of[caller] == group_of[called]:
            circling.setdefault(group_of[caller], []).extend(keys)
    for number, group in enumerate(groups):
        inside = sorted(circling.get(number, ()))
        if not inside:
            continue
        names = ", ".join(f"“{context.name(process)}”" for process in sorted(group))
        if len(group) > 1:
            told = message("{processes} call each other in a circle.", processes=names)
        else:
            told = message("{process} calls itself.", process=names)
        steps = tuple(fix(FixKind.STEP_FOR_CALL, key, label=_label(context, key)) for key in inside)
        yield Fault(tuple(inside), told, actions=steps[:MOST])


def _label(context: Context, key: ElementKey) -> Message:
    return message("Make “{step}” a step of its own", step=context.name(key))


RULE = Rule(
    "A10",
    Severity.ERROR,
    message("Processes that call each other in a circle"),
    message("Each waits for the other to finish, so a case that enters the circle never comes out."),
    message("Break the circle: let one of them send a message instead of calling."),
    check,
    reads=Reads.SHAPE,
)
