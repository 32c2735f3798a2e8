"""Links that have no single receiver: signals, and data stores that several processes use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import DataStore, ItemDefinition, Signal
from bpmn.system.ends import Definition, definition_of
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion
from bpmn.system.names import content, normalised, says_something
from bpmn.system.places import Places
from bpmn.system.surveys import Surveys


@dataclass(frozen=True, slots=True)
class Use:
    """An element that throws or catches a signal, or writes or reads a store."""

    key: ElementKey
    process: ElementKey
    gives: bool
    name: str
    definition: Definition | None = None
    store: ElementKey | None = None
    """The store's reference in the map."""
    item: ElementKey | None = None
    """The type of what the store holds."""


def signal_uses(maps: Surveys, found: Places) -> list[Use]:
    """Every event that throws or catches a signal."""
    uses: list[Use] = []
    for one in maps:
        for seen in one.signals:
            key = ElementKey(one.file, seen.node)
            definition = definition_of(maps, one.file, seen.definition, Signal)
            name = definition.name if definition else seen.name
            if key in found.process_of:
                uses.append(Use(key, found.process_of[key], seen.gives, name, definition))
    return uses


def store_uses(maps: Surveys, found: Places) -> list[Use]:
    """Every activity or event that writes to a data store or reads from one."""
    uses: list[Use] = []
    for one in maps:
        for seen in one.stores:
            key = ElementKey(one.file, seen.node)
            definition = definition_of(maps, one.file, seen.definition, DataStore)
            name = (definition.name if definition else "") or seen.name
            if key in found.process_of:
                store = ElementKey(one.file, seen.store)
                item = maps.key(one.file, seen.item, ItemDefinition)
                item = item or (_item(maps, definition.key) if definition else None)
                uses.append(Use(key, found.process_of[key], seen.gives, name, definition, store, item))
    return uses


def _item(maps: Surveys, store: ElementKey) -> ElementKey | None:
    return maps.key(store.file, maps.of(store.file).definitions[store.element].item, ItemDefinition)


def level_of(giver: Use, taker: Use) -> Level | None:
    """How surely two uses are of one signal or store; None if they are not, M6 if names are only alike.

    Stores with alike names that hold items of one definition are taken for one, those that hold items of
    different types are not.
    """
    if giver.store is not None and giver.store == taker.store:
        return Level.M0
    return _by_definition(giver, taker) or _by_name(giver, taker)


def _by_definition(giver: Use, taker: Use) -> Level | None:
    one, other = giver.definition, taker.definition
    if one is None or other is None:
        return None
    if one.key == other.key:
        return Level.M0 if giver.key.file == taker.key.file else Level.M1
    return Level.M3 if one.is_same(other) else None


def _by_name(giver: Use, taker: Use) -> Level | None:
    is_other = giver.item is not None and taker.item is not None and giver.item != taker.item
    if is_other or not says_something(giver.name) or not says_something(taker.name):
        return None
    if giver.name == taker.name:
        return Level.M4
    if _stem(giver) != _stem(taker):
        return None
    is_witnessed = giver.item is not None and giver.item == taker.item
    return Level.M5 if is_witnessed else Level.M6


def _stem(use: Use) -> str:
    return normalised(use.name) if use.store is not None else content(use.name)


def signals(uses: Sequence[Use], found: Places) -> tuple[list[Link], list[OpenQuestion]]:
    """Links from every throw of a signal to all its catches."""
    return _links(uses, found, Kind.SIGNAL)


def stores(uses: Sequence[Use], found: Places) -> tuple[list[Link], list[OpenQuestion]]:
    """Links from those that write to a data store to those of other processes that read it."""
    links, questions = _links(uses, found, Kind.DATA)
    return [x for x in links if found.process_of[x.source] != found.process_of[x.target]], questions


def _links(uses: Sequence[Use], found: Places, kind: Kind) -> tuple[list[Link], list[OpenQuestion]]:
    takers: dict[str, list[Use]] = {}
    for use in uses:
        if not use.gives:
            for key in _keys(use):
                takers.setdefault(key, []).append(use)
    links: dict[tuple[ElementKey, ElementKey], Link] = {}
    alike: list[tuple[Use, Use]] = []
    for giver in uses:
        if not giver.gives:
            continue
        for taker in dict.fromkeys(t for key in _keys(giver) for t in takers.get(key, ())):
            level = level_of(giver, taker)
            if level is Level.M6:
                alike.append((giver, taker))
            elif level is not None:
                link = Link(giver.key, taker.key, kind, level, _evidence(giver, taker, found, kind))
                old = links.setdefault((giver.key, taker.key), link)
                links[giver.key, taker.key] = min(old, link, key=lambda x: x.level)
    return list(links.values()), _questions(alike, list(links.values()), found, kind)


def _keys(use: Use) -> Iterable[str]:
    if use.definition is not None:
        yield "\n".join(use.definition.qualified)
    yield _stem(use)


def _evidence(giver: Use, taker: Use, found: Places, kind: Kind) -> Message:
    names = {
        "name": giver.name or giver.key.element,
        "giver": found.title(giver.process),
        "taker": found.title(taker.process),
    }
    if kind is Kind.SIGNAL:
        return message("“{giver}” throws and “{taker}” catches the signal “{name}”.", **names)
    return message("“{giver}” writes to and “{taker}” reads from “{name}”.", **names)


def _questions(
    alike: Sequence[tuple[Use, Use]], links: Sequence[Link], found: Places, kind: Kind
) -> list[OpenQuestion]:
    """Offer alike names where both ends are free."""
    bound = {link.source for link in links} | {link.target for link in links}
    asked: list[OpenQuestion] = []
    for giver, taker in alike:
        if giver.key in bound or taker.key in bound or giver.process == taker.process:
            continue
        question = message("Is “{one}” the same as “{other}”?", one=giver.name, other=taker.name)
        told = _evidence(giver, taker, found, kind)
        asked.append(OpenQuestion(question, giver.key, kind, (Candidate(taker.key, Level.M6, told),)))
    return asked
