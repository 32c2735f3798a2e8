"""What fixes change in the facts of a system: each takes facts and gives the new ones."""

from collections.abc import Callable, Mapping

from bpmn.base.fix import FixAction, FixKind
from bpmn.system.facts import (
    Decision,
    Direction,
    ExternalFact,
    Facts,
    KpiFact,
    LinkFact,
    PartyFact,
    ResourceFact,
    Role,
    identity,
)
from bpmn.system.store import with_item

Decide = Callable[[Facts, FixAction], Facts]


def decided(facts: Facts, action: FixAction) -> Facts:
    """The facts after a fix; the same where it changes only maps."""
    decide = DECISIONS.get(action.kind)
    return decide(facts, action) if decide is not None else facts


def _link(facts: Facts, action: FixAction) -> Facts:
    """Say whether two elements belong together."""
    is_right = action.kind is FixKind.CONFIRM_LINK
    source, target = action.elements[:2]
    decision = Decision.CONFIRMED if is_right else Decision.REJECTED
    return _put(facts, "links", LinkFact(source, target, action.argument("kind"), decision))


def _external(facts: Facts, action: FixAction) -> Facts:
    """Say that elements exchange with somebody that no map shows."""
    for element in action.elements:
        facts = _put(facts, "external", ExternalFact(element, action.argument("party")))
    return facts


def _role(facts: Facts, action: FixAction) -> Facts:
    """Say what a party is to the organisation."""
    party = PartyFact(action.argument("party"), Role(action.argument("role")), action.elements)
    return _put(facts, "parties", party)


def _kpi(facts: Facts, action: FixAction) -> Facts:
    """Add a key figure for an element, or for the whole chain where no element is named."""
    known = {kpi.id for kpi in facts.kpis}
    number = next(n for n in range(1, len(known) + 2) if f"kpi-{n}" not in known)
    made = KpiFact(
        f"kpi-{number}",
        action.argument("name"),
        action.argument("measure") or KpiFact("").measure,
        action.elements[0] if action.elements else None,
        direction=Direction(action.argument("direction") or Direction.LESS),
        owner=action.argument("owner"),
    )
    return _put(facts, "kpis", made)


def _resource(facts: Facts, action: FixAction) -> Facts:
    """Say that lanes and resources are one team."""
    return _put(facts, "resources", ResourceFact(action.argument("name"), action.elements))


def _put(facts: Facts, section: str, item: object) -> Facts:
    return with_item(facts, section, identity(item), item)


DECISIONS: Mapping[FixKind, Decide] = {
    FixKind.CONFIRM_LINK: _link,
    FixKind.REJECT_LINK: _link,
    FixKind.MARK_EXTERNAL: _external,
    FixKind.SET_ROLE: _role,
    FixKind.ADD_KPI: _kpi,
    FixKind.SAME_RESOURCE: _resource,
}
