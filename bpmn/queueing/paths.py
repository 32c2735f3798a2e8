"""The order in which times along the paths of a net are worked out, for any numbers.

Steps are grouped into contexts: the paths from a fork to the step where they meet are one, everything from
the start to the end is another. Within a context, steps that lead to each other in a loop are solved together
and everything else one by one, the last first. So the work grows with the number of steps, and a plan made
once serves every change of times and shares that leaves the paths themselves alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from bpmn.queueing.net import Net
from bpmn.queueing.structure import Shape, Terminations


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a step, by the position of its outcome.

    With a ``meeting`` the paths from the targets come together there, and only then the case goes on.
    """

    outcome: int
    targets: tuple[int, ...]
    meeting: int | None = None

    def after(self) -> tuple[int, ...]:
        """Where it goes on in the same context."""
        return self.targets if self.meeting is None else (self.meeting,)


@dataclass(frozen=True, slots=True)
class Component:
    """Steps that are solved together; ``is_loop`` where they lead to each other."""

    steps: tuple[int, ...]
    is_loop: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The steps of paths up to ``until`` (None: to their end), components in an order from the last."""

    until: int | None
    components: tuple[Component, ...]
    ways: dict[int, tuple[Way, ...]]


class Plan:
    """The contexts of all paths from ``starts`` to ``stops`` or to their ends, the innermost first."""

    def __init__(self, net: Net, starts: Iterable[int], stops: Iterable[int] = ()) -> None:
        self.starts = tuple(starts)
        self._shape = Shape(net, frozenset(stops), self.starts)
        self._terminations = Terminations(net)
        ways = self._explore()
        self.contexts = {until: _context(until, found) for until, found in ways.items()}
        self.order = tuple(self._innermost_first())
        self._between: dict[tuple[int, int | None], frozenset[int]] = {}
        self.rank = {until: place for place, until in enumerate(self.order)}

    def between(self, step: int, until: int | None) -> frozenset[int]:
        """The steps of the paths from a step to where they meet."""
        if (step, until) not in self._between:
            ways = self.contexts[until].ways
            found: set[int] = set()
            open_steps = [step]
            while open_steps:
                one = open_steps.pop()
                if one not in found and one in ways:
                    found.add(one)
                    open_steps += [t for way in ways[one] for t in way.after()]
            self._between[step, until] = frozenset(self._with_inner(found, until))
        return self._between[step, until]

    def _with_inner(self, steps: set[int], until: int | None) -> set[int]:
        """The same with the steps of forks in between."""
        found = set(steps)
        for step in steps:
            for way in self.contexts[until].ways[step]:
                if way.meeting is not None and self.rank[way.meeting] < self.rank[until]:
                    for target in way.targets:
                        found |= self.between(target, way.meeting)
        return found

    def _explore(self) -> dict[int | None, dict[int, tuple[Way, ...]]]:
        found: dict[int | None, dict[int, tuple[Way, ...]]] = {None: {}}
        open_steps: list[tuple[int | None, int]] = [(None, step) for step in self.starts]
        while open_steps:
            until, step = open_steps.pop()
            if step == until or step in found.setdefault(until, {}):
                continue
            found[until][step] = ways = tuple(self._ways(step, until))
            for way in ways:
                open_steps += [(until, target) for target in way.after()]
                if way.meeting is not None:
                    open_steps += [(way.meeting, target) for target in way.targets]
        return found

    def _ways(self, step: int, until: int | None) -> Iterator[Way]:
        for outcome, paths in enumerate(self._shape.targets(step)):
            targets = self._terminations.surviving(step, paths)
            meeting = self._shape.meeting(step) if len(targets) > 1 else None
            yield Way(outcome, targets, None if meeting == until else meeting)

    def _innermost_first(self) -> list[int | None]:
        """Contexts after those that they contain; of a circle, one is taken before what it contains."""
        inner = {
            until: dict.fromkeys(
                way.meeting for ways in context.ways.values() for way in ways if way.meeting is not None
            )
            for until, context in self.contexts.items()
        }
        order: dict[int | None, None] = {}
        entered: set[int | None] = set()
        open_contexts: list[tuple[int | None, bool]] = [(None, False)]
        while open_contexts:
            until, is_done = open_contexts.pop()
            if is_done:
                order[until] = None
            elif until not in entered:
                entered.add(until)
                open_contexts.append((until, True))
                open_contexts += [(found, False) for found in inner[until]]
        return list(order)


def _context(until: int | None, ways: dict[int, tuple[Way, ...]]) -> Context:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(sorted(ways))
    for step in sorted(ways):
        graph.add_edges_from((step, t) for way in ways[step] for t in way.after() if t in ways)
    # Tarjan's algorithm gives a component after everything it leads to.
    parts = [tuple(sorted(part)) for part in nx.strongly_connected_components(graph)]
    found = tuple(Component(part, len(part) > 1 or graph.has_edge(part[0], part[0])) for part in parts)
    return Context(until, found, ways)
