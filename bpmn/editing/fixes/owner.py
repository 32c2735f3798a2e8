"""Who answers for a process, what it is for, and which key figures it looks at."""

from bpmn.base.fix import FixAction
from bpmn.editing.fixes.places import Maps, first
from bpmn.editing.process_facts import note_kpis
from bpmn.editing.properties import set_documentation, set_process_owner
from bpmn.model import Process


def set_owner(maps: Maps, action: FixAction) -> None:
    """Write the owner into the map of the process."""
    process = first(maps, action, Process)
    set_process_owner(process.document, process, action.argument("name"))


def set_objective(maps: Maps, action: FixAction) -> None:
    """Write what a process is for as its documentation."""
    process = first(maps, action, Process)
    set_documentation(process.document, process, action.argument("text"))


def read_kpis(maps: Maps, action: FixAction) -> None:
    """Note at a process which key figures it looks at."""
    note_kpis(first(maps, action, Process), action.argument("kpis").split())
