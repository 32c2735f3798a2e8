"""H03: a case can go round for ever."""

from collections.abc import Iterable, Iterator

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.flow import loops
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.waits import border_timers, has_time_limit, is_limited_around, is_timer
from bpmn.analysis.words import counts
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    EscalationEventDefinition,
    EventBasedGateway,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    ThrowEvent,
)
from bpmn.model.document import Document
from bpmn.model.graph import ProcessGraph

Loop = list[ElementKey]


def check(context: Context, file: str) -> Iterable[Fault]:
    """One fault per loop of flows that can be left, and that no number, time or escalation ends.

    A number is one in the names or conditions at the decisions of the loop.
    """
    for graph in context.maps.of(file).processes:
        flow = _flow(file, graph)
        for loop in loops(flow):
            document = context.system.document(file)
            if not (_counted(document, graph, loop) or _ended(document, flow, loop)):
                yield from _fault(context, document, graph, loop)


def _flow(file: str, graph: ProcessGraph) -> "nx.DiGraph[ElementKey]":
    made: nx.DiGraph[ElementKey] = nx.DiGraph()
    made.add_edges_from((ElementKey(file, f.source), ElementKey(file, f.target)) for f in graph.flows)
    attached = [node for node in graph.nodes.values() if node.attached_to]
    made.add_edges_from((ElementKey(file, n.attached_to or ""), ElementKey(file, n.id)) for n in attached)
    return made


def _counted(document: Document, graph: ProcessGraph, loop: Loop) -> bool:
    """Whether a decision in the loop speaks of how often it is passed."""
    texts: list[str] = []
    for key in loop:
        if _decides(document, key):
            texts.append(graph.nodes[key.element].name)
            for flow in graph.out(key.element):
                texts += [flow.name, _condition(document, flow.id)]
    return counts(texts)


def _condition(document: Document, flow: str) -> str:
    element = document.element(flow)
    found = getattr(element, "condition_expression", None)
    return str(found.body) if found is not None else ""


def _decides(document: Document, key: ElementKey) -> bool:
    return isinstance(document.element(key.element), ExclusiveGateway | InclusiveGateway)


def _ended(document: Document, flow: "nx.DiGraph[ElementKey]", loop: Loop) -> bool:
    """Whether time or an escalation leads out of the loop, or ends a step or sub-process around it."""
    inside = set(loop)
    for key in loop:
        element = document.element(key.element)
        if (
            isinstance(element, FlowNode)
            and not isinstance(element, EventBasedGateway)
            and _is_limited(element, inside)
        ):
            return True
        after = [document.element(k.element) for k in flow.successors(key) if k not in inside]
        leaving = [e for e in after if not isinstance(e, BoundaryEvent) or e.cancel_activity]
        if isinstance(element, ThrowEvent) or any(isinstance(e, CatchEvent | ThrowEvent) for e in leaving):
            candidates = [element, *leaving]
            if any(_escalates(e) for e in candidates) or any(is_timer(e) for e in leaving):
                return True
    return False


def _is_limited(element: FlowNode, loop: set[ElementKey]) -> bool:
    """Whether time ends a step; a timer that only leads back into the loop ends nothing."""
    timers = [event for event in border_timers(element) if event.cancel_activity]
    if any(event.id in {key.element for key in loop} for event in timers):
        return is_limited_around(element)
    return has_time_limit(element)


def _escalates(element: object) -> bool:
    if not isinstance(element, CatchEvent | ThrowEvent):
        return False
    return any(isinstance(d, EscalationEventDefinition) for d in element.definitions)


def _fault(context: Context, document: Document, graph: ProcessGraph, loop: Loop) -> Iterator[Fault]:
    """The fault at the decision by which the loop is left; none for a loop that is never left."""
    inside = {key.element for key in loop}
    for key in loop:
        out = graph.out(key.element)
        leaves = [flow for flow in out if flow.target not in inside]
        stays = [flow for flow in out if flow.target in inside]
        if leaves and stays and _decides(document, key):
            back = context.name(ElementKey(key.file, stays[0].target))
            told = message(
                "From “{check}” a case can go back to “{back}” again and again without an end.",
                check=context.name(key),
                back=back,
            )
            yield Fault(
                (key, *(k for k in loop if k != key)), told, actions=(fix(FixKind.LIMIT_LOOP, key, times=3),)
            )
            return


RULE = Rule(
    "H03",
    Severity.WARNING,
    message("Loop without an end"),
    message("A case can go round for ever: it costs work each time, and the customer never hears of it."),
    message("Say after how many rounds somebody decides what to do."),
    check_map=check,
    reads=Reads.MAP,
)
