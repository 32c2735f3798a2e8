"""Looks through one map, once, for everything that may join it with others."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from bpmn.model import (
    CallActivity,
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
    Message,
    MessageEventDefinition,
    MessageFlow,
    Participant,
    PartnerEntity,
    PartnerRole,
    Process,
    ReceiveTask,
    Resource,
    SendTask,
    Signal,
    SignalEventDefinition,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.model.document import Document
from bpmn.model.graph import process_graph
from bpmn.model.registry import CLASSES
from bpmn.system.names import collapsed, normalised
from bpmn.system.seen import (
    CallSeen,
    DefinitionSeen,
    ExchangeSeen,
    FileSurvey,
    FlowSeen,
    ImportSeen,
    JumpSeen,
    PartnerSeen,
    PoolSeen,
    Reference,
    Stated,
    UseSeen,
)
from bpmn.system.stated import called_text, stated_by, stated_text
from bpmn.xml import names

XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
DEFINED = (Message, Signal, DataStore, Error, Escalation, Resource, ItemDefinition)
CODES = {Error: "errorCode", Escalation: "escalationCode"}


def survey_file(file: str, document: Document) -> FileSurvey:
    """What a map holds that links are made of; ``file`` is its path in the system."""
    notes = Notes(document)
    for node in document.root.iter("{*}*"):
        notes.take(document.view(node))
    definitions = document.definitions
    return FileSurvey(
        file,
        definitions.target_namespace or "",
        _title(file, document),
        tuple(_imports(file, document)),
        notes.kinds,
        notes.names,
        tuple(process_graph(p) for p in notes.processes),
        tuple(notes.pools),
        tuple(notes.flows),
        tuple(notes.exchanges),
        {one.node: one.message for one in notes.exchanges if one.message is not None},
        frozenset(notes.starting),
        notes.definitions,
        tuple(notes.signals),
        tuple(dict.fromkeys(notes.stores)),
        tuple(notes.calls),
        tuple(notes.jumps),
        tuple(notes.partners),
        tuple(notes.stated),
    )


def _title(file: str, document: Document) -> str:
    """What to call a process that has no name."""
    name = PurePosixPath(file).name.split(".")[0]
    return collapsed(document.definitions.name) or " ".join(normalised(name).split()).capitalize() or file


def _imports(file: str, document: Document) -> Iterator[ImportSeen]:
    """The maps that a map imports; what is not said to be BPMN is left out."""
    folder = posixpath.dirname(file)
    for one in document.definitions.imports:
        if one.import_type in (None, "", names.MODEL):
            place = unquote((one.location or "").replace("\\", "/"))
            path = posixpath.normpath(posixpath.join(folder, place))
            yield ImportSeen(one.import_type or "", one.namespace or "", path)


class Notes:
    """Collects what a map holds while its elements pass in file order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kinds: dict[str, type[Element]] = {}
        self.names: dict[str, str] = {}
        self.processes: list[Process] = []
        self.pools: list[PoolSeen] = []
        self.flows: list[FlowSeen] = []
        self.exchanges: list[ExchangeSeen] = []
        self.starting: set[str] = set()
        self.definitions: dict[str, DefinitionSeen] = {}
        self.signals: list[UseSeen] = []
        self.stores: list[UseSeen] = []
        self.calls: list[CallSeen] = []
        self.jumps: list[JumpSeen] = []
        self.partners: list[PartnerSeen] = []
        self.stated: list[Stated] = []

    def take(self, element: Element) -> None:
        """Note an element; of several with one id the first counts."""
        kind = type(element)
        identifier = element.node.get("id") or ""
        is_first = identifier not in self.kinds
        if identifier and is_first:
            self.kinds[identifier] = kind
            name = collapsed(element.node.get("name"))
            if name:
                self.names[identifier] = name
        for note in _notes_of(kind.__name__):
            note(self, element, identifier if is_first else "")
        for owner, attribute in stated_by(kind.__name__):
            ref = self.reference(element, stated_text(element, attribute))
            if ref is not None:
                self.stated.append(Stated(owner, attribute, _place_of(element), ref))

    def reference(self, element: Element, text: str | None) -> Reference | None:
        """A QName that is written at an element; None if nothing is."""
        written = (text or "").strip()
        return Reference(written, *self.document.resolve_qname(element.node, written)) if written else None

    def attribute(self, element: Element, name: str) -> Reference | None:
        """A QName in an attribute."""
        return self.reference(element, element.node.get(name))


def _place_of(element: Element) -> str:
    """The id of the nearest element that has one."""
    around: Element | None = element
    while around is not None and not around.id:
        around = around.parent
    return (around.id or "") if around is not None else ""


# -- what is noted of which element ------------------------------------------------------------------


