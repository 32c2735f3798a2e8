"""G03: nothing measures a process."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.facts import Measure


def check(context: Context) -> Iterable[Fault]:
    """One fault per process with K(p) = ∅."""
    for process in context.own_processes():
        if not kpis_of(context, process):
            name = context.name(process)
            told = message("No key figure says how well “{process}” works.", process=name)
            add = fix(FixKind.ADD_KPI, process, name=name, measure=Measure.LEAD_TIME)
            yield Fault((process,), told, actions=(add,))


RULE = Rule(
    "G03",
    Severity.WARNING,
    message("Process without a key figure"),
    message("Whether the process gets better or worse is a matter of opinion, and so is every change to it."),
    message("Add a key figure with a target, such as the time from its start to its end."),
    check,
    needs_folder=True,
)
