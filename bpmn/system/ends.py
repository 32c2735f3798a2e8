"""The places where processes send and await messages: what links between maps are made of."""

from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.model import Element, FlowNode, ItemDefinition, Message, Participant
from bpmn.system.places import Places
from bpmn.system.seen import ExchangeSeen, FileSurvey, FlowSeen, Reference
from bpmn.system.surveys import Surveys

GENERIC_NAMESPACES = (
    "http://bpmn.io/schema/bpmn",
    "http://www.omg.org/",
    "http://example.org",
    "http://www.example.org",
    "http://camunda.org/",
    "http://activiti.org/",
    "http://www.activiti.org/",
    "http://flowable.org/",
    "http://www.flowable.org/",
)
"""Namespaces that tools give to every map, so that equal ids in them mean nothing."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A message, signal or data store as it is defined: the element, its qualified name and its name."""

    key: ElementKey
    qualified: tuple[str, str]
    name: str
    item: ElementKey | None = None
    structure: tuple[str, str] | None = None
    """What the item looks like, as the qualified name of a type that is not one of XML Schema."""
    code: str = ""

    def is_same(self, other: "Definition") -> bool:
        """Whether two definitions of different maps are one: equal qualified ids, and no other names.

        In a namespace that tools give to every map the names have to be equal as well.
        """
        if self.item is not None and self.item == other.item:
            return True
        if self.structure is not None and self.structure == other.structure:
            return not self.name or not other.name or self.name == other.name
        if self.qualified != other.qualified or not self.qualified[0]:
            return False
        if self.qualified[0].startswith(GENERIC_NAMESPACES):
            return bool(self.name) and self.name == other.name
        return not self.name or not other.name or self.name == other.name


EndId = tuple[ElementKey, bool, ElementKey | None]
"""A step, whether it sends, and the pool that is drawn opposite: a step may have several ends."""


@dataclass(frozen=True, slots=True)
class End:
    """An element that sends or awaits a message whose other end is not drawn in its map.

    ``pool`` is the pool that is drawn opposite: a black box, or the border of a pool with a process.
    """

    key: ElementKey
    process: ElementKey
    sends: bool
    starts: bool
    label: str
    flow_name: str = ""
    definition: Definition | None = None
    pool: ElementKey | None = None

    @property
    def id(self) -> EndId:
        """What tells this end from the others of the step."""
        return self.key, self.sends, self.pool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what is sent, the most telling first."""
        defined = self.definition.name if self.definition else ""
        return tuple(dict.fromkeys(n for n in (defined, self.flow_name, self.label) if n))

    @property
    def message_name(self) -> str:
        """What to call the message in a sentence."""
        return next(iter(self.names), self.key.element)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message flow between two processes that is drawn in one map."""

    source: ElementKey
    target: ElementKey
    flow: ElementKey
    starts: bool


@dataclass(slots=True)
class Ends:
    """The message flows drawn between processes, and the open ends."""

    drawn: list[Drawn] = field(default_factory=list)
    open: list[End] = field(default_factory=list)
    between: list[tuple[ElementKey, ElementKey, str]] = field(default_factory=list)
    """Black boxes between which an overview map or a choreography draws a message, with its name."""
    inside: list[ElementKey] = field(default_factory=list)
    """Message flows that do not leave their process."""


def definition_of(
    maps: Surveys, file: str, reference: Reference | None, kind: type[Element]
) -> Definition | None:
    """What a reference such as ``messageRef`` means, in any map; None if that is not clear."""
    key = maps.key(file, reference, kind)
    if key is None:
        return None
    home = maps.of(key.file)
    seen = home.definitions[key.element]
    # Two messages of one item are one; two stores may well hold the same kind of thing.
    item = maps.key(key.file, seen.item, ItemDefinition) if kind is Message else None
    structure = maps.of(item.file).definitions[item.element].structure if item is not None else None
    return Definition(key, (home.namespace, key.element), seen.name, item, structure, seen.code)


def ends(maps: Surveys, found: Places) -> Ends:
    """Collect message flows between processes and the ends that have none in their map."""
    result = Ends()
    covered: set[tuple[ElementKey, bool]] = set()
    for one in maps:
        for flow in one.flows:
            _add_flow(maps, found, one.file, flow, result, covered)
    for one in maps:
        for exchange in one.exchanges:
            _add_node(maps, found, one, exchange, result, covered)
    return result


def _add_flow(
    maps: Surveys,
    found: Places,
    file: str,
    flow: FlowSeen,
    result: Ends,
    covered: set[tuple[ElementKey, bool]],
) -> None:
    source = _end_of(maps, found, file, flow.source)
    target = _end_of(maps, found, file, flow.target)
    if source is None or target is None:
        return
    sender, receiver = found.process_of.get(source), found.process_of.get(target)
    if sender is not None and sender == receiver:
        result.inside.append(ElementKey(file, flow.id or source.element))
    elif sender is not None and receiver is not None:
        starts = target.element in maps.of(target.file).starting
        result.drawn.append(Drawn(source, target, ElementKey(file, flow.id), starts))
        if found.is_border(target) and source.file == file and not found.is_border(source):
            result.open.append(_half(maps, file, flow, sender, (source, target), sends=True))
        elif found.is_border(source) and target.file == file and not found.is_border(target):
            result.open.append(_half(maps, file, flow, receiver, (target, source), sends=False))
    elif sender is not None:
        result.open.append(_half(maps, file, flow, sender, (source, target), sends=True))
    elif receiver is not None:
        result.open.append(_half(maps, file, flow, receiver, (target, source), sends=False))
    else:
        message = definition_of(maps, file, flow.message, Message)
        result.between.append((source, target, flow.name or (message.name if message else "")))
    covered.update({(source, True), (target, False)})


def _end_of(maps: Surveys, found: Places, file: str, reference: Reference | None) -> ElementKey | None:
    """The flow node or pool at an end of a message flow, if it belongs to somebody."""
    key = maps.key(file, reference, (FlowNode, Participant))
    return key if key in found.process_of or key in found.pools else None


def _half(
    maps: Surveys,
    file: str,
    flow: FlowSeen,
    process: ElementKey,
    ends_: tuple[ElementKey, ElementKey],
    *,
    sends: bool,
) -> End:
    """The process's end of a message flow; ``ends_`` are that end and the pool opposite."""
    key, pool = ends_
    home = maps.of(key.file)
    is_pool = issubclass(home.kinds[key.element], Participant)
    definition = definition_of(maps, file, flow.message, Message)
    if definition is None and not is_pool:
        own = home.messages.get(key.element)
        definition = definition_of(maps, key.file, own, Message)
    return End(
        key,
        process,
        sends,
        not sends and key.element in home.starting,
        "" if is_pool else home.name(key.element),
        flow.name,
        definition,
        pool,
    )


def _add_node(
    maps: Surveys,
    found: Places,
    home: FileSurvey,
    exchange: ExchangeSeen,
    result: Ends,
    covered: set[tuple[ElementKey, bool]],
) -> None:
    key = ElementKey(home.file, exchange.node)
    process, sends = found.process_of.get(key), exchange.sends
    if process is None or (key, sends) in covered:
        return
    definition = definition_of(maps, home.file, exchange.message, Message)
    starts = not sends and exchange.node in home.starting
    result.open.append(End(key, process, sends, starts, home.name(exchange.node), definition=definition))
