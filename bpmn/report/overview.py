"""Everything the window shows about a system at once, made in a worker from bytes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from bpmn.analysis.cache import CheckCache
from bpmn.analysis.check import ALL_RULES, Examined, examine
from bpmn.analysis.consequences import Search
from bpmn.analysis.context import Context
from bpmn.analysis.governance import fact_key
from bpmn.analysis.results import Results
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import Message, message
from bpmn.model import (
    Activity,
    BaseElement,
    CatchEvent,
    ExclusiveGateway,
    InclusiveGateway,
    MessageFlow,
    Participant,
    Process,
    Resource,
    SequenceFlow,
    StartEvent,
)
from bpmn.queueing.analyse import analyse
from bpmn.queueing.results import Analysis
from bpmn.report.cards import figures, teams
from bpmn.report.checked import search_of
from bpmn.report.entered import Entered, entered
from bpmn.report.handbook import Handbook, handbook
from bpmn.report.journeys import Journey, journeys
from bpmn.report.judged import Verdicts
from bpmn.report.limits import not_counted, not_searched, steps_of
from bpmn.report.opened import open_system
from bpmn.report.step_numbers import StepNumbers, step_numbers
from bpmn.report.supplies import Supply, supplies
from bpmn.system.facts import Facts, GoalFact, Initiative, KpiFact, Parameter
from bpmn.system.handovers import Plug, leads_to, plugs
from bpmn.system.landscape import Landscape, draw_landscape
from bpmn.system.landscape_model import Model
from bpmn.system.link import Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.look_back import look_back
from bpmn.system.moved import Lost
from bpmn.system.surveys import SurveyCache, Surveys
from bpmn.system.system import System
from bpmn.system.word_lists import words

T = TypeVar("T")

MOST_SHEETS = 500
"""With more processes no handbook is made."""

MOST_FINDINGS = 2_000
"""So many findings are handed to the window, the worst first."""


class Lever(NamedTuple):
    """Something an initiative can change: an element, its name, where it is, and which of its numbers."""

    key: ElementKey
    name: str
    place: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a system is, where it breaks, and its numbers; holds values only, so it crosses processes.

    ``names`` are the names of all elements that links and findings mention, ``titles`` what each check looks
    for; ``problems`` tell what could not be made.
    """

    files: tuple[str, ...] = ()
    unreadable: tuple[Message, ...] = ()
    links: Links = field(default_factory=Links)
    findings: tuple[Finding, ...] = ()
    landscape: Landscape | None = None
    analysis: Analysis | None = None
    processes: tuple[ElementKey, ...] = ()
    names: Mapping[ElementKey, str] = field(default_factory=dict)
    titles: Mapping[str, Message] = field(default_factory=dict)
    levers: tuple[Lever, ...] = ()
    owners: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
    problems: tuple[Message, ...] = ()
    accepted: tuple[Finding, ...] = ()
    cache: CheckCache = field(default_factory=CheckCache)
    plugs: tuple[Plug, ...] = ()
    """The ends of hand-overs that have no other end."""
    leads_to: Mapping[ElementKey, ElementKey] = field(default_factory=dict)
    """Where call activities and pools without content lead."""
    handbook: Handbook = field(default_factory=Handbook)
    journeys: tuple[Journey, ...] = ()
    """The customers' wishes, by the number of their chain in the landscape."""
    supplies: tuple[Supply, ...] = ()
    """The parties that are no customers."""
    steps: Mapping[ElementKey, StepNumbers] = field(default_factory=dict)
    """The numbers that can be laid over the maps."""
    notes: tuple[Message, ...] = ()
    """What the findings do not cover."""
    entered: Entered = field(default_factory=Entered)
    """The numbers that people gave, and those that are missing."""


def overview(
    folder: Path | None,
    documents: Mapping[str, bytes],
    facts: Facts,
    cache: CheckCache | None = None,
    verdicts: Verdicts | None = None,
) -> Overview:
    """Join, check, draw and analyse a system; a stage that fails becomes a problem, the others stay.

    ``cache`` is that of the last overview, ``verdicts`` are the last ones: what still holds counts again.
    """
    problems: list[Message] = [problem] if (problem := words().problem) else []
    context, seen = _joined(folder, documents, facts, verdicts or Verdicts(), problems)
    system, links, analysis = context.system, context.links, context.results.analysis
    examined = _examined(context, seen, cache, problems)
    findings = _worst(examined.findings, problems)
    landscape = _tried(lambda: _drawn(system, links, analysis, findings, seen), problems)
    lost = _looked_back(system, folder, seen, problems)
    book = _booked(context, findings, analysis, problems)
    return Overview(
        system.files,
        tuple(error.message for error in system.unreadable.values()),
        links,
        findings,
        landscape,
        analysis,
        (processes := _processes(context.maps)),
        _names(context, (*findings, *examined.accepted), lost, processes),
        {rule.id: rule.title for rule in ALL_RULES},
        tuple(levers(system)) if not_counted(_size(seen)) is None else (),
        _owners(context.maps),
        lost,
        tuple(problems),
        examined.accepted,
        examined.cache,
        *_handed_over(seen, facts, links, problems),
        book or Handbook(),
        *(_tried(lambda: _outside(context, landscape, analysis), problems) or ((), ())),
        _tried(lambda: step_numbers(system, analysis), problems) or {} if analysis is not None else {},
        examined.notes,
        _tried(lambda: entered(system, links), problems) or Entered(),
    )


