"""What every check of a system looks at, worked out once."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx

from bpmn.analysis.broken import Broken, broken
from bpmn.analysis.results import Results
from bpmn.base.finding import ElementKey
from bpmn.model import Element
from bpmn.system.broadcasts import Use
from bpmn.system.ends import End, Ends
from bpmn.system.link import Kind, Level, Link, Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.places import Places
from bpmn.system.surveys import Surveys
from bpmn.system.system import System
from bpmn.system.topology import Topology, topology

if TYPE_CHECKING:
    from bpmn.analysis.flow import Way
    from bpmn.analysis.teams import Staff

SENT = frozenset({Kind.TRIGGER, Kind.MESSAGE})


def shows(places: Places, end: End, process: ElementKey) -> bool:
    """Whether the pool that is drawn opposite of an end stands for a process."""
    if end.pool is None:
        return False
    return places.process_of.get(end.pool) == process or process in places.known_as(end.pool)


class Context:
    """A system with its links and graphs, and what was computed about it. Everything is read only."""

    def __init__(
        self,
        system: System,
        links: Links | None = None,
        seen: Survey | None = None,
        *,
        results: Results | None = None,
    ) -> None:
        self.system = system
        self.results = results or Results()
        self._survey = seen or survey(system)
        self.links = links if links is not None else find_links(system, self._survey)

    def knowing(self, results: Results) -> "Context":
        """The same system with other results."""
        found = copy(self)
        found.results = results
        return found

    @property
    def maps(self) -> Surveys:
        """What each map holds by itself."""
        return self._survey.maps

    @property
    def places(self) -> Places:
        """The processes and pools."""
        return self._survey.places

    @property
    def ends(self) -> Ends:
        """Message flows between processes, and open ends."""
        return self._survey.ends

    @cached_property
    def topology(self) -> Topology:
        """The graphs of elements and processes."""
        return topology(self.places, self.links)

    @cached_property
    def joined_inside(self) -> dict[ElementKey, list[tuple[ElementKey, ElementKey]]]:
        """The ways on which links bring a case from one step to another of the same process."""
        of = self.places.process_of
        found: dict[ElementKey, list[tuple[ElementKey, ElementKey]]] = {}
        for source, target in self.topology.joined:
            process = of.get(source)
            if process is not None and of.get(target) == process:
                found.setdefault(process, []).append((source, target))
        return found

    @cached_property
    def open_ends(self) -> list[End]:
        """The elements whose other end is not drawn in their map; pools of overview maps are left out."""
        overview = {pool for pool, _ in self.places.shown_elsewhere}
        return [end for end in self.ends.open if end.key not in overview]

    @property
    def signals(self) -> Sequence[Use]:
        """Who throws and catches signals."""
        return self._survey.signals

    @property
    def stores(self) -> Sequence[Use]:
        """Who writes to data stores and reads from them."""
        return self._survey.stores

    @cached_property
    def broken(self) -> list[Broken]:
        """The references that lead nowhere, to something else or to several places."""
        return list(broken(self.maps, is_folder=self.system.is_folder))

    @cached_property
    def external(self) -> frozenset[ElementKey]:
        """Elements of which people said that they exchange with somebody outside."""
        return frozenset(self.links.external)

    @cached_property
    def _outside(self) -> dict[ElementKey, ElementKey]:
        return {e: node for node, p in self.topology.parties.items() for e in p.elements}

    def place(self, key: ElementKey) -> ElementKey | None:
        """The process or party node that an element belongs to."""
        return self._places.get(key)

    @cached_property
    def _places(self) -> dict[ElementKey, ElementKey]:
        """What ``place_of`` says of every element that belongs to somebody."""
        within = dict(zip(self.places.processes, self.places.processes, strict=True))
        return {**self._outside, **self.places.process_of, **within}

    def own_processes(self) -> list[ElementKey]:
        """The processes of the organisation: those that no party's pool shows."""
        return list(self._own_processes)

    @cached_property
    def _own_processes(self) -> tuple[ElementKey, ...]:
        return tuple(key for key in self.places.processes if key not in self.topology.theirs)

    def element(self, key: ElementKey) -> Element | None:
        """The view of an element."""
        return self.system.document(key.file).element(key.element) if key.file in self.system.files else None

    def name(self, key: ElementKey) -> str:
        """What to call an element in a sentence: its name, what it follows, or its id."""
        return self.maps.name(key) or self.places.called(key) or key.element

    def message_of(self, end: End) -> str:
        """What to call the message of an open end."""
        return next(iter(end.names), "") or self.name(end.key)

    def process_name(self, key: ElementKey) -> str:
        """What to call the process or pool around an element."""
        return self.places.owner(key)

    def owner(self, process: ElementKey) -> str:
        """Who answers for a process; empty where nobody is named."""
        return self.maps.detail(process).owner

    @cached_property
    def own_flow(self) -> "nx.DiGraph[ElementKey]":
        """The nodes of all our own processes and how cases move between them, over messages too.

        To be read only: where there is nobody outside it is the graph of all elements.
        """
        inside = {key for key, process in self.places.process_of.items() if process in self.own}
        if inside.issuperset(self.topology.elements):
            return self.topology.elements
        found: nx.DiGraph[ElementKey] = nx.DiGraph()
        found.add_nodes_from(key for key in self.topology.elements if key in inside)
        found.add_edges_from((a, b) for a, b in self.topology.elements.edges if a in inside and b in inside)
        return found

    @cached_property
    def ways(self) -> "tuple[Way, ...]":
        """The ways from customers' wishes to what the customers get."""
        from bpmn.analysis.flow import ways

        return tuple(ways(self))

    @cached_property
    def staff(self) -> "Staff":
        """The teams with the steps they do, and the numbers of the base scenario."""
        from bpmn.analysis.teams import Staff

        return Staff(self)

    @cached_property
    def loads(self) -> dict[ElementKey, float]:
        """How busy the team of each lane and resource is; empty where nobody computed it."""
        found = self.results.analysis.resources if self.results.analysis is not None else ()
        return {key: one.utilisation for one in found for key in one.keys if one.utilisation is not None}

    @cached_property
    def _ends_by_step(self) -> dict[tuple[ElementKey, bool], list[End]]:
        found: dict[tuple[ElementKey, bool], list[End]] = {}
        for end in self.open_ends:
            found.setdefault((end.key, end.sends), []).append(end)
        return found

    def end_of(self, link: Link, *, sends: bool) -> End | None:
        """The open end of a link at its sender or its receiver; None where the flow is drawn in full.

        Of several ends of one step it is the one whose pool shows the other side.
        """
        key, other = (link.source, link.target) if sends else (link.target, link.source)
        found = self._ends_by_step.get((key, sends), [])
        place = self.places.process_of.get(other)
        fitting = (end for end in found if end.pool == other or (place and shows(self.places, end, place)))
        left = found[0] if found and link.level != Level.M0 else None
        return next(fitting, left)

    def sent_name(self, link: Link) -> str:
        """What to call the message of a link."""
        drawn = (
            one.flow for one in self.ends.drawn if (one.source, one.target) == (link.source, link.target)
        )
        flow = self.maps.name(next(drawn, ElementKey("", "")))
        if flow:
            return flow
        end = self.end_of(link, sends=True) or self.end_of(link, sends=False)
        return self.message_of(end) if end is not None else self.name(link.source)

    @cached_property
    def own(self) -> frozenset[ElementKey]:
        """The processes of the organisation, to ask whether one is."""
        return frozenset(self._own_processes)

    def arriving_at(self, file: str = "") -> Sequence[tuple[ElementKey, list[Link]]]:
        """The elements (of one map) at which messages arrive, in order, with the links that bring them."""
        return self._arriving.get(file, ())

    @cached_property
    def _arriving(self) -> dict[str, list[tuple[ElementKey, list[Link]]]]:
        by_target: dict[ElementKey, list[Link]] = {}
        for link in self.of_kind(SENT):
            by_target.setdefault(link.target, []).append(link)
        found: dict[str, list[tuple[ElementKey, list[Link]]]] = {"": sorted(by_target.items())}
        for key, links in found[""]:
            found.setdefault(key.file, []).append((key, links))
        return found

    def links_at(self, keys: Iterable[ElementKey]) -> list[Link]:
        """The links that begin or end at some elements, in the order of all links."""
        numbers = {number for key in keys for number in self._numbers_at.get(key, ())}
        return [self.links.links[number] for number in sorted(numbers)]

    @cached_property
    def _numbers_at(self) -> dict[ElementKey, list[int]]:
        found: dict[ElementKey, list[int]] = {}
        for number, link in enumerate(self.links.links):
            for key in {link.source, link.target}:
                found.setdefault(key, []).append(number)
        return found

    def of_kind(self, kinds: Iterable[Kind]) -> Iterator[Link]:
        """The links of some kinds."""
        wanted = frozenset(kinds)
        return (link for link in self.links.links if link.kind in wanted)

    def is_unsettled(self, key: ElementKey) -> bool:
        """Whether an open question is about an element."""
        return key in self._unsettled

    @cached_property
    def _unsettled(self) -> frozenset[ElementKey]:
        asked = {question.source for question in self.links.open}
        return frozenset(asked | {c.key for question in self.links.open for c in question.candidates})
