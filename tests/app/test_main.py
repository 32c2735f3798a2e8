from PySide6.QtGui import QKeySequence

from app.main import make_application, open_all, report, speak
from app.paths import user_data_folder
from app.translate import LANGUAGE_VARIABLE


def test_there_is_one_application(qapp):
    assert make_application() is qapp
    assert qapp.applicationName() == "wholeflow"


def test_files_of_the_command_line_are_opened(window, order):
    open_all(window, [str(order)])

    assert window.workspace.active.path == order


def test_the_word_for_the_sample_opens_it(window):
    open_all(window, ["--sample"])

    assert len(window.workspace.maps()) > 5


def test_an_unexpected_error_is_kept_and_told_and_the_window_goes_on(window):
    report(window, ZeroDivisionError("nothing there"))

    assert "ZeroDivisionError" in (user_data_folder() / "error.txt").read_text()
    assert "Details are in" in window.toast.text


def test_what_needs_a_map_is_grey_without_one(window, order):
    assert not window.actions_by_name["export_picture"].isEnabled()

    window.files.open_path(order)

    assert window.actions_by_name["export_picture"].isEnabled()


def test_qt_says_the_names_of_keys_in_the_language_of_the_person(qapp, monkeypatch):
    assert speak(qapp) is None, "English needs no help"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    words = speak(qapp)
    try:
        assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+K"
    finally:
        qapp.removeTranslator(words)
