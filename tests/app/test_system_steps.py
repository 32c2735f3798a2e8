"""One action over several maps: one undo step wherever one looks, nothing written silently."""

from dataclasses import replace

import pytest

from app.workspace import Workspace
from bpmn.base.finding import ElementKey
from bpmn.editing.rename import rename
from bpmn.model import Task
from bpmn.system.fact_journal import EditedSince
from bpmn.system.facts import PartyFact
from tests.documents import named, simple_flow

FILES = ("buy.bpmn", "pay.bpmn", "sell.bpmn")


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes(simple_flow("Start", "Check", "End").to_bytes())
    return tmp_path


@pytest.fixture
def workspace(qapp, folder):
    made = Workspace()
    made.open_folder(folder)
    return made


def task(document):
    return document.all(Task)[0]


def rename_all(workspace, name="Look", files=FILES[:2]):
    with workspace.system_step("Rename everywhere") as step:
        for file in files:
            document = step.document(file)
            rename(document, task(document), name)


def names(workspace):
    return {s.path.name: task(s.document).name for s in workspace.sessions}


def test_maps_that_are_not_open_wait_unsaved_in_the_background(workspace, folder):
    opened = []
    workspace.opened.connect(opened.append)

    rename_all(workspace)

    assert opened == []
    assert [workspace.title_of(s) for s in workspace.unsaved()] == ["buy", "pay"]
    assert all(workspace.is_in_background(s) for s in workspace.sessions)
    assert all(b"Look" not in (folder / name).read_bytes() for name in FILES)
    assert b"Look" in workspace.documents()["buy.bpmn"]


def test_a_map_in_the_background_comes_to_the_front_with_its_changes(workspace, folder):
    rename_all(workspace)
    opened = []
    workspace.opened.connect(opened.append)

    session = workspace.open(folder / "buy.bpmn")

    assert opened == [session]
    assert not workspace.is_in_background(session)
    assert task(session.document).name == "Look"


def test_undo_in_one_map_takes_the_step_back_in_all(workspace, folder):
    workspace.open(folder / "buy.bpmn")
    rename_all(workspace)

    assert workspace.undo_group.undoText() == "Rename everywhere"
    workspace.steps.undo()

    assert names(workspace) == {"buy.bpmn": "Check", "pay.bpmn": "Check"}
    assert workspace.unsaved() == []
    workspace.steps.redo()
    assert names(workspace) == {"buy.bpmn": "Look", "pay.bpmn": "Look"}


def test_undo_on_a_page_of_the_system_takes_the_step_back_too(workspace):
    workspace.activate(workspace.session_of("sell.bpmn"))
    workspace.activate(None)
    rename_all(workspace)

    workspace.steps.undo()

    assert set(names(workspace).values()) == {"Check"}
    assert not workspace.undo_group.canUndo()
    workspace.steps.redo()
    assert names(workspace)["buy.bpmn"] == "Look"


def test_a_step_that_changed_facts_too_brings_them_back(workspace, folder):
    workspace.open(folder / "buy.bpmn")
    with workspace.system_step("Name the customer") as step:
        rename(step.document("buy.bpmn"), named(step.document("buy.bpmn"), "Check"), "Ask")
        step.facts = replace(step.facts, parties=(PartyFact("Client"),))
    assert workspace.facts.is_unsaved

    workspace.steps.undo()

    assert workspace.facts.facts.parties == ()
    assert not workspace.facts.is_unsaved


def test_a_step_without_facts_does_not_ask_to_save_decisions(workspace):
    rename_all(workspace)

    assert not workspace.facts.is_unsaved


def test_a_map_edited_since_refuses_and_is_named(workspace, folder):
    pay = workspace.open(folder / "pay.bpmn")
    workspace.open(folder / "buy.bpmn")
    rename_all(workspace)
    rename(pay.document, named(pay.document, "Start"), "Begin")

    with pytest.raises(EditedSince, match=r"pay\.bpmn was edited since"):
        workspace.steps.undo()

    assert names(workspace) == {"buy.bpmn": "Look", "pay.bpmn": "Look"}
    pay.stack.undo()
    workspace.steps.undo()
    assert set(names(workspace).values()) == {"Check"}


def test_a_step_is_redone_where_another_edit_was_made_and_undone_meanwhile(workspace, folder):
    pay = workspace.open(folder / "pay.bpmn")
    workspace.open(folder / "buy.bpmn")
    rename_all(workspace)
    workspace.steps.undo()
    rename(pay.document, named(pay.document, "Start"), "Begin")

    with pytest.raises(EditedSince):
        workspace.steps.redo()
    pay.stack.undo()
    workspace.steps.redo()

    assert names(workspace) == {"buy.bpmn": "Look", "pay.bpmn": "Look"}
    workspace.steps.undo()
    assert names(workspace) == {"buy.bpmn": "Check", "pay.bpmn": "Check"}


def test_a_decision_made_since_is_undone_first(workspace, folder):
    workspace.open(folder / "buy.bpmn")
    rename_all(workspace)
    workspace.facts.mark_external(ElementKey("sell.bpmn", "Task_1"))

    with pytest.raises(EditedSince, match="Mark as external"):
        workspace.steps.undo()


def test_a_saved_map_that_is_closed_can_still_be_taken_back(workspace, folder):
    buy = workspace.open(folder / "buy.bpmn")
    workspace.open(folder / "pay.bpmn")
    rename_all(workspace)
    workspace.save(buy)

    workspace.close(buy)
    workspace.steps.undo()

    assert names(workspace) == {"buy.bpmn": "Check", "pay.bpmn": "Check"}
    assert workspace.unsaved() == [buy]


def test_closing_without_saving_takes_a_map_out_of_the_step(workspace, folder):
    buy = workspace.open(folder / "buy.bpmn")
    workspace.open(folder / "pay.bpmn")
    rename_all(workspace)

    workspace.close(buy)
    workspace.steps.undo()

    assert names(workspace) == {"pay.bpmn": "Check"}


def test_what_raises_leaves_every_map_as_it_was(workspace):
    with pytest.raises(ZeroDivisionError), workspace.system_step("Rename everywhere") as step:
        rename(step.document("buy.bpmn"), named(step.document("buy.bpmn"), "Check"), "Look")
        raise ZeroDivisionError

    assert workspace.unsaved() == []
    assert not workspace.facts.undo_stack.canUndo()


def test_saved_maps_in_the_background_go_with_their_folder(workspace, folder, tmp_path_factory):
    rename_all(workspace)
    for session in workspace.unsaved():
        workspace.save(session)

    workspace.open_folder(tmp_path_factory.mktemp("other"))

    assert workspace.sessions == []
