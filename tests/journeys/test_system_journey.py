"""A process owner opens a folder, answers what is open, follows the customer's way, mends and walks a case.

All of it in one window, one thing after the other; what is saved in between is on the disk.

Each station leaves a picture; WHOLEFLOW_PICTURES names a folder to keep them in.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.window import rail
from bpmn.base.finding import Finding
from bpmn.semantics.walk import Kind as StepKind
from bpmn.system.landscape import Kind
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton
LONGEST = 80
"""No case of the sample needs more steps."""


@pytest.fixture
def company(tmp_path):
    return copied_sample(tmp_path)


@pytest.fixture
def picture(window, tmp_path):
    """Keep a picture of the window; there is more on it than one colour."""
    folder = Path(os.environ.get("WHOLEFLOW_PICTURES", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(name):
        QApplication.processEvents()
        image = window.grab().toImage()
        assert len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 3)}) > 3
        assert image.save(str(folder / f"{name}.png"))

    return keep


@pytest.fixture
def journey(window, company, answers, qtbot, person, picture):
    """The folder, opened by the menu in a window of a usual size."""
    window.resize(1440, 900)
    answers.folder = company
    window.actions_by_name["open_folder"].trigger()
    assert window.pages.currentIndex() == rail.LANDSCAPE
    picture("1-landscape")
    return window


def questions(window):
    return window.system.analyses.overview.links.open


def press_card(window, qtbot, words, nth=0):
    """Press a button of the cards of questions."""
    QApplication.processEvents()
    panel = window.system.landscape.links
    found = [b for b in panel.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    qtbot.mouseClick(found[nth], LEFT)
    window.system.analyses.check()


def test_from_the_folder_to_a_walked_case(journey, company, hands, qtbot, picture):
    answer_two_questions(journey, company, hands, qtbot, picture)
    follow_the_customers_way(journey, qtbot, picture)
    mend_a_finding(journey, company, hands, qtbot, picture)
    walk_a_case(journey, company, hands, qtbot, picture)


def answer_two_questions(window, company, hands, qtbot, picture):
    """One is open; a pool that gets another name makes a second. Nothing is lost, one map is written."""
    window.files.open_path(company / "order.bpmn")
    links = len(window.system.analyses.overview.links.links)
    hands.view.set_zoom(1.0)
    hands.view.reveal("orderWorkshop")
    hands.tap("orderWorkshop")
    hands.key(Qt.Key.Key_F2)
    hands.write("Optics shop")
    window.system.analyses.check()
    assert len(questions(window)) == 2
    maps = {path.name: path.read_bytes() for path in company.glob("*.bpmn")}

    window.go(rail.LANDSCAPE)
    window.system.show_links()
    picture("2-questions")
    press_card(window, qtbot, "This one")
    press_card(window, qtbot, "Same")
    window.actions_by_name["save_all"].trigger()

    assert questions(window) == ()
    assert len(window.system.analyses.overview.links.links) >= links
    changed = [name for name, data in maps.items() if (company / name).read_bytes() != data]
    assert changed == ["order.bpmn"], "only the pool that was renamed is written"
    assert b'"links"' in (company / "system.json").read_bytes()


def follow_the_customers_way(window, qtbot, picture):
    """Over a chain the rest fades; its first card leads to the map, Alt+Left back."""
    window.go(rail.LANDSCAPE)
    view = window.system.landscape.view
    chain = next(a for a in view.landscape.areas if a.kind is Kind.CHAIN)

    qtbot.mouseMove(view, view.rect_of(chain.bounds).center().toPoint())
    assert view._chain > 0
    picture("3-chain")
    ways = view.landscape.plan.ways
    first = next(laid.way for laid in ways if laid.way.number == chain.number).processes[0]
    card = next(a for a in view.landscape.areas if a.kind is Kind.PROCESS and a.key == first)
    qtbot.mouseDClick(view, LEFT, pos=view.rect_of(card.bounds).center().toPoint())

    assert window.pages.currentIndex() == rail.MAPS
    assert window.workspace.file_of(window.workspace.active) == first.file
    picture("4-map")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.currentIndex() == rail.LANDSCAPE


def mend_a_finding(window, company, person, qtbot, picture):
    """Its fix makes it vanish, Ctrl+Z brings back finding and bytes."""
    before = (company / "build.bpmn").read_bytes()
    window.workspace.facts.choose_profile("all")
    window.go(rail.FINDINGS)
    rows = window.system.findings.list
    number = next(
        n
        for n, row in enumerate(rows.findings.rows)
        if isinstance(row.data, Finding) and row.data.rule == "A14"
    )
    rows.scrollTo(rows.findings.index(number))
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.place_of(number))
    picture("5-finding")

    detail = window.system.findings.detail
    mend = next(b for b in detail.findChildren(QPushButton) if b.text() == "Make it a document")
    qtbot.mouseClick(mend, LEFT)
    window.system.check()
    picture("6-mended")
    assert "A14" not in [f.rule for f in window.system.analyses.overview.findings]

    qtbot.waitUntil(window.isActiveWindow)
    person.keys(window, "Ctrl+Z")
    window.system.check()
    assert "A14" in [f.rule for f in window.system.analyses.overview.findings]
    session = window.workspace.open(company / "build.bpmn")
    assert session.document.to_bytes() == before


def walk_a_case(window, company, person, qtbot, picture):
    """From the customer's order over three maps to the notice that the customer gets."""
    window.files.open_path(company / "order.bpmn")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    walking = window.walking
    rows = walking.bar.choices
    item = next(rows.item(n) for n in range(rows.count()) if "“Handle order” begins" in rows.item(n).text())
    rows.scrollToItem(item)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualItemRect(item).center())

    files = []
    for _ in range(LONGEST):
        qtbot.keyClick(person.view, Qt.Key.Key_Right)
        files.append(walking.walk.steps[-1].element.file)
        if walking.walk.steps[-1].element.element == "tellCustomer":
            break
        if walking.walk.next() is None:
            asked = (StepKind.DECISION, StepKind.OUTSIDE)
            ways = [c.transition for c in walking.walk.choices() if c.kind in asked]
            walking.take(min(ways, key=walking.walk.steps.count))
    picture("7-walk")

    assert {"order.bpmn", "build.bpmn", "delivery.bpmn"} <= set(files)
    assert "tellCustomer" in {step.element.element for step in walking.walk.steps}
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert not walking.is_on
