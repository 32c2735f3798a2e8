"""M06: a key figure that the maps give no place to measure."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpi_places
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import Message, message
from bpmn.model import Lane, Resource
from bpmn.system.facts import KpiFact, Measure, Metric


def check(context: Context) -> Iterable[Fault]:
    """One fault per figure that refers to what the maps do not contain, or names no measuring point."""
    for kpi in context.system.facts.kpis:
        missing = _missing(context, kpi)
        if missing is not None:
            yield Fault(kpi_places(context, kpi), missing)


def _missing(context: Context, kpi: KpiFact) -> Message | None:
    name = kpi.name or kpi.id
    for key in kpi.places:
        if context.maps.kind(key) is None:
            return message(
                "The key figure “{kpi}” refers to “{element}” in {file}, which is not there.",
                kpi=name,
                element=key.element,
                file=key.file,
            )
    if kpi.resource and kpi.resource not in _teams(context):
        return message(
            "The key figure “{kpi}” is about “{team}”, which no map names.", kpi=name, team=kpi.resource
        )
    if (kpi.start is None) != (kpi.end is None) and kpi.element is None:
        return message("The key figure “{kpi}” has only one end.", kpi=name)
    if not kpi.places and not kpi.resource and kpi.measure not in list(Metric):
        return message("The key figure “{kpi}” does not say where it is measured.", kpi=name)
    if kpi.measure == Measure.OTHER and kpi.start is None:
        return message("The key figure “{kpi}” does not say at which step it is counted.", kpi=name)
    return _unreachable(context, kpi.start, kpi.end, name)


def _unreachable(
    context: Context, start: ElementKey | None, end: ElementKey | None, name: str
) -> Message | None:
    if start is None or end is None or start == end:
        return None
    graph = context.topology.elements
    own = graph.subgraph(node for node in graph if node not in context.topology.parties)
    if start not in own or end not in own or nx.has_path(own, start, end):
        return None
    return message(
        "The key figure “{kpi}” is measured from “{start}” to “{end}”, but no way leads there.",
        kpi=name,
        start=context.name(start),
        end=context.name(end),
    )


def _teams(context: Context) -> set[str]:
    found = {fact.name for fact in context.system.facts.resources}
    for _, document in context.system.documents:
        named: list[Resource | Lane] = [*document.all(Resource), *document.all(Lane)]
        found.update(element.name or "" for element in named)
    return found


RULE = Rule(
    "M06",
    Severity.INFO,
    message("Key figure that cannot be measured"),
    message(
        "The number comes from somewhere else or from nowhere, and nobody can check it against the process."
    ),
    message("Pick the steps between which it is measured, or draw them."),
    check,
)
