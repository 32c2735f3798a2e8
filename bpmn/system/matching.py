"""The ladder by which two ends of different maps are taken for one message, and when to ask instead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.ends import Definition, End, EndId
from bpmn.system.facts import Role
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion
from bpmn.system.names import content, says_something
from bpmn.system.places import Places
from bpmn.system.resemblance import ResemblanceKey, is_told_in, resemblance_keys, resembles, word_keys

CONTRADICTION = -9
MOST_CANDIDATES = 12
MOST_ALIKE = 20
"""A word that more receivers share is not looked at where names are only nearly the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sender and a receiver that may belong together.

    ``witness`` counts the pools that name the other's process. ``is_sure`` is false for what is only
    offered to people.
    """

    source: End
    target: End
    level: Level
    witness: int
    is_sure: bool
    evidence: Message

    @property
    def kind(self) -> Kind:
        """Trigger if the message begins an instance."""
        return Kind.TRIGGER if self.target.starts else Kind.MESSAGE

    @property
    def rank(self) -> tuple[bool, Level, int]:
        """Sorts the surest first."""
        return (not self.is_sure, self.level, -self.witness)

    def link(self) -> Link:
        """This pair as a link."""
        return Link(self.source.key, self.target.key, self.kind, self.level, self.evidence)


class Ladder:
    """Judges pairs of ends. ``roles`` are those of black boxes that stand for somebody outside."""

    def __init__(
        self,
        found: Places,
        roles: Mapping[ElementKey, Role],
        between: Iterable[tuple[ElementKey, ElementKey, str]] = (),
        correlated: Mapping[ElementKey, str] | None = None,
    ) -> None:
        self._places = found
        self._roles = roles
        self._correlated = correlated or {}
        self._drawn: dict[tuple[ElementKey, ElementKey], set[str]] = {}
        for one, other, name in between:
            for sender in found.known_as(one):
                for receiver in found.known_as(other):
                    self._drawn.setdefault((sender, receiver), set()).add(content(name))

    def pair(self, source: End, target: End) -> Pair | None:
        """The two as a pair at the best level that fits; None if nothing speaks for it."""
        if source.process == target.process:
            return None
        towards = self._witness(source, target.process)
        back = self._witness(target, source.process)
        if self._is_drawn_elsewhere(source, target):
            towards, back = (1 if witness == 0 else witness for witness in (towards, back))
        return (
            self._by_definition(source, target, towards, back)
            or self._by_name(source, target, towards, back)
            or self._by_likeness(source, target, towards, back)
            or self._by_pools(source, target, towards, back)
            or self._by_resemblance(source, target, towards, back)
        )

    def _is_drawn_elsewhere(self, source: End, target: End) -> bool:
        """Whether an overview map or a choreography draws such a message between the two."""
        names = self._drawn.get((source.process, target.process), set())
        return bool(names) and ("" in names or any(content(name) in names for name in source.names))

    def _witness(self, end: End, process: ElementKey) -> int:
        """1 if the pool drawn opposite is the process, 0 if no pool says anything, else negative."""
        shown = self._places.process_of.get(end.pool) if end.pool is not None else None
        if shown is not None:
            return 1 if shown == process else CONTRADICTION
        if end.pool is None or not says_something(self._places.pools[end.pool].name):
            return 0
        known = self._places.known_as(end.pool)
        if process in known:
            return 1
        is_somebody = bool(known) or self._roles.get(end.pool, Role.UNKNOWN) is not Role.UNKNOWN
        return CONTRADICTION if is_somebody else -1

    def _by_definition(self, source: End, target: End, towards: int, back: int) -> Pair | None:
        one, other = source.definition, target.definition
        if one is None or other is None:
            return None
        if one.key == other.key:
            level = Level.M0 if source.key.file == target.key.file else Level.M1
        elif one.is_same(other) and min(towards, back) > CONTRADICTION:
            level = Level.M3
        else:
            return None
        told = self._defined(source, target, one)
        return Pair(source, target, level, max(towards, 0) + max(back, 0), True, told)

    def _by_name(self, source: End, target: End, towards: int, back: int) -> Pair | None:
        name = _equal_name(source, target)
        if name is None or min(towards, back) <= CONTRADICTION:
            return None
        is_sure = towards >= 0 and back >= 0
        witness = max(towards, 0) + max(back, 0)
        if not is_sure:
            # A pool nobody knows stands opposite: somebody outside, or a process that was renamed.
            level, told = Level.M5 if witness else Level.M6, self._alike(source, target)
        elif witness:
            level, told = Level.M4, self._named_with_pool(source, target, name)
        else:
            level, told = Level.M4, self._named(source, target, name)
        return Pair(source, target, level, witness, is_sure, told)

    def _by_likeness(self, source: End, target: End, towards: int, back: int) -> Pair | None:
        if not _alike_names(source, target) or min(towards, back) <= CONTRADICTION:
            return None
        witness = max(towards, 0) + max(back, 0)
        if min(towards, back) < 0 and not witness:
            return None
        is_sure = towards == 1 and back == 1
        level = Level.M5 if witness else Level.M6
        return Pair(source, target, level, witness, is_sure, self._alike(source, target))

    def _by_pools(self, source: End, target: End, towards: int, back: int) -> Pair | None:
        """Two pools that name each other, and a message without a name: worth a question, no more."""
        if towards < 1 or back < 1 or (source.names and target.names):
            return None
        told = message(
            "“{sender}” sends something to “{receiver}”, which awaits something from there.",
            sender=self._called(source),
            receiver=self._called(target),
        )
        return Pair(source, target, Level.M6, 0, False, told)

    def _by_resemblance(self, source: End, target: End, towards: int, back: int) -> Pair | None:
        """Names that are nearly the same, or a message told in the other's label: worth a question."""
        witness = max(towards, 0) + max(back, 0)
        if min(towards, back) <= CONTRADICTION or (min(towards, back) < 0 and not witness):
            return None
        is_near = any(resembles(one, other) for one in source.names for other in target.names)
        if not is_near and not _is_told(source, target) and not _is_told(target, source):
            return None
        return Pair(source, target, Level.M6, witness, False, self._alike(source, target))

    def keys(self, end: End) -> Iterable[object]:
        """What two ends must share to be compared at all: a definition, an item, a name or two pools."""
        yield from _keys(end)
        if end.pool is not None:
            shown = self._places.process_of.get(end.pool)
            for other in (shown,) if shown is not None else self._places.known_as(end.pool):
                yield (end.process, other) if end.sends else (other, end.process)

    # -- words -----------------------------------------------------------------------------------

    def _called(self, end: End) -> str:
        return self._places.title(end.process)

    def _defined(self, source: End, target: End, definition: Definition) -> Message:
        words = {
            "sender": self._called(source),
            "receiver": self._called(target),
            "message": definition.name or definition.key.element,
        }
        case = self._correlated.get(definition.key)
        if case is None:
            return message("“{sender}” sends and “{receiver}” awaits the same message “{message}”.", **words)
        return message(
            "“{sender}” sends and “{receiver}” awaits the same message “{message}”; “{case}” tells the case.",
            case=case,
            **words,
        )

    def _named(self, source: End, target: End, name: str) -> Message:
        return message(
            "“{sender}” sends and “{receiver}” awaits a message named “{message}”.",
            sender=self._called(source),
            receiver=self._called(target),
            message=name,
        )

    def _named_with_pool(self, source: End, target: End, name: str) -> Message:
        return message(
            "“{sender}” sends “{message}”, “{receiver}” awaits it, and a pool names the other side.",
            sender=self._called(source),
            receiver=self._called(target),
            message=name,
        )

    def _alike(self, source: End, target: End) -> Message:
        return message(
            "“{sent}” of “{sender}” and “{awaited}” of “{receiver}” sound alike.",
            sent=source.message_name,
            sender=self._called(source),
            awaited=target.message_name,
            receiver=self._called(target),
        )


