"""What a landscape shows of a system that is too large for one picture.

A picture of thousands of boxes can neither be read nor drawn while somebody waits. So it shows what lies
nearest to the customers, and says so. Without customers it begins at what has the most connections.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.facts import Role
from bpmn.system.link import Kind, Link, Links
from bpmn.system.places import Places
from bpmn.system.topology import party_key, place_of

MOST_PROCESSES, MOST_LINES = 80, 240
"""So many processes, and lines between them, are drawn at most. Drawing them takes a few seconds."""

TO_CUSTOMERS = message(
    "{shown} of {count} processes are drawn: those nearest to the customers. The others are in all lists."
)
CONNECTED = message(
    "{shown} of {count} processes are drawn: those with most connections. The others are in all lists."
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What of a system is drawn, and the sentence that says what is left out; None if nothing is."""

    found: Places
    links: Links
    told: Message | None = None


def excerpt(found: Places, links: Links) -> Excerpt:
    """The processes that fit into one picture with all that joins them; everything where all of it fits."""
    near = _Neighbours(found, links)
    if len(found.processes) <= MOST_PROCESSES and len(near.lines) <= MOST_LINES:
        return Excerpt(found, links)
    shown = near.shown()
    told = TO_CUSTOMERS if near.facing else CONNECTED
    if len(shown) == len(found.processes):
        return Excerpt(found, links)
    words = message(told.template, shown=f"{len(shown):,}", count=f"{len(found.processes):,}")
    return Excerpt(_places(found, shown), _links(links, near.outside, found, shown), words)


class _Neighbours:
    """Which process exchanges with which."""

    def __init__(self, found: Places, links: Links) -> None:
        self._found = found
        self.outside = {e: party_key(party) for party in links.parties for e in party.elements}
        customers = {party_key(p) for p in links.parties if p.role is Role.CUSTOMER}
        self.lines = set(_lines(found, self.outside, links.links))
        self._near: defaultdict[ElementKey, set[ElementKey]] = defaultdict(set)
        self._of: defaultdict[ElementKey, list[tuple[ElementKey, ElementKey, Kind]]] = defaultdict(list)
        facing: set[ElementKey] = set()
        for line in self.lines:
            for one, other in (line[:2], line[1::-1]):
                self._of[one].append(line)
                self._near[one].add(other)
                if other in customers and one in found.processes:
                    facing.add(one)
        self.facing = facing

    def shown(self) -> frozenset[ElementKey]:
        """The nearest processes, as long as there is room for them and their lines."""
        rank = {key: (-len(self._near[key]), key) for key in self._found.processes}
        first = self.facing or {min(rank, key=rank.__getitem__)}
        waiting = [(0, *rank[key]) for key in first]
        heapify(waiting)
        known, shown, drawn = set(first), dict[ElementKey, None](), 0
        others = sorted(rank, key=rank.__getitem__, reverse=True)
        while len(shown) < MOST_PROCESSES:
            if not waiting:
                while others and others[-1] in known:
                    others.pop()
                if not others:
                    break
                heappush(waiting, (0, *rank[others[-1]]))
                known.add(others.pop())
            distance, _, key = heappop(waiting)
            more = sum(self._is_drawn(line, key, shown) for line in self._of[key])
            if shown and drawn + more > MOST_LINES:
                continue
            shown[key], drawn = None, drawn + more
            for other in self._near[key]:
                if other in rank and other not in known:
                    known.add(other)
                    heappush(waiting, (distance + 1, *rank[other]))
        return frozenset(shown)

    def _is_drawn(
        self,
        line: tuple[ElementKey, ElementKey, Kind],
        key: ElementKey,
        shown: Mapping[ElementKey, None],
    ) -> bool:
        """Whether a line of a process is in the picture: the other end is shown, or is somebody outside."""
        other = line[1] if line[0] == key else line[0]
        return other in shown or other not in self._found.processes


def _lines(
    found: Places, outside: dict[ElementKey, ElementKey], links: Iterable[Link]
) -> Iterable[tuple[ElementKey, ElementKey, Kind]]:
    """The lines between boxes that stand for links."""
    for link in links:
        source, target = place_of(found, outside, link.source), place_of(found, outside, link.target)
        if source is not None and target is not None and source != target:
            yield source, target, link.kind


def _places(found: Places, shown: frozenset[ElementKey]) -> Places:
    return Places(
        {key: place for key, place in found.processes.items() if key in shown},
        found.pools,
        {element: process for element, process in found.process_of.items() if process in shown},
        [(pool, process) for pool, process in found.shown_elsewhere if process in shown],
    )


def _links(
    links: Links, outside: dict[ElementKey, ElementKey], found: Places, shown: frozenset[ElementKey]
) -> Links:
    """The links between what is shown, and from there to somebody outside."""

    def is_shown(key: ElementKey) -> bool:
        place = place_of(found, outside, key)
        return place in shown or (place is not None and place not in found.processes)

    kept = tuple(x for x in links.links if is_shown(x.source) and is_shown(x.target))
    return Links(kept, links.open, links.parties, links.external)
