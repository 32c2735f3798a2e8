"""What every check of a system looks at, worked out once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bpmn.analysis.broken import Broken, broken
from bpmn.analysis.results import Results
from bpmn.base.finding import ElementKey
from bpmn.model import Element
from bpmn.system.broadcasts import Use
from bpmn.system.ends import End, Ends
from bpmn.system.link import Kind, Link, Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.places import Places
from bpmn.system.surveys import Surveys
from bpmn.system.system import System
from bpmn.system.topology import Topology, place_of, topology

SENT = frozenset({Kind.TRIGGER, Kind.MESSAGE})


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
        return topology(self.system, self.places, self.links)

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
        return place_of(self.places, self._outside, key)

    def own_processes(self) -> list[ElementKey]:
        """The processes of the organisation: those that no party's pool shows."""
        return [key for key in self.places.processes if key not in self.topology.theirs]

    def element(self, key: ElementKey) -> Element | None:
        """The view of an element."""
        return self.system.document(key.file).element(key.element) if key.file in self.system.files else None

    def name(self, key: ElementKey) -> str:
        """What to call an element in a sentence: its name, else its process's, else its id."""
        if key in self.places.processes:
            return self.places.title(key)
        return self.maps.name(key) or key.element

    def process_name(self, key: ElementKey) -> str:
        """What to call the process or pool around an element."""
        return self.places.owner(key)

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
