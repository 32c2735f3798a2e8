"""The log of a simulated run as XES (IEEE 1849): what was done for which case, when, and by whom."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bpmn.simulation.engine import Length, Run
from bpmn.simulation.frames import Case, Trail
from bpmn.simulation.length import SPANS, horizon_of
from bpmn.simulation.plan import Plan
from bpmn.simulation.streams import SOURCE_SHIFT

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace"><string key="concept:name" value=""/></global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""

Done = tuple[float, float, int]
"""When an execution began and ended, and its transition."""


def write_log(plan: Plan, path: Path, seed: int | None = None, duration: float | None = None) -> int:
    """Write the first replication to a file; gives the number of cases."""
    cases: dict[int, list[Done]] = {}
    begun: dict[int, int] = {}
    for index, work in enumerate(plan.works):
        begun[work.slot] = index

    def trace(now: float, case: Case, transition: int, trail: Trail) -> None:
        done = cases.setdefault(case.index, [])
        if plan.moves[transition].performs is not None:
            is_timed = trail is not None and trail[1] in begun and trail[4] == now
            done.append((trail[3] if is_timed and trail is not None else now, now, transition))

    horizon = horizon_of(plan, duration, None, is_terminating=False)
    number = plan.course.seed if seed is None else seed
    Run(plan, number, 0, Length(horizon.duration, SPANS), trace=trace).run()
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(HEAD)
        for index, done in cases.items():
            stream.writelines(_trace(plan, index, done))
        stream.write("</log>\n")
    return len(cases)


def _trace(plan: Plan, index: int, done: list[Done]) -> Iterator[str]:
    source, number = divmod(index, 1 << SOURCE_SHIFT)
    name = f"{number + 1}" if len(plan.sources) == 1 else f"{source + 1}-{number + 1}"
    yield f'  <trace>\n    <string key="concept:name" value={quoteattr(name)}/>\n'
    moments = [(begun, at, 0, "start") for at, (begun, _, _) in enumerate(done)]
    moments += [(ended, at, 1, "complete") for at, (_, ended, _) in enumerate(done)]
    for time, at, _, stage in sorted(moments):
        yield _event(plan, done[at][2], time, stage)
    yield "  </trace>\n"


def _event(plan: Plan, transition: int, time: float, stage: str) -> str:
    key = plan.moves[transition].performs
    assert key is not None
    teams = [plan.pools[p].name for work in plan.works if work.key == key for p, _ in work.needs]
    who = f'      <string key="org:resource" value={quoteattr(", ".join(teams))}/>\n' if teams else ""
    return (
        "    <event>\n"
        f'      <string key="concept:name" value={quoteattr(plan.names.get(key, key.element))}/>\n'
        f'      <date key="time:timestamp" value="{_moment(plan, time)}"/>\n'
        f'      <string key="lifecycle:transition" value="{stage}"/>\n'
        f"{who}    </event>\n"
    )


def _moment(plan: Plan, time: float) -> str:
    """A moment of the clock as a date; without a zone the clock is taken as universal time."""
    start = plan.course.start
    moment: datetime = start + timedelta(seconds=time * plan.time_unit.seconds)
    text = moment.isoformat(timespec="milliseconds")
    return text if moment.tzinfo is not None else f"{text}+00:00"
