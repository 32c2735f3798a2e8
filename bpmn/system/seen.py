"""What one map holds that may join it with others: values only, made once per state of the map.

Nothing here looks at another map: names and references are kept as they are written, with the namespace
that a prefix stands for at its place. What they mean among all maps is found out by ``surveys``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from bpmn.model import Element
from bpmn.model.graph import ProcessGraph
from bpmn.system.process_facts import ElementFacts

T = TypeVar("T")


class Reference(NamedTuple):
    """A QName as it is written, and what it says at its place: the namespace, None for a bare name."""

    text: str
    uri: str | None
    local: str


class ImportSeen(NamedTuple):
    """An ``import`` with the path it names, relative to the folder of the system."""

    kind: str
    namespace: str
    path: str


class PoolSeen(NamedTuple):
    """A participant; ``process`` is None for a black box."""

    id: str
    name: str
    process: Reference | None


class FlowSeen(NamedTuple):
    """A message flow."""

    id: str
    name: str
    source: Reference | None
    target: Reference | None
    message: Reference | None


class ExchangeSeen(NamedTuple):
    """A flow node that sends or awaits a message."""

    node: str
    sends: bool
    message: Reference | None


class DefinitionSeen(NamedTuple):
    """A message, signal, data store, error, escalation, resource or item, defined once and referred to."""

    name: str = ""
    code: str = ""
    item: Reference | None = None
    structure: tuple[str, str] | None = None
    """What an item looks like: the qualified name of a type that is not one of XML Schema."""


class UseSeen(NamedTuple):
    """A flow node that throws or catches a signal, or uses a data store (``store`` is its reference)."""

    node: str
    gives: bool
    name: str
    definition: Reference | None
    store: str = ""
    item: Reference | None = None


class CallSeen(NamedTuple):
    """A call activity with what it calls, by the standard's attribute or a vendor's."""

    node: str
    called: Reference


class JumpSeen(NamedTuple):
    """A link event; ``level`` is the sub-process around it."""

    node: str
    catches: bool
    name: str


class PartnerSeen(NamedTuple):
    """A ``partnerRole`` or ``partnerEntity`` with the pools it stands for."""

    name: str
    pools: tuple[Reference, ...]


class FaultSeen(NamedTuple):
    """An event that throws or catches an error or an escalation.

    ``scope`` is where it acts: the sub-process (None: the process) in which it is thrown or whose event
    sub-process catches it, the activity that a boundary event stands on. ``inside`` is the event
    sub-process that holds it, empty for none.
    """

    node: str
    is_error: bool
    throws: bool
    at_border: bool
    scope: str | None
    inside: str
    definition: Reference | None


class ItemSeen(NamedTuple):
    """A data input or output of a process, a global task or a call activity (its ``holder``)."""

    id: str
    holder: str
    is_input: bool
    name: str
    item: Reference | None


class RoleSeen(NamedTuple):
    """A performer or another resource role of an activity, process or global task."""

    holder: str
    name: str
    resource: Reference | None


class LaneSeen(NamedTuple):
    """A lane with the process it divides and, where it says so, the element it stands for."""

    id: str
    process: str
    name: str
    stands_for: Reference | None


class SelectionSeen(NamedTuple):
    """A resource that the simulation data of an element select, by id or name (BPSim, Selection)."""

    holder: str
    name: Reference


class RefinementSeen(NamedTuple):
    """An element that says which other it shows, supports or calls; ``word`` says which of these."""

    node: str
    word: str
    target: Reference


class CorrelationSeen(NamedTuple):
    """A correlation property with the messages that it is read from."""

    name: str
    messages: tuple[Reference, ...]


class Detail(NamedTuple):
    """What is said about one flow node, pool or process.

    ``triggers`` are the kinds of its event definitions. ``begins`` says whether a message that arrives
    there begins an instance, ``repeats`` whether it or a sub-process around it is done several times,
    ``has_data`` whether it lists the data that go in and come out.
    ``owner`` and ``objective`` are those of a process.
    """

    triggers: tuple[type[Element], ...] = ()
    begins: bool = False
    repeats: bool = False
    has_data: bool = False
    facts: ElementFacts = ElementFacts()
    owner: str = ""
    objective: str = ""

    def has(self, *kinds: type[Element]) -> bool:
        """Whether one of the event definitions is of one of these kinds."""
        return any(issubclass(kind, kinds) for kind in self.triggers)


class Stated(NamedTuple):
    """A reference that has to lead somewhere: ``owner`` is the class that states it by ``attribute``.

    ``place`` is the id of the nearest element that has one.
    """

    owner: type[Element]
    attribute: str
    place: str
    reference: Reference


NOTHING = Detail()


@dataclass(frozen=True, slots=True)
class FileSurvey:
    """What one map holds that links and checks between maps are made of; small, and never changed.

    ``kinds`` and ``names`` are the class and the name of the first element with each id, ``messages`` what
    flow nodes say that they send or await, ``starting`` the nodes at which a message begins an instance.
    """

    file: str
    namespace: str = ""
    title: str = ""
    imports: tuple[ImportSeen, ...] = ()
    kinds: Mapping[str, type[Element]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    processes: tuple[ProcessGraph, ...] = ()
    """The processes that have flow nodes."""
    pools: tuple[PoolSeen, ...] = ()
    flows: tuple[FlowSeen, ...] = ()
    exchanges: tuple[ExchangeSeen, ...] = ()
    messages: Mapping[str, Reference] = field(default_factory=dict)
    starting: frozenset[str] = frozenset()
    definitions: Mapping[str, DefinitionSeen] = field(default_factory=dict)
    signals: tuple[UseSeen, ...] = ()
    stores: tuple[UseSeen, ...] = ()
    calls: tuple[CallSeen, ...] = ()
    jumps: tuple[JumpSeen, ...] = ()
    partners: tuple[PartnerSeen, ...] = ()
    faults: tuple[FaultSeen, ...] = ()
    items: tuple[ItemSeen, ...] = ()
    roles: tuple[RoleSeen, ...] = ()
    lanes: tuple[LaneSeen, ...] = ()
    selections: tuple[SelectionSeen, ...] = ()
    refinements: tuple[RefinementSeen, ...] = ()
    correlations: tuple[CorrelationSeen, ...] = ()
    stated: tuple[Stated, ...] = ()
    crossing: tuple[tuple[str, str, str], ...] = ()
    """Sequence flows from one process to another: their ids, or nothing, and those of both ends."""
    is_timed: bool = False
    """Whether it holds numbers (BPSim)."""
    details: Mapping[str, Detail] = field(default_factory=dict)
    """What is said about single elements, where anything is."""
    derived: dict[Callable[["FileSurvey"], Any], Any] = field(default_factory=dict, compare=False, repr=False)
    """What ``derive`` worked out."""

    def derive(self, make: Callable[["FileSurvey"], T]) -> T:
        """What a function makes of this map alone, worked out once as long as the map does not change."""
        if make not in self.derived:
            self.derived[make] = make(self)
        return self.derived[make]  # type: ignore[no-any-return]

    def detail(self, identifier: str) -> Detail:
        """What is said about an element; nothing for one that is not there."""
        return self.details.get(identifier, NOTHING)

    def name(self, identifier: str) -> str:
        """The name of an element, empty where it has none."""
        return self.names.get(identifier, "")
