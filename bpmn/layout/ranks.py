"""From a directed graph to ranks: which node stands how far to the right, and which path is the main one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Edge = tuple[K, K]


def back_edges(nodes: Sequence[K], edges: Sequence[tuple[K, K]]) -> set[int]:
    """The indexes of edges that close a cycle, seen from the nodes nothing leads to, in the given order."""
    out: dict[K, list[int]] = defaultdict(list)
    entered = set()
    for index, (source, target) in enumerate(edges):
        out[source].append(index)
        if source != target:
            entered.add(target)
    starts = [n for n in nodes if n not in entered] + [n for n in nodes if n in entered]
    done: set[K] = set()
    back: set[int] = set()
    for start in starts:
        if start not in done:
            _walk(start, edges, out, done, back)
    return back


def _walk(
    start: K, edges: Sequence[tuple[K, K]], out: Mapping[K, list[int]], done: set[K], back: set[int]
) -> None:
    path = {start}
    stack = [(start, iter(out[start]))]
    done.add(start)
    while stack:
        node, rest = stack[-1]
        index = next(rest, None)
        if index is None:
            path.discard(node)
            stack.pop()
            continue
        target = edges[index][1]
        if target in path:
            back.add(index)
        elif target not in done:
            done.add(target)
            path.add(target)
            stack.append((target, iter(out[target])))


def ranks(nodes: Sequence[K], edges: Iterable[tuple[K, K]]) -> dict[K, int]:
    """The rank of every node of a graph without cycles: the length of the longest path that leads to it.

    Nodes that nothing leads to stand right before the first node they lead to.
    """
    out: dict[K, list[K]] = defaultdict(list)
    waiting = dict.fromkeys(nodes, 0)
    for source, target in edges:
        out[source].append(target)
        waiting[target] += 1
    entered = {node for node, count in waiting.items() if count}
    rank = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for target in out[node]:
            rank[target] = max(rank[target], rank[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for node in nodes:
        if node not in entered and out[node]:
            rank[node] = max(0, min(rank[target] for target in out[node]) - 1)
    return rank


def chains(nodes: Sequence[K], edges: Iterable[tuple[K, K]], rank: Mapping[K, int]) -> dict[K, int]:
    """Which path each node is on: 0 is the main one, from the first start by the longest way to an end.

    Every further path begins where no other has passed. Edges are those without cycles.
    """
    out: dict[K, list[K]] = defaultdict(list)
    for source, target in edges:
        out[source].append(target)
    length: dict[K, int] = {}
    for node in sorted(nodes, key=lambda n: -rank[n]):
        length[node] = 1 + max((length[t] for t in out[node]), default=0)
    order = sorted(nodes, key=lambda n: rank[n])
    chain: dict[K, int] = {}
    for count, node in enumerate(order):
        at: K | None = node
        while at is not None and at not in chain:
            chain[at] = count
            free = [t for t in out[at] if t not in chain]
            at = max(free, key=lambda t: length[t], default=None)
    return _renumbered(chain, order)


def _renumbered(chain: Mapping[K, int], order: Sequence[K]) -> dict[K, int]:
    numbers: dict[int, int] = {}
    for node in order:
        numbers.setdefault(chain[node], len(numbers))
    return {node: numbers[number] for node, number in chain.items()}


def components(nodes: Sequence[K], edges: Iterable[tuple[K, K]]) -> dict[K, int]:
    """The number of the connected part each node is in, counted in the order of the nodes."""
    beside: dict[K, list[K]] = defaultdict(list)
    for source, target in edges:
        beside[source].append(target)
        beside[target].append(source)
    part: dict[K, int] = {}
    count = 0
    for node in nodes:
        if node in part:
            continue
        stack = [node]
        part[node] = count
        while stack:
            for other in beside[stack.pop()]:
                if other not in part:
                    part[other] = count
                    stack.append(other)
        count += 1
    return part
