"""Answers by definition, from the markings that a net can reach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bpmn.analysis.soundness.answers import unanswered
from bpmn.analysis.soundness.explore import Graph
from bpmn.base.finding import ElementKey
from bpmn.system.link import Party

SWEEPS = 3
"""So often all steps are followed backwards in a row before only the rest is sorted out."""


@dataclass(slots=True)
class Judged:
    """What a graph says: numbers of markings that show something, by property; None where nothing does.

    ``can_finish`` and ``may_circle`` are None where the search was given up too early to know.
    """

    stuck: int | None = None
    doomed: int | None = None
    """A marking from which no final one can be reached."""
    trapped: int | None = None
    """A marking from which neither a final nor a stuck one can be reached."""
    finals: list[int] = field(default_factory=list)
    orphans: dict[int, int] = field(default_factory=dict)
    """By place of a message, a marking in which all is done and it can no longer be read."""
    unanswered: dict[ElementKey, list[int]] = field(default_factory=dict)
    """By pool, the steps of a way on which its request is taken and all is done without an answer."""


def judge(graph: Graph, parties: Sequence[Party] = ()) -> Judged:
    """Judge a graph. One that is not complete shows only what is certain all the same."""
    found = Judged()
    ends: list[int] = []
    for number in range(graph.expanded):
        if graph.is_final(number):
            found.finals.append(number)
        elif graph.begin[number] == graph.begin[number + 1]:
            ends.append(number)
    found.stuck = ends[0] if ends else None
    # What was not looked at might still lead to an end.
    unknown = range(graph.expanded, len(graph.markings))
    good = reaching(graph, [*found.finals, *unknown])
    found.doomed = _first_not(good)
    if found.doomed is not None:
        found.trapped = _first_not(reaching(graph, [*found.finals, *unknown, *ends]))
    found.orphans = dict(_orphans(graph, found.finals))
    found.unanswered = unanswered(graph, parties)
    return found


def _first_not(good: bytearray) -> int | None:
    at = good.find(0)
    return None if at < 0 else at


def reaching(graph: Graph, goals: Iterable[int]) -> bytearray:
    """A byte per marking: whether one of the goals can be reached from it."""
    good = bytearray(len(graph.markings))
    for number in goals:
        good[number] = 1
    begin, targets = graph.begin, graph.targets
    # Most steps lead to markings with higher numbers: some sweeps backwards settle nearly all.
    for _ in range(SWEEPS):
        changed = False
        for number in range(graph.expanded - 1, -1, -1):
            if not good[number]:
                for at in range(begin[number], begin[number + 1]):
                    if good[targets[at]]:
                        good[number] = 1
                        changed = True
                        break
        if not changed:
            return good
    _settle(graph, good)
    return good


def _settle(graph: Graph, good: bytearray) -> None:
    """Follow the steps of all markings that are still open backwards."""
    before: dict[int, list[int]] = {}
    todo: list[int] = []
    for number in range(graph.expanded):
        if good[number]:
            continue
        for target in graph.after(number):
            if good[target]:
                good[number] = 1
                todo.append(number)
                break
            before.setdefault(target, []).append(number)
    while todo:
        for number in before.get(todo.pop(), ()):
            if not good[number]:
                good[number] = 1
                todo.append(number)


# -- messages --------------------------------------------------------------------------------------


def _orphans(graph: Graph, finals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each message a marking in which all is done and nothing can read it any more."""
    net, rule = graph.rule.net, graph.rule
    for place in net.messages:
        field_ = rule.fields([place])
        holding = [number for number in finals if graph.markings[number] & field_]
        readers = {t.index for t in net.transitions if place in t.takes}
        safe: set[int] = set()
        for number in holding:
            if not _leads_to(graph, number, readers, safe):
                yield place, number
                break


def _leads_to(graph: Graph, start: int, labels: set[int], known: set[int]) -> bool:
    """Whether one of these transitions can fire later; ``known`` collects markings where it can.

    What was not looked at counts as able to.
    """
    seen, todo = {start}, [start]
    for number in todo:
        if number in known or number >= graph.expanded:
            known.add(start)
            return True
        for label, after in graph.steps(number):
            if label in labels:
                known.add(start)
                return True
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return False
