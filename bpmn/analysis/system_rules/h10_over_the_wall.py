"""H10: a step is split over two roles: handed over and straight back."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.words import is_check
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import Activity
from bpmn.model.graph import Node, ProcessGraph
from bpmn.system.names import content

ALIKE = 0.5
"""The share of the words of the shorter name that two steps have in common if they are parts of one."""


def check(context: Context, file: str) -> Iterable[Fault]:
    """One fault per step of another role between two steps of one role, if it is a part of one of them.

    A check by somebody else is no such step: two pairs of eyes are a reason to hand over.
    """
    for graph in context.maps.of(file).processes:
        for node in graph.nodes.values():
            before, after = _neighbours(graph, node)
            if is_check(node.name) or before is None or after is None:
                continue
            if not _is_there_and_back(before, node, after):
                continue
            if _alike(before.name, node.name) or _alike(node.name, after.name):
                told = message(
                    "“{step}” is handed to “{other}” and straight back to “{role}”.",
                    step=node.name,
                    other=_lane(context, file, node),
                    role=_lane(context, file, before),
                )
                yield Fault(tuple(ElementKey(file, n.id) for n in (node, before, after)), told)


def _neighbours(graph: ProcessGraph, node: Node) -> tuple[Node | None, Node | None]:
    """The only steps right before and right after a step."""
    into, out = graph.into(node.id), graph.out(node.id)
    if len(into) != 1 or len(out) != 1:
        return None, None
    return graph.nodes[into[0].source], graph.nodes[out[0].target]


def _is_there_and_back(before: Node, node: Node, after: Node) -> bool:
    is_work = all(issubclass(one.kind, Activity) for one in (before, node, after))
    return (
        is_work
        and node.lane is not None
        and before.lane == after.lane is not None
        and before.lane != node.lane
    )


def _alike(one: str, other: str) -> bool:
    ours, theirs = set(content(one).split()), set(content(other).split())
    return bool(ours and theirs) and len(ours & theirs) >= ALIKE * min(len(ours), len(theirs))


def _lane(context: Context, file: str, node: Node) -> str:
    return context.name(ElementKey(file, node.lane or ""))


RULE = Rule(
    "H10",
    Severity.INFO,
    message("Handed over and straight back"),
    message("One piece of work stands in two queues, and each of the two can say that it was the other."),
    message("Let one role do all of it."),
    check_map=check,
    reads=Reads.MAP,
)
