"""Where a hand-over from one process to another has only one end, and which other ends would fit.

Uses what was seen for the links and the same ladder; nothing is matched a second way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import FlowNode, Participant
from bpmn.system.broadcasts import Use
from bpmn.system.ends import End
from bpmn.system.facts import Facts
from bpmn.system.link import Kind, Level, Links
from bpmn.system.links import Survey
from bpmn.system.matching import Ladder, Pair
from bpmn.system.names import content, normalised, says_something
from bpmn.system.parties import outside, pool_roles
from bpmn.system.places import Places

MOST = 5
"""So many counterparts are proposed for one end."""
NEARLY = 0.8
"""Ids that are so much alike differ by a slip of the pen."""
NO_LEVEL = "M9"
"""Sorts what only is free behind everything that something speaks for."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An element of another map that may be the other end.

    ``name`` is what both would be called, ``place`` the process it belongs to; ``level`` is None where
    nothing speaks for it but that it is free.
    """

    key: ElementKey
    kind: Kind
    name: str
    place: str
    level: Level | None
    evidence: Message


@dataclass(frozen=True, slots=True)
class Plug:
    """An end without another end. ``elements`` are what shows it in the map, a step or a message flow."""

    key: ElementKey
    kind: Kind
    sends: bool
    missing: Message
    elements: tuple[ElementKey, ...]
    counterparts: tuple[Counterpart, ...]


def plugs(seen: Survey, facts: Facts, links: Links) -> tuple[Plug, ...]:
    """All open ends of a system, in the order of its maps."""
    found = [*_messages(seen, facts, links), *_calls(seen, links), *_stores(seen, links)]
    return tuple(sorted(found, key=lambda plug: (plug.key, plug.kind)))


# -- messages ------------------------------------------------------------------------------------


def _messages(seen: Survey, facts: Facts, links: Links) -> Iterator[Plug]:
    roles = pool_roles(seen.maps, facts, seen.places)
    ladder = Ladder(seen.places, roles)
    beyond = outside(seen.places, roles)
    joined = {link.source for link in links.links} | {link.target for link in links.links}
    said = {fact.element for fact in facts.external}
    flows = _flows(seen)
    free = [
        end
        for end in seen.ends.open
        if end.key not in joined and end.key not in said and (end.pool is None or end.pool not in beyond)
    ]
    for end in free:
        others = [other for other in free if other.sends != end.sends and other.process != end.process]
        proposed = tuple(_proposed(seen.places, ladder, end, others))[:MOST]
        yield Plug(
            end.key,
            Kind.MESSAGE,
            end.sends,
            _missing(seen.places, end),
            (end.key, *flows.get((end.key, end.pool), ())),
            proposed,
        )


def _flows(seen: Survey) -> Mapping[tuple[ElementKey, ElementKey | None], tuple[ElementKey, ...]]:
    """The message flows between a step and a pool, by both of them."""
    found: dict[tuple[ElementKey, ElementKey | None], tuple[ElementKey, ...]] = {}
    for one in seen.maps:
        for flow in one.flows:
            ends = [
                seen.maps.key(one.file, end, (FlowNode, Participant)) for end in (flow.source, flow.target)
            ]
            for key, pool in (ends, reversed(ends)):
                if key is not None:
                    found[key, pool] = (*found.get((key, pool), ()), ElementKey(one.file, flow.id))
    return found


def _missing(found: Places, end: End) -> Message:
    words = {"message": end.message_name, "process": found.title(end.process)}
    if end.sends:
        return message("Nobody receives “{message}” from “{process}”.", **words)
    return message("Nobody sends “{message}” to “{process}”.", **words)


def _proposed(found: Places, ladder: Ladder, end: End, others: Sequence[End]) -> Iterator[Counterpart]:
    ranked: list[tuple[tuple[object, ...], Counterpart]] = []
    for other in others:
        pair = ladder.pair(end, other) if end.sends else ladder.pair(other, end)
        ranked.append((_rank(pair, other), _counterpart(found, other, pair, end)))
    seen: set[ElementKey] = set()
    for _, counterpart in sorted(ranked, key=lambda entry: entry[0]):
        if counterpart.key not in seen:
            seen.add(counterpart.key)
            yield counterpart


def _rank(pair: Pair | None, other: End) -> tuple[object, ...]:
    level = pair.level.value if pair is not None else NO_LEVEL
    return (pair is None or not pair.is_sure, level, -(pair.witness if pair else 0), other.key)


def _counterpart(found: Places, other: End, pair: Pair | None, end: End) -> Counterpart:
    place = found.title(other.process)
    target = end if other.sends else other
    kind = Kind.TRIGGER if target.starts else Kind.MESSAGE
    if pair is not None:
        return Counterpart(other.key, kind, other.message_name, place, pair.level, pair.evidence)
    text = "It sends, and nobody receives yet." if other.sends else "It waits, and nobody sends yet."
    return Counterpart(other.key, kind, other.message_name, place, None, message(text))


# -- calls ---------------------------------------------------------------------------------------


def _calls(seen: Survey, links: Links) -> Iterator[Plug]:
    called = {link.source for link in links.links if link.kind is Kind.CALL}
    asked = {question.source for question in links.open if question.kind is Kind.CALL}
    for one in seen.maps:
        written = {call.node: call.called.local for call in one.calls}
        for identifier, kind in one.kinds.items():
            key = ElementKey(one.file, identifier)
            if kind.__name__ != "CallActivity" or key in called or key in asked:
                continue
            name = one.name(identifier) or identifier
            missing = message("No map holds the process that “{step}” uses.", step=name)
            own = seen.places.process_of.get(key)
            proposed = tuple(_processes(seen.places, own, name, written.get(identifier, "")))[:MOST]
            yield Plug(key, Kind.CALL, True, missing, (key,), proposed)


def _processes(found: Places, own: ElementKey | None, name: str, written: str) -> Iterable[Counterpart]:
    """The other processes that something speaks for: nearly the id that is referred to, or a like name."""
    ranked: list[tuple[float, str, ElementKey, Counterpart]] = []
    for key, place in found.processes.items():
        level = _likeness(name, place.names or (place.name,))
        nearness = SequenceMatcher(None, written, key.element).ratio() if written else 0.0
        is_near = nearness >= NEARLY
        if key == own or (level is None and not is_near):
            continue
        if is_near:
            words = {"id": key.element, "written": written}
            told = message("“{id}” is nearly what it refers to, “{written}”.", **words)
        elif level is Level.M4:
            told = message("Both are called “{name}”.", name=place.name)
        else:
            told = message("Their names have a word in common.")
        counterpart = Counterpart(key, Kind.CALL, place.name, key.file, level or Level.M6, told)
        ranked.append((-nearness if is_near else 0.0, counterpart.level or NO_LEVEL, key, counterpart))
    return (counterpart for *_, counterpart in sorted(ranked, key=lambda entry: entry[:3]))


def _likeness(name: str, others: Iterable[str]) -> Level | None:
    names = [other for other in others if says_something(other)]
    if not says_something(name):
        return None
    if normalised(name) in {normalised(other) for other in names}:
        return Level.M4
    words = set(content(name).split())
    return Level.M6 if any(words & set(content(other).split()) for other in names) else None


# -- data stores ---------------------------------------------------------------------------------


def _stores(seen: Survey, links: Links) -> Iterator[Plug]:
    """Stores that only one process uses, and only in one direction."""
    joined = {link.source for link in links.links} | {link.target for link in links.links}
    by_store: dict[ElementKey, list[Use]] = {}
    for use in seen.stores:
        if use.store is not None:
            by_store.setdefault(use.store, []).append(use)
    for store, uses in by_store.items():
        directions = {use.gives for use in uses}
        if len(directions) > 1 or any(use.key in joined for use in uses):
            continue
        gives, name = uses[0].gives, uses[0].name or store.element
        text = "Nobody reads “{store}”." if gives else "Nobody writes to “{store}”."
        proposed = tuple(_other_stores(seen, uses[0], by_store))[:MOST]
        yield Plug(store, Kind.DATA, gives, message(text, store=name), (store,), proposed)


def _other_stores(
    seen: Survey, use: Use, by_store: Mapping[ElementKey, Sequence[Use]]
) -> Iterable[Counterpart]:
    ranked: list[tuple[str, ElementKey, Counterpart]] = []
    for key, uses in by_store.items():
        other = next((u for u in uses if u.gives != use.gives and u.process != use.process), None)
        if other is None or not other.name:
            continue
        level = _likeness(use.name, (other.name,))
        place = seen.places.title(other.process)
        told = message("“{process}” uses it.", process=place)
        counterpart = Counterpart(key, Kind.DATA, other.name, place, level, told)
        ranked.append((level.value if level else NO_LEVEL, key, counterpart))
    return (counterpart for _, _, counterpart in sorted(ranked, key=lambda entry: entry[:2]))


# -- where a click leads -------------------------------------------------------------------------


def leads_to(seen: Survey, links: Links) -> dict[ElementKey, ElementKey]:
    """Where each call activity and each pool without content leads: the one process it stands for."""
    found: dict[ElementKey, ElementKey] = {}
    for pool in seen.places.pools:
        known = seen.places.known_as(pool)
        if len(known) == 1:
            found[pool] = known[0]
    for link in links.links:
        if link.kind in (Kind.CALL, Kind.HIERARCHY):
            found[link.source] = link.target
    return found
