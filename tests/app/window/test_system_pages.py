from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from app.dialogs.accept import AcceptReason
from app.dialogs.initiative import InitiativeDialog
from app.dialogs.observe import ObservationDialog
from app.panels.finding_rows import ACCEPT, SHOW
from app.panels.properties.panel import LINKS as LINKS_TAB
from app.window import rail
from app.window.landscape_page import LINKS
from bpmn.base.finding import ElementKey, Finding
from bpmn.improvement.card_form import write_form
from bpmn.model import Activity
from bpmn.system.facts import Change, Initiative, Parameter
from bpmn.system.link import Level
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def company(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    return folder


def buttons(widget, text):
    QApplication.processEvents()  # what was just put into a layout is shown then
    return [b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(widget)]


def test_a_folder_opens_its_landscape(window, company):
    page = window.system.landscape

    assert window.pages.currentIndex() == rail.LANDSCAPE
    assert len(page.view.areas) > 5
    assert "processes" in page.sentence.text()
    assert window.maps.tree.topLevelItemCount() == len(window.workspace.maps())


def test_a_click_on_a_process_opens_its_map(window, company, qtbot):
    view = window.system.landscape.view
    area = next(a for a in view.areas if a.data == ElementKey("order.bpmn", "handleOrder"))

    qtbot.mouseDClick(view, LEFT, pos=view.place_of(area).toPoint())

    assert window.pages.currentIndex() == rail.MAPS
    assert window.workspace.active.path.name == "order.bpmn"
    assert window.maps.view.chosen


def test_a_click_on_a_party_shows_its_page(window, company, qtbot):
    view = window.system.landscape.view
    area = next(a for a in view.areas if a.data is not None and not a.data.file)

    qtbot.mouseClick(view, LEFT, pos=view.place_of(area).toPoint())

    assert window.pages.currentWidget() is window.system.guide.party


def test_assumed_links_can_be_rejected(window, company, qtbot):
    links = window.system.landscape.links
    window.system.landscape.show_side(LINKS)
    before = window.system.analyses.overview.links.links
    unsure = [x for x in window.system.analyses.overview.links.links if x.level > Level.M3]
    assert unsure

    qtbot.mouseClick(buttons(links, "Reject")[0], LEFT)
    window.system.check()

    assert len(set(before) - set(window.system.analyses.overview.links.links)) == 1
    assert window.workspace.facts.undo_stack.undoText() == "Reject link"


def test_a_finding_is_accepted_with_a_reason_and_gone(window, company, monkeypatch):
    row = next(r for r in window.system.rows if isinstance(r.data, Finding) and r.data.rule == "A05")
    monkeypatch.setattr(AcceptReason, "exec", lambda self: self._reason.setPlainText("Once a year") or 1)

    window.system.act(row, ACCEPT)
    window.system.check()

    assert not [r for r in window.system.rows if r.data == row.data]
    assert "Once a year" in {fact.reason for fact in window.workspace.facts.facts.accepted_findings}


def test_findings_are_counted_at_the_rail(window, company):
    assert window.rail.buttons[rail.FINDINGS]._count == str(window.system.findings.shown)


def test_the_page_of_a_finding_says_why_what_and_where(window, company, qtbot):
    page = window.system.findings
    number = next(n for n, r in enumerate(page.list.findings.rows) if isinstance(r.data, Finding))

    qtbot.mouseClick(page.list.viewport(), LEFT, pos=QPoint(60, page.list.place_of(number).y()))

    texts = [w.text() for w in page.findChildren(type(page.title)) if w.isVisibleTo(page)]
    assert "Why it hurts the whole" in texts
    assert "What to do" in texts
    assert buttons(page, "Show in map")


@pytest.mark.parametrize("is_button", [False, True])
def test_a_finding_below_the_map_leads_to_its_element(window, company, qtbot, is_button):
    window.files.open_path(company / "order.bpmn")
    window.resize(1200, 800)
    panel = window.maps.findings
    qtbot.mouseClick(panel._scope.button(1), LEFT)
    rows = panel.list.findings.rows
    number, key = next((n, r.elements[0]) for n, r in enumerate(rows) if r.title.startswith("“Test the ret"))
    panel.list.scrollTo(panel.list.findings.index(number))
    place = panel.list.button_place(number, SHOW) if is_button else panel.list.place_of(number)

    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place)

    view = window.maps.view.view
    assert window.workspace.active.path.name == key.file == "complaint.bpmn"
    assert [element.id for element in view.elements()] == [key.element]
    middle = view.to_screen(view.scene_shown.items_of(key.element)[0].area).center()
    assert (middle - view.viewport().rect().toRectF().center()).manhattanLength() < 4


