"""Every question about links, teams and lost decisions is answered by a click."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.paths import sample_systems
from app.widgets import LinkButton
from app.window.landscape_page import LINKS, PARTIES
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.system.facts import Decision
from bpmn.system.link import Candidate, Kind, Level, OpenQuestion
from tests.bpmn.system.maps import receiver, sender

LEFT = Qt.MouseButton.LeftButton


def map_with_lane(identifier: str, lane: str) -> str:
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:'
        f'{identifier}"><process id="{identifier}" name="{identifier}"><laneSet><lane id="lane" name="{lane}">'
        f'<flowNodeRef>t</flowNodeRef></lane></laneSet><task id="t" name="Work"/></process></definitions>'
    )


@pytest.fixture
def company(tmp_path, window, qtbot):
    """A folder with an ambiguous message and a lane of one name in three maps."""
    folder = tmp_path / "company"
    folder.mkdir()
    maps = {"one": sender("Order"), "two": receiver("Order"), "zoo": receiver("Order", pool_name="Zoo")}
    maps |= {name: map_with_lane(name, "Sales counter") for name in ("a", "b", "c")}
    for name, text in maps.items():
        (folder / f"{name}.bpmn").write_text(text)
    window.files.open_path(folder)
    window.system.show_links()
    return folder


def cards(window):
    QApplication.processEvents()
    return window.system.landscape.links


def click(qtbot, panel, text, nth=0):
    QApplication.processEvents()
    found = [b for b in panel.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(panel)]
    qtbot.mouseClick(found[nth], LEFT)


def state(folder):
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.glob("*.bpmn")}


def test_the_one_that_is_meant_is_chosen_and_no_map_is_touched(window, company, qtbot):
    before = state(company)

    click(qtbot, cards(window), "This one", 1)
    window.files.save_all()

    (fact,) = window.workspace.facts.facts.links
    assert (fact.source.element, fact.target.file, fact.decision) == ("sent", "zoo.bpmn", Decision.CONFIRMED)
    assert state(company) == before
    assert "zoo.bpmn" in (company / "system.json").read_text()


def test_none_of_several_is_one_step(window, company, qtbot):
    click(qtbot, cards(window), "None of these")

    assert [f.decision for f in window.workspace.facts.facts.links] == [Decision.REJECTED] * 2
    window.workspace.facts.undo_stack.undo()
    assert window.workspace.facts.facts.links == ()


def test_all_lanes_of_a_name_are_said_to_be_one_team(window, company, qtbot):
    click(qtbot, cards(window), "All one team")

    (team,) = window.workspace.facts.facts.resources
    assert team.name == "Sales counter"
    assert [key.file for key in team.elements] == ["a.bpmn", "b.bpmn", "c.bpmn"]


def test_two_lanes_are_said_to_be_different(window, company, qtbot):
    different = [
        b
        for b in cards(window).findChildren(QPushButton)
        if b.text() == "Different" and b.isVisibleTo(cards(window))
    ]

    qtbot.mouseClick(different[-1], LEFT)

    (fact,) = window.workspace.facts.facts.links
    assert (fact.kind, fact.decision) == ("resource", Decision.REJECTED)


def test_somebody_outside_can_be_named(window, qtbot):
    panel = cards(window)
    question = OpenQuestion(
        Message("Who?"), ElementKey("a.bpmn", "x"), Kind.MESSAGE,
        (Candidate(ElementKey("b.bpmn", "y"), Level.M4, Message("Because.")),),
    )  # fmt: skip
    panel._parties = ["Bank", "Customer"]
    card = panel.question_card(question, lambda key: key.element)
    qtbot.addWidget(card)
    (button,) = [b for b in card.findChildren(QPushButton) if b.text() == "Somebody outside"]
    decided = []
    panel.decided.connect(decided.append)

    button.menu().actions()[1].trigger()

    assert decided[0].keywords == {"element": ElementKey("a.bpmn", "x"), "party": "Customer"}


def test_of_very_many_candidates_only_some_are_listed(window, qtbot):
    every = tuple(Candidate(ElementKey("b.bpmn", f"y{at}"), Level.M4, Message("")) for at in range(3_000))
    question = OpenQuestion(Message("Which?"), ElementKey("a.bpmn", "x"), Kind.SIGNAL, every)

    card = cards(window).question_card(question, lambda key: key.element)

    qtbot.addWidget(card)
    assert len([b for b in card.findChildren(QPushButton) if b.text() == "This one"]) == 20
    assert any(text.text().startswith("2,980 more are not listed") for text in card.findChildren(QLabel))


def test_decisions_about_a_renamed_map_are_taken_over_by_one_click(window, company, qtbot):
    click(qtbot, cards(window), "This one", 1)
    window.files.save_all()
    (company / "sub").mkdir()
    shutil.move(company / "one.bpmn", company / "sub" / "order.bpmn")
    window.files.open_path(company)
    window.system.show_links()

    assert "one.bpmn, which is gone; sub/order.bpmn looks the same" in str(
        window.system.analyses.overview.lost[0].question
    )
    tabs = window.system.landscape.tabs
    count = len(window.system.analyses.overview.links.open) + 1
    assert tabs.tabText(LINKS) == f"Links {count}"
    click(qtbot, cards(window), "Take over")

    (fact,) = window.workspace.facts.facts.links
    assert fact.source == ElementKey("sub/order.bpmn", "sent")
    window.system.check()
    assert window.system.analyses.overview.lost == ()


def test_decisions_about_a_map_that_is_gone_can_be_forgotten(window, company, qtbot):
    click(qtbot, cards(window), "This one", 1)
    window.files.save_all()
    (company / "one.bpmn").unlink()
    window.files.open_path(company)
    window.system.show_links()

    click(qtbot, cards(window), "Forget what was decided")

    assert window.workspace.facts.facts.links == ()


def test_the_sample_lost_nothing(window, tmp_path):
    folder = tmp_path / "sample"
    shutil.copytree(sample_systems()[0], folder)

    window.files.open_path(folder)

    assert window.system.analyses.overview.lost == ()


def test_the_list_stays_where_it_is_after_an_answer(window, tmp_path, qtbot):
    folder = tmp_path / "telescopes"
    shutil.copytree(sample_systems()[0], folder)
    window.files.open_path(folder)
    window.system.show_links()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    chosen = next(b for b in cards(window).findChildren(QPushButton) if b.text() == "This one")
    chosen.setFocus(Qt.FocusReason.MouseFocusReason)

    window.system.check()
    QApplication.processEvents()

    assert QApplication.focusWidget() is cards(window).area, "not on a button further down, which scrolls"
    assert cards(window).area.verticalScrollBar().value() == 0


def test_the_name_of_a_party_has_the_row_to_itself(window, tmp_path, qtbot):
    folder = tmp_path / "telescopes"
    shutil.copytree(sample_systems()[0], folder)
    window.files.open_path(folder)
    window.system.landscape.show_side(PARTIES)
    QApplication.processEvents()

    links = window.system.landscape.parties.findChildren(LinkButton)
    assert "Bureau of Standards" in [link.text() for link in links], "shortened by its sign"
