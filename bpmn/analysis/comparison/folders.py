"""The differences between two versions of a folder of maps, and of what people decided about it."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from bpmn.analysis.comparison.changes import Change
from bpmn.analysis.comparison.compare import Comparison, Difference, Kind, compare
from bpmn.analysis.comparison.words import word
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.fact_codec import canonical, json_name, to_json
from bpmn.system.facts import Facts, identity
from bpmn.system.store import NAME, sections
from bpmn.system.system import System

MAP = "map"
ALIKE = 0.5
"""A map under another name is the same one if it shares more than this part of its ids."""


def compare_systems(before: System, after: System) -> Comparison:
    """All differences between two folders, map by map in the order of their files."""
    found: list[Difference] = []
    pairs = file_pairs(before, after)
    for old, new in sorted(pairs, key=lambda pair: pair[1] or pair[0] or ""):
        if old is None or new is None:
            found.append(_file(old, new))
            continue
        if old != new:
            found.append(_file(old, new))
        found += compare(before.document(old), after.document(new), (old, new)).differences
    found += _decisions(before.facts, after.facts)
    return Comparison(tuple(found), _unreadable(before, after))


def file_pairs(before: System, after: System) -> list[tuple[str | None, str | None]]:
    """Which map of one folder is which of the other: by its path, else by its ids; None where it has none."""
    same = [name for name in before.files if name in after.files]
    gone = [name for name in before.files if name not in after.files and name not in after.unreadable]
    come = [name for name in after.files if name not in before.files and name not in before.unreadable]
    likeness = {
        pair: _likeness(before.document(pair[0]).ids(), after.document(pair[1]).ids())
        for pair in product(gone, come)
    }
    renamed: dict[str, str] = {}
    for (old, new), share in sorted(likeness.items(), key=lambda entry: (-entry[1], entry[0])):
        if share > ALIKE and old not in renamed and new not in renamed.values():
            renamed[old] = new
    alone: list[tuple[str | None, str | None]] = [(old, None) for old in gone if old not in renamed]
    alone += [(None, new) for new in come if new not in renamed.values()]
    return [*((name, name) for name in same), *renamed.items(), *alone]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _file(old: str | None, new: str | None) -> Difference:
    """A map that came, went or has another name."""
    was, now = (ElementKey(name, "") if name else None for name in (old, new))
    name = (new or old or "").rpartition("/")[2].partition(".bpmn")[0]
    if old is None or new is None:
        return Difference(Kind.ADDED if old is None else Kind.REMOVED, MAP, name, "", was, now)
    change = Change("file", message("file"), old, new)
    return Difference(Kind.CHANGED, MAP, name, "", was, now, changes=(change,))


def _unreadable(before: System, after: System) -> tuple[tuple[str, Message], ...]:
    told = {
        (system.folder / name).as_posix(): e.message
        for system in (before, after)
        for name, e in system.unreadable.items()
    }
    return tuple(sorted(told.items()))


# -- decisions -----------------------------------------------------------------------------------


def _decisions(before: Facts, after: Facts) -> Iterator[Difference]:
    for section in sections():
        was, now = ({identity(i): i for i in getattr(facts, section)} for facts in (before, after))
        for key in sorted({*was, *now}):
            old, new = was.get(key), now.get(key)
            if old != new:
                yield _decision(section, key, old, new)


def _decision(section: str, key: Sequence[str], old: object | None, new: object | None) -> Difference:
    place = ElementKey(NAME, f"{json_name(section)}/{' '.join(key)}")
    name = " · ".join(part for part in key if part)
    if old is None or new is None:
        kind = Kind.ADDED if old is None else Kind.REMOVED
        ends = (None, place) if old is None else (place, None)
        return Difference(kind, json_name(section), name, "", *ends)
    found = tuple(_fields(to_json(old), to_json(new)))
    return Difference(Kind.CHANGED, json_name(section), name, "", place, place, changes=found)


def _fields(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            was, now = (canonical(side[key]) if key in side else None for side in (old, new))
            yield Change(key, word(f"@{key}"), was, now)
