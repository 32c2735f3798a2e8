"""G03: nothing measures a process."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of, measuring
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.system_rules.c08_unmeasured_moment import unmeasured
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process with K(p) = ∅; where customers meet it unmeasured, C08 says so instead."""
    met = unmeasured(context)
    for process in context.own_processes():
        if process not in met and not kpis_of(context, process):
            name = context.name(process)
            told = message("No key figure says how well “{process}” works.", process=name)
            yield Fault((process,), told, actions=(measuring(context, process),))


RULE = Rule(
    "G03",
    Severity.WARNING,
    message("Process without a key figure"),
    message("Whether the process gets better or worse is a matter of opinion, and so is every change to it."),
    message("Add a key figure with a target, such as the time from its start to its end."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
