"""Which messages and signals go where in a net: places made of the links of a system."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import CatchEvent, MessageEventDefinition, ReceiveTask
from bpmn.semantics.draft import Draft
from bpmn.semantics.net import PlaceKind, Sends
from bpmn.system.link import Kind, Level, Link, Links
from bpmn.system.links import Survey
from bpmn.system.system import System

SENT = frozenset({Kind.MESSAGE, Kind.TRIGGER})


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a catch may react to: the tokens it takes and gives back; from outside the net or not."""

    takes: tuple[int, ...] = ()
    gives: tuple[int, ...] = ()
    is_outside: bool = False
    is_counted: bool = False
    """Only as many reactions are possible as there were messages."""


@dataclass(slots=True)
class Exchange:
    """What every element of the analysed maps sends and receives."""

    sends: dict[ElementKey, list[int]] = field(default_factory=dict)
    receives: dict[ElementKey, list[Trigger]] = field(default_factory=dict)
    throws: dict[ElementKey, list[int]] = field(default_factory=dict)
    catches: dict[ElementKey, list[Trigger]] = field(default_factory=dict)
    informs: dict[ElementKey, list[ElementKey]] = field(default_factory=dict)
    """The pools of parties, and the processes that do not take part, that get a message from an element."""


class Exchanges:
    """Makes the places of messages and signals."""

    def __init__(self, system: System, links: Links, seen: Survey, files: Collection[str]) -> None:
        self._system, self._links, self._seen, self._files = system, links, seen, files
        self._flows: Mapping[tuple[ElementKey, ElementKey], ElementKey] = {
            (one.source, one.target): one.flow for one in seen.ends.drawn if one.flow.element
        }

        self._outside = {element for party in links.parties for element in party.elements}

    def build(self, draft: Draft, parties: Mapping[ElementKey, Sends]) -> Exchange:
        """Places for all messages and signals; ``parties`` says which pools do otherwise than once."""
        made = Exchange()
        for link in self._links.links:
            if link.kind in SENT:
                self._message(draft, made, link, parties)
            elif link.kind is Kind.SIGNAL:
                self._signal(draft, made, link)
        self._open_ends(draft, made, parties)
        self._answers(draft, made, parties)
        return made

    def _is_here(self, key: ElementKey) -> bool:
        """Whether an element is a node of an analysed process, not the border of its pool."""
        places = self._seen.places
        return key.file in self._files and key in places.process_of and not places.is_border(key)

    def _message(self, draft: Draft, made: Exchange, link: Link, parties: Mapping[ElementKey, Sends]) -> None:
        if self._is_here(link.source):
            self._inform(made, link)
        if not self._is_here(link.target) or not reads(self._system, link.target):
            return
        if not self._is_here(link.source):
            self._from_outside(draft, made, link.source, link.target, parties)
            return
        receiver = self._seen.places.process_of[link.target]
        drawn = self._flows.get((link.source, link.target))
        name = self._seen.maps.name(drawn or link.source) or self._seen.maps.name(link.source)
        # A message that may be meant for one of several steps of a process is still one message.
        is_own = link.level in (Level.M0, Level.M1)
        place = draft.place(
            PlaceKind.MESSAGE,
            drawn or link.source,
            None,
            name or link.source.element,
            link.target if is_own else receiver,
        )
        if place not in made.sends.setdefault(link.source, []):
            made.sends[link.source].append(place)
        made.receives.setdefault(link.target, []).append(Trigger((place,), is_counted=True))

    def _inform(self, made: Exchange, link: Link) -> None:
        """Note a message that leaves the net: to a party, or to a process that does not take part."""
        process = self._seen.places.process_of.get(link.target)
        if link.target in self._outside:
            made.informs.setdefault(link.source, []).append(link.target)
        elif process is not None and process.file not in self._files:
            made.informs.setdefault(link.source, []).append(process)

    def _from_outside(
        self,
        draft: Draft,
        made: Exchange,
        source: ElementKey,
        target: ElementKey,
        parties: Mapping[ElementKey, Sends],
    ) -> None:
        name = self._seen.maps.name(source) or self._seen.places.owner(source)
        place = draft.place(PlaceKind.PARTY, source, None, name, target)
        sends = parties.get(source, Sends.ONCE)
        draft.initial[place] = 0 if sends is Sends.NEVER else 1
        gives = (place,) if sends is Sends.ALWAYS else ()
        made.receives.setdefault(target, []).append(Trigger((place,), gives, is_outside=True))

    def _signal(self, draft: Draft, made: Exchange, link: Link) -> None:
        if not self._is_here(link.target):
            return
        if not self._is_here(link.source):
            made.catches.setdefault(link.target, []).append(Trigger(is_outside=True))
            return
        name = self._seen.maps.name(link.source) or link.source.element
        place = draft.place(PlaceKind.SIGNAL, link.source, None, name, link.target)
        made.throws.setdefault(link.source, []).append(place)
        made.catches.setdefault(link.target, []).append(Trigger((place,), is_counted=True))

    def _answers(self, draft: Draft, made: Exchange, parties: Mapping[ElementKey, Sends]) -> None:
        """After each message to a party it may send once more what a running process awaits from it."""
        group = {element: party.name for party in self._links.parties for element in party.elements}
        awaited: dict[str, list[int]] = {}
        for place in draft.places:
            target = place.target
            if place.kind is not PlaceKind.PARTY or place.element not in group or target is None:
                continue
            starts = target.element in self._seen.maps.of(target.file).starting
            if not starts and parties.get(place.element, Sends.ONCE) is Sends.ONCE:
                awaited.setdefault(group[place.element], []).append(place.index)
        for sender, pools in made.informs.items():
            for name in sorted({group[pool] for pool in pools if pool in group}):
                made.throws.setdefault(sender, []).extend(awaited.get(name, ()))

    def _open_ends(self, draft: Draft, made: Exchange, parties: Mapping[ElementKey, Sends]) -> None:
        """Messages of which people said that they come from outside, and open questions about receivers.

        Who sends the former is not drawn, so nobody can be seen to ask for them again: they come whenever a
        running process waits for them.
        """
        asked = {q.source for q in self._links.open if q.kind in SENT}
        asked |= {c.key for q in self._links.open if q.kind in SENT for c in q.candidates}
        external = set(self._links.external)
        for key in sorted(asked | external):
            if key in made.receives or not self._is_here(key) or not reads(self._system, key):
                continue
            starts = key.element in self._seen.maps.of(key.file).starting
            comes = {key: Sends.ALWAYS} if key in external and not starts else {}
            self._from_outside(draft, made, key, key, {**comes, **parties})
            if key in asked:
                told = message(
                    "Who sends “{message}” is an open question; it is taken as something that may come once.",
                    message=self._seen.maps.name(key) or key.element,
                )
                draft.note(key, told)


def reads(system: System, key: ElementKey) -> bool:
    """Whether an element waits for messages; other steps take what comes without waiting for it."""
    element = system.document(key.file).element(key.element)
    if isinstance(element, CatchEvent):
        return any(isinstance(d, MessageEventDefinition) for d in element.definitions)
    return isinstance(element, ReceiveTask)
