"""The shape of a net: what can be reached, and where paths that part come together again."""

from collections.abc import Iterable

import networkx as nx

from bpmn.base.finding import ElementKey
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

    def targets(self, step: int) -> tuple[tuple[int, ...], ...]:
        """The targets of each outcome of a step that count; an empty tuple of targets ends the path."""
        if step in self.stops:
            return ()
        return tuple(self._counting(o.targets) for o in self.net.steps[step].outcomes)

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
        dominators = nx.immediate_dominators(graph, SINK)
        joins: dict[int, int | None] = {SINK: None}
        for step in dominators:
            self._find_join(dominators, step, joins)
        return {step: join for step, join in joins.items() if join is not None}

    def _find_join(self, dominators: dict[int, int], step: int, joins: dict[int, int | None]) -> None:
        """Note the nearest step behind this one that all paths go through and that waits for them."""
        passed = []
        while step not in joins:
            passed.append(step)
            step = dominators.get(step, SINK)
        for one in reversed(passed):
            behind = dominators.get(one, SINK)
            waits = behind != SINK and self.net.steps[behind].join is not Join.NONE
            joins[one] = behind if waits else joins[behind]

    def _successors(self, step: int) -> set[int]:
        ways = self.targets(step)
        after = {target for targets in ways for target in targets}
        if not ways or any(not targets for targets in ways):
            after.add(SINK)
        return after


class Terminations:
    """Which of several paths break off the others, because they surely come to a terminating step."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._sure: dict[ElementKey | None, frozenset[int]] = {}

    def surviving(self, step: int, targets: tuple[int, ...]) -> tuple[int, ...]:
        """Of paths that part at a step those that go on to their own end.

        If exactly one of them surely terminates their scope, it breaks off the others there.
        """
        steps = self._net.steps
        scope = steps[step].scope
        if len(targets) < 2:  # noqa: PLR2004 - no fork
            return targets
        if scope not in self._sure:
            self._sure[scope] = self._surely_ending(scope)
        ending = [t for t in targets if steps[t].scope == scope and t in self._sure[scope]]
        if len(ending) != 1:
            return targets
        return tuple(t for t in targets if t == ending[0] or steps[t].scope != scope)

    def _surely_ending(self, scope: ElementKey | None) -> frozenset[int]:
        """The steps from which every way on comes to a step that terminates the scope."""
        steps = self._net.steps
        last = {i for i, step in enumerate(steps) if step.terminates and step.scope == scope}
        if not last:
            return frozenset()
        process = next(steps[i].process for i in last)
        sure = {i for i, step in enumerate(steps) if step.process == process}
        before = len(sure) + 1
        while before != len(sure):
            before = len(sure)
            sure = {i for i in sure if i in last or self._leads_into(i, sure)}
        return frozenset(sure)

    def _leads_into(self, step: int, found: set[int]) -> bool:
        outcomes = self._net.steps[step].outcomes
        return bool(outcomes) and all(not found.isdisjoint(o.targets) for o in outcomes)


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
