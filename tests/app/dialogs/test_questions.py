import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from app.dialogs.frame import Frame
from app.dialogs.questions import Questions
from bpmn.base.message import message

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ask(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Questions(parent)
    made.parent = parent
    return made


@pytest.fixture
def press(qtbot):
    """Press the button with this text in the dialog that comes up; remember what the dialog said."""
    seen = []

    def later(text):
        def act():
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, Frame)
            seen.append(f"{dialog.title_label.text()} {dialog.sentence_label.text()}")
            button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
            qtbot.mouseClick(button, LEFT)

        QTimer.singleShot(0, act)

    later.seen = seen
    return later


@pytest.mark.parametrize(
    ("text", "answer"), [("Save", "save"), ("Close without saving", "discard"), ("Cancel", "")]
)
def test_unsaved_work_is_asked_about_by_name(ask, press, text, answer):
    press(text)

    assert ask.unsaved(["order"]) == answer

    assert "order" in press.seen[0]


def test_several_maps_are_asked_about_once(ask, press):
    press("Save all")

    assert ask.unsaved(["order", "buy"]) == "save"

    assert "2 maps" in press.seen[0]


def test_an_unreadable_file_is_only_explained_where_nothing_can_be_done(ask, press):
    press("Close")

    ask.unreadable(message("order.bpmn, line 3, column 7: it is not XML."), None)

    assert "line 3, column 7" in press.seen[0]


def test_a_repaired_copy_is_offered_with_what_was_done(ask, press):
    press("Open a repaired copy")

    assert ask.unreadable(message("no"), [message("Blanks were taken away.")]) == "repair"

    assert "Blanks were taken away." in press.seen[0]
    assert "stays as it is" in press.seen[0]


@pytest.mark.parametrize(
    ("question", "argument", "text", "answer"),
    [
        ("encoding_loss", message("x"), "Save as UTF-8", "utf8"),
        ("encoding_loss", message("x"), "Cancel", ""),
        ("not_saved", message("x"), "Save a copy and a report…", "copy"),
        ("changed_outside", "order.bpmn", "Save over it", "overwrite"),
        ("changed_outside", "order.bpmn", "Load the other version", "reload"),
        ("changed_outside", "order.bpmn", "Cancel", ""),
    ],
)
def test_each_answer_is_a_verb(ask, press, question, argument, text, answer):
    press(text)

    assert getattr(ask, question)(argument) == answer


def test_a_sentence_can_be_told_with_details(ask, press):
    press("Close")

    ask.tell("Not saved", "The disk is full.", "error", "many details")

    assert "The disk is full." in press.seen[0]


def test_a_name_without_ending_becomes_a_map(ask, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "order"), ""))

    assert ask.name_to_save(tmp_path) == tmp_path / "order.bpmn"


@pytest.mark.parametrize(
    ("name", "chosen", "expected"),
    [
        ("a", "PNG picture (*.png)", "a.png"),
        ("a.pdf", "SVG picture (*.svg)", "a.pdf"),
        ("a.b", "SVG picture (*.svg)", "a.b.svg"),
    ],
)
def test_the_ending_of_a_picture_says_its_kind(ask, monkeypatch, tmp_path, name, chosen, expected):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), chosen))

    assert ask.picture_to_write(tmp_path).name == expected


def test_nothing_chosen_is_nothing(ask, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    assert ask.name_to_save(tmp_path) is None
    assert ask.picture_to_write(tmp_path) is None
    assert ask.maps_to_open(tmp_path) == []
    assert ask.folder_to_open(tmp_path) is None


def test_escape_keeps_everything_as_it_was(ask, qtbot):
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))

    assert ask.unsaved(["order"]) == ""
