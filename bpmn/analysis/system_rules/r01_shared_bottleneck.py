"""R01: one team works for several processes and is the narrowest point."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.teams import Team
from bpmn.base.finding import Severity
from bpmn.base.message import Message, message

FULL = 0.85
"""Above this load waits grow steeply."""

TWO = 2
PERCENT = 100


def check(context: Context) -> Iterable[Fault]:
    """One fault per team of several processes whose load is above 85 % or the highest of all.

    Without times, one per team of several processes whose load nobody knows.
    """
    loads = context.loads
    highest = max(loads.values(), default=0.0)
    for team in context.staff.teams:
        if len(team.processes) < TWO:
            continue
        load = next((loads[key] for key in team.keys if key in loads), None)
        places = (*team.processes, *team.all_steps)
        if load is None:
            told = message(
                "“{team}” works for {count} processes, and nobody sees the whole load.",
                team=team.name,
                count=len(team.processes),
            )
            yield Fault(places, told, Severity.INFO)
        elif load > FULL or load >= highest:
            yield Fault(places, _loaded(team, load), None if load > FULL else Severity.INFO)


def _loaded(team: Team, load: float) -> Message:
    words = {"team": team.name, "count": len(team.processes), "load": f"{load * PERCENT:.0f}"}
    if load > FULL:
        return message("“{team}” works for {count} processes and is busy {load} % of the time.", **words)
    return message(
        "“{team}” works for {count} processes and is busier than all others ({load} % of the time).", **words
    )


RULE = Rule(
    "R01",
    Severity.WARNING,
    message("Team that several processes share"),
    message("Each owner sees only his share; whatever one of them saves elsewhere waits here."),
    message(
        "Let one person answer for the team and say whose work comes first. Add times to know how bad it is."
    ),
    check,
    reads=Reads.SHAPE,
)
