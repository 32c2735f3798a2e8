"""What an event or a receive task waits for."""

from collections.abc import Iterable
from itertools import product

from bpmn.base.finding import ElementKey
from bpmn.model import (
    CatchEvent,
    ConditionalEventDefinition,
    EventDefinition,
    MessageEventDefinition,
    SignalEventDefinition,
    StartEvent,
    TimerEventDefinition,
)
from bpmn.semantics.exchange import Trigger
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import PlaceKind

BY_ITSELF = (TimerEventDefinition, ConditionalEventDefinition)
"""Definitions that anything outside the maps may fulfil at any time."""


def triggers(work: Work, level: Level, node: str) -> list[Trigger]:
    """What an event or receive task may react to; empty for one that nobody ever triggers.

    Errors, escalations, cancellations and compensations are not told here, nor links: what throws them knows.
    """
    found = _triggers(work, level, node)
    if level.key(node) in work.assumed and not any(trigger.is_outside for trigger in found):
        found.append(assumed(work, level, node))
    return found


def assumed(work: Work, level: Level, node: str) -> Trigger:
    """Something that nothing in the maps brings: begins a process once, comes whenever it is waited for."""
    key = level.key(node)
    place = work.draft.place(PlaceKind.PARTY, key, None, work.name(level, node), key)
    work.draft.initial[place] = 1
    begins = issubclass(level.process.graph.nodes[node].kind, StartEvent)
    return Trigger((place,), () if begins else (place,), is_outside=True)


def _triggers(work: Work, level: Level, node: str) -> list[Trigger]:
    view = work.view(level, node)
    key = level.key(node)
    if not isinstance(view, CatchEvent):
        return list(work.exchange.receives.get(key, ()))
    if not view.definitions:
        return [Trigger()]
    found = [_triggers_of(work, key, one) for one in view.definitions]
    if view.parallel_multiple:
        return [_together(combined) for combined in product(*found)]
    return list(dict.fromkeys(trigger for some in found for trigger in some))


def _triggers_of(work: Work, key: ElementKey, definition: EventDefinition) -> list[Trigger]:
    if isinstance(definition, MessageEventDefinition):
        return work.exchange.receives.get(key, [])
    if isinstance(definition, SignalEventDefinition):
        return work.exchange.catches.get(key, [Trigger(is_outside=True)])
    return [Trigger(is_outside=True)] if isinstance(definition, BY_ITSELF) else []


def _together(parts: Iterable[Trigger]) -> Trigger:
    parts = list(parts)
    return Trigger(
        tuple(place for part in parts for place in part.takes),
        tuple(place for part in parts for place in part.gives),
        any(part.is_outside for part in parts),
        any(part.is_counted for part in parts),
    )
