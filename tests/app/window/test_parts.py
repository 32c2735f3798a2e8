"""Parts of the window never show up as windows of their own: one would take the keys away for a moment."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QMainWindow, QMenu, QWidget

from app.dialogs.frame import Frame
from app.jobs import Jobs
from app.window import rail
from app.window.main_window import MainWindow
from tests.app.conftest import copied_sample, work_at_once

LEFT = Qt.MouseButton.LeftButton
OWN = (QMainWindow, QDialog, QDockWidget, QMenu)
PAGES = (rail.HOME, rail.LANDSCAPE, rail.MAPS, rail.FINDINGS, rail.NUMBERS, rail.INITIATIVES, rail.HANDBOOK)


class Watch(QObject):
    """Notes what became a window though it is a part of one."""

    def __init__(self):
        super().__init__()
        self.found = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and watched.windowType() is Qt.WindowType.Window and not isinstance(watched, OWN):
            self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def watch(qtbot):
    made = Watch()
    QApplication.instance().installEventFilter(made)
    yield made.found
    QApplication.instance().removeEventFilter(made)


def test_a_part_without_a_place_would_be_noticed(watch, qtbot):
    part = QWidget()
    qtbot.addWidget(part)
    part.show()

    assert watch == ["QWidget "]


def test_no_page_and_no_finding_opens_a_window_by_accident(watch, qtbot, monkeypatch, answers, tmp_path):
    monkeypatch.setattr(Jobs, "start", work_at_once)
    folder = copied_sample(tmp_path)

    window = MainWindow(ask=answers)
    window.actions_by_name["simulate_verdicts"].setChecked(False)  # it takes a while
    qtbot.addWidget(window)
    window.show()
    window.files.open_path(folder)
    window.files.open_path(folder / "order.bpmn")
    for page in PAGES:
        window.go(page)
    window.go(rail.FINDINGS)
    for row in window.system.findings.list.findings.rows:
        if not row.is_head:
            window.system.findings.show_row(row)
    window.system.judge_all()
    window.actions_by_name["walk"].trigger()
    qtbot.addWidget(Frame("A title", "And a sentence.", parent=window))

    assert watch == []