def _equal_name(source: End, target: End) -> str | None:
    """A name that both ends use; the names of definitions decide where both have one."""
    one, other = source.definition, target.definition
    if one is not None and other is not None and one.name and other.name:
        return one.name if one.name == other.name and says_something(one.name) else None
    theirs = set(target.names)
    return next((name for name in source.names if name in theirs and says_something(name)), None)


def _alike_names(source: End, target: End) -> bool:
    theirs = {content(name) for name in target.names}
    ours = {content(name) for name in source.names}
    return any(says_something(name) for name in ours & theirs)


def _is_told(one: End, other: End) -> bool:
    """Whether the name of what one end exchanges is told in the label of the other."""
    names = (one.definition.name if one.definition else "", one.flow_name)
    return any(is_told_in(name, other.label) for name in names if name)


def candidates(ladder: Ladder, ends: Sequence[End]) -> list[Pair]:
    """All pairs of a sender and a receiver that something speaks for, the surest first."""
    receivers: dict[object, list[End]] = {}
    for end in ends:
        if not end.sends:
            for key in ladder.keys(end):
                receivers.setdefault(key, []).append(end)
    # What many receivers share, as a mere word, tells nothing about one of them.
    for key in [key for key, found in receivers.items() if _is_common(key, found)]:
        del receivers[key]
    pairs: dict[tuple[ElementKey, ElementKey], Pair] = {}
    for source in ends:
        if not source.sends:
            continue
        # By identity: an end takes long to hash, and a pair that comes twice does no harm.
        found = {id(target): target for key in ladder.keys(source) for target in receivers.get(key, ())}
        for target in found.values():
            pair = ladder.pair(source, target)
            if pair is not None:
                place = (source.key, target.key)
                pairs[place] = min(pairs.get(place, pair), pair, key=lambda p: p.rank)
    return sorted(pairs.values(), key=lambda p: (p.rank, p.source.key, p.target.key))


