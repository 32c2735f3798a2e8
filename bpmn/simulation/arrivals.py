"""Where cases come from in a simulation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.queueing import times
from bpmn.queueing.classes import classes
from bpmn.queueing.drafts import Draft
from bpmn.scenario.units import parse_unit
from bpmn.semantics.net import Action, PlaceKind
from bpmn.simulation import works
from bpmn.simulation.plan import Draw, Source
from bpmn.system.facts import PromiseFact

if TYPE_CHECKING:
    from bpmn.simulation.compile import Planner


def sources(planner: "Planner", promises: Sequence[PromiseFact]) -> tuple[Source, ...]:
    """The sources that queueing theory counts, and starts of which only a number of cases is given.

    (A ``TriggerCount`` without an arrival means that many cases at the start.)
    """
    assembly, scenario = planner.assembly, planner.scenario
    by_index = {draft.index: draft for draft in assembly.drafts.all}
    named = classes(assembly.net)
    found: list[Source | None] = []
    for one in assembly.net.sources:
        draft = by_index[one.step]
        made = _source(planner, draft, _gap(planner, draft), one.party, is_customer=one.is_customer)
        found.append(None if made is None else replace(made, case_class=named.get(one.step, "")))
    if not found:
        starts = [d for p in assembly.drafts.processes for d in assembly.drafts.starts(p)]
        counted = [d for d in starts if scenario.of(d.key).trigger_count]
        found = [_source(planner, draft, None, "", is_customer=True) for draft in counted]
    return tuple(_promised(planner, one, promises) for one in found if one is not None)


def _promised(planner: "Planner", source: Source, promises: Sequence[PromiseFact]) -> Source:
    """A source with what its customers are promised; a promise to nobody by name is one to all others."""
    names = (source.party, planner.net.name(source.key))
    own = [p for p in promises if p.customer and p.customer in names] or [
        p for p in promises if not p.customer
    ]
    if not own or own[0].target is None:
        return source
    unit = planner.scenario.time_unit
    told = parse_unit(own[0].unit) or unit
    return replace(source, target=own[0].target * told.seconds / unit.seconds)


def _gap(planner: "Planner", draft: Draft) -> Draw | None:
    timer = planner.scenario.of(draft.key).inter_trigger_timer
    if timer is not None:
        return works.draw_of(draft.key, {"inter_trigger_timer": timer})
    seconds = times.timer_seconds(draft.view)
    return Draw(draft.key, seconds / planner.scenario.time_unit.seconds) if seconds else None


def _source(
    planner: "Planner", draft: Draft, gap: Draw | None, party: str, *, is_customer: bool
) -> Source | None:
    said = planner.scenario.of(draft.key)
    begins = [
        t.index
        for t in planner.net.transitions
        if t.action is Action.START and (draft.key in t.elements or _begins_with(planner, draft.key, t.index))
    ]
    if not begins:
        return None
    own = [t for t in begins if draft.key == planner.net.transitions[t].element] or begins
    first = planner.net.transitions[own[0]]
    same = [t for t in own if planner.net.transitions[t].takes == first.takes]
    count = round(said.trigger_count) if said.trigger_count else None
    calendar = planner.scenario.calendar(draft.key)
    return Source(
        draft.key,
        planner.branches.choice(draft.key, same),
        gap,
        calendar,
        count,
        party,
        is_customer=is_customer,
    )


def _begins_with(planner: "Planner", key: ElementKey, transition: int) -> bool:
    """Whether a process that begins without a start event begins with an element."""
    net = planner.net
    places = [net.places[p] for p in net.transitions[transition].gives]
    return any(p.element == key and p.kind is PlaceKind.ENTRY for p in places)
