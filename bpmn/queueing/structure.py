"""The shape of a net: what can be reached, and where paths that part come together again."""

from collections.abc import Iterable

import networkx as nx

from bpmn.queueing.net import Join, Net

SINK = -1


class Shape:
    """Reachability and meeting points of a net, for paths that may end at ``stops``.

    Only what ``starts`` lead to is looked at; without starts everything is. With stops, only steps from
    which one can be reached count, and paths end there. Without, paths end where steps have no outcome.
    """

    def __init__(self, net: Net, stops: frozenset[int] = frozenset(), starts: Iterable[int] = ()) -> None:
        self.net = net
        self.stops = stops
        self._inside = _ahead(net, starts) or frozenset(range(len(net.steps)))
        self.relevant = self._relevant()
        self._meeting = self._meeting_points()

    def targets(self, step: int) -> tuple[tuple[float, tuple[int, ...]], ...]:
        """The outcomes of a step with the targets that count; an empty tuple of targets ends the path."""
        if step in self.stops:
            return ()
        return tuple((o.probability, self._counting(o.targets)) for o in self.net.steps[step].outcomes)

    def _counting(self, targets: tuple[int, ...]) -> tuple[int, ...]:
        """Of parallel targets those that lead to a stop; all of them where none does."""
        if not self.stops:
            return targets
        return tuple(t for t in targets if t in self.relevant) or targets

    def meeting(self, step: int) -> int | None:
        """The first step behind this one through which all paths go and that waits for them, or None."""
        return self._meeting.get(step)

    def _relevant(self) -> frozenset[int]:
        if not self.stops:
            return self._inside
        back: nx.DiGraph[int] = nx.DiGraph()
        back.add_nodes_from(self.stops)
        for index in self._inside:
            back.add_edges_from((t, index) for o in self.net.steps[index].outcomes for t in o.targets)
        found = set(self.stops)
        for stop in self.stops:
            found |= nx.descendants(back, stop)
        return frozenset(found)

    def _meeting_points(self) -> dict[int, int]:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_node(SINK)
        for index in sorted(self._inside):
            for target in self._successors(index):
                graph.add_edge(target, index)
        found = {n: d for n, d in nx.immediate_dominators(graph, SINK).items() if n != SINK}
        return {n: join for n in found if (join := self._next_join(found, n)) is not None}

    def _next_join(self, dominators: dict[int, int], step: int) -> int | None:
        """The nearest step behind this one that all paths go through and that waits for them."""
        behind = dominators.get(step, SINK)
        while behind != SINK and self.net.steps[behind].join is Join.NONE:
            behind = dominators.get(behind, SINK)
        return None if behind == SINK else behind

    def _successors(self, step: int) -> set[int]:
        ways = self.targets(step)
        after = {target for _, targets in ways for target in targets}
        if not ways or any(not targets for _, targets in ways):
            after.add(SINK)
        return after


def _ahead(net: Net, starts: Iterable[int]) -> frozenset[int]:
    """The steps that paths from these starts go through; called processes are not entered."""
    found: set[int] = set()
    open_steps = list(starts)
    while open_steps:
        step = open_steps.pop()
        if step not in found:
            found.add(step)
            open_steps += [t for o in net.steps[step].outcomes for t in o.targets]
    return frozenset(found)


def reachable(net: Net, starts: Iterable[int]) -> frozenset[int]:
    """The steps that tokens from these starts can visit, the starts among them."""
    found: set[int] = set()
    open_steps = list(starts)
    while open_steps:
        step = open_steps.pop()
        if step not in found:
            found.add(step)
            open_steps += [t for o in net.steps[step].outcomes for t in o.targets]
            open_steps += net.steps[step].calls
    return frozenset(found)
