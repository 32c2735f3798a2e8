"""How often work goes from one hand to another: counted map by map, so that an edit costs only its map."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from bpmn.analysis.context import Context
from bpmn.analysis.flow import Hand, hand_of, is_work, node_of, steps_after
from bpmn.base.finding import ElementKey
from bpmn.model.graph import ProcessGraph
from bpmn.system.flows import flows
from bpmn.system.seen import FileSurvey

Changes = Mapping[tuple[Hand, Hand], int]


def hand_changes(context: Context) -> Changes | None:
    """From whom to whom work goes in our own processes and between them, and at most how often.

    No pair of a step and a later one of another hand is left out; one may be counted several times. None
    where a map gives several elements one id, so that its processes cannot be told apart.
    """
    own = context.own
    if not all(context.maps.of(file).derive(_is_plain) for file in {process.file for process in own}):
        return None
    found: Counter[tuple[Hand, Hand]] = Counter()
    for process in context.own_processes():
        for (one, other), count in context.maps.of(process.file).derive(_within)[process.element].items():
            found[(process, one), (process, other)] += count
    found.update(pair for pair in _between(context) if pair[0] != pair[1])
    return found


def _is_plain(one: FileSurvey) -> bool:
    """Whether each process has an id of its own, and each flow node stands in one process."""
    by_process = one.derive(flows)
    nodes = [node for flow in by_process.values() for node in flow]
    there = sum(len(graph.nodes) for graph in one.processes)
    return len(by_process) == len(one.processes) and there == len(nodes) == len(set(nodes))


# -- inside a process ------------------------------------------------------------------------------


def _within(one: FileSurvey) -> dict[str, Counter[tuple[str, str]]]:
    """Which lanes of each process of a map hand over to which, as far as the map itself says."""
    return {graph.process_id: _changes(one, graph) for graph in one.processes}


def _changes(one: FileSurvey, graph: ProcessGraph) -> Counter[tuple[str, str]]:
    flow = one.derive(flows)[graph.process_id]
    has_lanes = any(node.lane for node in graph.nodes.values())
    lanes = {
        ElementKey(one.file, node.id): node.lane or ""
        for node in graph.nodes.values()
        if is_work(node) and not (has_lanes and node.lane is None)
    }
    if len(set(lanes.values())) <= 1:
        return Counter()
    pairs = ((lanes[key], lanes[after]) for key in lanes for after in steps_after(flow, key, lanes))
    return Counter(pair for pair in pairs if pair[0] != pair[1])


# -- over links ------------------------------------------------------------------------------------


def _between(context: Context) -> Iterator[tuple[Hand, Hand]]:
    """Who hands over to whom on ways over links: who works before a link, and who next behind it."""
    of, own = context.places.process_of, context.own
    joined = [(a, b) for a, b in context.topology.joined if of.get(a) in own and of.get(b) in own]
    following: dict[ElementKey, list[ElementKey]] = {}
    for source, target in joined:
        following.setdefault(source, []).append(target)
    within = cache(lambda key: _near(context, key))
    before = _Walk(context, lambda key: within(key)[0])
    after = _Walk(context, lambda key: [*within(key)[1], *following.get(key, ())])
    for source, target in joined:
        yield from product(before.work(source), after.work(target))


def _near(context: Context, key: ElementKey) -> tuple[list[ElementKey], list[ElementKey]]:
    """What comes before and after an element in its process, as far as the map itself says."""
    flow = context.places.processes[context.places.process_of[key]].flow
    return (list(flow.predecessors(key)), list(flow.successors(key))) if key in flow else ([], [])


class _Walk:
    """Looks for the next work from an element on, past events and gateways."""

    def __init__(self, context: Context, onward: Callable[[ElementKey], Iterable[ElementKey]]) -> None:
        self._context = context
        self._onward = onward
        self._known: dict[ElementKey, list[Hand]] = {}

    def work(self, start: ElementKey) -> list[Hand]:
        """Who has the next work: an element itself if it is work, else each that follows, once per step."""
        if start not in self._known:
            self._known[start] = list(self._found(start))
        return self._known[start]

    def _found(self, start: ElementKey) -> Iterator[Hand]:
        seen, waiting = {start}, [start]
        while waiting:
            key = waiting.pop()
            hand = self._hand(key)
            if hand is not None:
                yield hand
                continue
            fresh = [other for other in self._onward(key) if other not in seen]
            seen.update(fresh)
            waiting += fresh

    def _hand(self, key: ElementKey) -> Hand | None:
        node = node_of(self._context, key)
        return hand_of(self._context, key) if node is not None and is_work(node) else None
