"""What a finding offers mends it: after the fix it is gone, and undone it is back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from bpmn.analysis.check import check
from bpmn.base.finding import Finding
from bpmn.base.fix import FixAction, FixKind
from bpmn.model.document import Document
from bpmn.report.mend import is_known, mend
from bpmn.system.facts import Facts
from bpmn.system.system import System
from tests.bpmn.analysis import governance_examples as governance
from tests.bpmn.analysis.examples import FACTS_WRONG
from tests.bpmn.analysis.examples import WRONG as WRONG_MAPS
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process

if TYPE_CHECKING:
    from bpmn.model.journal import Transaction

NO_FIX = {"A05", "A07", "A18", "A12", "A15", "A16", "A17", "C04", "C05", "C06", "C07"} | {
    *("H01", "H02", "H08", "H09", "H10", "H11", "R01", "R02", "R04", "R05")
}
"""Rules whose findings a person has to think about: no click mends them."""

MILDER = {FixKind.ADD_TIME_LIMIT}
"""After this a message that nobody sends no longer stops a case, but still nobody sends it."""

NO_FIX |= {"G04", "G08", "G09", "M02", "M03", "M05", "M06"}
ANSWERS = {FixKind.REJECT_LINK}
WRONG = {**WRONG_MAPS, **{rule: example.maps for rule, example in governance.WRONG.items()}}
MENDING = sorted(set(WRONG) - NO_FIX)


def findings(documents: Mapping[str, Document], facts: Facts, rule: str) -> list[Finding]:
    system = System(a_system().folder, documents, facts=facts)
    results = governance.WRONG[rule].results if rule in governance.WRONG else None
    return [finding for finding in check(system, results=results) if finding.rule == rule]


def wrong(rule: str) -> tuple[dict[str, Document], Facts]:
    facts = governance.WRONG[rule].facts if rule in governance.WRONG else FACTS_WRONG.get(rule)
    system = a_system(facts, **WRONG[rule])
    return dict(system.documents), system.facts


@pytest.mark.parametrize("rule", sorted(NO_FIX & set(WRONG)))
def test_some_findings_offer_nothing(rule: str):
    documents, facts = wrong(rule)

    assert [f.actions for f in findings(documents, facts, rule)] == [()]


@pytest.mark.parametrize("rule", MENDING)
def test_every_fix_that_is_offered_removes_the_finding(rule: str):
    documents, facts = wrong(rule)
    before = findings(documents, facts, rule)[0]
    offered = [a for a in before.actions if a.kind not in ANSWERS]
    assert offered

    for action in offered:
        assert is_known(action)
        fresh, said = wrong(rule)
        after = mend(fresh, said, [_answered(action)])
        left = findings(fresh, after, rule)
        assert left == [] or action.kind in MILDER, action.kind
        assert all(f.severity.rank > before.severity.rank for f in left)


@pytest.mark.parametrize("rule", MENDING)
def test_undone_the_finding_is_back(rule: str):
    documents, facts = wrong(rule)
    before = findings(documents, facts, rule)
    done: list[Transaction] = []
    for document in documents.values():
        document.committed.connect(done.append)

    mend(documents, facts, [_answered(before[0].actions[0])])
    for transaction in reversed(done):
        transaction.undo()

    assert findings(documents, facts, rule) == before


def _answered(action: FixAction) -> FixAction:
    if action.asks is None or action.argument(action.asks[0]):
        return action
    return action.answered(action.asks[0], "Somebody")


def two_maps_with_a_late_answer() -> System:
    """A process that stops waiting after a while, and the one that answers, each drawn as the other's pool."""
    waiting = (
        event("start", "s", None, None),
        event("throw", "ask", "Question asked"),
        node("eventBasedGateway", "g"),
        event("catch", "heard", "Price list"),
        event("catch", "late", "Late", "timer"),
        event("end", "e", None, None),
    )
    asking = process(
        "q", *waiting, name="Asking", flows=["s>ask", "ask>g", "g>heard", "g>late", "heard>e", "late>e"]
    )
    answering = process("p", event("start", "asked", "Question asked"), event("end", "sent", "Price list"))
    mine = (pool("A", "Asking", "q"), pool("B", "Answering"), message("m", "B>heard", "Price list"))
    theirs = (pool("C", "Answering", "p"), pool("D", "Asking"), message("m", "sent>D", "Price list"))
    return a_system(one=bpmn(collaboration(*mine), asking), two=bpmn(collaboration(*theirs), answering))


def test_a_late_message_of_another_map_comes_from_the_pool_that_stands_for_it():
    system = two_maps_with_a_late_answer()
    documents = dict(system.documents)
    (found,) = findings(documents, system.facts, "H07")

    mend(documents, system.facts, found.actions)

    assert findings(documents, system.facts, "H07") == findings(documents, system.facts, "A04") == []
