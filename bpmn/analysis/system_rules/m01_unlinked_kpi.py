"""M01: a key figure without a goal, or a goal that nothing measures."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.context import Context
from bpmn.analysis.governance import fact_key, kpi_places
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.system.fact_changes import goals_below
from bpmn.system.facts import Facts, KpiFact

MOST = 3
"""So many goals are offered."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per node of degree 0 between goals and key figures; what serves a goal measures it too."""
    facts = context.system.facts
    for kpi in facts.kpis:
        if facts.goal(kpi.goal) is None:
            told = message("The key figure “{kpi}” serves no goal.", kpi=kpi.name or kpi.id)
            yield Fault(kpi_places(context, kpi), told, actions=tuple(_serving(facts, kpi)))
    measured = {kpi.goal for kpi in facts.kpis}
    for goal in facts.goals:
        if not measured & {goal.id, *goals_below(facts, goal.id)}:
            told = message("No key figure tells whether “{goal}” is reached.", goal=goal.name or goal.id)
            yield Fault((fact_key(goal),), told)


def _serving(facts: Facts, kpi: KpiFact) -> Iterator[FixAction]:
    """Fixes that say which goal a figure serves: one of the first that stand above others."""
    for goal in [goal for goal in facts.goals if facts.goal(goal.parent) is None][:MOST]:
        label = message("It serves “{goal}”", goal=goal.name or goal.id)
        yield fix(FixKind.SET_GOAL, fact_key(kpi), kpi=kpi.id, goal=goal.id, label=label)


RULE = Rule(
    "M01",
    Severity.INFO,
    message("Key figure without a goal, or goal without a key figure"),
    message("Something is measured and useless, or wanted and not seen: effort goes where nobody needs it."),
    message("Say which goal the key figure serves, or add a key figure to the goal."),
    check,
)
