"""G01: nobody answers for a process."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import owner
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process without an owner."""
    for process in context.own_processes():
        if not owner(context, process):
            told = message("Nobody answers for “{process}”.", process=context.name(process))
            yield Fault((process,), told, actions=(fix(FixKind.SET_OWNER, process),))


RULE = Rule(
    "G01",
    Severity.WARNING,
    message("Process without an owner"),
    message("When two departments disagree about it, nobody decides, and it stays as it is."),
    message("Name one person or role that answers for the process."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
