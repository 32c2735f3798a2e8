"""Lets cases come."""

from typing import TYPE_CHECKING

from bpmn.simulation.plan import Source, Trigger
from bpmn.simulation.streams import SOURCE_SHIFT

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run


def add_sources(run: "Run") -> None:
    """Schedule the first case of every source, or all of them where they come at the start."""
    for index, source in enumerate(run.plan.sources):
        _add(run, index, source)


def _add(run: "Run", index: int, source: Source) -> None:
    begin = run.tokens.mail.starter(Trigger(source.key, source.choice))
    if source.gap is None:
        for number in range(source.count or 0):
            run.push(
                0.0, lambda now, number, _: begin(now, run.new_case(now, index, number), None), number, None
            )
        return
    time, push, new_case = run.luck.arrivals(source.gap), run.push, run.new_case
    most, first = source.count or (1 << SOURCE_SHIFT) - 1, index << SOURCE_SHIFT
    calendar, seconds = source.calendar, run.seconds

    def next_time(now: float, number: int) -> float:
        gap = time if isinstance(time, float) else time(first | number)
        if calendar is None:
            return now + gap
        return max(calendar.work_until(now * seconds, gap * seconds) / seconds, now)

    def arrive(now: float, number: int, _: object) -> None:
        if number + 1 < most:
            push(next_time(now, number + 1), arrive, number + 1, None)
        begin(now, new_case(now, index, number), None)

    push(next_time(0.0, 0), arrive, 0, None)