@lru_cache(maxsize=65536)
def _name_keys(name: str) -> tuple[object, ...]:
    return tuple(dict.fromkeys((name, content(name), *resemblance_keys(name), *word_keys(name))))


def _is_common(key: object, receivers: Sequence[End]) -> bool:
    return isinstance(key, ResemblanceKey) and len(receivers) > MOST_ALIKE


def _keys(end: End) -> Iterable[object]:
    if end.definition is not None:
        yield end.definition.qualified
        if end.definition.item is not None:
            yield end.definition.item
        if end.definition.structure is not None:
            yield end.definition.structure
    for name in end.names:
        yield from _name_keys(name)


@dataclass(slots=True)
class Settled:
    """What matching came to."""

    links: list[Link]
    open: list[OpenQuestion]
    ends: set[EndId] = field(default_factory=set)
    """The ends that the links join: a step may exchange the same with several pools."""


def settle(found: Places, pairs: Sequence[Pair]) -> Settled:
    """Take for each sender its surest receivers; ask where they are in several processes.

    One sender may reach several receivers of one process (whichever waits), and several senders one
    receiver. What is not sure is asked only where both ends are free.
    """
    settled = Settled([], [])
    by_sender: dict[tuple[ElementKey, ElementKey | None], list[Pair]] = {}
    for pair in pairs:
        by_sender.setdefault((pair.source.key, pair.source.pool), []).append(pair)
    for options in by_sender.values():
        best = [pair for pair in options if pair.rank == options[0].rank]
        if not best[0].is_sure:
            continue
        if len({pair.target.process for pair in best}) > 1:
            settled.open.append(_question(found, best))
        else:
            settled.links += _alternatives(found, best) if len(best) > 1 else [best[0].link()]
            settled.ends.update(end.id for pair in best for end in (pair.source, pair.target))
    _suggest(found, by_sender.values(), settled)
    return settled


def _alternatives(found: Places, pairs: Sequence[Pair]) -> list[Link]:
    """Links of one sender to several steps of one process, of which one receives the message."""
    told = message(
        "“{sender}” sends “{message}”, which one of {count} steps of “{receiver}” receives.",
        sender=found.title(pairs[0].source.process),
        message=pairs[0].source.message_name,
        count=len(pairs),
        receiver=found.title(pairs[0].target.process),
    )
    return [replace(pair, evidence=told).link() for pair in pairs]


def _suggest(found: Places, by_sender: Iterable[list[Pair]], settled: Settled) -> None:
    bound = {link.source for link in settled.links} | {link.target for link in settled.links}
    bound |= {question.source for question in settled.open}
    for options in by_sender:
        free = [p for p in options if p.source.key not in bound and p.target.key not in bound]
        best = [pair for pair in free if pair.rank == free[0].rank]
        # Names that are merely alike in several places are no question worth asking.
        if best and (best[0].level is not Level.M6 or len(best) == 1):
            settled.open.append(_question(found, best))


def _question(found: Places, pairs: Sequence[Pair]) -> OpenQuestion:
    first = pairs[0].source
    if len(pairs) > 1:
        asked = message(
            "Which of {count} processes receives “{message}” from “{sender}”?",
            count=len({pair.target.process for pair in pairs}),
            message=first.message_name,
            sender=found.title(first.process),
        )
    else:
        asked = message(
            "Does “{sent}” of “{sender}” go to “{awaited}” of “{receiver}”?",
            sent=first.message_name,
            sender=found.title(first.process),
            awaited=pairs[0].target.message_name,
            receiver=found.title(pairs[0].target.process),
        )
    offered = [Candidate(p.target.key, p.level, p.evidence) for p in pairs[:MOST_CANDIDATES]]
    return OpenQuestion(asked, first.key, pairs[0].kind, tuple(sorted(offered, key=lambda c: c.key)))
