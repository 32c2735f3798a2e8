"""The places where processes send and await messages: what links between maps are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.model import (
    CatchEvent,
    Element,
    FlowNode,
    ItemDefinition,
    Message,
    MessageEventDefinition,
    MessageFlow,
    Participant,
    ReceiveTask,
    SendTask,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.system.names import collapsed
from bpmn.system.places import Places
from bpmn.system.qnames import namespace, resolve
from bpmn.system.system import System

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

XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"


@dataclass(frozen=True, slots=True)
class Definition:
    """A message, signal or data store as it is defined: the element, its qualified name and its name."""

    key: ElementKey
    qualified: tuple[str, str]
    name: str
    item: ElementKey | None = None
    structure: tuple[str, str] | None = None
    """What the item looks like, as the qualified name of a type that is not one of XML Schema."""

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
    inside: list[ElementKey] = field(default_factory=list)
    """Message flows that do not leave their process."""


def definition_of(
    system: System, file: str, element: Element, attribute: str, kind: type[Element]
) -> Definition | None:
    """What an attribute such as ``messageRef`` refers to, in any map; None if that is not clear."""
    text = element.node.get(attribute)
    key = resolve(system, file, element, text, kind).key if text else None
    if key is None:
        return None
    document = system.document(key.file)
    found = document.element(key.element)
    assert found is not None
    item = _item(system, key, found)
    return Definition(
        key,
        (namespace(document), key.element),
        collapsed(found.node.get("name")),
        item,
        _structure(system, item) if item is not None else None,
    )


def _item(system: System, key: ElementKey, found: Element) -> ElementKey | None:
    if not isinstance(found, Message):
        return None
    text = found.node.get("itemRef")
    return resolve(system, key.file, found, text, ItemDefinition).key if text else None


def _structure(system: System, item: ElementKey) -> tuple[str, str] | None:
    """The type that an item definition names; None for none, a bare name or one of XML Schema."""
    document = system.document(item.file)
    node = document.node(item.element)
    text = (node.get("structureRef") or "").strip() if node is not None else ""
    if node is None or ":" not in text:
        return None
    uri, local = document.resolve_qname(node, text)
    return (uri, local) if uri and uri != XML_SCHEMA else None


def is_instantiating(element: Element | None) -> bool:
    """Whether a message that arrives here begins a new instance of the process.

    The start of an event sub-process does not: its process runs already.
    """
    if isinstance(element, StartEvent):
        return not isinstance(element.parent, SubProcess)
    return isinstance(element, ReceiveTask) and element.instantiate


def ends(system: System, found: Places) -> Ends:
    """Collect message flows between processes and the ends that have none in their map."""
    result = Ends()
    covered: set[tuple[ElementKey, bool]] = set()
    for file, document in system.documents:
        for flow in document.all(MessageFlow):
            _add_flow(system, found, file, flow, result, covered)
    for process, place in found.processes.items():
        document = system.document(process.file)
        for identifier in place.graph.nodes:
            node = document.element(identifier)
            if isinstance(node, FlowNode):
                _add_node(system, process, node, result, covered)
    return result


def _add_flow(
    system: System,
    found: Places,
    file: str,
    flow: MessageFlow,
    result: Ends,
    covered: set[tuple[ElementKey, bool]],
) -> None:
    source = _end_of(system, found, file, flow, "sourceRef")
    target = _end_of(system, found, file, flow, "targetRef")
    if source is None or target is None:
        return
    sender, receiver = found.process_of.get(source), found.process_of.get(target)
    if sender is not None and sender == receiver:
        result.inside.append(ElementKey(file, flow.id or source.element))
    elif sender is not None and receiver is not None:
        starts = is_instantiating(_element(system, target))
        result.drawn.append(Drawn(source, target, ElementKey(file, flow.id or ""), starts))
        if found.is_border(target) and source.file == file and not found.is_border(source):
            result.open.append(_half(system, file, flow, sender, (source, target), sends=True))
        elif found.is_border(source) and target.file == file and not found.is_border(target):
            result.open.append(_half(system, file, flow, receiver, (target, source), sends=False))
    elif sender is not None:
        result.open.append(_half(system, file, flow, sender, (source, target), sends=True))
    elif receiver is not None:
        result.open.append(_half(system, file, flow, receiver, (target, source), sends=False))
    covered.update({(source, True), (target, False)})


def _end_of(system: System, found: Places, file: str, flow: MessageFlow, attribute: str) -> ElementKey | None:
    """The flow node or pool at an end of a message flow, if it belongs to somebody."""
    text = flow.node.get(attribute)
    key = resolve(system, file, flow, text, (FlowNode, Participant)).key if text else None
    return key if key in found.process_of or key in found.pools else None


def _element(system: System, key: ElementKey) -> Element | None:
    return system.document(key.file).element(key.element)


def _half(
    system: System,
    file: str,
    flow: MessageFlow,
    process: ElementKey,
    ends_: tuple[ElementKey, ElementKey],
    *,
    sends: bool,
) -> End:
    """The process's end of a message flow; ``ends_`` are that end and the pool opposite."""
    key, pool = ends_
    node = _element(system, key)
    assert node is not None
    is_pool = isinstance(node, Participant)
    definition = definition_of(system, file, flow, "messageRef", Message)
    if definition is None and isinstance(node, FlowNode):
        definition = _own_definition(system, key.file, node)
    return End(
        key,
        process,
        sends,
        not sends and is_instantiating(node),
        "" if is_pool else collapsed(node.node.get("name")),
        collapsed(flow.name),
        definition,
        pool,
    )


def _add_node(
    system: System,
    process: ElementKey,
    node: FlowNode,
    result: Ends,
    covered: set[tuple[ElementKey, bool]],
) -> None:
    key = ElementKey(process.file, node.id or "")
    for sends in exchanges(node):
        if (key, sends) not in covered:
            definition = _own_definition(system, process.file, node)
            starts = not sends and is_instantiating(node)
            end = End(key, process, sends, starts, collapsed(node.name), definition=definition)
            result.open.append(end)


def exchanges(node: FlowNode) -> Iterable[bool]:
    """Whether a node is one that sends (True) or awaits (False) a message; nothing for other nodes."""
    if isinstance(node, SendTask | ReceiveTask):
        yield isinstance(node, SendTask)
    elif isinstance(node, CatchEvent | ThrowEvent) and _message_definition(node) is not None:
        yield isinstance(node, ThrowEvent)


def _message_definition(node: FlowNode) -> MessageEventDefinition | None:
    if not isinstance(node, CatchEvent | ThrowEvent):
        return None
    return next((d for d in node.definitions if isinstance(d, MessageEventDefinition)), None)


def _own_definition(system: System, file: str, node: FlowNode) -> Definition | None:
    holder: Element | None = node if isinstance(node, SendTask | ReceiveTask) else _message_definition(node)
    return definition_of(system, file, holder, "messageRef", Message) if holder is not None else None
