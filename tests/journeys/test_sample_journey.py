"""A process owner opens the sample, follows a finding, edits, takes it back, saves, and judges an initiative."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.window import rail
from bpmn.base.finding import Finding
from bpmn.editing.diagrams import shape_of
from bpmn.improvement.verdict import Verdict
from bpmn.model import FlowNode
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    return folder


def step_with_finding(window):
    """The number of a finding's row in the list of findings, and the step in a map that it is about."""
    for number, row in enumerate(window.system.findings.list.findings.rows):
        if not isinstance(row.data, Finding):
            continue
        for key in row.elements[:1]:
            session = window.workspace.open(window.workspace.folder / key.file)
            element = session.document.element(key.element)
            if isinstance(element, FlowNode) and shape_of(element) is not None:
                window.workspace.close(session)
                return number, key
            window.workspace.close(session)
    raise AssertionError("the sample has no finding about a step")


def test_a_finding_leads_to_its_element_which_is_moved_undone_and_saved(window, sample, person, qtbot):
    assert window.pages.currentIndex() == rail.LANDSCAPE
    assert window.system.landscape.view.areas
    number, key = step_with_finding(window)
    before = (sample / key.file).read_bytes()

    window.go(rail.FINDINGS)
    rows = window.system.findings.list
    rows.scrollTo(rows.findings.index(number))
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.place_of(number))
    assert rows.chosen_row().elements[0] == key
    window.system.findings.rowActed.emit(rows.chosen_row(), "show")

    assert window.pages.currentIndex() == rail.MAPS
    assert [e.id for e in window.maps.view.chosen] == [key.element]
    place = shape_of(window.maps.view.chosen[0]).bounds
    session = window.workspace.active

    person.view.set_zoom(1.0)
    person.view.reveal(key.element)
    element = session.document.element(key.element)
    start = person.at(*shape_of(element).bounds.centre)
    drag(qtbot, person.view.viewport(), start, 0, 20)
    assert shape_of(element).bounds != place
    assert window.workspace.is_unsaved(session)

    person.keys(window, "Ctrl+Z")
    assert session.document.to_bytes() == before
    person.keys(window, "Ctrl+Y")
    person.keys(window, "Ctrl+S")

    saved = (sample / key.file).read_bytes()
    assert saved == session.document.to_bytes() != before
    assert not window.workspace.is_unsaved(session)
    assert b"Bounds" in saved


def drag(qtbot, port, start, dx, dy):
    qtbot.mousePress(port, LEFT, pos=start)
    for share in (0.5, 1.0):
        step = start.__class__(round(dx * share), round(dy * share))
        qtbot.mouseMove(port, start + step)
    qtbot.mouseRelease(port, LEFT, pos=start + start.__class__(dx, dy))


def test_the_initiatives_of_the_sample_are_judged(window, sample, qtbot):
    window.go(rail.INITIATIVES)

    qtbot.mouseClick(window.system.initiatives.judge, LEFT)

    words = {e.name: e.verdict for e in window.system.analyses.judged.improvement.initiatives}
    told = {Verdict.SUB_OPTIMISATION, Verdict.SACRIFICE, Verdict.TRADE_OFF, Verdict.WASTED, Verdict.NO_EFFECT}
    assert told <= set(words.values())
    (pair,) = window.system.analyses.judged.improvement.portfolio.bad_coalitions
    assert set(pair) == {"Technicians pack what they built", "Technicians sketch the designs"}
    assert window.system.initiatives.shown_name() in words


def test_the_numbers_of_the_sample_name_the_narrowest_point(window, sample):
    analysis = window.system.analyses.overview.analysis

    assert analysis.stable
    assert analysis.bottleneck is not None
    window.go(rail.NUMBERS)
    assert window.system.numbers.table.rowCount() == len(analysis.processes)


def test_a_role_is_changed_in_the_landscape_and_undone(window, sample, qtbot):
    window.system.landscape.show_side(2)
    name, box = next(iter(window.system.landscape.parties.boxes.items()))
    before = window.workspace.facts.facts

    box.setCurrentIndex(box.findData("authority"))
    box.activated.emit(box.currentIndex())

    assert next(p.role for p in window.workspace.facts.facts.parties if p.name == name) == "authority"
    window.actions_by_name["undo"].trigger()
    assert window.workspace.facts.facts == before


def test_a_question_about_a_link_is_answered(window, sample, qtbot):
    questions = window.system.analyses.overview.links.open
    assert questions

    window.system.show_links()
    QApplication.processEvents()
    panel = window.system.landscape.links
    yes = next(b for b in panel.findChildren(QPushButton) if b.text() in ("Same", "This one"))
    qtbot.mouseClick(yes, LEFT)
    window.system.analyses.check()

    assert window.workspace.facts.facts.links
    assert questions[0] not in window.system.analyses.overview.links.open


def test_an_edit_is_seen_by_the_analyses_before_it_is_saved(window, sample):
    session = window.workspace.open(sample / "order.bpmn")
    first = next(e for e in session.document.all(FlowNode) if e.name)
    with session.document.transaction("Rename"):
        first.name = "Renamed step"

    window.system.analyses.check()

    assert window.system.analyses.unsaved == ("order",)
    window.go(rail.NUMBERS)
    assert "order" in window.system.numbers.sentence.text()
