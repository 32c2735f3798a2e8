"""A05: a process that nothing joins to the others."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process without any link, if there are several processes."""
    if len(context.places.processes) < 2:  # noqa: PLR2004 - alone is no orphan
        return
    graph = context.topology.processes
    asked = {process for key, process in context.places.process_of.items() if context.is_unsettled(key)}
    for process in context.own_processes():
        if graph.degree(process) == 0 and process not in asked:
            told = message("Nothing joins “{process}” to any other process.", process=context.name(process))
            yield Fault((process,), told)


RULE = Rule(
    "A05",
    Severity.WARNING,
    message("Process without any connection"),
    message("It stands outside the system: nobody triggers it and nobody uses what it makes."),
    message("Connect it to the processes that need it, or accept the finding and say why it stands alone."),
    check,
    needs_folder=True,
)
