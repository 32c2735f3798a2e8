"""Decisions about files and elements that are gone, and what looks as if it had taken their place.

Nothing is carried over by itself: a person sees what is proposed and says yes once for all decisions about
a file. What looks the same is, for a file, one with the same content, else one with most of its ids; for
an element, the same id in another file, else the same name and type in the same process.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.facts import Facts, identity
from bpmn.system.last_seen import LastSeen, SeenFile, Trace
from bpmn.system.store import sections
from bpmn.system.surveys import Surveys

T = TypeVar("T")
ContentOf = Callable[[str], str]
ALIKE = 0.5
"""The share of ids that a file must have in common with one that is gone."""

Pairs = tuple[tuple[ElementKey, ElementKey], ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What is remembered, and what names the content of a file now."""

    last: LastSeen
    content_of: ContentOf

    def file(self, name: str) -> SeenFile | None:
        """What is remembered of a file, None for nothing."""
        return self.last.known.get(name)

    def is_same(self, name: str, other: str) -> bool:
        """Whether a file holds now what another one held."""
        old = self.file(name)
        return old is not None and bool(old.content) and self.content_of(other) == old.content


@dataclass(frozen=True, slots=True)
class Successor:
    """A file that may have taken the place of another: old and new names of elements, and why."""

    file: str
    pairs: Pairs
    evidence: Message


@dataclass(frozen=True, slots=True)
class Lost:
    """Elements of one file that decisions name and that are gone, and what may have become of them."""

    file: str
    keys: tuple[ElementKey, ...]
    question: Message
    successors: tuple[Successor, ...] = ()


# -- what is lost ----------------------------------------------------------------------------------


def lost(
    facts: Facts,
    maps: Surveys,
    unreadable: Iterable[str] = (),
    last: LastSeen | None = None,
    content_of: ContentOf = lambda _: "",
) -> tuple[Lost, ...]:
    """What decisions name and no map holds any more, file by file.

    Files that merely cannot be read now are not gone. ``last`` remembers what the maps looked like and
    ``content_of`` names the content of a file; without them only ids are compared.
    """
    seen = Before(last or LastSeen(), content_of)
    closed = tuple(unreadable)
    gone: dict[str, set[ElementKey]] = {}
    for key in keys_of(facts):
        if key.file and not _exists(maps, key) and not _is_closed(key.file, closed):
            gone.setdefault(key.file, set()).add(key)
    return tuple(_lost(name, tuple(sorted(keys)), maps, seen) for name, keys in sorted(gone.items()))


def _exists(maps: Surveys, key: ElementKey) -> bool:
    return key.file in maps and (not key.element or maps.kind(key) is not None)


def _is_closed(name: str, closed: Sequence[str]) -> bool:
    return any(name == other or name.startswith(f"{other}/") for other in closed)


def _lost(name: str, keys: tuple[ElementKey, ...], maps: Surveys, seen: Before) -> Lost:
    if name in maps:
        found = _same_elements(keys, maps, seen.file(name))
        return Lost(name, keys, _asked_of_elements(name, keys, maps, seen, found), found)
    files = _same_files(name, keys, maps, seen)
    return Lost(name, keys, _asked_of_file(name, keys, files), files)


def _asked_of_file(name: str, keys: Sequence[ElementKey], found: Sequence[Successor]) -> Message:
    if not found:
        told = "{count} decisions name elements of {file}, which is gone. No map looks the same."
        return message(told, count=len(keys), file=name)
    if len(found) == 1:
        told = "Decisions are about {file}, which is gone; {other} looks the same. Take them over?"
        return message(told, file=name, other=found[0].file)
    told = "Decisions are about {file}, which is gone; {count} maps look the same. Which one is it?"
    return message(told, file=name, count=len(found))


def _asked_of_elements(
    name: str, keys: Sequence[ElementKey], maps: Surveys, seen: Before, found: Sequence[Successor]
) -> Message:
    old = seen.file(name)
    trace = old.traces.get(keys[0].element) if old is not None else None
    first = trace.name if trace is not None else ""
    words = {"name": first or keys[0].element, "file": name}
    if not found:
        told = "Decisions are about “{name}” of {file}, which is gone. Nothing looks the same."
        return message(told, **words)
    other = found[0].pairs[0][1]
    return message(
        "Decisions are about “{name}” of {file}, which is gone; "
        "“{other}” of {place} looks the same. Take them over?",
        other=maps.name(other) or other.element,
        place=other.file,
        **words,
    )


# -- what looks the same -----------------------------------------------------------------------------


def _same_files(name: str, keys: Sequence[ElementKey], maps: Surveys, seen: Before) -> tuple[Successor, ...]:
    """The files that look most like one that is gone; those that came since go before old ones."""
    old = seen.file(name)
    judged: dict[str, tuple[bool, bool, float]] = {}
    for one in maps:
        share = _share(keys, old, one.kinds)
        is_same = seen.is_same(name, one.file)
        if is_same or share >= ALIKE:
            judged[one.file] = (one.file not in seen.last.files, is_same, share)
    best = max(judged.values(), default=None)
    return tuple(
        Successor(other, pairs, _why(judged[other]))
        for other in judged
        if judged[other] == best and (pairs := _pairs(keys, other, maps, old))
    )


