"""G02: nobody says what a process is for."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of, objective
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process without a documentation and without a goal that it serves."""
    for process in context.own_processes():
        if not objective(context, process) and not _has_goal(context, process):
            told = message("“{process}” does not say what it is for.", process=context.name(process))
            yield Fault((process,), told, actions=(fix(FixKind.SET_OBJECTIVE, process),))


def _has_goal(context: Context, process: ElementKey) -> bool:
    facts = context.system.facts
    return any(facts.goal(kpi.goal) is not None for kpi in kpis_of(context, process))


RULE = Rule(
    "G02",
    Severity.INFO,
    message("Process without an objective"),
    message("Without a purpose nobody can tell whether a change makes the process better or only different."),
    message("Write in one sentence what the process is for and where it ends."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
