"""What fixes change in the facts of a system: each takes facts and gives the new ones."""

from collections.abc import Callable, Mapping

from bpmn.base.fix import FixAction, FixKind
from bpmn.system import decide
from bpmn.system.fact_changes import new_id
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Direction, Facts, KpiFact, Measure, Role, identity
from bpmn.system.store import with_item

Decide = Callable[[FactJournal, FixAction], None]


def decided(facts: Facts, action: FixAction) -> Facts:
    """The facts after a fix; the same where it changes only maps."""
    act = DECISIONS.get(action.kind)
    if act is None:
        return facts
    journal = FactJournal(facts)
    act(journal, action)
    return journal.facts


def _confirm(journal: FactJournal, action: FixAction) -> None:
    source, target = action.elements[:2]
    decide.confirm_link(journal, source, target, action.argument("kind"))


def _reject(journal: FactJournal, action: FixAction) -> None:
    source, *targets = action.elements
    decide.reject_all(journal, source, targets, action.argument("kind"))


def _external(journal: FactJournal, action: FixAction) -> None:
    for element in action.elements:
        decide.mark_external(journal, element, action.argument("party"))


def _role(journal: FactJournal, action: FixAction) -> None:
    decide.set_role(journal, action.argument("party"), Role(action.argument("role")), action.elements)


def _team(journal: FactJournal, action: FixAction) -> None:
    decide.join_team(journal, action.argument("name"), action.elements)


def _kpi(journal: FactJournal, action: FixAction) -> None:
    """Add a key figure for an element, or for the whole chain where no element is named."""
    facts, name = journal.facts, action.argument("name")
    made = KpiFact(
        new_id(name, {kpi.id for kpi in facts.kpis}),
        name,
        action.argument("measure") or Measure.LEAD_TIME,
        action.elements[0] if action.elements else None,
        direction=Direction(action.argument("direction") or Direction.LESS),
        owner=action.argument("owner"),
    )
    journal.change("Add key figure", with_item(facts, "kpis", identity(made), made))


DECISIONS: Mapping[FixKind, Decide] = {
    FixKind.CONFIRM_LINK: _confirm,
    FixKind.REJECT_LINK: _reject,
    FixKind.MARK_EXTERNAL: _external,
    FixKind.SET_ROLE: _role,
    FixKind.ADD_KPI: _kpi,
    FixKind.SAME_RESOURCE: _team,
}