def test_a_new_initiative_is_judged_at_once(window, company, monkeypatch):
    lever = next(v for v in window.system.analyses.overview.levers if Parameter.STAFF in v.parameters)
    made = Initiative("More people", "Mira", changes=(Change(lever.key, Parameter.STAFF, factor=2.0),))
    monkeypatch.setattr(InitiativeDialog, "exec", lambda self: 1)
    monkeypatch.setattr(InitiativeDialog, "initiative", lambda self: made)

    window.actions_by_name["new_initiative"].trigger()

    judged = window.system.analyses.judged.improvement.initiatives
    assert "More people" in [effect.name for effect in judged]
    assert window.system.initiatives.shown_name() == "More people"
    window.go(rail.INITIATIVES)
    window.actions_by_name["undo"].trigger()
    assert "More people" not in [i.name for i in window.workspace.facts.facts.initiatives]


def test_a_card_goes_out_as_a_form_and_comes_back_as_one_step(window, company, monkeypatch, tmp_path, qtbot):
    out = tmp_path / "card.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    lever = next(v for v in window.system.analyses.overview.levers if Parameter.STAFF in v.parameters)
    card = Initiative("More people", "Mira", changes=(Change(lever.key, Parameter.STAFF, factor=2.0),))
    window.system.initiatives.formWanted.emit(card)
    assert "Form written" in window.toast.text
    write_form(out, replace(card, owner="Eva"))
    window.go(rail.INITIATIVES)

    (take,) = buttons(window.system.initiatives, "From a form…")
    qtbot.mouseClick(take, LEFT)

    assert window.workspace.facts.facts.initiative("More people").owner == "Eva"
    assert window.system.initiatives.shown_name() == "More people"
    window.actions_by_name["undo"].trigger()
    assert window.workspace.facts.facts.initiative("More people") is None


def test_an_observation_at_an_element_becomes_a_card(window, company, monkeypatch, qtbot):
    window.files.open_path(company / "order.bpmn")
    properties = window.maps.properties
    task = next(e for e in window.workspace.active.document.all(Activity) if e.name)
    key = ElementKey("order.bpmn", task.id)
    window.system.show_place(key)
    properties.tabs.setCurrentIndex(LINKS_TAB)
    monkeypatch.setattr(
        ObservationDialog, "exec", lambda self: (self.text.setPlainText("Comes back twice"), 1)[1]
    )

    (note,) = buttons(properties, "Note something here…")
    qtbot.mouseClick(note, LEFT)

    (seen,) = window.workspace.facts.facts.observations
    assert (seen.text, seen.element, bool(seen.date)) == ("Comes back twice", key, True)
    monkeypatch.setattr(InitiativeDialog, "exec", lambda self: 1)
    monkeypatch.setattr(InitiativeDialog, "initiative", lambda self: replace(self._old, owner="Eva"))
    (make,) = buttons(properties, "Make an initiative")
    qtbot.mouseClick(make, LEFT)
    made = window.workspace.facts.facts.initiative("Comes back twice")
    assert (made.owner, made.observations) == ("Eva", (seen.id,))
    assert buttons(properties, "Make an initiative") == []
    window.go(rail.INITIATIVES)
    window.actions_by_name["undo"].trigger()
    window.actions_by_name["undo"].trigger()
    assert window.workspace.facts.facts.observations == ()


def test_an_initiative_needs_a_folder(window):
    window.actions_by_name["new_initiative"].trigger()

    assert "Open a folder" in window.toast.text


def test_a_map_of_the_tree_is_opened_by_a_click(window, company, qtbot):
    window.go(rail.MAPS)
    tree = window.maps.tree
    item = tree.topLevelItem(0)

    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(item).center())

    assert window.workspace.active is not None


def test_the_role_of_a_step_is_told_after_it_moved_to_another(window, company, person):
    window.files.open_path(company / "order.bpmn")
    person.click("Plan the build")
    told = window.maps.view.where.text()

    person.drag("Plan the build", 40, -120)

    assert (told, window.maps.view.where.text()) == ("Planner", "Clerk")


def test_a_map_saved_under_a_name_shows_its_findings(window, company, answers):
    window.files.new()
    answers.name = company / "lonely.bpmn"

    window.files.save_as()
    window.system.check()

    rows = [row for row in window.maps.findings.list.findings.rows if not row.is_head]
    assert "A05" in {row.data.rule for row in rows}
    assert {row.elements[0].file for row in rows} == {"lonely.bpmn"}


