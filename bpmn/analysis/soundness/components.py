"""Cuts a part of a net into components that only send to each other in one direction.

Two steps belong together if they touch the same place, unless that place is a *channel*: it holds messages,
signals or what somebody outside may send, and one side only fills it. Components that can send to each other
in a circle are one (strongly connected components of the graph of processes; a called process shares its
places with its caller). What sends never sees whether anybody has read: a component does whatever it does,
whatever those behind it do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from bpmn.semantics.net import Net, PlaceKind, Transition

CHANNELS = frozenset({PlaceKind.MESSAGE, PlaceKind.SIGNAL, PlaceKind.PARTY})


@dataclass(frozen=True, slots=True)
class Component:
    """Transitions by index, and by number of an earlier component the places here that it fills."""

    transitions: tuple[int, ...]
    comes: Mapping[int, tuple[int, ...]]


def components(net: Net, among: Sequence[int]) -> list[Component]:
    """The components of a part, those that send before those that receive."""
    groups = _Groups(net, [net.transitions[index] for index in among])
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(sorted(groups.members))
    graph.add_edges_from((giver, taker) for giver, taker, _ in groups.channels())
    cut = nx.condensation(graph)
    first = {one: min(min(groups.members[g]) for g in cut.nodes[one]["members"]) for one in cut}
    order = list(nx.lexicographical_topological_sort(cut, key=first.__getitem__))
    number = {group: at for at, one in enumerate(order) for group in cut.nodes[one]["members"]}
    comes: list[dict[int, set[int]]] = [{} for _ in order]
    for giver, taker, place in groups.channels():
        if number[giver] != number[taker]:
            comes[number[taker]].setdefault(number[giver], set()).add(place)
    transitions: list[list[int]] = [[] for _ in order]
    for group, members in groups.members.items():
        transitions[number[group]] += members
    return [
        Component(tuple(sorted(some)), {giver: tuple(sorted(places)) for giver, places in sorted(by.items())})
        for some, by in zip(transitions, comes, strict=True)
    ]


class _Groups:
    """Transitions that share a place that is no channel, or take from the same channel."""

    def __init__(self, net: Net, transitions: Sequence[Transition]) -> None:
        self._net = net
        self._leader = {one.index: one.index for one in transitions}
        self._givers: dict[int, list[int]] = {}
        self._takers: dict[int, list[int]] = {}
        for one in transitions:
            for place in set(_takes(one)):
                self._takers.setdefault(place, []).append(one.index)
            for place in set(one.gives):
                self._givers.setdefault(place, []).append(one.index)
            for place in set(one.clears):
                # What empties a channel before it fills it does not care what was there.
                users = self._givers if self._is_channel(place) and place in one.gives else self._takers
                users.setdefault(place, []).append(one.index)
        self._unite()
        self.members: dict[int, list[int]] = {}
        for one in transitions:
            self.members.setdefault(self._find(one.index), []).append(one.index)

    def channels(self) -> Iterable[tuple[int, int, int]]:
        """Each channel with the group that fills it and the group that takes from it."""
        found = {
            (self._find(giver), self._find(self._takers[place][0]), place)
            for place, givers in self._givers.items()
            if self._is_channel(place) and place in self._takers
            for giver in givers
        }
        return sorted(one for one in found if one[0] != one[1])

    def _is_channel(self, place: int) -> bool:
        return self._net.places[place].kind in CHANNELS

    def _unite(self) -> None:
        for place in self._givers.keys() | self._takers.keys():
            takers, givers = self._takers.get(place, []), self._givers.get(place, [])
            together = takers if takers and self._is_channel(place) else takers + givers
            for other in together[1:]:
                self._leader[self._find(other)] = self._find(together[0])

    def _find(self, one: int) -> int:
        while self._leader[one] != one:
            self._leader[one] = self._leader[self._leader[one]]
            one = self._leader[one]
        return one


def _takes(one: Transition) -> list[int]:
    """The places that decide whether a transition can fire."""
    return [*one.takes, *one.empty, *(p for join in one.joins for p in (join.place, *join.awaits))]
