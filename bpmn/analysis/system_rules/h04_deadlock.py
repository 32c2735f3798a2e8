"""H04: processes wait for each other."""

from collections.abc import Iterable, Iterator, Sequence

import networkx as nx

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.flow import flow_of
from bpmn.analysis.results import Stuck
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.waits import Wait, blocks_case, waits
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.flows import beginnings, flows
from bpmn.system.link import Link
from bpmn.system.seen import FileSurvey


def check(context: Context) -> Iterable[Fault]:
    """One fault per group of waits that only end after each other; those that were computed, if they were."""
    if context.results.stuck is not None:
        yield from (_computed(context, stuck) for stuck in context.results.stuck)
        return
    waiting = [wait for wait in waits(context) if blocks_case(wait.step(context))]
    behind = _behind(context, {wait.key for wait in waiting})
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    for wait in waiting:
        needed = _needed(wait, behind)
        graph.add_edges_from((wait.key, other) for other in needed)
    links = {wait.key: wait.links for wait in waiting}
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1 and len({context.places.process_of[key] for key in group}) > 1:
            yield _circle(context, sorted(group), links)


def _needed(wait: Wait, behind: dict[ElementKey, frozenset[ElementKey]]) -> frozenset[ElementKey]:
    """The waits that must end before anybody sends what is awaited; none if somebody sends it freely."""
    found: frozenset[ElementKey] | None = None
    for link in wait.links:
        needed = behind.get(link.source, frozenset())
        found = needed if found is None else found & needed
    return (found or frozenset()) - {wait.key}


def _behind(context: Context, waiting: set[ElementKey]) -> dict[ElementKey, frozenset[ElementKey]]:
    """For each sender the waits that every way from the start of its process to it passes (dominators)."""
    senders = {link.source for link in context.of_kind(SENT)}
    found: dict[ElementKey, frozenset[ElementKey]] = {}
    for process in sorted({context.places.process_of[key] for key in waiting}):
        above = _dominators(context, process)
        for sender in senders & above.keys():
            found[sender] = frozenset(key for key in _chain(above, sender) if key in waiting)
    return found


def _dominators(context: Context, process: ElementKey) -> dict[ElementKey, ElementKey]:
    """For each node of a process the last one that every way from the start to it passes."""
    place = context.places.processes[process]
    flow = flow_of(context, process)
    if flow is not place.flow:
        return _dominating(flow, place.starts)
    return context.maps.of(process.file).derive(_dominators_by_process)[process.element]


def _dominators_by_process(one: FileSurvey) -> dict[str, dict[ElementKey, ElementKey]]:
    begin = one.derive(beginnings)
    return {process: _dominating(flow, begin[process]) for process, flow in one.derive(flows).items()}


def _dominating(flow: "nx.DiGraph[ElementKey]", begin: Sequence[ElementKey]) -> dict[ElementKey, ElementKey]:
    graph, root = flow.copy(), ElementKey("", "")
    graph.add_edges_from((root, start) for start in begin)
    graph.add_node(root)
    above: dict[ElementKey, ElementKey] = nx.immediate_dominators(graph, root)
    return above


def _chain(above: dict[ElementKey, ElementKey], key: ElementKey) -> Iterator[ElementKey]:
    at = above.get(key, key)
    while at != above.get(at, at):
        yield at
        at = above[at]


def _circle(context: Context, group: list[ElementKey], links: dict[ElementKey, tuple[Link, ...]]) -> Fault:
    names = ", ".join(f"“{context.process_name(key)}” (“{context.name(key)}”)" for key in group)
    told = message("Each waits for the other, and none goes on: {waits}.", waits=names)
    rests = tuple(link for key in group for link in links[key])
    limit = fix(FixKind.ADD_TIME_LIMIT, group[0], stops="true")
    return Fault(tuple(group), told, links=rests, actions=(limit,))


def _computed(context: Context, stuck: Stuck) -> Fault:
    names = ", ".join(f"“{context.process_name(key)}” (“{context.name(key)}”)" for key in stuck.elements)
    told = message("Cases can get stuck here, and none of these goes on: {waits}.", waits=names)
    return Fault(stuck.elements, told)


RULE = Rule(
    "H04",
    Severity.ERROR,
    message("Processes that wait for each other"),
    message("The cases stop, and with them everything that was to follow."),
    message("Let one of them send before it waits, start it at the same time, or add a time limit."),
    check,
    reads=Reads.SEARCH,
)
