"""Finds what joins the processes of a system, without trusting ids or the order of the maps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.collector import settled_heap
from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import Message
from bpmn.system import broadcasts, references, teams
from bpmn.system.broadcasts import Use
from bpmn.system.ends import Drawn, End, EndId, Ends, ends
from bpmn.system.facts import Decision, ExternalFact, Facts, Role
from bpmn.system.faults import exceptions
from bpmn.system.handed import handed_over
from bpmn.system.link import Candidate, Kind, Level, Link, Links, OpenQuestion, Party
from bpmn.system.matching import Ladder, Pair, candidates, settle
from bpmn.system.names import normalised
from bpmn.system.parties import outside, parties, pool_roles
from bpmn.system.places import Places, places
from bpmn.system.surveys import SurveyCache, Surveys, surveys
from bpmn.system.system import System

__all__ = [
    "Candidate",
    "Kind",
    "Level",
    "Link",
    "Links",
    "OpenQuestion",
    "Party",
    "Survey",
    "find_links",
    "join",
    "survey",
]

SENT = frozenset({Kind.TRIGGER, Kind.MESSAGE})


@dataclass(frozen=True, slots=True)
class Survey:
    """What the maps hold that links are made of: each map by itself, and what that means among all."""

    maps: Surveys
    places: Places
    ends: Ends
    signals: Sequence[Use]
    stores: Sequence[Use]


def survey(system: System, cache: SurveyCache | None = None) -> Survey:
    """Look through all maps of a system; with a cache only through those that changed."""
    maps = surveys(system, cache)
    found = places(maps)
    signals, stores = broadcasts.signal_uses(maps, found), broadcasts.store_uses(maps, found)
    return Survey(maps, found, ends(maps, found), signals, stores)


def find_links(system: System, seen: Survey | None = None) -> Links:
    """All links of a system, the questions that only people can answer, and the parties outside."""
    return join(seen or survey(system), system.facts)


@settled_heap()
def join(seen: Survey, facts: Facts) -> Links:
    """What the maps hold and what people said, as links; reads no map."""
    maps, found, exchanged = seen.maps, seen.places, seen.ends
    roles = pool_roles(maps, facts, found)
    known = parties(maps, facts, found, roles)
    external = {fact.element: fact for fact in facts.external}
    drawn = [_drawn(found, one) for one in exchanged.drawn]
    free = [end for end in exchanged.open if end.key not in external]
    ladder = Ladder(found, roles, exchanged.between, _correlated(maps))
    pairs = _unless_rejected(facts, candidates(ladder, free))
    confirmed = _confirmed(maps, facts)
    settled = settle(found, _not_answered(pairs, confirmed))
    matched = _not_closer(found, drawn, confirmed + settled.links) + confirmed + settled.links
    taken = settled.ends | _meant(exchanged.open, roles, confirmed)
    halves = _to_parties(found, exchanged.open, outside(found, roles), taken)
    said = _said_external(exchanged.open, external, known)
    signals, about_signals = broadcasts.signals(seen.signals, found)
    data, about_data = broadcasts.stores(seen.stores, found)
    calls, about_calls = references.calls(maps, found)
    known_teams = teams.teams(maps, found, facts)
    others = [
        *signals,
        *data,
        *_referred(maps, found, calls, confirmed),
        *teams.shared(known_teams, maps, found),
    ]
    links = _told_once(found, known, _kept(facts, [*confirmed, *matched, *halves, *said, *others]))
    questions = [*settled.open, *about_calls, *about_signals, *about_data]
    asked = _still_open(facts, questions, confirmed) + tuple(teams.asked(known_teams, found, facts))
    return Links(links, asked, known, tuple(sorted(external)))


def _correlated(maps: Surveys) -> dict[ElementKey, str]:
    """The property by which each message finds its case (``correlationProperty``)."""
    return {
        key: seen.name
        for one in maps
        for seen in one.correlations
        for ref in seen.messages
        if (key := maps.key(one.file, ref, Message)) is not None
    }


def _referred(maps: Surveys, found: Places, calls: Sequence[Link], confirmed: Sequence[Link]) -> list[Link]:
    """Links by reference, and what goes along with a call: data there and back, and failures."""
    called = [*calls, *(link for link in confirmed if link.kind is Kind.CALL)]
    return [
        *calls,
        *references.hierarchy(found),
        *references.refinements(maps, found),
        *references.continuations(maps, found),
        *handed_over(maps, found, called),
        *exceptions(maps, found, called),
    ]


def _drawn(found: Places, one: Drawn) -> Link:
    told = message(
        "A message flow goes from “{sender}” to “{receiver}”.",
        sender=found.owner(one.source),
        receiver=found.owner(one.target),
    )
    level = Level.M0 if one.source.file == one.target.file else Level.M1
    return Link(one.source, one.target, Kind.TRIGGER if one.starts else Kind.MESSAGE, level, told)


def _not_closer(found: Places, drawn: Sequence[Link], closer: Sequence[Link]) -> list[Link]:
    """The drawn links without those that end at the border of a pool inside which the very step is known."""
    known = {(link.source, found.process_of.get(link.target)) for link in closer}
    known |= {(found.process_of.get(link.source), link.target) for link in closer}  # type: ignore[misc]

    def is_known(link: Link) -> bool:
        if found.is_border(link.target):
            return (link.source, found.process_of[link.target]) in known
        return found.is_border(link.source) and (found.process_of[link.source], link.target) in known

    return [link for link in drawn if not is_known(link)]


# -- what people said ------------------------------------------------------------------------------


def _confirmed(maps: Surveys, facts: Facts) -> list[Link]:
    told = message("Somebody confirmed this link.")
    return [
        Link(fact.source, fact.target, Kind(fact.kind), Level.M2, told)
        for fact in facts.links
        if fact.decision is Decision.CONFIRMED
        and fact.kind in list(Kind)
        and maps.kind(fact.source) is not None
        and maps.kind(fact.target) is not None
    ]


def _rejected(facts: Facts) -> set[tuple[ElementKey, ElementKey, str]]:
    return {
        (fact.source, fact.target, _family(fact.kind))
        for fact in facts.links
        if fact.decision is Decision.REJECTED
    }


def _family(kind: str) -> str:
    """A link that begins an instance and one that is awaited are told apart by the map, not by people."""
    return Kind.MESSAGE if kind in SENT else kind


def _unless_rejected(facts: Facts, pairs: Sequence[Pair]) -> list[Pair]:
    rejected = _rejected(facts)
    return [pair for pair in pairs if (pair.source.key, pair.target.key, Kind.MESSAGE) not in rejected]


def _not_answered(pairs: Sequence[Pair], confirmed: Sequence[Link]) -> list[Pair]:
    """The pairs whose sender nobody has given a receiver."""
    answered = {link.source for link in confirmed if link.kind in SENT}
    return [pair for pair in pairs if pair.source.key not in answered]


def _kept(facts: Facts, links: Iterable[Link]) -> tuple[Link, ...]:
    """The links without rejected ones, each once at its best level, in a fixed order.

    Two teams that work in the same processes are two links.
    """
    rejected = _rejected(facts)
    best: dict[tuple[ElementKey, ElementKey, str, str], Link] = {}
    for link in links:
        place = (link.source, link.target, _family(link.kind))
        stays = place not in rejected or link.level < Level.M2
        named = (*place, teams.team_of(link))
        if stays and (named not in best or link.order < best[named].order):
            best[named] = link
    return tuple(best[named] for named in sorted(best, key=lambda n: (best[n].order, n)))


def _told_once(found: Places, known: Sequence[Party], links: Sequence[Link]) -> tuple[Link, ...]:
    """The links without those an overview map draws between pools where the maps themselves say where.

    In an overview map a pool only shows the process of another map.
    """
    shown = {pool for pool, _ in found.shown_elsewhere}
    outside = {element: party.name for party in known for element in party.elements}

    def places_of(link: Link) -> tuple[object, object]:
        ends_ = (link.source, link.target)
        source, target = (found.process_of.get(key) or outside.get(key) or key for key in ends_)
        return source, target

    def is_overview(link: Link) -> bool:
        ends_ = ((link.source, link.target), (link.target, link.source))
        return link.kind in SENT and any(
            pool in shown and (found.is_border(other) or other.file != pool.file or other in outside)
            for pool, other in ends_
        )

    exact = {places_of(link) for link in links if link.kind in SENT and not is_overview(link)}
    return tuple(link for link in links if not is_overview(link) or places_of(link) not in exact)


def _still_open(
    facts: Facts, questions: Iterable[OpenQuestion], confirmed: Sequence[Link]
) -> tuple[OpenQuestion, ...]:
    """The questions without answered ones and rejected candidates; one left over is still asked."""
    rejected = _rejected(facts)
    answered = {(link.source, _family(link.kind)) for link in confirmed}
    asked: list[OpenQuestion] = []
    for question in questions:
        family = _family(question.kind)
        left = tuple(c for c in question.candidates if (question.source, c.key, family) not in rejected)
        if left and (question.source, family) not in answered:
            asked.append(OpenQuestion(question.question, question.source, question.kind, left))
    return tuple(sorted(asked, key=lambda q: (q.source, q.kind, [c.key for c in q.candidates])))


# -- those outside ---------------------------------------------------------------------------------


def _meant(
    open_ends: Sequence[End], roles: Mapping[ElementKey, Role], confirmed: Sequence[Link]
) -> set[EndId]:
    """The ends of which people said by a link whom they mean.

    Where a step has several, those are meant whose pool nobody knows: a customer beside stays a customer.
    """
    said = {(link.source, True) for link in confirmed} | {(link.target, False) for link in confirmed}
    by_step: dict[tuple[ElementKey, bool], list[End]] = {}
    for end in open_ends:
        if (end.key, end.sends) in said:
            by_step.setdefault((end.key, end.sends), []).append(end)
    return {
        end.id
        for ends_ in by_step.values()
        for end in ends_
        if len(ends_) == 1 or end.pool is None or roles.get(end.pool, Role.UNKNOWN) is Role.UNKNOWN
    }


def _to_parties(
    found: Places, open_ends: Sequence[End], strangers: set[ElementKey], taken: Collection[EndId]
) -> list[Link]:
    """The message flows from and to black boxes that stand for somebody outside."""
    return [_half(found, end) for end in open_ends if end.pool in strangers and end.id not in taken]


def _half(found: Places, end: End) -> Link:
    assert end.pool is not None
    party = found.pools[end.pool].name or end.pool.element
    kind = Kind.TRIGGER if end.starts else Kind.MESSAGE
    if end.sends:
        told = message("“{process}” sends “{message}” to “{party}”.", **_words(found, end, party))
        return Link(end.key, end.pool, kind, Level.M0, told)
    told = message("“{party}” sends “{message}” to “{process}”.", **_words(found, end, party))
    return Link(end.pool, end.key, kind, Level.M0, told)


def _words(found: Places, end: End, party: str) -> dict[str, str]:
    return {"process": found.title(end.process), "message": end.message_name, "party": party}


def _said_external(
    open_ends: Sequence[End],
    external: Mapping[ElementKey, ExternalFact],
    known: Sequence[Party],
) -> list[Link]:
    """Links to the party that a person named for an element, if a pool is drawn for it anywhere."""
    links: list[Link] = []
    for end in open_ends:
        fact = external.get(end.key)
        party = _named(known, fact.party) if fact and fact.party else None
        if party is None or not party.elements:
            continue
        pool = next((e for e in party.elements if e.file == end.key.file), party.elements[0])
        told = message(
            "Somebody said that “{message}” is exchanged with “{party}”.",
            message=end.message_name,
            party=party.name,
        )
        ends_ = (end.key, pool) if end.sends else (pool, end.key)
        links.append(Link(*ends_, Kind.TRIGGER if end.starts else Kind.MESSAGE, Level.M2, told))
    return links


def _named(known: Sequence[Party], name: str) -> Party | None:
    return next((party for party in known if normalised(party.name) == normalised(name)), None)


def is_customer(party: Party | None) -> bool:
    """Whether a party is a customer."""
    return party is not None and party.role is Role.CUSTOMER
