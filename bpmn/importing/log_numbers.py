"""Durations, arrivals, branch shares and hours of work as an event log shows them for a map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bpmn.base.message import Message, message
from bpmn.importing.event_log import Event, EventLog
from bpmn.importing.found import Found, NotImported, Team
from bpmn.model import Activity, ExclusiveGateway, FlowNode
from bpmn.model.document import Document
from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.edit import parameters_of
from bpmn.scenario.fit import Fit, fit
from bpmn.scenario.parameters import Pedigree, Source
from bpmn.scenario.problems import called
from bpmn.system.names import normalised

HOUR, DAY, WEEK = 3600.0, 86400.0, 7 * 86400.0
RARE = 0.05
"""An hour of the week with fewer events than this share of its busiest hour counts as closed."""

FEWEST_EVENTS = 100
FULL_WEEK = 0.85
FEWEST_CHOICES = 20
SHOWN = 5


@dataclass(frozen=True, slots=True)
class LogNumbers:
    """What was found, and the fits by element id (the arrivals by the empty id) to be drawn; in seconds."""

    found: Found
    fits: Mapping[str, Fit] = field(default_factory=dict)


def numbers_of(log: EventLog, document: Document, name: str) -> LogNumbers:
    """What a log says about a map. Raises NotImported where it names none of its steps."""
    steps = _steps(document)
    known = [e for e in log.events if normalised(e.activity) in steps]
    if not known:
        raise NotImported(message("{file}: no activity of the log is a step of the map.", file=name))
    notes = [*log.notes, *_unknown(log, steps)]
    hours = _hours(log.events)
    durations = _durations(log, steps, hours, notes)
    arrival = _arrival(log, hours)
    date = f"{log.origin:%Y-%m-%d}"
    teams = _teams(document, durations) if hours is not None else ()
    fits = dict(durations)
    if arrival is not None:
        fits[""] = arrival
    return LogNumbers(
        Found(
            arrival=arrival.distribution if arrival is not None else None,
            arrival_calendar="log" if hours is not None else "",
            start=log.origin,
            durations={step: one.distribution for step, one in durations.items()},
            shares=dict(_shares(log, document, steps, notes)),
            calendars={"log": hours} if hours is not None else {},
            teams=dict.fromkeys(teams, Team(calendar="log")),
            pedigree=Pedigree(Source.LOG, name, date),
            notes=tuple(notes),
        ),
        fits,
    )


def _steps(document: Document) -> dict[str, str]:
    """The ids of the steps by their normalised name; the first where two are called the same."""
    found: dict[str, str] = {}
    for activity in document.all(Activity):
        if activity.id and (name := normalised(called(activity))):
            found.setdefault(name, activity.id)
    return found


def _teams(document: Document, steps: Iterable[str]) -> Iterator[str]:
    """The teams of steps that have no hours of work yet: they work when things happen in the log."""
    for step in steps:
        activity = document.element(step)
        for role in activity.resources if isinstance(activity, Activity) else ():
            team = role.resource_ref
            if team is not None and parameters_of(document, team.id or "")[0].calendar is None:
                yield team.name or team.id or ""


def _unknown(log: EventLog, steps: Mapping[str, str]) -> Iterator[Message]:
    others = sorted({e.activity for e in log.events if normalised(e.activity) not in steps})
    if others:
        more = f" … (+{len(others) - SHOWN})" if len(others) > SHOWN else ""
        names = ", ".join(f"“{o}”" for o in others[:SHOWN]) + more
        yield message("The map has no step for: {names}.", names=names)


# -- hours of work --------------------------------------------------------------------------------------


def _hours(events: Sequence[Event]) -> Calendar | None:
    """The hours of the week in which things happen; None if nearly always, or if too little is known."""
    moments = [m for e in events for m in (e.start, e.end) if m is not None]
    if len(moments) < FEWEST_EVENTS:
        return None
    counts = [0] * 168
    for moment in moments:
        counts[int(moment % WEEK // HOUR)] += 1
    limit = max(counts) * RARE
    is_open = [count > limit for count in counts]
    if sum(is_open) > FULL_WEEK * len(is_open):
        return None
    return Calendar(name="log", openings=tuple(_openings(is_open)))


def _openings(is_open: Sequence[bool]) -> Iterator[Opening]:
    """Days with equal spans of hours share an opening."""
    by_span: dict[tuple[int, int], set[int]] = {}
    for day in range(7):
        hours = [h for h in range(24) if is_open[day * 24 + h]]
        for first, last in _runs(hours):
            by_span.setdefault((first, last + 1), set()).add(day)
    for (begin, end), days in sorted(by_span.items()):
        yield Opening(frozenset(days), begin * HOUR, end * HOUR)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of numbers without a hole, as first and last."""
    begin: int | None = None
    for number, after in pairwise([*numbers, -1]):
        begin = number if begin is None else begin
        if after != number + 1:
            yield begin, number
            begin = None