def _share(keys: Sequence[ElementKey], old: SeenFile | None, ids: Mapping[str, object]) -> float:
    """How much two files have in common: of all their ids, or of those that are named if no more is known."""
    if old is not None and old.ids:
        before = frozenset(old.ids)
        return len(before & ids.keys()) / len(before | ids.keys())
    named = [key.element for key in keys if key.element]
    return sum(element in ids for element in named) / len(named) if named else 0.0


def _why(rank: tuple[bool, bool, float]) -> Message:
    _, is_same, share = rank
    if is_same:
        return message("It has the same content.")
    return message("{percent} % of the ids are the same.", percent=round(100 * share))


def _pairs(keys: Sequence[ElementKey], other: str, maps: Surveys, old: SeenFile | None) -> Pairs:
    """The named elements with those of another file: by id, else by name and type."""
    pairs: list[tuple[ElementKey, ElementKey]] = []
    for key in keys:
        target: ElementKey | None = ElementKey(other, key.element)
        if key.element and key.element not in maps.of(other).kinds:
            trace = old.traces.get(key.element) if old is not None else None
            target = _alike(trace, other, maps) if trace is not None else None
        if target is not None:
            pairs.append((key, target))
    return tuple(pairs)


def _same_elements(keys: Sequence[ElementKey], maps: Surveys, old: SeenFile | None) -> tuple[Successor, ...]:
    """Where elements are that left a file which is still there; only for those that are remembered."""
    pairs: list[tuple[ElementKey, ElementKey]] = []
    for key in keys:
        trace = old.traces.get(key.element) if old is not None else None
        target = _elsewhere(key, trace, maps) or _alike(trace, key.file, maps) if trace is not None else None
        if target is not None:
            pairs.append((key, target))
    if not pairs:
        return ()
    told = message("Its id, or its name and type, are the same.")
    return (Successor(pairs[0][1].file, tuple(pairs), told),)


def _elsewhere(key: ElementKey, trace: Trace, maps: Surveys) -> ElementKey | None:
    """The same id with the same name and type in another file, if there is one alone."""
    found = [
        ElementKey(one.file, key.element)
        for one in maps
        if key.element in one.kinds
        and (one.kinds[key.element].__name__, one.name(key.element)) == (trace.kind, trace.name)
    ]
    return found[0] if len(found) == 1 else None


def _alike(trace: Trace, file: str, maps: Surveys) -> ElementKey | None:
    """The element of the same name and type in the same process of a file, if there is one alone."""
    one = maps.of(file)
    if not trace.name:
        return None
    inside = {node for graph in one.processes if graph.process_id == trace.process for node in graph.nodes}
    found = [
        key
        for key, kind in one.kinds.items()
        if kind.__name__ == trace.kind
        and one.name(key) == trace.name
        and (not trace.process or not inside or key in inside)
    ]
    return ElementKey(file, found[0]) if len(found) == 1 else None


# -- facts with other keys -----------------------------------------------------------------------------


def keys_of(value: object) -> Iterator[ElementKey]:
    """Every element that facts name."""
    if isinstance(value, ElementKey):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from keys_of(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from keys_of(getattr(value, one.name))


def taken_over(facts: Facts, pairs: Iterable[tuple[ElementKey, ElementKey]]) -> Facts:
    """Facts that name the new elements instead of the old ones; of two that are one then the first stays."""
    renamed = _renamed(facts, dict(pairs))
    unique: dict[str, Any] = {}
    for section in sections():
        items = {identity(item): item for item in reversed(getattr(renamed, section))}
        unique[section] = tuple(items[key] for key in sorted(items))
    return replace(renamed, **unique)


def _renamed(value: T, names: Mapping[ElementKey, ElementKey]) -> T:
    if isinstance(value, ElementKey):
        return names.get(value, value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(_renamed(part, names) for part in value))  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _renamed(getattr(value, one.name), names) for one in fields(value)}
        return replace(value, **parts)
    return value


LET_GO = ("links", "external", "landscape", "accepted_findings")
"""Facts that say nothing without their element."""


def without(facts: Facts, keys: Iterable[ElementKey]) -> Facts:
    """Facts that do not name some elements any more; key figures and initiatives keep them.

    Those hold more than where they are measured, and tell themselves that an element is missing.
    """
    gone = frozenset(keys)
    kept: dict[str, Any] = {
        section: tuple(item for item in getattr(facts, section) if not gone & set(keys_of(item)))
        for section in LET_GO
    }
    for section in ("parties", "resources"):
        kept[section] = tuple(
            replace(item, elements=tuple(key for key in item.elements if key not in gone))
            for item in getattr(facts, section)
        )
    return replace(facts, **kept)
