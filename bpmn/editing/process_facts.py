"""Says in the maps themselves who answers for processes, what they are for, and what steps are worth."""

from collections.abc import Iterable, Sequence

from bpmn.base.finding import ElementKey
from bpmn.editing.edit import edit
from bpmn.editing.properties import set_documentation, set_process_owner
from bpmn.editing.refused import not_allowed
from bpmn.editing.system_edit import Changing, SystemEdit
from bpmn.model import (
    BaseElement,
    Element,
    ExtensionElements,
    Participant,
    PartnerEntity,
    PartnerRole,
    Process,
)
from bpmn.model.document import Document
from bpmn.system.facts import Role
from bpmn.system.names import collapsed
from bpmn.system.parties import partner_role
from bpmn.system.process_facts import FACTS_TAG, ElementFacts, facts_node, facts_of, said_of
from bpmn.xml import names

ROLE_NAMES = {
    Role.CUSTOMER: "Customer",
    Role.SUPPLIER: "Supplier",
    Role.PARTNER: "Partner",
    Role.AUTHORITY: "Authority",
}
"""Names of partner roles; ``partner_role`` reads them back."""


def set_owner(change: SystemEdit, processes: Sequence[ElementKey], name: str) -> None:
    """Say who answers for processes; an empty name takes the owners away."""
    for key in processes:
        process = _process(change, key)
        set_process_owner(process.document, process, name)


def set_objective(change: SystemEdit, processes: Sequence[ElementKey], text: str) -> None:
    """Say what processes are for, in their documentation; an empty text takes it away."""
    for key in processes:
        process = _process(change, key)
        set_documentation(process.document, process, text.strip())


def _element(change: Changing, key: ElementKey) -> Element:
    found = change.document(key.file).element(key.element)
    if found is None:
        raise not_allowed(
            "“{element}” is no longer in {file}: check again.", element=key.element, file=key.file
        )
    return found


def _process(change: SystemEdit, key: ElementKey) -> Process:
    found = _element(change, key)
    if not isinstance(found, Process):
        raise not_allowed("“{element}” is no process: choose one.", element=key.element)
    return found


def set_facts(document: Document, element: Element, facts: ElementFacts) -> None:
    """Write what is true of an element without numbers; no facts take our element away.

    Attributes and children of it that are not ours stay.
    """
    if not isinstance(element, BaseElement):
        raise not_allowed("This element takes no facts: choose a process.")
    with edit(document, "Change facts"):
        found = facts_node(element)
        if found is None:
            if facts == ElementFacts():
                return
            found = _new_facts(document, element)
        for name, value in said_of(facts):
            document.set_attribute(found.node, name, value)
        if not found.node.attrib and not len(found.node):
            _take_out(document, found)


def _new_facts(document: Document, element: BaseElement) -> Element:
    document.declare_namespace(names.PREFIXES[names.WHOLEFLOW], names.WHOLEFLOW)
    holder = element.extension_elements
    if holder is None:
        node = document.create(ExtensionElements.own_tag)
        document.append(element.node, node)
    else:
        node = holder.node
    made = document.create(FACTS_TAG)
    document.insert(node, len(node), made)
    return document.view(made)


def _take_out(document: Document, found: Element) -> None:
    holder = found.node.getparent()
    document.remove(found.node)
    if holder is not None and not len(holder):
        document.remove(holder)


def attach_kpi(change: Changing, element: ElementKey, kpi: str) -> None:
    """Note in the map that a key figure measures an element."""
    note_kpis(_element(change, element), (kpi,))


def note_kpis(element: Element, kpis: Iterable[str]) -> None:
    """Note at an element that it has to do with key figures."""
    facts = facts_of(element)
    new = [kpi for kpi in dict.fromkeys(kpis) if kpi not in facts.kpis]
    if new:
        _set_kpis(element, facts, (*facts.kpis, *new))


def detach_kpi(change: Changing, element: ElementKey, kpi: str) -> None:
    """Take the note away that a key figure measures an element."""
    found = _element(change, element)
    facts = facts_of(found)
    if kpi in facts.kpis:
        _set_kpis(found, facts, tuple(known for known in facts.kpis if known != kpi))


def _set_kpis(element: Element, facts: ElementFacts, kpis: tuple[str, ...]) -> None:
    kept = ElementFacts(facts.value_class, facts.is_check, facts.used_system, kpis)
    set_facts(element.document, element, kept)


def store_role(change: SystemEdit, pools: Sequence[ElementKey], role: Role) -> None:
    """Write what a party is to the organisation into the maps that draw its pools.

    As ``partnerRole`` with a reference to each pool (BPMN 2.0.2, Collaboration: PartnerRole); roles of the
    same pools that say something else lose their reference, and go where none is left.
    """
    for key in pools:
        pool = _element(change, key)
        if not isinstance(pool, Participant):
            continue
        with edit(pool.document, "Store role"):
            _forget_roles(pool, role)
            if role in ROLE_NAMES:
                _refer(_role(pool.document, role), pool)


def _forget_roles(pool: Participant, but: Role) -> None:
    document = pool.document
    partners: list[PartnerRole | PartnerEntity] = [*document.all(PartnerRole), *document.all(PartnerEntity)]
    for partner in partners:
        said = partner_role(collapsed(partner.name))
        if said in (Role.UNKNOWN, but) or pool not in list(partner.participant_refs):
            continue
        for child in list(partner.node.iterchildren(names.model("participantRef"))):
            if document.local_id(child, child.text or "") == pool.id:
                document.remove(child)
        if isinstance(partner, PartnerRole) and not partner.node.findall(names.model("participantRef")):
            document.remove(partner.node)


def _role(document: Document, role: Role) -> PartnerRole:
    for partner in document.all(PartnerRole):
        if partner_role(collapsed(partner.name)) is role:
            return partner
    node = document.create(
        PartnerRole.own_tag, {"id": document.new_id("PartnerRole"), "name": ROLE_NAMES[role]}
    )
    document.append(document.root, node)
    made = document.view(node)
    assert isinstance(made, PartnerRole)
    return made


def _refer(partner: PartnerRole, pool: Participant) -> None:
    if pool in list(partner.participant_refs):
        return
    document = partner.document
    document.append(partner.node, document.create(names.model("participantRef"), text=pool.id))
