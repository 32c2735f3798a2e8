"""The main window without a screen, a person who answers its questions, and maps to open."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt

from app.jobs import Jobs
from app.paths import sample_systems
from app.window.main_window import MainWindow
from bpmn.editing.diagrams import shape_of
from tests.documents import named, simple_flow

LEFT = Qt.MouseButton.LeftButton


class Answers:
    """Answers the window's questions as a test wants; remembers what was asked and told."""

    def __init__(self):
        self.maps, self.folder, self.name, self.picture, self.version = [], None, None, None, None
        self.table = None
        self.choices: dict[str, str] = {}
        self.asked: list[tuple] = []

    def maps_to_open(self, start):
        return self.maps

    def folder_to_open(self, start):
        return self.folder

    def version_to_compare(self, start):
        return self.version

    def name_to_save(self, suggestion):
        self.asked.append(("name", suggestion))
        return self.name

    def picture_to_write(self, suggestion):
        return self.picture

    def copy_to_write(self, suggestion):
        self.asked.append(("copy", suggestion))
        return self.picture

    def landscape_to_write(self, suggestion):
        return self.picture

    def handbook_to_write(self, suggestion):
        return self.picture

    def report_to_write(self, suggestion):
        return self.picture

    def table_to_read(self, start):
        return self.table

    def table_to_write(self, suggestion):
        return self.table

    def tell(self, title, sentence, sign="warning", details=""):
        self.asked.append(("tell", title, sentence))

    def _choose(self, question, *details):
        self.asked.append((question, *details))
        return self.choices.get(question, "")

    def unsaved(self, names):
        return self._choose("unsaved", list(names))

    def unreadable(self, sentence, changes):
        return self._choose("unreadable", sentence, changes)

    def encoding_loss(self, reason):
        return self._choose("encoding_loss", reason)

    def not_saved(self, reason):
        return self._choose("not_saved", reason)

    def one_line(self, title, action, suggestion=""):
        return self._choose("one_line", title, action)

    def takes_theirs(self, conflict):
        return self._choose("takes_theirs", conflict.item) == "theirs"

    def changed_outside(self, name):
        return self._choose("changed_outside", name)


def work_at_once(jobs, key, function, *arguments):
    """Instead of a worker: compute here and now."""
    jobs.started.emit(key)
    jobs.finished.emit(key, function(*arguments))


def copied_sample(place: Path) -> Path:
    """A copy of the first sample system to work on, in the folder "company"."""
    return Path(shutil.copytree(sample_systems()[0], place / "company"))


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def window(qtbot, monkeypatch, answers):
    """The main window; its jobs are done at once."""
    monkeypatch.setattr(Jobs, "start", work_at_once)
    made = MainWindow(ask=answers)
    made.actions_by_name["simulate_verdicts"].setChecked(False)  # it takes a while; tests of it switch it on
    made.appearance.choose("light")
    made.resize(1440, 900)
    made.show()
    yield made
    answers.choices["unsaved"] = "discard"
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # old windows make new ones slow


@pytest.fixture
def order(tmp_path) -> Path:
    """A map: Start, Check, Pack, End."""
    path = tmp_path / "order.bpmn"
    path.write_bytes(simple_flow("Start", "Check", "Pack", "End").to_bytes())
    return path


class Person:
    """Does with mouse and keys what a person does in the window."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot

    @property
    def view(self):
        return self.window.maps.view.view

    @property
    def document(self):
        return self.view.session.document

    def element(self, name):
        return named(self.document, name)

    def at(self, x, y) -> QPoint:
        return self.view.mapFromScene(x, y)

    def middle(self, name) -> QPoint:
        return self.at(*shape_of(self.element(name)).bounds.centre)

    def click(self, name):
        self.qtbot.mouseClick(self.view.viewport(), LEFT, pos=self.middle(name))

    def drag(self, name, dx, dy):
        """Move an element by screen pixels."""
        port, start = self.view.viewport(), self.middle(name)
        self.qtbot.mousePress(port, LEFT, pos=start)
        for step in (0.3, 0.6, 1.0):
            self.qtbot.mouseMove(port, start + QPoint(round(dx * step), round(dy * step)))
        self.qtbot.mouseRelease(port, LEFT, pos=start + QPoint(dx, dy))

    def keys(self, widget, sequence):
        self.qtbot.keySequence(widget, sequence)


@pytest.fixture
def person(window, qtbot):
    return Person(window, qtbot)
