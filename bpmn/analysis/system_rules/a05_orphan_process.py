"""A05: a process that nothing joins to the others."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.hanging import hanging_in
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process without any link, if there are several processes.

    One with messages that hang in the air is not told here: A03, A04 and A06 say what is to be connected.
    """
    if len(context.places.processes) < 2:  # noqa: PLR2004 - alone is no orphan
        return
    graph, hung = context.topology.processes, hanging_in(context)
    asked = {process for key, process in context.places.process_of.items() if context.is_unsettled(key)}
    silent = asked | hung
    for process in context.own_processes():
        if graph.degree(process) == 0 and process not in silent:
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
    reads=Reads.SHAPE,
)
