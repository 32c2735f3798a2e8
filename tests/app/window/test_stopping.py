"""A person stops the check of a large folder."""

import shutil

import pytest
from PySide6.QtCore import Qt

from app.jobs import Jobs
from app.paths import sample_systems
from app.stop_button import StopButton
from app.window import rail

LEFT = Qt.MouseButton.LeftButton


class Held:
    """Jobs that go on until they are done by hand or cancelled."""

    def __init__(self):
        self.calls = {}

    def start(self, key, call):
        self.calls[key] = call

    def finish(self, window, key):
        function, *arguments = self.calls.pop(key)
        window.jobs.finished.emit(key, function(*arguments))


@pytest.fixture
def held(window, monkeypatch):
    one = Held()
    monkeypatch.setattr(Jobs, "start", lambda _, key, *call: one.start(key, call))
    monkeypatch.setattr(Jobs, "is_running", lambda _, key: key in one.calls)
    monkeypatch.setattr(Jobs, "cancel", lambda _, key: one.calls.pop(key, None))
    return one


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "company"
    shutil.copytree(sample_systems()[0], place)
    return place


def stop_action(window):
    return window.actions_by_name["stop_check"]


def test_a_check_that_takes_long_is_stopped_at_the_button(window, held, folder, qtbot):
    window.files.open_path(folder)
    page = window.system.landscape
    assert page._busy.isVisible()
    qtbot.waitUntil(page.stop.isVisible, timeout=10_000)

    qtbot.mouseClick(page.stop, LEFT)

    assert "overview" not in held.calls
    assert not page.stop.isVisible()
    assert not page._busy.isVisible()
    assert "are missing" in page.notice.text
    assert "F5" in window.toast.text
    assert page.notice.isVisible()


def test_the_command_is_offered_while_a_check_runs(window, held, folder):
    assert not stop_action(window).isEnabled()
    window.files.open_path(folder)
    assert "Stop Checking" in [found.text for found in window.commands.findable()]

    stop_action(window).trigger()

    assert "overview" not in held.calls
    assert not stop_action(window).isEnabled()


def test_after_a_stop_edits_are_not_checked_until_it_is_asked_for(window, held, folder, qtbot):
    window.files.open_path(folder)
    stop_action(window).trigger()
    window.system.analyses.soon()
    qtbot.wait(900)
    assert "overview" not in held.calls

    qtbot.keyClick(window, Qt.Key.Key_F5)

    assert "overview" in held.calls
    assert not window.system.landscape.notice.isVisible()
    held.finish(window, "overview")
    assert window.system.analyses.overview.files


def test_what_was_found_before_stays_and_says_so(window, held, folder):
    window.files.open_path(folder)
    held.finish(window, "overview")
    window.system.check()

    stop_action(window).trigger()

    assert "without your last changes" in window.system.landscape.notice.text
    assert len(window.system.landscape.view.areas) > 5


def test_beside_a_map_the_check_is_stopped_below_it(window, held, folder, qtbot):
    window.files.open_path(folder)
    window.files.open_path(folder / "order.bpmn")
    window.system.check()
    panel = window.maps.findings
    qtbot.waitUntil(panel.stop.isVisible, timeout=10_000)

    qtbot.mouseClick(panel.stop, LEFT)

    assert window.pages.currentIndex() == rail.MAPS
    assert "overview" not in held.calls
    assert not panel.stop.isVisible()


def test_what_is_quick_shows_no_button(qtbot):
    one = StopButton(lambda: None)
    qtbot.addWidget(one)

    one.follow(True)
    one.follow(False)
    qtbot.wait(1700)

    assert one.isHidden()
