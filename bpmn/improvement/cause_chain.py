"""How a change reaches the customer, in steps that each carry a number; and where the bottleneck is."""

from collections.abc import Iterator, Sequence

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.edits import scalar
from bpmn.improvement.effects import Moved
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.levers import SHARES, levers, title, unit_of
from bpmn.improvement.spoken import number, percent, span, time
from bpmn.improvement.structure import Cap, NewMap, RingFence
from bpmn.improvement.workbench import Plan, Workbench
from bpmn.model import Process
from bpmn.queueing.drafts import Link
from bpmn.queueing.results import Analysis
from bpmn.scenario.parameters import TIME_FIELDS
from bpmn.system.facts import Metric

MOST = 3
"""So many numbers, loads and places are told."""

WORTH_TELLING = 0.01
"""Changes of loads in points, and of waits as a part of the lead time, below this are not told."""


def cause_chain(
    bench: Workbench, proposal: Proposal, after: Analysis, shifts: Sequence[Moved]
) -> tuple[Message, ...]:
    """From what changes over loads and waits to the customer."""
    found = [*_changes(bench, proposal.plan), *_loads(bench.base, after), *_waits(bench, proposal, shifts)]
    old, new = bench.base.metric(Metric.LEAD_TIME), after.metric(Metric.LEAD_TIME)
    if old is not None and new is not None:
        both = span(old, new, bench.scenario.time_unit)
        found.append(message("The customer's time goes {both}.", both=both))
    return tuple(found)


def _changes(bench: Workbench, plan: Plan) -> Iterator[Message]:
    for one in plan.structure:
        match one:
            case NewMap():
                yield message("“{after}” takes the place of “{before}”.", after=one.after, before=one.before)
            case RingFence():
                people = number(one.people)
                yield message("{people} of “{team}” work for one process.", people=people, team=one.team)
            case Cap():
                yield message("At most {cases} cases are in the process.", cases=number(one.cases))
    unit = bench.scenario.time_unit
    told = 0
    for lever in levers(bench, plan):
        if lever.before == lever.after or told >= MOST:
            continue
        told += 1
        name, field = title(bench, lever.edit), lever.edit.name
        if lever.before is None:
            yield message("{name} becomes {value}.", name=name, value=number(lever.after))
        elif field in TIME_FIELDS:
            yield message("{name}: {both}.", name=name, both=span(lever.before, lever.after, unit))
        else:
            is_share = field in SHARES
            was, now = (percent(v) if is_share else number(v) for v in (lever.before, lever.after))
            kind = "" if is_share else f" {unit_of(bench, field)}"
            both = message("from {before} to {after}", before=was, after=f"{now}{kind}".rstrip())
            yield message("{name}: {both}.", name=name, both=both)
    yield from _people(bench, plan)


def _people(bench: Workbench, plan: Plan) -> Iterator[Message]:
    scenario = bench.variant(plan).scenario
    for edit in plan.edits:
        old = scalar(getattr(scenario.of(edit.key), edit.name))
        new = scalar(edit.value) if edit.is_absolute else None if old is None else old * edit.factor
        if edit.name == "quantity" and old is not None and new is not None and old != new:
            both = message("from {before} to {after}", before=number(old), after=number(new))
            yield message("{name}: {both}.", name=title(bench, edit), both=both)


def _loads(before: Analysis, after: Analysis) -> list[Message]:
    """The teams whose load changes most."""
    old = {team.name: team.utilisation for team in before.resources}
    changes = []
    for team in after.resources:
        was, now = old.get(team.name), team.utilisation
        if was is not None and now is not None and abs(now - was) > WORTH_TELLING:
            changes.append((abs(now - was), team.name, was, now))
    changes.sort(key=lambda c: (-c[0], c[1]))
    return [
        message("“{team}” is {now} busy instead of {was}.", team=name, now=percent(now), was=percent(was))
        for _, name, was, now in changes[:MOST]
    ]


def _waits(bench: Workbench, proposal: Proposal, shifts: Sequence[Moved]) -> Iterator[Message]:
    """The places at which cases wait longer or less, and the link over which the change came there."""
    lead_time = bench.base.metric(Metric.LEAD_TIME) or 0.0
    waits = [m for m in shifts if m.cause != "work" and m.delta is not None]
    for shift in [m for m in waits if abs(m.delta or 0.0) > WORTH_TELLING * lead_time][:MOST]:
        delta = shift.delta or 0.0
        by, link = time(abs(delta), bench.scenario.time_unit), _link(bench, proposal, shift)
        names = {"place": shift.name, "time": by, "link": link}
        if delta > 0:
            yield message("At “{place}” each case waits {time} longer{link}.", **names)
        else:
            yield message("At “{place}” each case waits {time} less{link}.", **names)


def _link(bench: Workbench, proposal: Proposal, shift: Moved) -> Message:
    """The link between the owner's processes and the place, with how sure it is; empty without one."""
    if bench.links is None or shift.process is None or shift.process in proposal.scope:
        return Message("")
    for link in bench.links.links:
        ends = (_process(bench, link.source), _process(bench, link.target))
        if shift.process in ends and any(end in proposal.scope for end in ends):
            return message(
                " (over the link to “{name}”, {level})", name=_name(bench, link), level=_level(link)
            )
    return Message("")


def _process(bench: Workbench, key: ElementKey) -> ElementKey | None:
    element = bench.system.document(key.file).element(key.element) if key.file in bench.system.files else None
    process = element if isinstance(element, Process) else element.ancestor(Process) if element else None
    return ElementKey(key.file, process.id or "") if process is not None else None


def _name(bench: Workbench, link: Link) -> str:
    element = bench.system.document(link.target.file).element(link.target.element)
    return getattr(element, "name", None) or link.target.element


def _level(link: Link) -> str:
    return str(getattr(link, "level", "M0"))


def bottleneck(before: Analysis, after: Analysis, unit: str) -> Message | None:
    """What the narrowest place is before and after; None where nobody is counted."""
    old, new = before.bottleneck, after.bottleneck
    if old is None or new is None:
        return None
    if old.resource != new.resource:
        return message(
            "The bottleneck moves from “{before}” ({old} cases per {unit}) to “{after}” ({new}).",
            before=old.resource, old=number(old.limit), unit=unit, after=new.resource, new=number(new.limit),
        )  # fmt: skip
    if abs(old.limit - new.limit) <= 1e-9 * old.limit:
        return message(
            "The bottleneck stays “{team}”, and so does the capacity of the whole: {limit} cases per {unit}.",
            team=old.resource, limit=number(old.limit), unit=unit,
        )  # fmt: skip
    return message(
        "The bottleneck stays “{team}”; it can do {new} instead of {old} cases per {unit}.",
        team=old.resource, new=number(new.limit), old=number(old.limit), unit=unit,
    )  # fmt: skip