def _process(notes: Notes, element: Element, identifier: str) -> None:
    if isinstance(element, Process) and identifier and element.children(FlowNode):
        notes.processes.append(element)


def _pool(notes: Notes, element: Element, identifier: str) -> None:
    if identifier:
        name = collapsed(element.node.get("name"))
        notes.pools.append(PoolSeen(identifier, name, notes.attribute(element, "processRef")))


def _flow(notes: Notes, element: Element, identifier: str) -> None:
    ends = (notes.attribute(element, name) for name in ("sourceRef", "targetRef", "messageRef"))
    notes.flows.append(FlowSeen(identifier, collapsed(element.node.get("name")), *ends))


def _definition(notes: Notes, element: Element, identifier: str) -> None:
    if not identifier:
        return
    code = next((element.node.get(a) for kind, a in CODES.items() if isinstance(element, kind)), None)
    item = notes.attribute(element, "itemSubjectRef" if isinstance(element, DataStore) else "itemRef")
    name = notes.names.get(identifier, "")
    notes.definitions[identifier] = DefinitionSeen(
        name, (code or "").strip(), item, _structure(notes, element)
    )


def _structure(notes: Notes, element: Element) -> tuple[str, str] | None:
    """The type that an item definition names; None for none, a bare name or one of XML Schema."""
    if not isinstance(element, ItemDefinition):
        return None
    found = notes.attribute(element, "structureRef")
    return (found.uri, found.local) if found and found.uri and found.uri != XML_SCHEMA else None


def _node(notes: Notes, element: Element, identifier: str) -> None:
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
    name, throws = collapsed(event.name), isinstance(event, ThrowEvent)
    definitions = event.definitions
    message = next((d for d in definitions if isinstance(d, MessageEventDefinition)), None)
    if message is not None:
        notes.exchanges.append(ExchangeSeen(identifier, throws, notes.attribute(message, "messageRef")))
    for one in definitions:
        if isinstance(one, SignalEventDefinition):
            notes.signals.append(UseSeen(identifier, throws, name, notes.attribute(one, "signalRef")))
    jump = next((d for d in definitions if isinstance(d, LinkEventDefinition)), None)
    if jump is not None and (collapsed(jump.name) or name):
        notes.jumps.append(JumpSeen(identifier, not throws, collapsed(jump.name) or name))


def is_instantiating(element: Element | None) -> bool:
    """Whether a message that arrives here begins a new instance of the process.

    The start of an event sub-process does not: its process runs already.
    """
    if isinstance(element, StartEvent):
        return not isinstance(element.parent, SubProcess)
    return isinstance(element, ReceiveTask) and element.instantiate


def _call(notes: Notes, element: Element, identifier: str) -> None:
    assert isinstance(element, CallActivity)
    called = notes.reference(element, called_text(element))
    if identifier and called is not None:
        notes.calls.append(CallSeen(identifier, called))


def _writing(notes: Notes, element: Element, _identifier: str) -> None:
    assert isinstance(element, DataOutputAssociation)
    _uses(notes, element, [element.target_ref], gives=True)


def _reading(notes: Notes, element: Element, _identifier: str) -> None:
    assert isinstance(element, DataInputAssociation)
    _uses(notes, element, element.source_refs, gives=False)


def _uses(notes: Notes, association: Element, stores: Iterable[object], *, gives: bool) -> None:
    holder = association.ancestor(FlowNode)
    for store in stores:
        if isinstance(store, DataStoreReference) and store.id and holder is not None and holder.id:
            ref = notes.attribute(store, "dataStoreRef")
            notes.stores.append(UseSeen(holder.id, gives, collapsed(store.name), ref, store.id))


def _partner(notes: Notes, element: Element, _identifier: str) -> None:
    texts = [n.text for n in element.node.iterchildren("{*}participantRef")]
    pools = tuple(ref for text in texts if (ref := notes.reference(element, text)) is not None)
    notes.partners.append(PartnerSeen(collapsed(element.node.get("name")), pools))


Note = Callable[[Notes, Element, str], None]
NOTES: tuple[tuple[type[Element] | tuple[type[Element], ...], Note], ...] = (
    (Process, _process),
    (Participant, _pool),
    (MessageFlow, _flow),
    (DEFINED, _definition),
    (FlowNode, _node),
    (CallActivity, _call),
    (DataOutputAssociation, _writing),
    (DataInputAssociation, _reading),
    ((PartnerRole, PartnerEntity), _partner),
)
"""What is noted of each class; a subclass is noted like its base too."""


@cache
def _notes_of(kind: str) -> tuple[Note, ...]:
    return tuple(note for wanted, note in NOTES if issubclass(CLASSES[kind], wanted))