def _joined(
    folder: Path | None,
    documents: Mapping[str, bytes],
    facts: Facts,
    verdicts: Verdicts,
    problems: list[Message],
) -> tuple[Context, Survey | None]:
    """A system with its links, its numbers, and which initiatives were judged as it is."""
    memory = _remembered()
    system = memory.system = open_system(folder, documents, facts, memory.system)
    seen = _tried(lambda: survey(system, memory.surveys), problems)
    links = _tried(lambda: find_links(system, seen), problems) or Links()
    results = Results(_counted(system, links, seen, problems), judged=verdicts.about(system))
    return Context(system, links, seen, results=results), seen


def _handed_over(
    seen: Survey | None, facts: Facts, links: Links, problems: list[Message]
) -> tuple[tuple[Plug, ...], Mapping[ElementKey, ElementKey]]:
    """The open ends of hand-overs, and where calls and pools without content lead."""
    if seen is None:
        return (), {}
    return _tried(lambda: plugs(seen, facts, links), problems) or (), leads_to(seen, links)


def _counted(system: System, links: Links, seen: Survey | None, problems: list[Message]) -> Analysis | None:
    """The numbers; those of a very large system are only computed on the command line."""
    told = not_counted(_size(seen))
    if told is not None:
        problems.append(told)
        return None
    return _tried(lambda: analyse(system, links), problems)


def _examined(
    context: Context, seen: Survey | None, cache: CheckCache | None, problems: list[Message]
) -> Examined:
    """What checks find; what is known of a large system stays here instead of going to and fro."""
    memory, is_large = _remembered(), len(context.system.files) > MOST_SHEETS
    search = _searching(context.system, context.links, seen, problems)
    known = memory.checks if is_large else cache
    found = _tried(lambda: examine(context, ALL_RULES, known, search), problems) or Examined(())
    memory.checks = found.cache if is_large else None
    return replace(found, cache=CheckCache()) if is_large else found


def _booked(
    context: Context, findings: tuple[Finding, ...], analysis: Analysis | None, problems: list[Message]
) -> Handbook | None:
    """The handbook; that of a very large system is only written on the command line."""
    count = len(context.places.processes)
    if count > MOST_SHEETS:
        words = {"count": f"{count:,}", "most": f"{MOST_SHEETS:,}"}
        problems.append(
            message("With {count} processes, the handbook is left out here: more than {most}.", **words)
        )
        return None
    return _tried(lambda: handbook(context, findings, analysis), problems)


def _worst(findings: tuple[Finding, ...], problems: list[Message]) -> tuple[Finding, ...]:
    """As many findings as a person can use."""
    if len(findings) > MOST_FINDINGS:
        words = {"shown": f"{MOST_FINDINGS:,}", "count": f"{len(findings):,}"}
        problems.append(message("The {shown} worst of {count} findings are shown here.", **words))
    return findings[:MOST_FINDINGS]


def _size(seen: Survey | None) -> int:
    return steps_of(seen) if seen is not None else 0


def _drawn(
    system: System,
    links: Links,
    analysis: Analysis | None,
    findings: tuple[Finding, ...],
    seen: Survey | None,
) -> Landscape:
    """The landscape with all that is known."""
    numbers = figures(system, analysis) if analysis is not None else {}
    return draw_landscape(system, links, numbers, teams(system, analysis), findings, seen)


def _outside(
    context: Context, landscape: Landscape | None, analysis: Analysis | None
) -> tuple[tuple[Journey, ...], tuple[Supply, ...]]:
    """What customers and the other parties have to do with the processes."""
    plan = landscape.plan if landscape is not None else None
    model = plan.model if plan is not None else Model()
    return journeys(context, model, analysis), supplies(context, model, analysis)


def _looked_back(
    system: System, folder: Path | None, seen: Survey | None, problems: list[Message]
) -> tuple[Lost, ...]:
    """Decisions whose element is gone; open maps without a folder have none."""
    if folder is None or seen is None:
        return ()
    return _tried(lambda: look_back(system, seen.maps), problems) or ()


