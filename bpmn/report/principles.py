"""The quality-management principles with what the maps and facts show for each of them.

ISO 9000:2000 and 2005 name eight, ISO 9000:2015 seven: the system approach went into the process approach.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.analysis.governance import is_end_to_end, owners, spans
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import Message, message
from bpmn.queueing.results import Analysis
from bpmn.report.evidence import Evidence, State
from bpmn.report.sheet import JOINING, Entry, Sheet
from bpmn.system.facts import Role
from bpmn.system.link import Level, Party

WAIT = "H05"
"""The check of waits without a time limit: for anybody."""


class Edition(StrEnum):
    """Which edition of the standard numbers the principles."""

    EIGHT = "2000"
    SEVEN = "2015"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the principles are looked up in."""

    context: Context
    sheets: Sequence[Sheet]
    matrices: Sequence[tuple[Evidence, ...]]
    analysis: Analysis | None = None


Shown = tuple[list[Message], list[Entry]]


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle: its number and title in both editions, its checks, and where to look for it."""

    number: int
    title: Message
    newer: int
    newer_title: Message
    rules: tuple[str, ...]
    look: Callable[[Ground], Shown]


def principles(ground: Ground, findings: Sequence[Finding], edition: Edition) -> tuple[Evidence, ...]:
    """The principles of an edition in its order, each with its evidence."""
    if edition is Edition.EIGHT:
        return tuple(_shown(ground, findings, str(p.number), p.title, [p]) for p in PRINCIPLES)
    made = []
    for number in sorted({p.newer for p in PRINCIPLES}):
        joined = [p for p in PRINCIPLES if p.newer == number]
        made.append(_shown(ground, findings, str(number), joined[0].newer_title, joined))
    return tuple(made)


def _shown(
    ground: Ground, findings: Sequence[Finding], number: str, title: Message, joined: Sequence[Principle]
) -> Evidence:
    told: list[Message] = []
    places: list[Entry] = []
    for principle in joined:
        found, where = principle.look(ground)
        told += found
        places += where
    rules = tuple(rule for principle in joined for rule in principle.rules)
    against = tuple(f for f in findings if f.rule.startswith(rules) and _concerns(ground.context, joined, f))
    return Evidence(number, title, tuple(told), tuple(dict.fromkeys(places)), against)


def _concerns(context: Context, joined: Sequence[Principle], finding: Finding) -> bool:
    """Whether a finding speaks about a principle: a wait about suppliers only if it is for one."""
    if finding.rule != WAIT or any(
        finding.rule.startswith(p.rules) for p in joined if p.look is not _suppliers
    ):
        return True
    sources = (context.place(x.source) for x in context.links.links if x.target in finding.elements)
    parties = (context.topology.party_at(place) for place in sources)
    return any(party is not None and party.role is Role.SUPPLIER for party in parties)


# -- what is shown for each ----------------------------------------------------------------------


def _customers(ground: Ground) -> Shown:
    context = ground.context
    told: list[Message] = []
    named = [party for party in context.links.parties if party.role is Role.CUSTOMER]
    if named:
        told.append(message("Customers: {names}", names=", ".join(party.name for party in named)))
    found = chains(context)
    if found:
        told.append(message("{count} wishes of customers start a process", count=len(found)))
    targets = [kpi for kpi in context.system.facts.kpis if kpi.target is not None]
    promises = [k for k in targets if is_end_to_end(k) or any(spans(context, chain, k) for chain in found)]
    if promises:
        told.append(
            message("Promised from customer to customer: {names}", names=", ".join(k.name for k in promises))
        )
    places = [Entry(context.name(chain.start), chain.start) for chain in found]
    return told, [*(_party(party) for party in named), *places]


def _party(party: Party) -> Entry:
    return Entry(party.name, ElementKey("", party.name))


def _leadership(ground: Ground) -> Shown:
    facts = ground.context.system.facts
    told: list[Message] = []
    if facts.goals:
        owned = sum(bool(goal.owner) for goal in facts.goals)
        told.append(message("{count} goals, {owned} with an owner", count=len(facts.goals), owned=owned))
    linked = sum(facts.goal(kpi.goal) is not None for kpi in facts.kpis)
    if linked:
        told.append(
            message("{linked} of {count} key figures serve a goal", linked=linked, count=len(facts.kpis))
        )
    named = sum(bool(sheet.owner) for sheet in ground.sheets)
    if named:
        told.append(
            message("{named} of {count} processes have an owner", named=named, count=len(ground.sheets))
        )
    return told, [Entry(goal.name) for goal in facts.goals]


def _people(ground: Ground) -> Shown:
    facts = ground.context.system.facts
    told: list[Message] = []
    names = owners(ground.context)
    if names:
        told.append(message("{count} people answer for processes", count=len(names)))
    teams = dict.fromkeys(team.name.text for sheet in ground.sheets for team in sheet.teams)
    if teams:
        told.append(message("{count} teams are named at their steps", count=len(teams)))
    proposed = [initiative for initiative in facts.initiatives if initiative.owner]
    if proposed:
        told.append(message("{count} initiatives with the name of who answers for them", count=len(proposed)))
    return told, [Entry(initiative.name) for initiative in proposed]


def _process(ground: Ground) -> Shown:
    if not ground.sheets:
        return [], []
    complete = sum(all(e.state is not State.MISSING for e in matrix) for matrix in ground.matrices)
    told = [message("{count} processes are drawn", count=len(ground.sheets))]
    if complete:
        told.append(message("{count} of them with evidence for all of a to h", count=complete))
    return told, [Entry(sheet.name, sheet.key) for sheet in ground.sheets]


def _system(ground: Ground) -> Shown:
    context, analysis = ground.context, ground.analysis
    own = set(context.own_processes())
    between = ((link, context.place(link.source), context.place(link.target)) for link in context.links.links)
    links = [
        link for link, one, other in between if link.kind in JOINING and one != other and {one, other} <= own
    ]
    told: list[Message] = []
    if links:
        sure = sum(link.level < Level.M5 for link in links)
        told.append(
            message("{count} links between processes, {sure} of them sure", count=len(links), sure=sure)
        )
    if context.links.open:
        told.append(message("{count} questions about links are open", count=len(context.links.open)))
    if analysis is not None and analysis.bottleneck is not None:
        told.append(message("Narrowest point: {team}", team=analysis.bottleneck.resource))
    return told, []


def _improvement(ground: Ground) -> Shown:
    facts = ground.context.system.facts
    initiatives = facts.initiatives
    planned = [i for i in initiatives if i.owner and facts.goal(i.goal) and facts.kpi(i.kpi)]
    told = []
    if initiatives:
        told.append(
            message(
                "{count} initiatives, {planned} with a plan", count=len(initiatives), planned=len(planned)
            )
        )
    return told, [Entry(initiative.name) for initiative in initiatives]


def _facts(ground: Ground) -> Shown:
    facts, analysis = ground.context.system.facts, ground.analysis
    told: list[Message] = []
    targets = sum(kpi.target is not None for kpi in facts.kpis)
    if facts.kpis:
        told.append(
            message("{count} key figures, {targets} with a target", count=len(facts.kpis), targets=targets)
        )
    timed = sum(activity.work > 0 for activity in analysis.activities) if analysis is not None else 0
    if timed and analysis is not None:
        told.append(
            message("{timed} of {count} steps have a time", timed=timed, count=len(analysis.activities))
        )
    return told, [Entry(kpi.name or kpi.id, kpi.start or kpi.element) for kpi in facts.kpis]


def _suppliers(ground: Ground) -> Shown:
    named = [party for party in ground.context.links.parties if party.role is Role.SUPPLIER]
    told = []
    if named:
        told.append(message("Suppliers: {names}", names=", ".join(party.name for party in named)))
        given = sum(any(e.who.text == p.name for s in ground.sheets for e in s.outputs) for p in named)
        told.append(message("{count} of them hear from us", count=given))
    return told, [_party(party) for party in named]


PRINCIPLES: tuple[Principle, ...] = (
    Principle(1, message("Customer focus"), 1, message("Customer focus"), ("C", "M02", "M04"), _customers),
    Principle(
        2,
        message("Leadership"),
        2,
        message("Leadership"),
        ("G01", "G02", "G07", "G09", "M01", "M03"),
        _leadership,
    ),
    Principle(
        3,
        message("Involvement of people"),
        3,
        message("Engagement of people"),
        ("G07", "G08", "H10"),
        _people,
    ),
    Principle(
        4,
        message("Process approach"),
        4,
        message("Process approach"),
        ("A", "G01", "G02", "G03", "G04", "G05", "G06"),
        _process,
    ),
    Principle(
        5, message("System approach to management"), 4, message("Process approach"), ("A", "H", "R"), _system
    ),
    Principle(
        6,
        message("Continual improvement"),
        5,
        message("Improvement"),
        ("G06", "G07", "G08"),
        _improvement,
    ),
    Principle(
        7,
        message("Factual approach to decisions"),
        6,
        message("Evidence-based decision making"),
        ("M06",),
        _facts,
    ),
    Principle(
        8,
        message("Mutually beneficial supplier relationships"),
        7,
        message("Relationship management"),
        ("G04", "H05"),
        _suppliers,
    ),
)
"""The eight principles with the one of 2015 that each belongs to."""
