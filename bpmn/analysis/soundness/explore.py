"""Visits every marking that a net can reach, breadth first."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bpmn.analysis.soundness.blocks import MOST, visit
from bpmn.base.progress import Progress, silent
from bpmn.semantics.net import INSIDE, Net
from bpmn.semantics.tokens import COUNTERS, Marking, Rule, TooManyTokens

BUDGET = 2_000_000
"""So many markings are visited before the search gives up."""

LARGE, BROAD = 4_000, 64
"""From so many markings on, and so many of them at once, a search in blocks is quicker."""

TOLD_EVERY = 0x7FFF
"""Progress is told once in so many markings (a bit mask)."""


@dataclass(slots=True)
class Graph:
    """The markings that were reached, numbered in the order of discovery, and the steps between them.

    ``parent`` and ``via`` lead back to the first marking by a shortest way. The steps of marking n are those
    numbered from ``begin[n]`` to ``begin[n + 1]``. ``fired`` has a byte per transition.
    """

    rule: Rule
    markings: list[Marking]
    fired: bytearray
    parent: "array[int]" = field(default_factory=lambda: array("q"))
    via: "array[int]" = field(default_factory=lambda: array("q"))
    begin: "array[int]" = field(default_factory=lambda: array("q"))
    targets: "array[int]" = field(default_factory=lambda: array("q"))
    labels: "array[int]" = field(default_factory=lambda: array("q"))
    is_complete: bool = True
    doubled: int | None = None
    """The first marking with two tokens on one place of the control flow."""
    unbounded: int | None = None
    """The first marking with more than MOST tokens on one place."""
    repeated: tuple[int, int] | None = None
    """The first marking and the transition by which an end event is reached again."""
    expanded: int = 0
    """So many markings were looked at; the rest were only reached."""

    def way(self, number: int) -> list[int]:
        """The transitions that lead to a marking by a shortest way."""
        steps = []
        while number:
            steps.append(self.via[number])
            number = self.parent[number]
        return steps[::-1]

    def after(self, number: int) -> Sequence[int]:
        """The markings one step later."""
        return self.targets[self.begin[number] : self.begin[number + 1]]

    def steps(self, number: int) -> Iterator[tuple[int, int]]:
        """The transitions that may fire in a marking, each with the marking after it."""
        span = slice(self.begin[number], self.begin[number + 1])
        return zip(self.labels[span], self.targets[span], strict=True)

    def is_final(self, number: int) -> bool:
        """Whether nothing is going on in a marking."""
        return not self.markings[number] & self.rule.pending


Steps = list[tuple[int, Marking]]
Select = Callable[[Rule], Callable[[Marking, Steps], Steps]]
"""Makes, for a rule, what chooses which of the possible steps have to be followed."""


def explore(
    net: Net, budget: int = BUDGET, progress: Progress = silent, select: Select | None = None
) -> Graph:
    """Visit the markings of a net, at most ``budget``.

    One bit per place is tried first; when a place would hold two tokens the search begins anew with counters.
    What turns out to be large and broad is visited in blocks, with the same result. ``select`` leaves steps
    out, so that the graph answers only what it was made for.
    """
    try:
        return _visited(Rule(net, 1), budget, progress, select)
    except TooManyTokens:
        return _visited(Rule(net, COUNTERS), budget, progress, select)


def _visited(rule: Rule, budget: int, progress: Progress, select: Select | None) -> Graph:
    first = rule.pack(rule.net.initial)
    graph = _begun(rule, first)
    is_plain = select is not None or budget <= LARGE
    _search(graph, budget if is_plain else LARGE, progress, select)
    if is_plain or graph.is_complete or graph.unbounded is not None:
        return graph
    is_broad = len(graph.markings) - graph.expanded >= BROAD
    graph = _begun(rule, first)
    if is_broad:
        _in_blocks(graph, budget, progress)
    else:
        _search(graph, budget, progress, None)
    return graph


def _in_blocks(graph: Graph, budget: int, progress: Progress) -> None:
    """The same as the search, but many markings at a time."""
    found = visit(graph.rule, graph.markings[0], budget, progress)
    graph.markings, graph.parent, graph.via = found.markings, found.parent, found.via
    graph.begin, graph.targets, graph.labels = found.begin, found.targets, found.labels
    graph.expanded, graph.doubled, graph.unbounded = found.expanded, found.doubled, found.unbounded
    graph.is_complete = graph.expanded == len(graph.markings)
    _note_fired(graph)


def _begun(rule: Rule, first: Marking) -> Graph:
    graph = Graph(rule, [first], bytearray(len(rule.net.transitions)))
    graph.parent.append(0)
    graph.via.append(-1)
    graph.begin.append(0)
    return graph


def _search(graph: Graph, budget: int, progress: Progress, select: Select | None) -> None:
    """The search itself: its inner loop decides how large a net may be."""
    markings, limits = graph.markings, _Limits(graph.rule)
    expanded = graph.rule.expanded if select is None else _selected(graph.rule, select)
    number = {markings[0]: 0}
    targets, labels, begin = graph.targets, graph.labels, graph.begin
    here = 0
    for marking in markings:
        fired, reached = expanded(marking)
        for after in reached:
            if after not in number:
                number[after] = len(markings)
                markings.append(after)
                graph.parent.append(here)
                graph.via.append(fired[reached.index(after)])
                if after & limits.doubled:
                    limits.check(graph, len(markings) - 1)
        labels.extend(fired)
        targets.extend(map(number.__getitem__, reached))
        begin.append(len(targets))
        here += 1
        if len(markings) > budget or graph.unbounded is not None:
            break
        if not here & TOLD_EVERY:
            progress(min(len(markings) / budget, 1.0))
    graph.expanded = here
    graph.is_complete = here == len(markings)
    begin.extend([len(targets)] * (len(markings) - here))
    _note_fired(graph)


def _selected(rule: Rule, select: Select) -> Callable[[Marking], tuple[list[int], list[Marking]]]:
    """The steps that are possible, less those that need not be followed."""
    choose = select(rule)

    def expanded(marking: Marking) -> tuple[list[int], list[Marking]]:
        chosen = choose(marking, rule.successors(marking))
        return [label for label, _ in chosen], [after for _, after in chosen]

    return expanded


def _note_fired(graph: Graph) -> None:
    """Note which transitions fired, and the first that reaches an end event again."""
    transitions = graph.rule.net.transitions
    for label in set(graph.labels):
        graph.fired[label] = 1
    repeats = {t.index for t in transitions if t.repeats and graph.fired[t.index]}
    if repeats:
        at = next(index for index, label in enumerate(graph.labels) if label in repeats)
        graph.repeated = (bisect_right(graph.begin, at) - 1, graph.labels[at])


class _Limits:
    """Finds markings with too many tokens on one place of the control flow."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        net, bits = rule.net, (1 << (rule.width - 1)) - 2
        self._counted = frozenset(p.index for p in net.places if p.kind in INSIDE)
        everything = range(len(net.places))
        self.doubled = rule.fields(everything, bits) if rule.width > 1 else 0

    def check(self, graph: Graph, number: int) -> None:
        """Note the first marking with two tokens on a place, and the first with very many."""
        for place, count in self._rule.unpack(graph.markings[number]).items():
            if count > 1 and place in self._counted and graph.doubled is None:
                graph.doubled = number
            if count > MOST and graph.unbounded is None:
                graph.unbounded = number
