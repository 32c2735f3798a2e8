import pytest

from app.system_facts import SystemFacts
from bpmn.editing.rename import rename
from bpmn.model.document import Document
from bpmn.system.facts import Role
from bpmn.system.store import load
from bpmn.xml.errors import NotSaved
from tests.documents import named


def edit(window, name="Checked"):
    document = window.workspace.active.document
    rename(document, named(document, "Check"), name)


def test_save_writes_only_what_changed(window, order):
    before = order.read_bytes()
    window.files.open_path(order)
    edit(window)

    assert window.files.save()

    assert order.read_bytes() == before.replace(b'name="Check"', b'name="Checked"')
    assert window.toast.text == "Saved order.bpmn"


def test_save_as_takes_the_new_name(window, order, answers):
    window.files.open_path(order)
    answers.name = order.with_name("copy.bpmn")

    assert window.files.save_as()

    assert answers.name.read_bytes() == order.read_bytes()
    assert window.workspace.active.path == answers.name
    assert window.maps.tabs.tabText(0) == "copy"


def test_a_new_map_asks_for_a_name(window, tmp_path, answers):
    window.files.new()
    answers.name = tmp_path / "new.bpmn"

    assert window.files.save()

    assert Document.parse(answers.name.read_bytes()).root is not None


def test_an_unreadable_file_is_explained_with_its_place(window, tmp_path, answers):
    path = tmp_path / "broken.bpmn"
    path.write_text("<definitions>\n<task>\n</definitions>")

    assert not window.files.open_path(path)

    question, sentence, changes = answers.asked[-1]
    assert question == "unreadable"
    assert "broken.bpmn" in str(sentence)
    assert "line" in str(sentence)
    assert changes is None


def test_a_repairable_file_is_opened_as_a_copy_and_stays_as_it_is(window, order, answers):
    data = b"\n" + order.read_bytes()
    order.write_bytes(data)
    answers.choices["unreadable"] = "repair"

    window.files.open_path(order)

    assert window.workspace.active.path is None
    assert window.workspace.is_unsaved(window.workspace.active)
    assert window.maps.tabs.tabText(0) == "• order (repaired)"
    assert order.read_bytes() == data


def test_a_map_whose_encoding_is_too_small_goes_to_utf8_when_asked(window, order, answers):
    text = order.read_text().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    order.write_bytes(
        text.replace("</bpmn:definitions>", "<!-- note --></bpmn:definitions>").encode("latin-1")
    )
    window.files.open_path(order)
    document = window.workspace.active.document
    with document.transaction("Comment"):
        document.set_text(document.root[-1], "Łódź")
    answers.choices["encoding_loss"] = "utf8"

    assert window.files.save()

    assert "Łódź" in order.read_text(encoding="utf-8")


def test_a_map_that_would_be_written_wrongly_is_offered_as_copy_and_report(
    window, order, answers, monkeypatch
):
    before = order.read_bytes()
    window.files.open_path(order)
    edit(window)
    monkeypatch.setattr(Document, "difference", lambda *_: "a name is lost")
    answers.choices["not_saved"] = "copy"
    answers.name = order.with_name("rescued.bpmn")

    assert not window.files.save()

    assert order.read_bytes() == before
    assert b"Checked" in answers.name.read_bytes()
    assert "a name is lost" in answers.name.with_name("rescued.bpmn.report.txt").read_text()
    assert NotSaved


def test_a_file_changed_outside_is_not_overwritten_unasked(window, order, answers):
    window.files.open_path(order)
    edit(window)
    other = order.read_bytes().replace(b"Pack", b"Wrap")
    order.write_bytes(other)

    assert not window.files.save()
    assert order.read_bytes() == other
    answers.choices["changed_outside"] = "overwrite"

    assert window.files.save()
    assert b"Checked" in order.read_bytes()


def test_the_other_version_can_be_loaded(window, order, answers):
    window.files.open_path(order)
    edit(window)
    order.write_bytes(order.read_bytes().replace(b"Pack", b"Wrap"))
    answers.choices["changed_outside"] = "reload"

    window.files.save()

    assert named(window.workspace.active.document, "Wrap") is not None


def test_a_change_outside_is_noticed(window, order):
    window.files.open_path(order)
    order.write_bytes(order.read_bytes().replace(b"Pack", b"Wrap"))

    window.workspace.look_outside()

    assert "was changed outside" in window.maps.view.notice.text


@pytest.mark.parametrize(("answer", "is_closed"), [("", False), ("discard", True), ("save", True)])
def test_closing_a_map_loses_nothing_unasked(window, order, answers, answer, is_closed):
    window.files.open_path(order)
    edit(window)
    answers.choices["unsaved"] = answer

    assert window.files.close() is is_closed

    assert bool(window.workspace.sessions) is not is_closed
    assert (b"Checked" in order.read_bytes()) is (answer == "save")


def test_what_was_opened_stands_among_the_recent_ones(window, order):
    window.files.open_path(order)
    window.files.open_path(order.parent)

    assert window.settings.recent[:2] == [order.parent, order]


def test_a_folder_that_cannot_be_written_is_told(window, order, answers, monkeypatch):
    window.files.open_path(order)
    edit(window)
    monkeypatch.setattr(
        Document, "save", lambda *_: (_ for _ in ()).throw(PermissionError(13, "not allowed", "x"))
    )

    assert not window.files.save()

    assert answers.asked[-1][0] == "tell"


def test_decisions_of_others_are_kept_beside_ones_own(window, tmp_path, order, answers):
    window.files.open_path(tmp_path)
    window.workspace.facts.set_role("Bank", Role.PARTNER, ())
    other = SystemFacts()
    other.open(tmp_path)
    other.set_role("Mill", Role.SUPPLIER, ())
    other.save()

    assert window.files.save_facts()

    assert {party.name for party in load(tmp_path).facts.parties} == {"Bank", "Mill"}


def test_each_sample_company_can_be_opened(window):
    menu = window.commands.samples_menu()
    names = [action.text() for action in menu.actions()]

    next(action for action in menu.actions() if action.text() == "Linden Eye Clinic").trigger()

    assert names[0] == "Larkfield Telescopes"
    assert window.workspace.folder.name == "linden-eye-clinic"
    assert len(window.workspace.maps()) == 15