def _between(hours: Calendar | None, begin: float, end: float) -> float:
    """The time between two moments in which somebody works."""
    return end - begin if hours is None else hours.open_between(begin, end)


# -- times ----------------------------------------------------------------------------------------------


def _durations(
    log: EventLog, steps: Mapping[str, str], hours: Calendar | None, notes: list[Message]
) -> dict[str, Fit]:
    """How long each step takes. Without begins, what lies between two events of a case contains waits."""
    measured: dict[str, list[float]] = {}
    waits: set[str] = set()
    for events in log.cases().values():
        before: Event | None = None
        for event in events:
            step = steps.get(normalised(event.activity))
            if step is not None and event.start is not None:
                measured.setdefault(step, []).append(_between(hours, event.start, event.end))
            elif step is not None and before is not None:
                waits.add(step)
                measured.setdefault(step, []).append(_between(hours, before.end, event.end))
            before = event
    if waits:
        notes.append(
            message(
                "For {count} steps the log has no begins: what is taken over as their duration contains the "
                "wait before. Enter the work alone if it is known.",
                count=len(waits),
            )
        )
    fits = {step: fit(values) for step, values in measured.items()}
    return {step: one for step, one in fits.items() if one is not None}


def _arrival(log: EventLog, hours: Calendar | None) -> Fit | None:
    """The time between the first events of two cases."""
    firsts = sorted(min(e.end if e.start is None else e.start for e in case) for case in log.cases().values())
    return fit([_between(hours, earlier, later) for earlier, later in pairwise(firsts)])


# -- branches -------------------------------------------------------------------------------------------


def _shares(
    log: EventLog, document: Document, steps: Mapping[str, str], notes: list[Message]
) -> Iterator[tuple[str, float]]:
    """The shares of the branches of each exclusive gateway, told by the step that follows in a case."""
    traces = [[s for e in case if (s := steps.get(normalised(e.activity)))] for case in log.cases().values()]
    for gateway in document.all(ExclusiveGateway):
        flows = [flow for flow in gateway.outgoing_flows if flow.id]
        if len(flows) < 2:  # noqa: PLR2004 - no choice
            continue
        ahead = {flow.id or "": _next_steps(flow.target_ref) for flow in flows}
        if len({step for steps_ in ahead.values() for step in steps_}) < sum(map(len, ahead.values())):
            notes.append(
                message("The log does not tell the branches of “{gateway}” apart.", gateway=called(gateway))
            )
            continue
        counts = _counted(traces, _steps_before(gateway), ahead)
        total = sum(counts.values())
        if total >= FEWEST_CHOICES:
            yield from ((flow, count / total) for flow, count in counts.items())


def _counted(
    traces: Iterable[Sequence[str]], before: frozenset[str], ahead: Mapping[str, frozenset[str]]
) -> dict[str, int]:
    """How often each branch was taken; the end of a case is the branch on which no step follows."""
    counts = dict.fromkeys(ahead, 0)
    silent = [flow for flow, steps in ahead.items() if not steps]
    ends = frozenset().union(*ahead.values())
    for trace in traces:
        for at, step in enumerate(trace):
            if step not in before:
                continue
            follows = next((s for s in trace[at + 1 :] if s in before or s in ends), None)
            flow = next((f for f, steps in ahead.items() if follows in steps), None)
            if flow is None and len(silent) == 1 and follows is None:
                flow = silent[0]
            if flow is not None:
                counts[flow] += 1
    return counts


def _next_steps(node: FlowNode | None) -> frozenset[str]:
    """The steps that come first after a node, through gateways and events."""
    return _steps_along(node, ahead=True)


def _steps_before(node: FlowNode) -> frozenset[str]:
    """The steps that come last before a node."""
    sources = [flow.source_ref for flow in node.incoming_flows]
    return frozenset(s for source in sources for s in _steps_along(source, ahead=False))


def _steps_along(node: FlowNode | None, *, ahead: bool) -> frozenset[str]:
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one is None or not one.id or one.id in seen:
            continue
        seen.add(one.id)
        if isinstance(one, Activity):
            found.add(one.id)
            continue
        flows = one.outgoing_flows if ahead else one.incoming_flows
        waiting.extend(flow.target_ref if ahead else flow.source_ref for flow in flows)
    return frozenset(found)
