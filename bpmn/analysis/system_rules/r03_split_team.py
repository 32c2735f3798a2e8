"""R03: people who do the same are kept apart in several teams."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.teams import Team
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.link import Kind
from bpmn.system.names import normalised, says_who

APART = 0.3
"""So far the loads of the two must differ to be worth joining."""

PERCENT = 100


def check(context: Context) -> Iterable[Fault]:
    """One fault per name of several teams with loads 30 points apart; without loads the question."""
    named: dict[str, list[Team]] = {}
    for team in context.staff.teams:
        if says_who(team.name) and any(context.maps.name(key) for key in team.keys):
            named.setdefault(normalised(team.name), []).append(team)
    for teams in named.values():
        if len(teams) > 1:
            yield from _apart(context, teams)
    for question in context.links.open:
        if question.kind is Kind.RESOURCE and not _is_known(context, question.source):
            keys = (question.source, *(candidate.key for candidate in question.candidates))
            same = fix(FixKind.SAME_RESOURCE, *keys, name=context.name(question.source))
            other = fix(FixKind.REJECT_LINK, *keys, kind=Kind.RESOURCE)
            yield Fault(keys, question.question, Severity.INFO, actions=(same, other))


def _is_known(context: Context, key: ElementKey) -> bool:
    return key in context.loads


def _apart(context: Context, teams: list[Team]) -> Iterable[Fault]:
    loads = [load for team in teams if (load := _load(context, team)) is not None]
    if len(loads) < len(teams) or max(loads) - min(loads) <= APART:
        return
    keys = tuple(sorted({key for team in teams for key in team.keys}))
    told = message(
        "“{team}” is busy {low} % of the time in one place and {high} % in another ({places}).",
        team=teams[0].name,
        low=f"{min(loads) * PERCENT:.0f}",
        high=f"{max(loads) * PERCENT:.0f}",
        places="; ".join(_where(context, team) for team in teams),
    )
    yield Fault(keys, told, actions=(fix(FixKind.SAME_RESOURCE, *keys, name=teams[0].name),))


def _load(context: Context, team: Team) -> float | None:
    return next((context.loads[key] for key in team.keys if key in context.loads), None)


def _where(context: Context, team: Team) -> str:
    return ", ".join(f"“{context.name(process)}”" for process in team.processes)


RULE = Rule(
    "R03",
    Severity.WARNING,
    message("Same role in separate teams"),
    message("Work waits in one place while people of the same trade are free in the other."),
    message("Make them one team, or teach them each other's work. Add times to know how bad it is."),
    check,
    reads=Reads.SHAPE,
)
