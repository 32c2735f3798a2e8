"""M05: a team is rewarded for being busy although it is not the narrowest point."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpi_places
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message
from bpmn.system.facts import Direction, KpiFact, Measure


def check(context: Context) -> Iterable[Fault]:
    """One fault per figure “load, more is better” on a team with ρ < max ρ; silent without loads."""
    analysis = context.results.analysis
    loads = {r.name: r.utilisation for r in analysis.resources} if analysis is not None else {}
    known = {name: load for name, load in loads.items() if load is not None}
    if not known:
        return
    narrowest = max(sorted(known), key=lambda name: known[name])
    for kpi in context.system.facts.kpis:
        load = known.get(kpi.resource)
        if _rewards_load(kpi) and load is not None and load < known[narrowest]:
            told = message(
                "“{kpi}” keeps {team} busy ({load} %), but the narrowest point is {narrowest} ({most} %).",
                kpi=kpi.name or kpi.id,
                team=kpi.resource,
                load=round(100 * load),
                narrowest=narrowest,
                most=round(100 * known[narrowest]),
            )
            yield Fault(kpi_places(context, kpi), told)


def _rewards_load(kpi: KpiFact) -> bool:
    return kpi.measure == Measure.UTILISATION and kpi.direction is Direction.MORE


RULE = Rule(
    "M05",
    Severity.WARNING,
    message("Load as a target beside the narrowest point"),
    message(
        "A team that is kept busy makes more work wait in front of the narrowest point, not more results."
    ),
    message("Measure delivery on time to the next process instead."),
    check,
    needs_folder=True,
)
