"""What a token may wait for: messages, signals, clocks, somebody outside, or mere chance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    EventBasedGateway,
    FlowNode,
    ReceiveTask,
    TimerEventDefinition,
)
from bpmn.queueing import branching
from bpmn.queueing.branching import Branch
from bpmn.queueing.net import Cause
from bpmn.semantics.net import Action, PlaceKind, Transition
from bpmn.simulation import works
from bpmn.simulation.plan import Draw, Trigger

if TYPE_CHECKING:
    from bpmn.simulation.compile import Planner

Groups = Mapping[tuple[ElementKey, tuple[int, ...], bool], Sequence[int]]


def triggers_of(planner: "Planner", groups: Groups) -> list[Trigger]:
    """The triggers of a place, in the order of the map (ties are decided by it)."""
    found = [_trigger(planner, key, outside, indices) for (key, outside, _), indices in groups.items()]
    return _decided(planner, found)


def gateway_of(planner: "Planner", trigger: Trigger) -> ElementKey | None:
    """The event-based gateway behind which a trigger stands, or None."""
    elements = planner.net.transitions[trigger.choice.ways[0].transition].elements[1:]
    return next((k for k in elements if isinstance(planner.view(k), EventBasedGateway)), None)


def _decided(planner: "Planner", found: list[Trigger]) -> list[Trigger]:
    """Triggers of a gateway with how often each comes, where that has to be decided beforehand.

    So it is where people give shares, and where somebody outside sends at a time that nobody knows: then all
    messages are as likely, and come before any timer, as queueing theory assumes as well.
    """
    gateway = gateway_of(planner, found[0]) if len(found) > 1 else None
    if gateway is None:
        return found
    flows = {f.target: f.id for f in planner.nodes[gateway].graph.out(gateway.element)}
    said = [planner.scenario.of(ElementKey(gateway.file, flows.get(t.key.element, ""))) for t in found]
    shares = [one.probability for one in said]
    if all(share is None for share in shares):
        if not any(_is_unknown(planner, one) for one in found):
            return found
        shares = [None if one.takes else 0.0 for one in found]
    outcomes = branching.exclusive([Branch(at, share) for at, share in enumerate(shares)]).outcomes
    known = {outcome.targets[0]: outcome.probability for outcome in outcomes}
    return [replace(one, share=known.get(at, 0.0)) for at, one in enumerate(found)]


def _is_unknown(planner: "Planner", trigger: Trigger) -> bool:
    """Whether somebody outside sends it, and nobody says when."""
    return bool(trigger.takes) and not trigger.is_own and not _is_timed(planner, trigger.takes, trigger.delay)


def _is_timed(planner: "Planner", takes: Sequence[int], delay: Draw | None) -> bool:
    parties = (planner.scenario.of(planner.net.places[place].element) for place in takes)
    return delay is not None or any(one.response_time is not None for one in parties)


def _trigger(
    planner: "Planner", key: ElementKey, outside: tuple[int, ...], indices: Sequence[int]
) -> Trigger:
    choice = planner.branches.choice(key, indices)
    view = planner.view(key)
    first = planner.net.transitions[indices[0]]
    interrupts = first.action is Action.INTERRUPT
    chance = _chance(planner, key, view)
    asked = [p for p in outside if planner.net.places[p].kind is not PlaceKind.PARTY]
    if outside and (asked or chance is None):
        parties = not asked
        delay = _given(planner, key, view) if parties else None
        if parties and _is_beside(first) and not _is_timed(planner, outside, delay):
            return Trigger(key, choice, interrupts=interrupts)
        slot = planner.slot(Cause.PARTY, key) if parties else 0
        work = planner.work(key) if isinstance(view, ReceiveTask) else None
        own = bool(asked)
        return Trigger(key, choice, outside, delay, slot=slot, work=work, interrupts=interrupts, is_own=own)
    if chance is not None:
        return Trigger(key, choice, chance=chance, interrupts=interrupts)
    slot = planner.slot(Cause.TIMER, key)
    at = _date(planner, view)
    delay = _given(planner, key, view) if at is None else None
    if delay is None and at is None and not isinstance(view, BoundaryEvent):
        delay = Draw(key)
    return Trigger(key, choice, (), delay, at, slot=slot, interrupts=interrupts)


def _is_beside(transition: Transition) -> bool:
    """Whether it happens beside something that goes on without it."""
    return transition.action in (Action.INTERRUPT, Action.BESIDE)


def _given(planner: "Planner", key: ElementKey, view: FlowNode | None) -> Draw | None:
    """How long it takes until something comes by itself; None where nobody says so."""
    return works.event_time(key, view, planner.scenario) if isinstance(view, CatchEvent) else None


def _chance(planner: "Planner", key: ElementKey, view: FlowNode | None) -> float | None:
    """The probability with which an event beside an activity happens, where that is all that is known."""
    if not isinstance(view, BoundaryEvent) or _given(planner, key, view) is not None:
        return None
    flows = planner.nodes[key].graph.out(key.element)
    own = planner.scenario.of(key).probability
    if own is None and len(flows) == 1:
        own = planner.scenario.of(ElementKey(key.file, flows[0].id)).probability
    return own


def _date(planner: "Planner", view: FlowNode | None) -> float | None:
    """The moment on the clock that a timer names, in the scenario's unit; None if it names none."""
    if not isinstance(view, CatchEvent):
        return None
    for one in view.definitions:
        if isinstance(one, TimerEventDefinition) and one.time_date is not None:
            try:
                moment = datetime.fromisoformat(one.time_date.body.strip())
            except ValueError:
                return None
            start = planner.scenario.start
            moment = moment.replace(tzinfo=None) if start.tzinfo is None else moment
            return (moment - start).total_seconds() / planner.scenario.time_unit.seconds
    return None
