"""R04: who hands over and who takes over hardly work at the same time."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.flow import on_customer_ways
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.teams import Team
from bpmn.analysis.windows import Week, overlap, weeks
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message

LEAST = 0.5
"""The share of the shorter working week in which both should be there."""

PERCENT = 100


def check(context: Context) -> Iterable[Fault]:
    """One fault per pair of teams that hand over on a customer's way and share less than half their hours."""
    known = weeks(context)
    if not known:
        return
    ways, teams = on_customer_ways(context), context.staff.team_of_step
    told: set[tuple[tuple[ElementKey, ...], tuple[ElementKey, ...]]] = set()
    for source, target in sorted(context.own_flow.edges):
        one, other = teams.get(source), teams.get(target)
        if one is None or other is None or one.keys == other.keys or source not in ways or target not in ways:
            continue
        first, second = _week(known, one), _week(known, other)
        pair = (min(one.keys, other.keys), max(one.keys, other.keys))
        if first and second and pair not in told and overlap(first, second) < LEAST:
            told.add(pair)
            said = message(
                "“{one}” hands over to “{other}”, but they are there together only {share} % of the time.",
                one=one.name,
                other=other.name,
                share=f"{overlap(first, second) * PERCENT:.0f}",
            )
            yield Fault((source, target), said)


def _week(known: dict[ElementKey, Week], team: Team) -> Week:
    return next((known[key] for key in team.keys if key in known), frozenset())


RULE = Rule(
    "R04",
    Severity.WARNING,
    message("Working hours that do not fit"),
    message(
        "A case waits nights and weekends that nobody answers for: five hours of work can take four days."
    ),
    message("Let the hours overlap where the work is handed over. Add times to know how bad it is."),
    check,
)
