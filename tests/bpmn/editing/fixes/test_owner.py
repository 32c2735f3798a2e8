"""Owner and objective are written into the map of the process."""

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixKind, fix
from bpmn.editing.fixes.table import mend
from bpmn.model import Process
from bpmn.system.process_facts import owner_of
from tests.documents import assert_edit, simple_flow

MAP = "test.bpmn"


def test_the_owner_of_a_process_is_set():
    document = simple_flow("start", "Pack", "end")
    process = document.all(Process)[0]
    action = fix(FixKind.SET_OWNER, ElementKey(MAP, process.id), name="Head of dispatch")

    assert_edit(
        document,
        lambda: mend({MAP: document}, [action]),
        lambda: _is(owner_of(process), "Head of dispatch"),
    )


def test_the_objective_of_a_process_is_written():
    document = simple_flow("start", "Pack", "end")
    process = document.all(Process)[0]
    action = fix(FixKind.SET_OBJECTIVE, ElementKey(MAP, process.id), text="Goods leave the same day.")

    assert_edit(
        document,
        lambda: mend({MAP: document}, [action]),
        lambda: _is(process.documentation_text, "Goods leave the same day."),
    )


def _is(value: str, wanted: str) -> None:
    assert value == wanted
