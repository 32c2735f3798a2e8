"""The handbook is read, and its facts are entered, with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.window import rail
from app.window.handbook_page import CLAUSE, GOALS, KPIS, OWNERS, PARTIES, PRINCIPLES, PROCESS, TEAMS
from bpmn.base.finding import ElementKey
from bpmn.model import PartnerRole
from bpmn.report.team_list import Ground
from bpmn.system.facts import Role
from bpmn.system.process_facts import ValueClass, facts_of, owner_of
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton
BUILD = ElementKey("build.bpmn", "buildTelescope")


@pytest.fixture
def company(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    return folder


@pytest.fixture
def book(window, company, qtbot):
    qtbot.mouseClick(window.rail.buttons[rail.HANDBOOK], LEFT)
    return window.system.handbook


@pytest.fixture
def press(qtbot, book):
    """Press the visible button with this text on the page."""

    def press_(text, root=None):
        QApplication.processEvents()
        root = root or book
        button = next(b for b in root.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(root))
        qtbot.mouseClick(button, LEFT)

    return press_


def document(window, name):
    return window.workspace.session_of(name).document


def owner(window, key):
    return owner_of(document(window, key.file).element(key.element))


def click_row(qtbot, table, at, modifier=Qt.KeyboardModifier.NoModifier):
    place = table.visualItemRect(table.item(at, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, modifier, place)


def undo(window):
    window.actions_by_name["undo"].trigger()


def test_the_rail_leads_to_the_handbook_with_all_its_chapters(window, book):
    assert window.pages.currentIndex() == rail.HANDBOOK
    assert book.chapters.currentIndex() == OWNERS
    assert book.owners.table.rowCount() == 12


def test_an_owner_is_set_for_all_without_one_at_once(window, book, press, qtbot):
    for name in ("suggestCare", "reviewFaults"):
        window.system.acts.set_owner([ElementKey("housekeeping.bpmn", name)], "")
    window.system.check()

    press("Choose all without an owner")
    qtbot.keyClicks(book.owners.owner, "Ada")
    press("Set for 2")

    keys = [ElementKey("housekeeping.bpmn", name) for name in ("suggestCare", "reviewFaults")]
    assert [owner(window, key) for key in keys] == ["Ada", "Ada"]
    assert [s.name for s in window.workspace.unsaved()] == ["housekeeping.bpmn"]
    undo(window)
    assert [owner(window, key) for key in keys] == ["", ""]


def test_owners_in_several_maps_are_one_step_and_saved_together(window, book, company, press, qtbot):
    press("Choose all")
    book.owners.owner.setCurrentText("Ada")
    press("Set for 12")

    assert owner(window, BUILD) == "Ada"
    assert len(window.workspace.unsaved()) == 8
    assert not window.maps.views
    window.actions_by_name["save_all"].trigger()
    assert window.workspace.unsaved() == []
    assert b'name="Ada"' in (company / "build.bpmn").read_bytes()


def test_an_objective_is_set_for_all_chosen_at_once(window, book, press, qtbot):
    press("Choose all")
    book.owners.what.setCurrentIndex(1)
    qtbot.keyClicks(book.owners.owner, "Serve whoever asks")
    press("Set for 12")
    window.system.check()

    assert document(window, "build.bpmn").element("buildTelescope").documentation_text == "Serve whoever asks"
    assert {sheet.objective for sheet in book.book.sheets} == {"Serve whoever asks"}
    assert owner(window, BUILD) == "Head of workshop"


def test_an_objective_is_written_in_its_row(window, book, qtbot):
    table = book.owners.table
    table.setCurrentCell(2, 2)
    table.editItem(table.item(2, 2))
    editor = table.viewport().findChild(QLineEdit)
    editor.setText("Build it once")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes over what was written a moment later

    assert document(window, "build.bpmn").element("buildTelescope").documentation_text == "Build it once"


def test_a_goal_is_added_named_indented_and_removed(window, book, press, qtbot):
    book.show_chapter(GOALS)
    press("Add goal")
    editor = book.goals.tree.viewport().findChild(QLineEdit)
    editor.setText("Zeal")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()

    facts = window.workspace.facts
    goal = next(g for g in facts.facts.goals if g.name.startswith("Zeal"))
    press("Indent")
    assert facts.facts.goal(goal.id).parent == "pays-its-way"
    press("Outdent")
    assert facts.facts.goal(goal.id).parent == ""
    press("Remove goal")
    assert facts.facts.goal(goal.id) is None
    undo(window)
    assert facts.facts.goal(goal.id).name == goal.name


def test_a_goal_dropped_on_another_one_serves_it(window, book, qtbot):
    book.show_chapter(GOALS)
    goal = window.workspace.facts.facts.goal("pays-its-way")

    book.goals.tree.moveWanted.emit(goal, "recommended")

    assert window.workspace.facts.facts.goal("pays-its-way").parent == "recommended"
    item = book.goals.tree.topLevelItem(0)
    assert item.childCount() == 4


def test_a_key_figure_is_added_and_its_start_picked_on_the_map(window, book, press, qtbot, person):
    book.show_chapter(BUILD)
    press("Add key figure", book.process)
    assert book.chapters.currentIndex() == KPIS
    kpi = book.kpis.form.kpi
    assert kpi.element == BUILD
    assert facts_of(document(window, BUILD.file).element(BUILD.element)).kpis[-1] == kpi.id

    qtbot.mouseClick(book.kpis.form.picks["start"], LEFT)
    assert window.pages.currentIndex() == rail.MAPS
    person.click("Grind the mirror")

    assert window.pages.currentIndex() == rail.HANDBOOK
    assert window.workspace.facts.facts.kpi(kpi.id).start == ElementKey("build.bpmn", "grindMirror")
    window.system.check()
    assert "Grind the mirror" in book.kpis.form.places["start"].text()


def test_escape_gives_up_picking(window, book, qtbot):
    book.show_chapter(KPIS)
    before = window.workspace.facts.facts

    qtbot.mouseClick(book.kpis.form.picks["end"], LEFT)
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert window.pages.currentIndex() == rail.HANDBOOK
    assert window.workspace.facts.facts == before


def test_the_target_of_a_key_figure_is_written_with_a_comma(window, book, qtbot):
    book.show_chapter(KPIS)
    form = book.kpis.form
    form.target.setText("2,5")
    qtbot.keyClick(form.target, Qt.Key.Key_Return)

    assert window.workspace.facts.facts.kpi(form.kpi.id).target == 2.5
    assert window.workspace.facts.undo_stack.undoText() == "Change key figure"


def test_the_role_of_a_party_is_chosen_and_stored_in_its_maps(window, book, press, qtbot):
    book.show_chapter(PARTIES)
    box = book.parties.role_box("Swift Freight")
    box.setCurrentIndex(box.findData(str(Role.SUPPLIER)))
    box.activated.emit(box.currentIndex())
    window.system.check()
    click_row(qtbot, book.parties.table, 3)
    press("Store role in the maps")

    assert [r.name for r in document(window, "delivery.bpmn").all(PartnerRole)] == ["Supplier"]
    undo(window)
    assert document(window, "delivery.bpmn").all(PartnerRole) == []


def test_two_names_become_one_party(window, book, press, qtbot):
    book.show_chapter(PARTIES)
    click_row(qtbot, book.parties.table, 2)
    click_row(qtbot, book.parties.table, 3, Qt.KeyboardModifier.ControlModifier)
    press("Merge into one")
    window.system.check()

    names = [party.name for party in window.system.analyses.overview.links.parties]
    assert names == ["Bureau of Standards", "Customer", "Ridge Glassworks"]


def test_a_team_is_split_and_the_split_undone(window, book, press):
    book.show_chapter(TEAMS)
    press("Split into several teams")
    window.system.check()
    assert [t.name for t in book.book.teams] == ["Technicians (build)", "Technicians (complaint)"]
    assert all(t.ground is Ground.SAID for t in book.book.teams)

    undo(window)
    window.system.check()

    assert [t.name for t in book.book.teams] == ["Technicians"]


def test_a_name_in_a_picture_leads_to_its_page(window, book, qtbot):
    book.show_chapter(BUILD)
    QApplication.processEvents()
    picture = book.process.pictures["From – to"]
    at = next(n for n, spot in enumerate(picture.picture.spots) if spot.text == "Buy glass")

    qtbot.mouseClick(picture, LEFT, pos=picture.place_of(at).toPoint())

    assert book._process == ElementKey("procurement.bpmn", "buyGlass")


def test_the_keyboard_goes_through_the_links_of_a_picture(window, book, qtbot):
    book.show_chapter(BUILD)
    QApplication.processEvents()
    picture = book.process.pictures["Its way"]
    picture.setFocus()

    qtbot.keyClick(picture, Qt.Key.Key_Right)
    qtbot.keyClick(picture, Qt.Key.Key_Return)

    assert book._process == ElementKey("procurement.bpmn", "buyGlass")


def test_a_finding_about_a_key_figure_leads_to_it(window, book):
    window.system.show_place(ElementKey("system.json", "kpis/stock-differences"))

    assert book.chapters.currentIndex() == KPIS
    assert book.kpis.form.kpi.id == "stock-differences"


def test_a_finding_against_a_process_is_shown_among_all(window, book):
    book.show_chapter(BUILD)
    finding = next(f for one in book.book.matrix(BUILD) for f in one.against)

    book.process.findingChosen.emit(finding)

    assert window.pages.currentIndex() == rail.FINDINGS
    assert window.system.findings.list.chosen_row().data == finding


def test_the_edition_of_the_principles_is_remembered(window, book):
    book.show_chapter(PRINCIPLES)
    box = book.principles.edition
    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert window.settings.edition == "2000"


@pytest.mark.parametrize("chapter", [CLAUSE, PRINCIPLES, BUILD])
def test_chapters_survive_another_appearance(window, book, chapter):
    book.show_chapter(chapter)

    window.appearance.choose("dark")

    wanted = PROCESS if chapter == BUILD else chapter
    assert book.chapters.currentIndex() == wanted
    window.appearance.choose("light")


def test_the_handbook_is_exported(window, book, press, answers, tmp_path):
    answers.picture = tmp_path / "book.html"

    press("Export handbook…")

    assert "Build telescope" in answers.picture.read_text(encoding="utf-8")


def test_the_properties_of_a_process_show_purpose_owner_and_key_figures(window, company, qtbot, person):
    window.files.open_path(company / "build.bpmn")
    panel = window.maps.properties
    panel.show_selection(window.workspace.active, [document(window, "build.bpmn").element("buildTelescope")])
    names = [str(editor.field.name) for editor in panel.editors]
    assert "What the process is for" in names
    assert "Who answers for the process" in names

    QApplication.processEvents()
    link = next(b for b in panel.findChildren(QPushButton) if b.text().startswith("Time in the workshop"))
    qtbot.mouseClick(link, LEFT, pos=QPoint(5, 5))

    assert window.system.handbook.kpis.form.kpi.id == "workshop-time"


def test_what_a_step_is_worth_is_kept_in_the_map(window, company, qtbot, person):
    window.files.open_path(company / "build.bpmn")
    person.click("Grind the mirror")
    editor = window.maps.properties.editor_of("What it is worth")
    box = editor.widget
    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert facts_of(person.element("Grind the mirror")).value_class is ValueClass.VALUE_ADDING


def test_the_matrix_is_filled_when_it_is_looked_at(window, company):
    page = window.system.handbook
    window.go(rail.HANDBOOK)
    page.show_chapter(OWNERS)
    assert page.clause.table is None

    page.show_chapter(CLAUSE)
    assert page.clause.table.rowCount() == len(page.book.sheets)
    assert {page.clause.table.item(0, place).icon().isNull() for place in range(1, 9)} == {False}


def test_a_process_of_the_matrix_leads_to_its_map(window, company, qtbot):
    page = window.system.handbook
    window.go(rail.HANDBOOK)
    page.show_chapter(CLAUSE)
    table = page.clause.table

    with qtbot.waitSignal(page.clause.placeChosen) as told:
        place = table.visualItemRect(table.item(1, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert told.args == [page.book.sheets[1].key]
