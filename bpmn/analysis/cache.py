"""What checks found last time, kept by what they read, so that only what changed is checked again.

A cache is a value: it goes into a check and a new one comes out, also to and from another process.
"""

import pickle
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import blake2b
from weakref import ReferenceType, ref

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Reads, Rule
from bpmn.base.finding import ElementKey, Finding
from bpmn.model import BusinessRuleTask, ManualTask, ScriptTask, ServiceTask, Task, UserTask
from bpmn.model.document import Document
from bpmn.system.seen import FileSurvey
from bpmn.system.store import to_bytes
from bpmn.system.system import System
from bpmn.xml.file import fingerprint

Place = tuple[str, str]
"""A rule's id and the map it looked at, empty for the whole."""

DIAGRAM = re.compile(rb"<(?:[\w.-]+:)?BPMNDiagram[\s>].*?</(?:[\w.-]+:)?BPMNDiagram\s*>", re.DOTALL)
PLAIN = frozenset({Task, UserTask, ManualTask, ServiceTask, ScriptTask, BusinessRuleTask})
"""Steps whose names say nothing about what joins them to others."""

NAMED = re.compile(
    rb"(<(?:[\w.-]+:)?(?:task|(?:user|manual|service|script|businessRule)Task)"
    rb"(?:\s+(?!name[\s=])[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s+name\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
"""The start of such a step up to its name."""

HIDING = (b"<!--", b"<![CDATA[", b"<?")
"""What may hold the words of a diagram without being one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rule found, and the digest of what it had read."""

    digest: bytes
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckCache:
    """The results of one examination of a system."""

    entries: Mapping[Place, Kept] = field(default_factory=dict)

    def get(self, place: Place, digest: bytes) -> tuple[Finding, ...] | None:
        """What was found where the same was read; None if it was not."""
        kept = self.entries.get(place)
        return kept.findings if kept is not None and kept.digest == digest else None


class Digests:
    """Digests of what the rules read from a system, each made once; ``results`` are those known by now."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.results = context.results
        system = context.system
        maps = context.maps
        contents = {file: maps.of(file).derive(_Content).digests(system) for file in system.files}
        self._maps = {file: content for file, (content, _) in contents.items()}
        self._shapes = {file: shape for file, (_, shape) in contents.items()}

    def of(self, rule: Rule, file: str) -> bytes:
        """The digest of all that a rule reads when it looks at a map (or, with no map, at the whole)."""
        kind = b"folder" if self._context.system.is_folder else b"map"
        if rule.reads is Reads.MAP:
            return _digest([kind, self._maps[file]])
        if rule.reads is Reads.LINKED:
            return _digest([kind, self._maps[file], self._linked.get(file, b"")])
        if rule.reads is Reads.SEARCH:
            return _digest([kind, self._whole, self._search])
        if rule.reads is Reads.SHAPE:
            return _digest([kind, self._shape])
        return _digest([kind, self._links if rule.reads is Reads.LINKS else self._whole])

    @property
    def _search(self) -> bytes:
        return pickle.dumps((self.results.stuck, self.results.unsound))

    @cached_property
    def _whole(self) -> bytes:
        return _digest([said(self._context.system, self._maps), self._links, self._results])

    @cached_property
    def _shape(self) -> bytes:
        around = [self._links, self._results, self._spoken]
        return _digest([said(self._context.system, self._shapes), *around])

    @cached_property
    def _results(self) -> bytes:
        return pickle.dumps(replace(self._context.results, stuck=None, unsound=None))

    @cached_property
    def _spoken(self) -> bytes:
        """What plain steps are called that exchange something: such names are told elsewhere too."""
        context = self._context
        keys = {key for link in context.links.links for key in (link.source, link.target)}
        keys.update(end.key for end in context.ends.open)
        keys.update(use.key for use in (*context.signals, *context.stores))
        told = [(*key, context.maps.name(key)) for key in keys if context.maps.kind(key) in PLAIN]
        return repr(sorted(told)).encode()

    @cached_property
    def _links(self) -> bytes:
        context = self._context
        told = [*self._told]
        told += [repr(question) for question in context.links.open]
        told += [repr(party) for party in context.links.parties]
        told += [repr(key) for key in context.links.external]
        told += [repr((p.key, p.name, p.names, p.pools)) for p in context.places.processes.values()]
        told += [repr(pool) for pool in context.places.pools.values()]
        return _written(told)

    @cached_property
    def _told(self) -> list[str]:
        """Every link as text; plain tuples are written several times as fast as the values themselves."""
        return [
            repr((*x.source, *x.target, x.kind.value, x.level.value, x.evidence.template, x.evidence.values))
            for x in self._context.links.links
        ]

    @cached_property
    def _linked(self) -> Mapping[str, bytes]:
        """Per map: its links with the names and parties of the other ends."""
        told: dict[str, list[str]] = {}
        who = cache(self._who)
        for link, text in zip(self._context.links.links, self._told, strict=True):
            said = f"{text}{who(link.source)}{who(link.target)}"
            for file in {link.source.file, link.target.file}:
                told.setdefault(file, []).append(said)
        for key in [q.source for q in self._context.links.open] + list(self._context.links.external):
            told.setdefault(key.file, []).append(repr(key))
        return {file: _written(texts) for file, texts in told.items()}

    def _who(self, key: ElementKey) -> str:
        place = self._context.place(key)
        party = self._context.topology.party_at(place)
        told = (
            *(place or ()),
            self._context.process_name(key),
            self._context.name(key),
            party and (party.name, party.role.value),
        )
        return repr(told)


class _Content:
    """The digests of what a map says, kept with its survey as long as the map stays the same."""

    def __init__(self, one: FileSurvey) -> None:
        self._file = one.file
        self._state: object = None
        self._content = ""
        self._digests = (b"", b"")

    def digests(self, system: System) -> tuple[bytes, bytes]:
        """Those of the map as it is in a system now: of everything, and without names of plain steps."""
        mark = system.mark(self._file)
        state = mark or self._edited(system)
        if state != self._state:
            self._state, content = state, mark or fingerprint(system.data(self._file))
            if content != self._content:
                self._content, self._digests = content, _both(self._file, system.data(self._file))
        return self._digests

    def _edited(self, system: System) -> tuple[ReferenceType[Document], int]:
        document = system.document(self._file)
        return ref(document), document.revision


def said(system: System, maps: Mapping[str, bytes] | None = None) -> bytes:
    """A digest of what a system says: equal where nothing changed that checks or numbers could rest on."""
    if maps is None:
        maps = {file: content_digest(file, system.data(file)) for file in system.files}
    kept = replace(
        system.facts, landscape=(), accepted_findings=(), check_settings=(), check_profile="", extra=""
    )
    named = (part for file, digest in maps.items() for part in (file.encode(), digest))
    return _digest([*named, to_bytes(kept)])


def content_digest(file: str, data: bytes) -> bytes:
    """A digest of what a map says, without how it is drawn where the drawing can be told apart surely."""
    return _both(file, data)[0]


def _both(file: str, data: bytes) -> tuple[bytes, bytes]:
    """The same, and one without the names of plain steps where these can be told apart surely."""
    body = data.partition(b"?>")[2] if data.lstrip()[:5] == b"<?xml" else data
    if any(mark in body for mark in HIDING):
        digest = _digest([file.encode(), body])
        return digest, digest
    body = DIAGRAM.sub(b"", body)
    return _digest([file.encode(), body]), _digest([file.encode(), NAMED.sub(rb"\1", body)])


def _written(texts: Iterable[str]) -> bytes:
    """A digest of texts that Python wrote for values: these hold no line breaks."""
    return _digest(["\n".join(texts).encode()])


def _digest(parts: Iterable[bytes]) -> bytes:
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
