"""The page of findings: choosing, mending by one click, accepting, and how much is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.dialogs.accept import AcceptReason
from app.panels.finding_rows import FIX, FIX_ALL
from app.panels.fix_picture import FixPicture
from app.translate import LANGUAGE_VARIABLE
from app.window import rail
from bpmn.analysis.grouping import Group
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import message
from bpmn.model import BoundaryEvent
from bpmn.report.overview import Overview
from bpmn.system.facts import AcceptedFinding, CheckSetting, Facts
from bpmn.system.store import to_bytes
from tests.app.conftest import copied_sample
from tests.bpmn.analysis import governance_examples as governance
from tests.bpmn.analysis.examples import FACTS_RIGHT, FACTS_WRONG, RIGHT, WRONG

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def company(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    window.workspace.facts.choose_profile("all")
    window.go(rail.FINDINGS)
    return folder


def page_of(window):
    return window.system.findings


def rules(window) -> list[str]:
    return [r.data.rule for r in page_of(window).list.findings.rows if isinstance(r.data, Finding)]


def click_row(window, qtbot, wanted) -> None:
    """Choose a row with the mouse."""
    rows = page_of(window).list
    number = next(n for n, r in enumerate(rows.findings.rows) if not r.is_head and wanted(r))
    rows.scrollTo(rows.findings.index(number))
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.place_of(number))
    QApplication.processEvents()


def finding(rule: str):
    return lambda row: isinstance(row.data, Finding) and row.data.rule == rule


def press(window, qtbot, text: str) -> None:
    detail = page_of(window).detail
    button = next(b for b in detail.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(detail))
    qtbot.mouseClick(button, LEFT)


def undo(window) -> None:
    window.actions_by_name["undo"].trigger()
    window.system.check()


def test_a_fix_removes_the_finding_and_undo_brings_it_back(window, company, qtbot):
    click_row(window, qtbot, finding("H05"))
    before = rules(window)
    name = page_of(window).list.chosen_row().elements[0].file

    press(window, qtbot, "Add time limit")
    window.system.check()

    assert sorted(before) == sorted([*rules(window), "H05"])
    session = window.workspace.session_of(name)
    assert any(not event.cancel_activity for event in session.document.all(BoundaryEvent))
    assert window.workspace.is_unsaved(session)
    assert window.pages.currentIndex() == rail.FINDINGS

    undo(window)

    assert rules(window) == before
    assert session.document.to_bytes() == (company / name).read_bytes()


def test_the_note_about_a_fix_takes_it_back(window, company, qtbot):
    click_row(window, qtbot, finding("A10"))
    before = rules(window)
    press(window, qtbot, "Make “Count again” a step of its own")
    window.system.check()
    assert "A10" not in rules(window)

    qtbot.mouseClick(window.toast._action, LEFT)
    window.system.check()

    assert rules(window) == before


def test_a_fix_shows_the_map_now_and_after(window, company, qtbot):
    click_row(window, qtbot, finding("H03"))

    now, after = page_of(window).detail.findChildren(FixPicture)

    assert now.part == after.part
    assert len(now.outlines) == 1
    assert after.outlines


def test_a_person_says_how_long_before_the_fix(window, company, qtbot):
    click_row(window, qtbot, finding("H05"))
    name = page_of(window).list.chosen_row().elements[0].file
    box = next(b for b in page_of(window).detail.findChildren(type(page_of(window).profile)))
    box.setCurrentIndex(box.findData("P14D"))

    press(window, qtbot, "Add time limit")

    names = [e.name for e in window.workspace.session_of(name).document.all(BoundaryEvent)]
    assert "After 14 days" in names


def test_an_owner_is_set_where_none_is_named(window, company, qtbot):
    click_row(window, qtbot, finding("G01"))
    field = page_of(window).detail.findChildren(QLineEdit)[0]
    button = page_of(window).detail.fix_buttons[0]
    assert not button.isEnabled()

    qtbot.keyClicks(field, "Head of sales")
    qtbot.mouseClick(button, LEFT)
    window.system.check()

    assert "G01" not in rules(window)


def test_one_click_mends_all_of_a_group_as_one_step(window, company, qtbot):
    rows = page_of(window).list
    number = next(
        n for n, r in enumerate(rows.findings.rows) if r.is_head and r.title == "One time limit each"
    )
    rows.scrollTo(rows.findings.index(number))
    before = rules(window)

    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.button_place(number, FIX_ALL))
    window.system.check()

    assert before.count("H05") == 3
    assert "H05" not in rules(window)
    undo(window)
    assert rules(window) == before


def test_an_accepted_finding_is_listed_and_taken_back(window, company, qtbot, monkeypatch):
    def answer(dialog):
        dialog._reason.setPlainText("Once a year")
        dialog._author.setText("Mira")
        return 1

    monkeypatch.setattr(AcceptReason, "exec", answer)
    click_row(window, qtbot, finding("A07"))
    press(window, qtbot, "Accept with a reason…")
    window.system.check()
    assert "A07" not in rules(window)

    click_row(window, qtbot, lambda r: isinstance(r.data, AcceptedFinding) and r.data.rule == "A07")
    texts = [w.text() for w in page_of(window).detail.findChildren(type(page_of(window).title))]
    assert "Once a year" in texts
    assert any("Mira" in text for text in texts)
    press(window, qtbot, "Take back")
    window.system.check()

    assert "A07" in rules(window)


def test_a_check_is_switched_off_and_on_again(window, company, qtbot):
    click_row(window, qtbot, finding("A15") if "A15" in rules(window) else finding("H02"))
    rule = page_of(window).list.chosen_row().data.rule
    press(window, qtbot, "Do not carry out this check")
    window.system.check()
    assert rule not in rules(window)

    click_row(window, qtbot, lambda r: isinstance(r.data, CheckSetting) and r.data.rule == rule)
    press(window, qtbot, "Carry it out again")
    window.system.check()

    assert rule in rules(window)


def test_a_first_look_shows_ten_and_says_how_many_there_are(window, company):
    page = page_of(window)
    everything = len(rules(window))

    page.profile.setCurrentIndex(page.profile.findData("first-look"))
    page.profile.activated.emit(page.profile.currentIndex())

    shown = [
        r
        for r in page.list.findings.rows
        if not r.is_head and not isinstance(r.data, AcceptedFinding | CheckSetting)
    ]
    assert len(shown) == 10
    assert page.title.text().startswith("Findings 10 of")
    assert window.workspace.facts.facts.check_profile == "first-look"
    undo(window)
    assert len(rules(window)) == everything


def test_findings_can_stand_as_they_rank(window, company, qtbot):
    page = page_of(window)

    qtbot.mouseClick(page._order.button(1), LEFT)

    heads = [r.title for r in page.list.findings.rows if r.is_head]
    assert heads == ["Questions about links", "Switched off"]


def test_a_fix_below_the_map_mends_it(window, company, qtbot):
    window.files.open_path(company / "build.bpmn")
    panel = window.maps.findings
    rows = panel.list.findings.rows
    number = next(n for n, r in enumerate(rows) if isinstance(r.data, Finding) and r.data.rule == "A14")
    panel.list.scrollTo(panel.list.findings.index(number))

    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.button_place(number, FIX))
    window.system.check()

    assert "A14" not in rules(window)
    assert window.workspace.active.path.name == "build.bpmn"
    undo(window)
    assert "A14" in rules(window)


def test_a_fix_that_needs_a_word_leads_to_the_page(window, company, qtbot):
    row = next(r for r in window.system.rows if isinstance(r.data, Finding) and r.data.rule == "G01")
    window.go(rail.MAPS)

    window.system.act(row, FIX)

    assert window.pages.currentIndex() == rail.FINDINGS
    assert page_of(window).list.chosen_row().data == row.data


def test_without_findings_the_page_says_what_was_checked(window, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    window.files.open_path(folder)
    window.go(rail.FINDINGS)

    text = page_of(window).detail.layout().itemAt(0).widget().text()

    assert text.startswith("What breaks between your maps")


def test_what_the_findings_do_not_cover_stands_above_them(window, company):
    page = page_of(window)

    page.show_overview(Overview(notes=(message("Not proven."),)), Facts(), "Checked just now.")

    assert page.sentence.text() == "Checked just now. Not proven."


def example(rule: str, *, is_right: bool):
    """The maps and facts of an example; what an analysis has to find cannot be in a folder."""
    if rule in governance.WRONG:
        maps, facts, _ = (governance.RIGHT if is_right else governance.WRONG)[rule]
        return maps, facts
    facts = (FACTS_RIGHT if is_right else FACTS_WRONG).get(rule)
    return (RIGHT if is_right else WRONG)[rule], facts


COMPUTED = {"M05"}
"""Its examples name loads that no map holds."""


@pytest.mark.parametrize("rule", sorted({*WRONG, *governance.WRONG} - COMPUTED))
def test_every_rule_fires_on_wrong_and_not_on_right_in_a_folder_that_is_opened(window, tmp_path, rule):
    for name in ("wrong", "right"):
        maps, facts = example(rule, is_right=name == "right")
        folder = tmp_path / name
        folder.mkdir()
        for file, text in maps.items():
            (folder / f"{file}.bpmn").write_text(text, encoding="utf-8")
        if facts is not None:
            (folder / "system.json").write_bytes(to_bytes(facts))
        window.files.open_path(folder)
        if rule == "G08" and name == "right":
            window.go(rail.INITIATIVES)  # where they are judged
        window.system.check()
        found = [f.rule for f in window.system.analyses.overview.findings]
        assert found.count(rule) == (name == "wrong"), name


def test_the_page_about_a_check_speaks_the_language_of_the_window(window, company, qtbot, monkeypatch):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    click_row(window, qtbot, finding("G01"))

    texts = [part.text() for part in page_of(window).detail.findChildren(QLabel)]
    assert any("Warum das Ganze leidet" in text for text in texts)


# -- initiatives that nobody judged ----------------------------------------------------------------


def test_an_initiative_that_nobody_judged_is_found_until_it_is_judged(window, company, qtbot):
    assert rules(window).count("G08") == len(window.workspace.facts.facts.initiatives)
    click_row(window, qtbot, finding("G08"))

    press(window, qtbot, "Judge now")

    assert window.pages.currentIndex() == rail.INITIATIVES
    assert "G08" not in rules(window)


def test_accepting_or_opening_something_leaves_verdicts_valid(window, company):
    window.go(rail.INITIATIVES)
    first = window.system.analyses.overview.findings[0]

    window.workspace.facts.accept(first, "as it is", "Ada", "")
    window.files.open_path(company / "build.bpmn")
    window.system.check()

    assert "G08" not in rules(window)


def test_an_edit_makes_initiatives_unjudged(window, company):
    window.go(rail.INITIATIVES)
    document = window.workspace.open(company / "build.bpmn").document

    with document.transaction("Rename"):
        document.element("buildTelescope").name = "Make telescope"
    window.system.check()

    assert "G08" in rules(window)


# -- how many --------------------------------------------------------------------------------------


def badge(window) -> tuple[str, str]:
    button = window.rail.buttons[rail.FINDINGS]
    return button._count, button.toolTip()


def test_the_rail_counts_what_the_list_shows(window, company):
    everything = page_of(window).shown
    assert badge(window) == (str(everything), f"Findings {everything}")

    window.workspace.facts.choose_profile("first-look")

    assert badge(window) == ("10", f"Findings 10 of {everything}")


def test_what_many_lack_is_set_for_all(window, company, answers):
    for name in ("suggestCare", "countStock"):
        window.system.acts.set_objective([ElementKey("housekeeping.bpmn", name)], "")
    window.system.check()
    answers.choices["one_line"] = "Serve whoever asks"
    heads = [r for r in page_of(window).list.findings.rows if r.is_head and isinstance(r.data, Group)]
    head = next(r for r in heads if r.title == "Processes without an objective")
    assert dict(head.actions)[FIX_ALL] == "Set for all 2"

    window.system.act(head, FIX_ALL)
    window.system.check()

    assert "G02" not in rules(window)
