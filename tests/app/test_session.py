import pytest

from app.session import Session
from bpmn.editing.document import new_document
from bpmn.editing.rename import rename
from bpmn.model import StartEvent
from bpmn.xml.errors import ChangedOutside, UnreadableFile


@pytest.fixture
def session(qapp, tmp_path):
    path = tmp_path / "order.bpmn"
    path.write_bytes(new_document().to_bytes())
    return Session.open(path)


def name_start(session, name):
    rename(session.document, session.document.all(StartEvent)[0], name)


def test_a_fresh_session_is_clean_and_named_like_its_file(session):
    assert session.is_clean
    assert session.title == "order.bpmn"


def test_an_edit_makes_it_dirty_and_undo_clean_again(session, qtbot):
    with qtbot.waitSignal(session.titleChanged) as told:
        name_start(session, "Order received")

    assert told.args == ["• order.bpmn"]
    session.stack.undo()
    assert session.is_clean


def test_save_writes_the_file_and_is_clean(session, qtbot):
    name_start(session, "Order received")

    with qtbot.waitSignal(session.saved):
        session.save()

    assert b"Order received" in session.path.read_bytes()
    assert session.is_clean
    assert not session.is_changed_outside()


def test_undo_after_saving_is_unsaved_work(session):
    name_start(session, "Order received")
    session.save()

    session.stack.undo()

    assert not session.is_clean


def test_a_file_changed_by_another_program_is_not_overwritten(session):
    name_start(session, "Order received")
    session.path.write_bytes(b"something else")

    with pytest.raises(ChangedOutside):
        session.save()

    assert session.path.read_bytes() == b"something else"
    assert session.is_changed_outside()


def test_it_is_overwritten_when_the_person_says_so(session):
    name_start(session, "Order received")
    session.path.write_bytes(b"something else")

    session.save(overwrites=True)

    assert b"Order received" in session.path.read_bytes()


def test_save_as_makes_another_file_the_maps_own(session, tmp_path):
    old = session.path
    name_start(session, "Order received")

    session.save_as(tmp_path / "copy.bpmn")

    assert session.name == "copy.bpmn"
    assert b"Order received" not in old.read_bytes()


def test_a_map_without_a_file_needs_a_name_first(qapp):
    session = Session(new_document())

    assert session.title == "Untitled map"
    with pytest.raises(ValueError, match="save_as"):
        session.save()


def test_a_missing_file_is_refused_with_a_sentence(qapp, tmp_path):
    with pytest.raises(UnreadableFile):
        Session.open(tmp_path / "nowhere.bpmn")
