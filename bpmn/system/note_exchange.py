"""What a map says about who exchanges what: pools, message flows, events, data stores, definitions."""

from collections.abc import Iterable

from bpmn.model import (
    CatchEvent,
    DataInputAssociation,
    DataOutputAssociation,
    DataStore,
    DataStoreReference,
    Element,
    Error,
    Escalation,
    FlowNode,
    ItemDefinition,
    LinkEventDefinition,
    MessageEventDefinition,
    ReceiveTask,
    SendTask,
    SignalEventDefinition,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.system.names import collapsed
from bpmn.system.note_faults import note_faults
from bpmn.system.notes import Notes
from bpmn.system.seen import (
    CorrelationSeen,
    DefinitionSeen,
    ExchangeSeen,
    FlowSeen,
    JumpSeen,
    PartnerSeen,
    PoolSeen,
    Reference,
    UseSeen,
)

XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
CODES = {Error: "errorCode", Escalation: "escalationCode"}


def note_pool(notes: Notes, element: Element, identifier: str) -> None:
    """A participant."""
    if identifier:
        name = collapsed(element.node.get("name"))
        notes.pools.append(PoolSeen(identifier, name, notes.attribute(element, "processRef")))


def note_flow(notes: Notes, element: Element, identifier: str) -> None:
    """A message flow."""
    ends = (notes.attribute(element, name) for name in ("sourceRef", "targetRef", "messageRef"))
    notes.flows.append(FlowSeen(identifier, collapsed(element.node.get("name")), *ends))


def note_definition(notes: Notes, element: Element, identifier: str) -> None:
    """A root element that others refer to."""
    if not identifier:
        return
    code = next((element.node.get(a) for kind, a in CODES.items() if isinstance(element, kind)), None)
    item = notes.attribute(element, "itemSubjectRef" if isinstance(element, DataStore) else "itemRef")
    name, structure = notes.names.get(identifier, ""), _structure(notes, element)
    notes.definitions[identifier] = DefinitionSeen(name, (code or "").strip(), item, structure)


def _structure(notes: Notes, element: Element) -> tuple[str, str] | None:
    """The type that an item definition names; None for none, a bare name or one of XML Schema."""
    if not isinstance(element, ItemDefinition):
        return None
    found = notes.attribute(element, "structureRef")
    return (found.uri, found.local) if found and found.uri and found.uri != XML_SCHEMA else None


def note_node(notes: Notes, element: Element, identifier: str) -> None:
    """A flow node that exchanges something."""
    if not identifier:
        return
    if is_instantiating(element):
        notes.starting.add(identifier)
    if isinstance(element, SendTask | ReceiveTask):
        ref = notes.attribute(element, "messageRef")
        notes.exchanges.append(ExchangeSeen(identifier, isinstance(element, SendTask), ref))
    elif isinstance(element, CatchEvent | ThrowEvent):
        _event(notes, element, identifier)


def _event(notes: Notes, event: CatchEvent | ThrowEvent, identifier: str) -> None:
    definitions = event.definitions
    if not definitions:
        return
    name, throws = collapsed(event.name), isinstance(event, ThrowEvent)
    message = next((d for d in definitions if isinstance(d, MessageEventDefinition)), None)
    if message is not None:
        notes.exchanges.append(ExchangeSeen(identifier, throws, notes.attribute(message, "messageRef")))
    for one in definitions:
        if isinstance(one, SignalEventDefinition):
            notes.signals.append(UseSeen(identifier, throws, name, notes.attribute(one, "signalRef")))
    jump = next((d for d in definitions if isinstance(d, LinkEventDefinition)), None)
    if jump is not None and (collapsed(jump.name) or name):
        notes.jumps.append(JumpSeen(identifier, not throws, collapsed(jump.name) or name))
    note_faults(notes, event, identifier)


def is_instantiating(element: Element | None) -> bool:
    """Whether a message that arrives here begins a new instance of the process.

    The start of an event sub-process does not: its process runs already.
    """
    if isinstance(element, StartEvent):
        return not isinstance(element.parent, SubProcess)
    return isinstance(element, ReceiveTask) and element.instantiate


def note_writing(notes: Notes, element: Element, _identifier: str) -> None:
    """A data association that leads to something."""
    assert isinstance(element, DataOutputAssociation)
    _uses(notes, element, [element.target_ref], gives=True)


def note_reading(notes: Notes, element: Element, _identifier: str) -> None:
    """A data association that comes from something."""
    assert isinstance(element, DataInputAssociation)
    _uses(notes, element, element.source_refs, gives=False)


def _uses(notes: Notes, association: Element, stores: Iterable[object], *, gives: bool) -> None:
    holder = association.ancestor(FlowNode)
    for store in stores:
        if isinstance(store, DataStoreReference) and store.id and holder is not None and holder.id:
            ref = notes.attribute(store, "dataStoreRef")
            item = notes.attribute(store, "itemSubjectRef")
            notes.stores.append(UseSeen(holder.id, gives, collapsed(store.name), ref, store.id, item))


def note_partner(notes: Notes, element: Element, _identifier: str) -> None:
    """A partner role or partner entity."""
    pools = notes.children(element, "participantRef")
    notes.partners.append(PartnerSeen(collapsed(element.node.get("name")), pools))


def note_correlation(notes: Notes, element: Element, identifier: str) -> None:
    """A property by which messages find the case they belong to."""
    reads = element.node.iterchildren("{*}correlationPropertyRetrievalExpression")
    found: list[Reference | None] = [notes.reference(element, node.get("messageRef")) for node in reads]
    name = collapsed(element.node.get("name")) or identifier
    notes.correlations.append(CorrelationSeen(name, tuple(ref for ref in found if ref is not None)))
