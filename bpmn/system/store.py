"""Reads and writes ``system.json`` and remembers the steps by which facts changed.

The file is made to be compared and merged by people: keys and items are sorted, each item stands on one
line, there is nothing in it that a person did not decide.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from bpmn.base.message import Message, message
from bpmn.system.fact_codec import EXTRA, WrongShape, canonical, from_json, json_name, to_json
from bpmn.system.facts import Facts, identity
from bpmn.xml import file
from bpmn.xml.errors import UnreadableFile

NAME = "system.json"
FORMAT = "wholeflow-system"
VERSION = 1
CONFLICT_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ")
HEAD = ("format", "schemaVersion")
ORDERED = frozenset({"judgedMetrics"})
"""Lists whose order means something; all others are sorted when written."""


class NotWritable(OSError):  # noqa: N818 - says what it is
    """``system.json`` may not be replaced; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Stored:
    """The facts of a folder and the state of the file they came from.

    ``fingerprint`` names the file's content as it was read, None where there is no file.
    ``read_only`` says why nothing may be written, None if it may.
    """

    facts: Facts = field(default_factory=Facts)
    fingerprint: str | None = None
    read_only: Message | None = None


def load(folder: Path) -> Stored:
    """The facts of a folder; empty ones where it has no ``system.json``. Raises UnreadableFile."""
    path = folder / NAME
    if not path.exists():
        return Stored()
    data = file.read(path)
    content = _content(data)
    return Stored(_facts(content), file.fingerprint(data), _newer(content))


def save(folder: Path, stored: Stored) -> Stored:
    """Write facts and return them with the new state of the file.

    Raises NotWritable for a file of a newer version or without the format mark, ChangedOutside if the
    file is another one than was read (see ``merge``), and OSError.
    """
    if stored.read_only is not None:
        raise NotWritable(stored.read_only)
    path = folder / NAME
    if path.exists():
        _refuse_foreign(path)
    written = file.save(path, to_bytes(stored.facts), stored.fingerprint or "")
    return Stored(stored.facts, written)


def parse(data: bytes) -> Facts:
    """The facts that the bytes of a ``system.json`` hold. Raises UnreadableFile."""
    return _facts(_content(data))


def to_bytes(facts: Facts) -> bytes:
    """The file for these facts; equal facts give equal bytes."""
    sections = to_json(facts)
    head = [f'  "format": {json.dumps(FORMAT)}', f'  "schemaVersion": {VERSION}']
    body = [f"  {json.dumps(key)}: {_section(key, sections[key])}" for key in sorted(sections)]
    return ("{\n" + ",\n".join([*head, *body]) + "\n}\n").encode()


def _section(key: str, value: object) -> str:
    if not isinstance(value, list) or not value:
        return canonical(value)
    lines = [canonical(item) for item in value]
    if key not in ORDERED:
        lines.sort()
    return "[\n" + ",\n".join(f"    {line}" for line in lines) + "\n  ]"


def _content(data: bytes) -> Mapping[str, Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(NAME, message("it is not written in UTF-8.")) from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(CONFLICT_MARKERS):
            reason = message(
                "two versions were merged and the conflict marks are still in it. "
                "Keep one side of each marked place, then open the folder again."
            )
            raise UnreadableFile(NAME, reason, number, 1)
    try:
        content = json.loads(text, parse_constant=_refuse_number)
    except json.JSONDecodeError as error:
        reason = message("it is not valid JSON ({detail}).", detail=error.msg)
        raise UnreadableFile(NAME, reason, error.lineno, error.colno) from error
    except NoNumber as error:
        raise UnreadableFile(NAME, message("“{number}” in it is no number.", number=error)) from error
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise UnreadableFile(NAME, message("it lacks the format mark, so another program wrote it."))
    return content


class NoNumber(ValueError):  # noqa: N818 - says what it is
    """A word such as NaN that stands for no number."""


def _refuse_number(word: str) -> float:
    raise NoNumber(word)


def _facts(content: Mapping[str, Any]) -> Facts:
    body = {key: value for key, value in content.items() if key not in HEAD}
    if _newer(content) is not None:
        return _what_is_readable(body)
    try:
        return _sorted(from_json(Facts, body, "it"))
    except WrongShape as error:
        raise UnreadableFile(NAME, message("{detail}.", detail=error)) from error


def _what_is_readable(body: Mapping[str, Any]) -> Facts:
    """The sections of a newer file that still look as this version knows them."""
    facts = Facts()
    for key, value in body.items():
        try:
            section = from_json(Facts, {key: value}, "it")
        except WrongShape:
            continue
        for known in fields(Facts):
            if json_name(known.name) == key:
                facts = replace(facts, **{known.name: getattr(section, known.name)})
    return facts


def _newer(content: Mapping[str, Any]) -> Message | None:
    version = content.get("schemaVersion")
    if isinstance(version, int) and version <= VERSION:
        return None
    return message(
        "{file} was written by a newer version (schema {version}) and is only read here.",
        file=NAME,
        version=version,
    )


def _refuse_foreign(path: Path) -> None:
    try:
        newer = _newer(_content(file.read(path)))
    except UnreadableFile as error:
        raise NotWritable(message("{problem} It is left as it is.", problem=error.message)) from error
    if newer is not None:
        raise NotWritable(newer)


def sections() -> tuple[str, ...]:
    """The names of the fields of Facts that are lists of items."""
    hints = get_type_hints(Facts)
    return tuple(f.name for f in fields(Facts) if hints[f.name] not in (str, tuple[str, ...]))


def _sorted(facts: Facts) -> Facts:
    """The facts with every section in the order of its items' identity."""
    ordered: dict[str, Any] = {
        name: tuple(sorted(getattr(facts, name), key=identity)) for name in sections() if name != EXTRA
    }
    return replace(facts, **ordered)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An item that was changed here and outside, and differently. None means deleted."""

    section: str
    item: tuple[str, ...]
    mine: object | None
    theirs: object | None


def merge(base: Facts, mine: Facts, theirs: Facts) -> tuple[Facts, tuple[Conflict, ...]]:
    """Join two changed versions of ``base`` item by item; a conflict keeps ``mine`` until answered."""
    merged: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for section in sections():
        merged[section] = _merge_section(section, (base, mine, theirs), conflicts)
    for name in ("judged_metrics", EXTRA):
        merged[name] = getattr(theirs if getattr(mine, name) == getattr(base, name) else mine, name)
    return Facts(**merged), tuple(conflicts)


def _merge_section(
    section: str, versions: tuple[Facts, Facts, Facts], conflicts: list[Conflict]
) -> tuple[object, ...]:
    base, mine, theirs = ({identity(item): item for item in getattr(v, section)} for v in versions)
    kept = []
    for key in sorted({*base, *mine, *theirs}):
        own, other, old = mine.get(key), theirs.get(key), base.get(key)
        chosen = other if own == old else own
        if own not in (old, other) and other != old:
            conflicts.append(Conflict(section, key, own, other))
        if chosen is not None:
            kept.append(chosen)
    return tuple(kept)


def take_theirs(facts: Facts, conflict: Conflict) -> Facts:
    """Answer a conflict with the version from outside."""
    return with_item(facts, conflict.section, conflict.item, conflict.theirs)


def with_item(facts: Facts, section: str, key: tuple[str, ...], item: object | None) -> Facts:
    """Facts with one item put in, replaced or (None) taken out; ``key`` is the old item's identity."""
    others = [found for found in getattr(facts, section) if identity(found) != key]
    new = [*others, item] if item is not None else others
    changed: dict[str, Any] = {section: tuple(sorted(new, key=identity))}
    return replace(facts, **changed)
