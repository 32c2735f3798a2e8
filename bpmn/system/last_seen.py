"""What the maps looked like when they were last seen: kept in the user's data folder, never beside the maps.

A decision names an element by file and id. When a file is renamed or an element drawn anew, only the
memory of its content, name and type can tell what became of it. The memory is a cache in the user's data
folder; without it ids alone have to do.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bpmn.base.finding import ElementKey
from bpmn.base.user_data import user_data_folder
from bpmn.system.surveys import Surveys
from bpmn.xml import file
from bpmn.xml.errors import UnreadableFile

FOLDER = "seen"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Trace:
    """What an element was: its class, its name and the process it was in."""

    kind: str
    name: str
    process: str


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A map that decisions are about: its content's name, its ids, and the elements that are named."""

    content: str
    ids: tuple[str, ...] = ()
    traces: Mapping[str, Trace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastSeen:
    """All maps that there were, and more about those that decisions name."""

    files: frozenset[str] = frozenset()
    known: Mapping[str, SeenFile] = field(default_factory=dict)


def remember(
    last: LastSeen, keys: Iterable[ElementKey], maps: Surveys, content_of: Callable[[str], str]
) -> LastSeen:
    """The memory after another look; what is gone now stays as it was remembered.

    ``content_of`` names the content of a file.
    """
    named: dict[str, set[str]] = {}
    for key in keys:
        if key.file:
            named.setdefault(key.file, set()).add(key.element)
    known = {name: seen for name, seen in last.known.items() if name in named}
    for name, elements in named.items():
        if name in maps:
            old = known.get(name, SeenFile(""))
            fresh = _traces(maps, name, elements)
            kept = {key: trace for key, trace in old.traces.items() if key in elements}
            ids = tuple(sorted(maps.of(name).kinds))
            # While an element is missing its map is remembered as it was with it.
            is_whole = elements <= {*fresh, ""}
            content = content_of(name) if is_whole or not old.content else old.content
            known[name] = SeenFile(content, ids if is_whole or not old.ids else old.ids, {**kept, **fresh})
    return LastSeen(frozenset(maps.files) | frozenset(known), known)


def _traces(maps: Surveys, name: str, elements: Iterable[str]) -> dict[str, Trace]:
    survey = maps.of(name)
    process_of = {node: graph.process_id for graph in survey.processes for node in graph.nodes}
    return {
        key: Trace(survey.kinds[key].__name__, survey.name(key), process_of.get(key, ""))
        for key in elements
        if key in survey.kinds
    }


# -- on disk ---------------------------------------------------------------------------------------


def place_of(folder: Path) -> Path:
    """Where the memory of a folder is kept."""
    return user_data_folder() / FOLDER / f"{file.fingerprint(str(folder.resolve()).encode())}.json"


def load(path: Path) -> LastSeen:
    """The memory in a file; an empty one where there is none or it cannot be read: it is only a cache."""
    try:
        raw = json.loads(file.read(path)) if path.is_file() else {}
        return _read(raw) if raw.get("version") == VERSION else LastSeen()
    except (UnreadableFile, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return LastSeen()


def _read(raw: Mapping[str, Any]) -> LastSeen:
    known = {
        str(name): SeenFile(
            str(one["content"]),
            tuple(map(str, one["ids"])),
            {str(key): Trace(**trace) for key, trace in one["traces"].items()},
        )
        for name, one in raw["known"].items()
    }
    return LastSeen(frozenset(map(str, raw["files"])), known)


def save(path: Path, seen: LastSeen) -> None:
    """Write the memory. Raises OSError."""
    known = {name: asdict(one) for name, one in sorted(seen.known.items())}
    content = {"version": VERSION, "files": sorted(seen.files), "known": known}
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(path, json.dumps(content, ensure_ascii=False, sort_keys=True).encode())
