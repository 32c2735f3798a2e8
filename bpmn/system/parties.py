"""Who is outside, and what each of them is to the organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Participant
from bpmn.system.facts import Facts, PartyFact, Role
from bpmn.system.link import Party
from bpmn.system.names import normalised, role_by_name
from bpmn.system.places import Places
from bpmn.system.surveys import Surveys

Partners = Mapping[ElementKey, tuple[Role, str]]


def partner_roles(maps: Surveys) -> Partners:
    """The role that a ``partnerRole`` or ``partnerEntity`` gives to pools, with its name."""
    found: dict[ElementKey, tuple[Role, str]] = {}
    for one in maps:
        for partner in one.partners:
            role = partner_role(partner.name)
            for pool in partner.pools:
                key = maps.key(one.file, pool, Participant)
                if key is not None and role is not Role.UNKNOWN:
                    found.setdefault(key, (role, partner.name))
    return found


def partner_role(name: str) -> Role:
    """The role that the name of a ``partnerRole`` or ``partnerEntity`` says: ours, or a word for it."""
    return Role(name.casefold()) if name.casefold() in list(Role) else role_by_name(name)


def pool_roles(maps: Surveys, facts: Facts, found: Places) -> dict[ElementKey, Role]:
    """The role of every black box that has one by a person's word, a partner role or its name."""
    given = _given(facts.parties)
    partners = partner_roles(maps)
    roles: dict[ElementKey, Role] = {}
    for key, pool in found.pools.items():
        fact = given.get(normalised(pool.name)) or given.get(key)
        if fact is not None:
            roles[key] = fact.role
        elif key in partners:
            roles[key] = partners[key][0]
        else:
            roles[key] = Role.UNKNOWN if found.known_as(key) else role_by_name(pool.name)
    return roles


def outside(found: Places, roles: Mapping[ElementKey, Role]) -> set[ElementKey]:
    """The black boxes that stand for somebody outside, not for a process of another map."""
    return {key for key in found.pools if not found.known_as(key) or roles[key] is not Role.UNKNOWN}


def parties(
    maps: Surveys, facts: Facts, found: Places, roles: Mapping[ElementKey, Role]
) -> tuple[Party, ...]:
    """All external parties by name; black boxes of the same normalised name are one.

    A pool with a process in it is a party too if it is called or said to be a customer or the like.
    """
    grouped: dict[str, list[ElementKey]] = {}
    for key in sorted(outside(found, roles)):
        grouped.setdefault(normalised(found.pools[key].name) or f"{key.file} {key.element}", []).append(key)
    partners = partner_roles(maps)
    names = {key: found.pools[key].name for key in found.pools}
    for key, name in _modelled(maps, facts, found, partners):
        names[key] = name
        grouped.setdefault(normalised(name), []).append(key)
    given = _given(facts.parties)
    made = [_party(keys, names, given, partners) for keys in _merged(grouped, given)]
    drawn = {normalised(party.name) for party in made}
    made += [_only_said(fact) for fact in facts.parties if normalised(fact.name) not in drawn]
    return tuple(sorted(made, key=lambda p: (p.name.casefold(), p.name, p.elements)))


def _merged(
    grouped: Mapping[str, list[ElementKey]], given: Mapping[object, PartyFact]
) -> list[list[ElementKey]]:
    """The pools of each party: names that people said to be one party stand together."""
    found: dict[str, list[ElementKey]] = {}
    for name, keys in grouped.items():
        facts = [given[place] for place in (name, *keys) if place in given]
        found.setdefault(normalised(facts[0].name) if facts else name, []).extend(keys)
    return list(found.values())


def _given(facts: Iterable[PartyFact]) -> dict[object, PartyFact]:
    """What people said, by normalised name and by element."""
    found: dict[object, PartyFact] = {}
    for fact in facts:
        found[normalised(fact.name)] = fact
        found.update(dict.fromkeys(fact.elements, fact))
    return found


def _modelled(maps: Surveys, facts: Facts, found: Places, partners: Partners) -> list[tuple[ElementKey, str]]:
    """Pools with a process whose very name, partner role or fact says that they are outside."""
    given = _given(facts.parties)
    result = []
    for place in found.processes.values():
        for key in place.pools:
            name = maps.name(key)
            is_role = role_by_name(name) is not Role.UNKNOWN and len(normalised(name).split()) == 1
            if key in partners or key in given or normalised(name) in given or is_role:
                result.append((key, name))
    return sorted(result)


def _party(
    keys: list[ElementKey],
    names: Mapping[ElementKey, str],
    given: Mapping[object, PartyFact],
    partners: Partners,
) -> Party:
    counted = Counter(names[key] for key in keys if names[key])
    name = min(counted, key=lambda n: (-counted[n], n)) if counted else keys[0].element
    fact = given.get(normalised(name)) or next((given[k] for k in keys if k in given), None)
    said = sorted({partners[key] for key in keys if key in partners})
    elements = tuple(sorted({*keys, *(fact.elements if fact else ())}))
    if fact is not None:
        return Party(fact.name, fact.role, elements, False, _said(fact))
    if said:
        told = message("The map calls “{name}” a “{role}”.", name=name, role=said[0][1])
        return Party(name, said[0][0], elements, False, told)
    role = role_by_name(name)
    return Party(name, role, elements, True, _assumed(name, role))


def _said(fact: PartyFact) -> Message:
    if fact.role is Role.UNKNOWN:
        return message("Somebody said that it is open what “{name}” is to the organisation.", name=fact.name)
    if fact.role is Role.AUTHORITY:
        return message("Somebody said that “{name}” is an authority.", name=fact.name)
    return message("Somebody said that “{name}” is a {role}.", name=fact.name, role=fact.role)


def _assumed(name: str, role: Role) -> Message:
    if role is Role.UNKNOWN:
        return message("Nobody has said what “{name}” is to the organisation.", name=name)
    if role is Role.AUTHORITY:
        return message("“{name}” is assumed to be an authority, because of the name.", name=name)
    return message("“{name}” is assumed to be a {role}, because of the name.", name=name, role=role)


def _only_said(fact: PartyFact) -> Party:
    return Party(fact.name, fact.role, fact.elements, False, _said(fact))
