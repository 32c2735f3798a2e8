"""H01: a case goes to and fro between the same two."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.flow import Hand, activities, hand_name, hand_of, loops, steps_after
from bpmn.analysis.hand_changes import hand_changes
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message

FEWEST = 4
"""So many changes between the same two are ping-pong."""

Turns = tuple[ElementKey, ...]
"""The steps with which the other one takes over."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per pair of hands between which one case changes at least four times, without any loop."""
    if not _may_turn(context):
        return
    graph = context.own_flow
    hands = {key: hand for key in activities(context, graph) if (hand := hand_of(context, key)) is not None}
    work = _straight(graph, hands)
    for one, other in _meeting(work, hands):
        mine = work.subgraph(key for key in work if hands[key] in (one, other))
        turns = _most_turns(nx.DiGraph(mine.edges), hands)
        if len(turns) >= FEWEST:
            told = message(
                "A case goes {count} times to and fro between “{one}” and “{other}”.",
                count=len(turns),
                one=hand_name(context, one),
                other=hand_name(context, other),
            )
            yield Fault(turns, told)


def _may_turn(context: Context) -> bool:
    """Whether two hands hand over to each other often enough, if one case passed it all."""
    changes = hand_changes(context)
    return changes is None or any(
        count >= FEWEST // 2 and changes.get(pair[::-1], 0) >= FEWEST // 2 for pair, count in changes.items()
    )


def _straight(graph: "nx.DiGraph[ElementKey]", hands: dict[ElementKey, Hand]) -> "nx.DiGraph[ElementKey]":
    """Which step follows which, without what goes round in loops."""
    work: nx.DiGraph[ElementKey] = nx.DiGraph()
    work.add_nodes_from(sorted(hands))
    work.add_edges_from((key, after) for key in sorted(hands) for after in steps_after(graph, key, hands))
    round_and_round = {key for loop in loops(work) for key in loop}
    work.remove_nodes_from(round_and_round)
    return work


def _meeting(work: "nx.DiGraph[ElementKey]", hands: dict[ElementKey, Hand]) -> list[tuple[Hand, Hand]]:
    """The pairs of hands that hand over to each other both ways."""
    passed = {(hands[a], hands[b]) for a, b in work.edges if hands[a] != hands[b]}
    return sorted(pair for pair in passed if pair[::-1] in passed and pair[0] < pair[1])


def _most_turns(work: "nx.DiGraph[ElementKey]", hands: dict[ElementKey, Hand]) -> Turns:
    """The most changes on one path."""
    best: dict[ElementKey, Turns] = {}
    for key in nx.lexicographical_topological_sort(work):
        before = sorted(work.predecessors(key))
        options = [(*best[b], key) if hands[b] != hands[key] else best[b] for b in before]
        best[key] = max(options, key=len, default=())
    return max(best.values(), key=len, default=())


RULE = Rule(
    "H01",
    Severity.WARNING,
    message("To and fro between the same two"),
    message("Every turn is a queue of its own, and each time somebody has to find the thread again."),
    message("Hand everything over that is needed at the first time, or do it together."),
    check,
    reads=Reads.SHAPE,
)
