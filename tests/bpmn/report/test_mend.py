"""Fixes are carried out in maps and facts, or shown beforehand on copies."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.editing.refused import NotAllowed
from bpmn.model import Process
from bpmn.report.mend import files_of, is_known, mend, preview
from bpmn.system.facts import Facts, GoalFact
from bpmn.system.process_facts import facts_of
from tests.documents import named, simple_flow

MAP = "test.bpmn"


def test_maps_and_facts_change_together():
    document = simple_flow("start", "Wait", "end")
    place = ElementKey(MAP, named(document, "Wait").id)
    actions = [fix(FixKind.ADD_TIME_LIMIT, place), fix(FixKind.MARK_EXTERNAL, place)]
    before = document.to_bytes()

    facts = mend({MAP: document}, Facts(), actions)

    assert files_of(actions) == [MAP]
    assert [fact.element for fact in facts.external] == [place]
    assert document.to_bytes() != before


def test_a_preview_shows_what_changes_and_leaves_the_map_alone():
    document = simple_flow("start", "Wait", "end")
    place = ElementKey(MAP, named(document, "Wait").id)

    shown = preview({MAP: document.to_bytes()}, Facts(), [fix(FixKind.ADD_TIME_LIMIT, place)])

    assert [one.file for one in shown] == [MAP]
    assert len(shown[0].after) > len(shown[0].before)
    assert shown[0].part.width < 700


def test_a_fix_that_no_longer_fits_says_so():
    document = simple_flow("start", "Wait", "end")

    with pytest.raises(NotAllowed, match="has changed since"):
        mend({MAP: document}, Facts(), [fix(FixKind.SET_OWNER, ElementKey(MAP, "gone"), name="x")])


@pytest.mark.parametrize("kind", list(FixKind))
def test_every_kind_of_fix_is_carried_out_by_somebody(kind: FixKind):
    assert is_known(fix(kind))


def adding(document, name: str = "Time") -> FixAction:
    return fix(FixKind.ADD_KPI, ElementKey(MAP, document.all(Process)[0].id), name=name)


def test_a_key_figure_that_a_fix_adds_is_noted_in_its_map():
    document = simple_flow("start", "Work", "end")
    process = document.all(Process)[0]

    facts = mend({MAP: document}, Facts(), [adding(document)])

    assert files_of([adding(document)]) == [MAP]
    assert [(kpi.id, kpi.element) for kpi in facts.kpis] == [("time", ElementKey(MAP, process.id))]
    assert facts_of(process).kpis == ("time",)


def test_each_key_figure_that_is_added_gets_an_id_of_its_own():
    document = simple_flow("start", "Work", "end")

    facts = mend({MAP: document}, Facts(), [adding(document), adding(document)])

    assert [kpi.id for kpi in facts.kpis] == ["time", "time-2"]


def test_a_key_figure_serves_the_only_goal_there_is():
    document = simple_flow("start", "Work", "end")
    one, two = GoalFact("g"), GoalFact("h")

    assert mend({MAP: document}, Facts(goals=(one,)), [adding(document)]).kpis[0].goal == "g"
    assert mend({MAP: document}, Facts(goals=(one, two)), [adding(document)]).kpis[0].goal == ""


def test_all_that_fixes_do_to_a_map_is_one_step():
    document = simple_flow("start", "Wait", "end")
    done: list[object] = []
    document.committed.connect(done.append)

    mend(
        {MAP: document}, Facts(), [fix(FixKind.ADD_TIME_LIMIT, ElementKey(MAP, named(document, "Wait").id)), adding(document)]
    )  # fmt: skip

    assert len(done) == 1


def test_what_shows_in_no_picture_has_no_preview():
    document = simple_flow("start", "Work", "end")

    assert preview({MAP: document.to_bytes()}, Facts(), [adding(document)]) == []
