"""Which processes look at key figures regularly: the reviews of a system (ISO 9001:2015, 4.4.1 g)."""

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of, noting
from bpmn.analysis.words import is_review
from bpmn.base.finding import ElementKey
from bpmn.model import StartEvent, TimerEventDefinition


def readers(context: Context, process: ElementKey) -> list[ElementKey]:
    """The reviews that look at the key figures of a process, in order.

    A review reads a figure that its map notes at it, at a step or at an event. Where something goes to it
    from the measured process, it has to begin by date and to be a review by its name or that of a step:
    not everything that is sent every month is looked at.
    """
    kpis = {kpi.id for kpi in kpis_of(context, process)}
    graph = context.topology.processes
    return [
        other
        for other in (reviews(context) if kpis else ())
        if other != process
        and (kpis & noted_at(context, other) or (graph.has_edge(process, other) and _reviews(context, other)))
    ]


def reviews(context: Context) -> list[ElementKey]:
    """The own processes that begin by date, or are reviews by their name."""
    own = context.own_processes()
    return [key for key in own if is_regular(context, key) or is_review(context.name(key))]


def is_regular(context: Context, process: ElementKey) -> bool:
    """Whether a date begins a process."""
    nodes = context.places.processes[process].graph.children(None)
    starts = (ElementKey(process.file, node.id) for node in nodes if issubclass(node.kind, StartEvent))
    return any(context.maps.detail(start).has(TimerEventDefinition) for start in starts)


def looks_at_figures(context: Context, process: ElementKey) -> bool:
    """Whether a process is known as a review: by its words, or since it notes figures of others."""
    own = {kpi.id for kpi in kpis_of(context, process)}
    return _reviews(context, process) or bool(noted_at(context, process) - own)


def noted_at(context: Context, process: ElementKey) -> set[str]:
    """The ids of key figures that a map notes at a process or in it."""
    return {kpi for key in noting(context, process) for kpi in context.maps.detail(key).facts.kpis}


def _reviews(context: Context, process: ElementKey) -> bool:
    nodes = context.places.processes[process].graph.nodes.values()
    names = (context.name(process), *(node.name for node in nodes))
    return is_regular(context, process) and any(is_review(name) for name in names)
