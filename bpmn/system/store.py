"""Reads and writes ``system.json`` and remembers the steps by which facts changed.

The file is made to be compared and merged by people: keys and items are sorted, each item stands on one
line, there is nothing in it that a person did not decide.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

from bpmn.base.message import Message, message
from bpmn.system.fact_codec import EXTRA, WrongShape, canonical, from_json, json_name, to_json
from bpmn.system.facts import Facts, identity
from bpmn.xml import file
from bpmn.xml.errors import UnreadableFile

NAME = "system.json"
FORMAT = "wholeflow-system"
VERSION = 1
CONFLICT_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ")
LARGEST = 64 * 1024 * 1024
HEAD = ("format", "schemaVersion")
ORDERED = frozenset({"judgedMetrics"})
"""Lists whose order means something; all others are sorted when written."""


class NotWritable(OSError):  # noqa: N818 - says what it is
    """``system.json`` may not be replaced; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Unread:
    """An item of a section that could not be understood, as JSON text, and why."""

    section: str
    item: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Stored:
    """The facts of a folder and the state of the file they came from.

    ``fingerprint`` names the file's content as it was read, None where there is no file.
    ``read_only`` says why nothing may be written, None if it may.
    """

    facts: Facts = field(default_factory=Facts)
    fingerprint: str | None = None
    read_only: Message | None = None
    unread: tuple[Unread, ...] = ()
    """Items that could not be understood; they are written back as they were."""


def load(folder: Path) -> Stored:
    """The facts of a folder; empty ones where it has no ``system.json``. Raises UnreadableFile."""
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return Stored()
    data = file.read(path)
    content = _content(data)
    facts, unread = _facts(content)
    return Stored(facts, file.fingerprint(data), _newer(content), unread)


def open_facts(folder: Path) -> Stored:
    """The facts of a folder as ``load`` gives them; of a file that cannot be read none, and read only."""
    try:
        return load(folder)
    except UnreadableFile as error:
        text = "{problem} It is left as it is, and nothing can be saved in it."
        return Stored(read_only=message(text, problem=error.message))


def told(unread: Sequence[Unread]) -> Message:
    """A sentence about items that could not be understood. There must be some."""
    if len(unread) == 1:
        return message("one entry is not understood and only kept: {detail}", detail=unread[0].reason)
    text = "{count} entries are not understood and only kept. The first: {detail}"
    return message(text, count=len(unread), detail=unread[0].reason)


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
    written = file.save(path, to_bytes(stored.facts, stored.unread), stored.fingerprint or "")
    return Stored(stored.facts, written, unread=stored.unread)


def parse(data: bytes) -> Facts:
    """The facts that the bytes of a ``system.json`` hold. Raises UnreadableFile."""
    return _facts(_content(data))[0]


def to_bytes(facts: Facts, unread: Sequence[Unread] = ()) -> bytes:
    """The file for these facts; equal facts give equal bytes."""
    found = to_json(facts)
    kept: dict[str, list[str]] = {}
    for one in unread:
        kept.setdefault(one.section, []).append(one.item)
    head = [f'  "format": {json.dumps(FORMAT)}', f'  "schemaVersion": {VERSION}']
    body = [
        f"  {json.dumps(key)}: {_section(key, found.get(key), kept.get(key, ()))}"
        for key in sorted({*found, *kept})
    ]
    return ("{\n" + ",\n".join([*head, *body]) + "\n}\n").encode()


def _section(key: str, value: object, unread: Sequence[str]) -> str:
    if key in ORDERED:
        return unread[0] if value is None else canonical(value)
    if not isinstance(value, list | None) or not (value or unread):
        return canonical(value)
    # Those that are not understood come last, so that an item goes before its contradiction again.
    lines = [*sorted(canonical(item) for item in value or ()), *sorted(unread)]
    return "[\n" + ",\n".join(f"    {line}" for line in lines) + "\n  ]"


def _content(data: bytes) -> Mapping[str, Any]:
    if len(data) > LARGEST:
        raise UnreadableFile(NAME, message("it is larger than 64 MB, which no file of decisions is."))
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
    return _marked(_parsed(text))


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_number, parse_float=_finite, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        reason = message("it is not valid JSON ({detail}).", detail=error.msg)
        raise UnreadableFile(NAME, reason, error.lineno, error.colno) from error
    except NoNumber as error:
        raise UnreadableFile(NAME, message("“{number}” in it is no number.", number=error)) from error
    except Twice as error:
        raise UnreadableFile(NAME, message("“{key}” stands in it twice.", key=error)) from error
    except RecursionError as error:
        raise UnreadableFile(NAME, message("its content is nested too deep.")) from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableFile(NAME, message("it is not valid JSON ({detail}).", detail=error)) from error


def _marked(content: object) -> Mapping[str, Any]:
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise UnreadableFile(NAME, message("it lacks the format mark, so another program wrote it."))
    return content


class Twice(ValueError):  # noqa: N818 - says what it is
    """A key that one object holds twice, so that one of its values would be lost."""


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Twice(next(key for key in keys if keys.count(key) > 1))
    return found


class NoNumber(ValueError):  # noqa: N818 - says what it is
    """A word such as NaN that stands for no number."""


def _refuse_number(word: str) -> float:
    raise NoNumber(word)


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse_number(text)


def _facts(content: Mapping[str, Any]) -> tuple[Facts, tuple[Unread, ...]]:
    """What is understood, and the items that are not; of two items with one identity the first counts."""
    body = {key: value for key, value in content.items() if key not in HEAD}
    facts, unread = Facts(), list[Unread]()
    for name in sections():
        raw = body.pop(json_name(name), [])
        items, not_understood = _items(name, raw if isinstance(raw, list) else [raw])
        understood: dict[str, Any] = {name: items}
        facts = replace(facts, **understood)
        unread += not_understood
    metrics = json_name("judged_metrics")
    try:
        rest = from_json(Facts, body, "it")
    except WrongShape as error:
        unread.append(_unread(metrics, body.pop(metrics, None), str(error)))
        rest = from_json(Facts, body, "it")
    return replace(facts, judged_metrics=rest.judged_metrics, extra=rest.extra), tuple(unread)


def _items(section: str, raw: Sequence[object]) -> tuple[tuple[Any, ...], list[Unread]]:
    kind = get_args(get_type_hints(Facts)[section])[0]
    found: dict[tuple[str, ...], Any] = {}
    unread: list[Unread] = []
    for number, value in enumerate(raw, 1):
        place = f"“{json_name(section)}”, item {number}"
        try:
            item = from_json(kind, value, place)
        except WrongShape as error:
            unread.append(_unread(json_name(section), value, str(error)))
            continue
        known = found.setdefault(identity(item), item)
        if known != item:
            detail = f"{place} says something else than an earlier one"
            unread.append(_unread(json_name(section), value, detail))
    return tuple(found[key] for key in sorted(found)), unread


def _unread(section: str, value: object, detail: str) -> Unread:
    return Unread(section, canonical(value), message("{detail}.", detail=detail))


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
        newer = load(path.parent).read_only
    except UnreadableFile as error:
        raise NotWritable(message("{problem} It is left as it is.", problem=error.message)) from error
    if newer is not None:
        raise NotWritable(newer)


def sections() -> tuple[str, ...]:
    """The names of the fields of Facts that are lists of items."""
    hints = get_type_hints(Facts)
    return tuple(f.name for f in fields(Facts) if hints[f.name] not in (str, tuple[str, ...]))


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
    for name in ("judged_metrics", "check_profile", EXTRA):
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
