"""What fixes change in the facts of a system: each takes facts and gives the new ones."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bpmn.base.fix import FixAction, FixKind
from bpmn.system import decide
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Facts, Role, identity
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


def _goal(journal: FactJournal, action: FixAction) -> None:
    """Say which goal a key figure or an initiative serves; nothing where one of the two is gone."""
    facts = journal.facts
    goal, kpi = facts.goal(action.argument("goal")), facts.kpi(action.argument("kpi"))
    named = (one for one in facts.initiatives if one.name == action.argument("initiative"))
    initiative = next(named, None)
    if goal is None:
        return
    if kpi is not None:
        changed = with_item(facts, "kpis", identity(kpi), replace(kpi, goal=goal.id))
        journal.change("Change key figure", changed)
    elif initiative is not None:
        served = replace(initiative, goal=goal.id)
        journal.change("Change initiative", with_item(facts, "initiatives", identity(initiative), served))


DECISIONS: Mapping[FixKind, Decide] = {
    FixKind.CONFIRM_LINK: _confirm,
    FixKind.REJECT_LINK: _reject,
    FixKind.MARK_EXTERNAL: _external,
    FixKind.SET_ROLE: _role,
    FixKind.SET_GOAL: _goal,
    FixKind.SAME_RESOURCE: _team,
}
