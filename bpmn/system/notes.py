"""Collects what one map holds while its elements pass, in file order.

Ids and names are interned: each is held once, however often a map writes it.
"""

from sys import intern

from bpmn.model import Element, Process
from bpmn.model.document import Document
from bpmn.system.names import collapsed
from bpmn.system.seen import (
    CallSeen,
    CorrelationSeen,
    DefinitionSeen,
    Detail,
    ExchangeSeen,
    FaultSeen,
    FlowSeen,
    ItemSeen,
    JumpSeen,
    LaneSeen,
    PartnerSeen,
    PoolSeen,
    Reference,
    RefinementSeen,
    RoleSeen,
    SelectionSeen,
    Stated,
    UseSeen,
)
from bpmn.system.stated import stated_by, stated_text


class Notes:
    """What has passed so far."""

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
        self.faults: list[FaultSeen] = []
        self.items: list[ItemSeen] = []
        self.roles: list[RoleSeen] = []
        self.lanes: list[LaneSeen] = []
        self.selections: list[SelectionSeen] = []
        self.refinements: list[RefinementSeen] = []
        self.correlations: list[CorrelationSeen] = []
        self.stated: list[Stated] = []
        self.details: dict[str, Detail] = {}
        self.crossing: list[tuple[str, str, str]] = []
        self.is_timed = False

    def enter(self, element: Element) -> str:
        """Note an element and return its id; empty where it has none or another one has it already."""
        for owner, attribute in stated_by(type(element).__name__):
            ref = self.reference(element, stated_text(element, attribute))
            if ref is not None:
                self.stated.append(Stated(owner, attribute, place_of(element), ref))
        node = element.node
        return self.learn(node.get("id"), type(element), node.get("name"))

    def learn(self, identifier: str | None, kind: type[Element], name: str | None) -> str:
        """Note what bears an id and return it; empty where nothing does, or another one had it before."""
        if not identifier or identifier in self.kinds:
            return ""
        identifier = intern(identifier)
        self.kinds[identifier] = kind
        if name and (said := collapsed(name)):
            self.names[identifier] = intern(said)
        return identifier

    def reference(self, element: Element, text: str | None) -> Reference | None:
        """A QName that is written at an element; None if nothing is."""
        written = (text or "").strip()
        if not written:
            return None
        uri, local = self.document.resolve_qname(element.node, written)
        return Reference(intern(written), uri if uri is None else intern(uri), intern(local))

    def attribute(self, element: Element, name: str) -> Reference | None:
        """A QName in an attribute."""
        return self.reference(element, element.node.get(name))

    def children(self, element: Element, name: str) -> tuple[Reference, ...]:
        """The QNames in the children of a tag."""
        texts = (node.text for node in element.node.iterchildren(f"{{*}}{name}"))
        return tuple(ref for text in texts if (ref := self.reference(element, text)) is not None)


def place_of(element: Element) -> str:
    """The id of the nearest element that has one."""
    around: Element | None = element
    while around is not None and not around.id:
        around = around.parent
    return intern(around.id or "") if around is not None else ""
