"""What a person decides about a system; each function is one undo step of its journal."""

from bpmn.base.finding import ElementKey
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Decision, ExternalFact, LinkFact, PartyFact, Role, identity
from bpmn.system.store import with_item


def confirm_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Say that two elements belong together."""
    _put(journal, "Confirm link", "links", LinkFact(source, target, kind, Decision.CONFIRMED))


def reject_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Say that two elements do not belong together; beats every match by name."""
    _put(journal, "Reject link", "links", LinkFact(source, target, kind, Decision.REJECTED))


def forget_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Take back what was said about a link."""
    key = identity(LinkFact(source, target, kind))
    facts = with_item(journal.facts, "links", key, None)
    if facts != journal.facts:
        journal.change("Forget answer", facts)


def mark_external(journal: FactJournal, element: ElementKey, party: str = "") -> None:
    """Say that an element exchanges with a party that no map shows."""
    _put(journal, "Mark as external", "external", ExternalFact(element, party))


def set_role(journal: FactJournal, party: str, role: Role, elements: tuple[ElementKey, ...] = ()) -> None:
    """Say what a party is to the organisation."""
    _put(journal, "Change role", "parties", PartyFact(party, role, elements))


def _put(journal: FactJournal, label: str, section: str, item: object) -> None:
    facts = with_item(journal.facts, section, identity(item), item)
    if facts != journal.facts:
        journal.change(label, facts)
