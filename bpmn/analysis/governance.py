"""Who answers for processes, what they are for and how they are measured, as checks and reports ask it."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.chains import Chain
from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.system.fact_changes import kpis_at
from bpmn.system.facts import GoalFact, Initiative, KpiFact, Measure
from bpmn.system.seen import FileSurvey
from bpmn.system.store import NAME

TIMES = frozenset({Measure.LEAD_TIME, Measure.WAIT, Measure.ON_TIME})
"""What customers feel as time."""

QUALITY = frozenset({Measure.DEFECTS})
"""What customers feel as quality."""


def owner(context: Context, process: ElementKey) -> str:
    """Who answers for a process; empty where its map names nobody."""
    return context.owner(process)


def objective(context: Context, process: ElementKey) -> str:
    """What a process is for, as its map says; empty where it does not."""
    return context.maps.detail(process).objective


def inside(context: Context, process: ElementKey) -> set[ElementKey]:
    """A process with everything in it and its pools."""
    place = context.places.processes[process]
    return {process, *place.nodes, *place.pools}


def noting(context: Context, process: ElementKey) -> list[ElementKey]:
    """The process and what is in it, with its pools, as far as a map notes key figures there."""
    place = context.places.processes[process]
    here = [process, *place.nodes] if context.maps.of(process.file).derive(_noting) else []
    return [key for key in (*here, *place.pools) if key.element in context.maps.of(key.file).derive(_noting)]


def _noting(one: FileSurvey) -> frozenset[str]:
    """The elements at which a map notes key figures."""
    return frozenset(identifier for identifier, detail in one.details.items() if detail.facts.kpis)


def kpis_of(context: Context, process: ElementKey) -> list[KpiFact]:
    """K(p): the key figures that measure a process or something in it, also those its map alone notes."""
    facts = context.system.facts
    if not facts.kpis:
        return []
    noted = {kpi for key in noting(context, process) for kpi in measured_by_note(context, key)}
    return kpis_at(facts, inside(context, process), noted)


def measured_by_note(context: Context, key: ElementKey) -> list[str]:
    """The ids of key figures that a map notes at an element and that name no other place.

    One that is measured elsewhere is noted where somebody looks at it, and measures nothing there.
    """
    noted = context.maps.detail(key).facts.kpis
    facts = ((one, context.system.facts.kpi(one)) for one in noted)
    return [one for one, kpi in facts if kpi is None or not any(existing(context, kpi.places))]


def measuring(context: Context, process: ElementKey) -> FixAction:
    """The fix that adds a key figure for a process: its lead time, answered for by the owner."""
    name, owned = context.name(process), owner(context, process)
    return fix(FixKind.ADD_KPI, process, name=name, measure=Measure.LEAD_TIME, owner=owned)


def owners(context: Context) -> dict[str, list[ElementKey]]:
    """The processes that each person or role answers for."""
    found: dict[str, list[ElementKey]] = {}
    for process in context.own_processes():
        name = owner(context, process)
        if name:
            found.setdefault(name, []).append(process)
    return found


def answers_for(context: Context, kpi: KpiFact) -> str:
    """Who answers for a key figure: whom it names, else the owner of the process that it measures."""
    if kpi.owner or kpi.element is None:
        return kpi.owner
    process = context.place(kpi.element)
    return owner(context, process) if process is not None else ""


def existing(context: Context, keys: Iterable[ElementKey]) -> Iterator[ElementKey]:
    """Those of the elements that the maps hold."""
    return (key for key in keys if context.maps.kind(key) is not None)


def fact_key(fact: KpiFact | GoalFact | Initiative) -> ElementKey:
    """How findings name something that stands in ``system.json`` and not in a map."""
    if isinstance(fact, Initiative):
        return ElementKey(NAME, f"initiatives/{fact.name}")
    return ElementKey(NAME, f"{'kpis' if isinstance(fact, KpiFact) else 'goals'}/{fact.id}")


def kpi_places(context: Context, kpi: KpiFact) -> tuple[ElementKey, ...]:
    """The elements of the maps that a key figure is about, and itself at the end."""
    return (*dict.fromkeys(existing(context, kpi.places)), fact_key(kpi))


def is_end_to_end(kpi: KpiFact) -> bool:
    """Whether a key figure looks at the whole way from customer to customer."""
    return kpi.element is None and not kpi.resource and kpi.start is None and kpi.end is None


def spans(context: Context, chain: Chain, kpi: KpiFact) -> bool:
    """Whether a key figure looks at a way from the wish to an outcome in another process."""
    if kpi.start != chain.start or kpi.end is None or kpi.end not in chain.outcomes:
        return False
    return context.place(kpi.end) != context.place(chain.start)
