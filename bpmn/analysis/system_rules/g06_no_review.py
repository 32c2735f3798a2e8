"""G06: a process is measured, but nobody looks at the numbers regularly."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import inside, kpis_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import StartEvent, TimerEventDefinition
from bpmn.system.process_facts import facts_of


def check(context: Context) -> Iterable[Fault]:
    """One fault per measured process, not itself started by date, whose figures no such process reads.

    A process reads a key figure if its map notes the figure's id at it or at one of its steps, or if
    something goes to it from the measured process. ISO 9001:2015, 4.4.1 g.
    """
    reviews = [process for process in context.own_processes() if _is_regular(context, process)]
    graph = context.topology.processes
    for process in context.own_processes():
        kpis = {kpi.id for kpi in kpis_of(context, process)}
        if not kpis or process in reviews:
            continue
        if not any(graph.has_edge(process, r) or kpis & _read_by(context, r) for r in reviews):
            told = message(
                "“{process}” is measured, but no regular review looks at the numbers.",
                process=context.name(process),
            )
            yield Fault((process,), told)


def _is_regular(context: Context, process: ElementKey) -> bool:
    elements = map(context.element, inside(context, process))
    return any(
        isinstance(e, StartEvent) and any(isinstance(d, TimerEventDefinition) for d in e.definitions)
        for e in elements
    )


def _read_by(context: Context, process: ElementKey) -> set[str]:
    elements = (context.element(key) for key in inside(context, process))
    return {kpi for element in elements if element is not None for kpi in facts_of(element).kpis}


RULE = Rule(
    "G06",
    Severity.INFO,
    message("Key figures that nobody reviews"),
    message("Numbers that nobody looks at change nothing; a drift is noticed when customers complain."),
    message("Add a process that starts by date and reads the key figure, and note the figure there."),
    check,
    needs_folder=True,
)
