"""Fixes are carried out in maps and facts, or shown beforehand on copies."""

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixKind, fix
from bpmn.editing.refused import NotAllowed
from bpmn.report.mend import files_of, is_known, mend, preview
from bpmn.system.facts import Facts
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