def test_ctrl_enter_goes_into_the_process_that_a_step_uses(window, company, qtbot, person):
    window.files.open_path(company / "build.bpmn")
    person.click("Test optics")

    qtbot.keyClick(person.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert person.view.plane.bpmn_element.id == "testOptics"


def test_a_click_on_a_process_with_its_own_sheet_opens_that_sheet(window, company, qtbot, person):
    view = window.system.landscape.view
    area = next(a for a in view.areas if a.data == ElementKey("build.bpmn", "testOptics"))

    qtbot.mouseDClick(view, LEFT, pos=view.place_of(area).toPoint())

    assert person.view.plane.bpmn_element.id == "testOptics"
    assert window.maps.properties.element.id == "testOptics"


def test_an_unsaved_map_has_a_dot_in_the_tree(window, company):
    session = window.workspace.open(company / "order.bpmn")
    with session.document.transaction("Rename"):
        session.document.definitions.name = "x"

    texts = [window.maps.tree.topLevelItem(n).text(0) for n in range(window.maps.tree.topLevelItemCount())]

    assert "• order" in texts


def test_elements_with_findings_are_marked_in_their_map(window, company):
    window.workspace.open(company / "build.bpmn")

    window.system.check()

    assert window.maps.view.view._marks


def test_the_links_of_an_element_stand_in_its_properties(window, company):
    link = next(x for x in window.system.analyses.overview.links.links if x.source.file != x.target.file)
    window.reveal(link.source.file, link.source.element)

    window.maps.properties.tabs.setCurrentIndex(2)

    assert buttons(window.maps.properties, window.system.analyses.overview.names[link.target])


def test_a_broken_system_file_is_told_and_the_maps_are_open(window, company, answers):
    (company / "system.json").write_text("<<<<<<< mine\n")

    assert window.files.open_path(company)

    assert answers.asked[-1][0] == "tell"
    assert window.workspace.folder == company
    assert window.maps.tree.topLevelItemCount() == len(window.workspace.maps())


def test_decisions_are_never_written_over_a_broken_system_file(window, company, answers):
    (company / "system.json").write_text("<<<<<<< mine\n")
    window.files.open_path(company)
    window.workspace.facts.mark_external(window.system.analyses.overview.links.links[0].source)

    assert not window.files.save_all()

    assert (company / "system.json").read_text() == "<<<<<<< mine\n"
    assert window.workspace.facts.is_unsaved


def test_decisions_are_saved_with_save_all(window, company):
    window.workspace.facts.mark_external(window.system.analyses.overview.links.links[0].source)

    assert window.files.save_all()

    assert "external" in (company / "system.json").read_text()
    assert not window.workspace.facts.is_unsaved


def test_the_numbers_lead_to_the_processes(window, company):
    window.go(rail.NUMBERS)

    window.system.numbers.table.cellActivated.emit(0, 0)

    assert window.pages.currentIndex() == rail.MAPS


def test_a_single_map_is_analysed_without_a_folder(window, order):
    window.files.open_path(order)

    window.system.check()

    assert window.system.analyses.overview.files == ("order.bpmn",)


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_picture_of_the_landscape_is_written(window, company, answers, ending):
    answers.picture = company / f"landscape{ending}"

    window.system.landscape.pictureWanted.emit()

    assert answers.picture.stat().st_size > 1000


def test_initiatives_are_judged_when_their_page_is_visited(window, company):
    window.go(rail.INITIATIVES)

    assert window.system.analyses.judged.improvement is not None
    assert window.system.analyses.is_judged


def test_an_edit_makes_verdicts_old(window, company):
    window.go(rail.INITIATIVES)
    session = window.workspace.open(company / "order.bpmn")

    with session.document.transaction("Rename"):
        session.document.definitions.name = "x"

    assert not window.system.analyses.is_judged


def test_another_folder_forgets_the_verdicts(window, company, tmp_path):
    window.go(rail.INITIATIVES)
    (tmp_path / "empty").mkdir()

    window.files.open_path(tmp_path / "empty")

    assert window.system.analyses.judged.improvement is None
    assert window.system.initiatives.list.count() == 0


def test_save_on_a_page_of_the_system_saves_what_was_decided(window, company):
    window.workspace.open(company / "order.bpmn")
    window.go(rail.LANDSCAPE)
    window.workspace.facts.mark_external(window.system.analyses.overview.links.links[0].source)

    window.actions_by_name["save"].trigger()

    assert not window.workspace.facts.is_unsaved


def test_money_says_its_currency(window, company):
    window.go(rail.NUMBERS)

    texts = [label.text() for label in window.system.numbers.findChildren(QLabel)]
    assert any(text.endswith(" EUR") for text in texts)
