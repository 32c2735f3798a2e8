import pytest

from app.workspace import Workspace
from bpmn.editing.rename import rename
from bpmn.xml.errors import UnreadableFile
from tests.documents import named, simple_flow


@pytest.fixture
def folder(tmp_path):
    for name in ("buy", "sell"):
        (tmp_path / f"{name}.bpmn").write_bytes(simple_flow("Start", "Check", "End").to_bytes())
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pay.bpmn").write_bytes(simple_flow("Start", "Pay", "End").to_bytes())
    (tmp_path / "notes.txt").write_text("nothing")
    return tmp_path


@pytest.fixture
def workspace(qapp, folder):
    made = Workspace()
    made.open_folder(folder)
    return made


def test_the_maps_of_a_folder_are_listed(workspace, folder):
    assert [p.relative_to(folder).as_posix() for p in workspace.maps()] == [
        "buy.bpmn",
        "inner/pay.bpmn",
        "sell.bpmn",
    ]


def test_a_map_is_opened_once(workspace, folder, qtbot):
    first = workspace.open(folder / "buy.bpmn")
    workspace.open(folder / "sell.bpmn")

    with qtbot.waitSignal(workspace.activated):
        assert workspace.open(folder / "buy.bpmn") is first

    assert len(workspace.sessions) == 2


def test_a_map_that_comes_into_the_folder_is_noticed(workspace, folder, qtbot):
    with qtbot.waitSignal(workspace.mapsChanged, timeout=5000):
        (folder / "new.bpmn").write_bytes((folder / "buy.bpmn").read_bytes())

    assert folder / "new.bpmn" in workspace.maps()


def test_undo_belongs_to_the_map_in_front(workspace, folder):
    buy, sell = workspace.open(folder / "buy.bpmn"), workspace.open(folder / "sell.bpmn")
    rename(sell.document, named(sell.document, "Check"), "Look")

    workspace.activate(buy)

    assert not workspace.undo_group.canUndo()
    workspace.activate(sell)
    assert workspace.undo_group.undoText() == "Rename"


def test_reveal_opens_the_map_of_the_element(workspace, folder, qtbot):
    with qtbot.waitSignal(workspace.revealed) as told:
        session = workspace.reveal("inner/pay.bpmn", "Task_1")

    assert session.path == folder / "inner" / "pay.bpmn"
    assert told.args[1] == "Task_1"


def test_a_missing_file_cannot_be_revealed(workspace):
    with pytest.raises(UnreadableFile):
        workspace.reveal("gone.bpmn", "Task_1")


def test_analyses_get_the_bytes_on_the_screen(workspace, folder):
    session = workspace.open(folder / "buy.bpmn")
    rename(session.document, named(session.document, "Check"), "Look")

    assert b"Look" in workspace.documents()["buy.bpmn"]
    assert b"Look" not in (folder / "buy.bpmn").read_bytes()


def test_a_map_outside_the_folder_is_not_part_of_the_system(workspace, tmp_path_factory):
    path = tmp_path_factory.mktemp("other") / "else.bpmn"
    path.write_bytes(simple_flow("Start", "End").to_bytes())

    workspace.open(path)

    assert workspace.documents() == {}


def test_maps_without_a_folder_are_looked_at_together(qapp, folder):
    workspace = Workspace()

    workspace.open(folder / "buy.bpmn")
    workspace.new(title="Draft")

    assert set(workspace.documents()) == {"buy.bpmn", "Draft"}


def test_a_new_map_is_unsaved_only_after_an_edit(workspace):
    session = workspace.new(title="Draft")
    assert not workspace.is_unsaved(session)

    start = next(iter(session.document.definitions.root_elements)).flow_elements[0]
    rename(session.document, start, "Begin")

    assert workspace.unsaved() == [session]


def test_closing_the_front_map_brings_the_one_before(workspace, folder):
    buy = workspace.open(folder / "buy.bpmn")
    sell = workspace.open(folder / "sell.bpmn")

    workspace.close(sell)

    assert workspace.active is buy
