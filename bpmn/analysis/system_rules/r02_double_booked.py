"""R02: the processes plan more of a team than there is."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message

WHOLE = 1.0
TOLERANCE = 1e-9
PERCENT = 100


def check(context: Context) -> Iterable[Fault]:
    """One fault per team of which the maps together plan more than all its time.

    The share that a map plans is that of the resource's time which is available for its processes.
    """
    for team in context.staff.teams:
        shares = {
            key: share for key in team.keys if (share := context.staff.scenario.of(key).share) is not None
        }
        files = {key.file for key in shares}
        if len(files) > 1 and sum(shares.values()) > WHOLE + TOLERANCE:
            listed = ", ".join(
                f"{share * PERCENT:.0f} % in {key.file}" for key, share in sorted(shares.items())
            )
            told = message(
                "“{team}” is planned for {total} % of its time: {shares}.",
                team=team.name,
                total=f"{sum(shares.values()) * PERCENT:.0f}",
                shares=listed,
            )
            yield Fault(tuple(sorted(shares)), told)


RULE = Rule(
    "R02",
    Severity.ERROR,
    message("Team that is planned twice"),
    message("Each plan works only as long as the other one does not: together they cannot be kept."),
    message("Plan the team once, for all processes together."),
    check,
    reads=Reads.SHAPE,
)