def _searching(system: System, links: Links, seen: Survey | None, problems: list[Message]) -> Search | None:
    """The search through all situations; where it fails the checks go on without it."""
    if seen is None:
        return None
    told = not_searched(steps_of(seen))
    if told is not None:
        problems.append(told)
        return None
    search = search_of(system, links, seen)
    return lambda *asked: _tried(lambda: search(*asked), problems)


@dataclass(slots=True)
class _Memory:
    """What the last call read and saw; a worker is asked about the same folder again after every edit."""

    surveys: SurveyCache = field(default_factory=SurveyCache)
    system: System | None = None
    checks: CheckCache | None = None


@cache
def _remembered() -> _Memory:
    return _Memory()


def _tried(make: Callable[[], T], problems: list[Message]) -> T | None:
    try:
        return make()
    except Exception as error:
        kind = type(error).__name__
        problems.append(message("A part could not be computed ({kind}: {detail}).", kind=kind, detail=error))
        return None


def _processes(maps: Surveys) -> tuple[ElementKey, ...]:
    """The processes in which something happens, map by map."""
    return tuple(ElementKey(one.file, graph.process_id) for one in maps for graph in one.processes)


LEVERS: tuple[tuple[type[BaseElement], tuple[Parameter, ...]], ...] = (
    (
        Activity,
        (
            Parameter.DURATION, Parameter.STAFF, Parameter.SKIP, Parameter.BATCH, Parameter.SET_UP,
            Parameter.LAG, Parameter.PRIORITY, Parameter.DEFECT, Parameter.DETECTION, Parameter.REPEAT,
            Parameter.FIXED_COST, Parameter.TEAM,
        ),
    ),
    (StartEvent, (Parameter.ARRIVAL, Parameter.CALENDAR)),
    (CatchEvent, (Parameter.DURATION, Parameter.SHARE)),
    (SequenceFlow, (Parameter.SHARE,)),
    (MessageFlow, (Parameter.LOSS,)),
    (Participant, (Parameter.RESPONSE, Parameter.NO_ANSWER)),
    (Process, (Parameter.WIP_LIMIT, Parameter.RING_FENCE)),
    (
        Resource,
        (
            Parameter.STAFF, Parameter.CALENDAR, Parameter.AVAILABLE, Parameter.EFFICIENCY,
            Parameter.UNIT_COST,
        ),
    ),
)  # fmt: skip
"""Which numbers of which elements an initiative can change; the first class that fits counts."""


def levers(system: System) -> Iterator[Lever]:
    """The elements whose numbers an initiative can change, map by map."""
    for file, document in system.documents:
        for element in document.all(BaseElement):
            kinds = next((found for kind, found in LEVERS if isinstance(element, kind)), ())
            if not kinds or not element.id or not _is_lever(element):
                continue
            process = element.ancestor(Process)
            place = str((process.name if process is not None else "") or file)
            yield Lever(ElementKey(file, element.id), _spoken(element), place, kinds)


def _is_lever(element: BaseElement) -> bool:
    """Whether a change of its numbers means something: a flow only where a gateway chooses it."""
    if isinstance(element, SequenceFlow):
        return isinstance(element.source_ref, ExclusiveGateway | InclusiveGateway)
    return bool(element.node.get("name"))


def _spoken(element: BaseElement) -> str:
    name = " ".join(str(element.node.get("name") or "").split())
    if isinstance(element, SequenceFlow):
        source, target = (
            str(e.node.get("name") or "") if e is not None else ""
            for e in (element.source_ref, element.target_ref)
        )
        return " → ".join(part for part in (source, name, target) if part)
    return name


def _owners(maps: Surveys) -> tuple[str, ...]:
    """Everybody who answers for a process."""
    found = {detail.owner for one in maps for detail in one.details.values()}
    return tuple(sorted(name for name in found if name))


def _names(
    context: Context,
    findings: tuple[Finding, ...],
    lost: tuple[Lost, ...],
    processes: tuple[ElementKey, ...],
) -> dict[ElementKey, str]:
    system, links = context.system, context.links
    wanted = {key for finding in findings for key in finding.elements}
    wanted.update(key for link in links.links for key in (link.source, link.target))
    wanted.update(c.key for question in links.open for c in question.candidates)
    wanted.update(question.source for question in links.open)
    wanted.update(key for party in links.parties for key in party.elements)
    wanted.update(processes)
    wanted.update(key for one in lost for s in one.successors for _, key in s.pairs)
    wanted.update(place for kpi in system.facts.kpis for place in kpi.places)
    facts: list[KpiFact | GoalFact | Initiative] = [
        *system.facts.kpis,
        *system.facts.goals,
        *system.facts.initiatives,
    ]
    said = {fact_key(fact): fact.name for fact in facts if fact.name}
    around = context.places.called
    return said | {key: name for key in wanted if (name := context.maps.name(key) or around(key))}
