"""Every rule finds what it should, and nothing else."""

from pathlib import Path

import pytest

from bpmn.analysis.check import FAILED, UNREADABLE, check
from bpmn.analysis.context import Context
from bpmn.analysis.governance import fact_key
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.system_rules import RULES
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.model.document import Document
from bpmn.system.facts import AcceptedFinding, Facts
from bpmn.system.system import System
from tests.bpmn.analysis import governance_examples as governance
from tests.bpmn.analysis.examples import FACTS_RIGHT, FACTS_WRONG, RIGHT, SHOP, SOUND, WRONG, Maps, waiting
from tests.bpmn.system.maps import a_system, bpmn, process, task
from tests.corpus import corpus_folder

IDS = [rule.id for rule in RULES]


def found(maps: Maps, rule: str, facts: Facts | None = None) -> list[Finding]:
    return [finding for finding in check(a_system(facts, **maps)) if finding.rule == rule]


def looked_at(rule: str, *, is_right: bool) -> tuple[System, list[Finding]]:
    """An example with everything that is found in it."""
    if rule in governance.WRONG:
        maps, facts, results = (governance.RIGHT if is_right else governance.WRONG)[rule]
        system = a_system(facts, **maps)
        return system, check(system, results=results)
    facts = (FACTS_RIGHT if is_right else FACTS_WRONG).get(rule)
    system = a_system(facts, **(RIGHT if is_right else WRONG)[rule])
    return system, check(system)


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_finds_its_wrong_example_once(rule: str):
    findings = [f for f in looked_at(rule, is_right=False)[1] if f.rule == rule]

    assert len(findings) == 1
    assert findings[0].elements


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_is_content_with_its_right_example(rule: str):
    assert [f for f in looked_at(rule, is_right=True)[1] if f.rule == rule] == []


@pytest.mark.parametrize("rule", IDS)
def test_a_finding_names_elements_that_exist(rule: str):
    system, findings = looked_at(rule, is_right=False)
    facts = system.facts
    said = {fact_key(fact) for fact in (*facts.kpis, *facts.goals, *facts.initiatives)}

    for finding in findings:
        drawn = [e for e in finding.elements if e not in said]
        assert all(system.document(e.file).node(e.element) is not None for e in drawn)


def test_a_sound_system_has_no_findings():
    assert check(a_system(SOUND, shop=SHOP)) == []


@pytest.mark.parametrize(("time_limit", "severity"), [(False, Severity.ERROR), (True, Severity.WARNING)])
def test_waiting_for_nobody_is_serious_without_a_time_limit(time_limit: bool, severity: Severity):
    assert [f.severity for f in found({"one": waiting(time_limit=time_limit)}, "A04")] == [severity]


def test_a_rule_that_fails_becomes_a_finding():
    def fails(_: Context) -> list[Fault]:
        raise ZeroDivisionError("no ground")

    rule = Rule("X99", Severity.INFO, message("t"), message("w"), message("f"), fails)

    findings = check(a_system(shop=SHOP), rules=[rule])

    assert [f.rule for f in findings] == [FAILED]
    assert "no ground" in str(findings[0].message)


def test_a_map_that_cannot_be_read_is_a_finding(tmp_path: Path):
    (tmp_path / "broken.bpmn").write_text("<definitions", encoding="utf-8")

    findings = check(System.open(tmp_path))

    assert [(f.rule, f.elements) for f in findings] == [(UNREADABLE, (ElementKey("broken.bpmn", ""),))]


def test_an_accepted_finding_is_left_out():
    orphan = (ElementKey("two.bpmn", "check"),)
    facts = Facts(accepted_findings=(AcceptedFinding("A05", orphan, "once a year"),))

    assert "A05" not in {finding.rule for finding in check(a_system(facts, **WRONG["A05"]))}


def test_the_worst_comes_first():
    maps = {f"{rule.lower()}-{name}": text for rule in WRONG for name, text in WRONG[rule].items()}

    ranks = [finding.severity.rank for finding in check(a_system(**maps))]

    assert ranks == sorted(ranks)


def test_findings_come_in_the_same_order_whatever_the_order_of_the_maps():
    texts = {f"{name}.bpmn": text for name, text in {**WRONG["A02"], **WRONG["A10"]}.items()}
    documents = {name: Document.parse(text.encode()) for name, text in texts.items()}
    backwards = dict(reversed(documents.items()))

    assert check(System(Path(), documents)) == check(System(Path(), backwards))


def test_a_single_map_is_not_judged_by_what_may_be_elsewhere(tmp_path: Path):
    (tmp_path / "one.bpmn").write_text(WRONG["A01"]["one"], encoding="utf-8")

    assert check(System.open(tmp_path / "one.bpmn")) == []


def test_a_flow_between_two_pools_is_found():
    maps = bpmn(process("p", task("a")), process("q", task("b"))).replace(
        "</process>", '<sequenceFlow id="f" sourceRef="a" targetRef="b"/></process>', 1
    )

    assert [f.elements[0].element for f in found({"m": maps}, "A14")] == ["f"]


@pytest.mark.parametrize(
    "folder", sorted(p.name for p in corpus_folder().glob("*") if p.is_dir()) or ["none"]
)
def test_no_rule_fails_on_real_maps(folder: str):
    if not (corpus_folder() / folder).is_dir():
        pytest.skip("no corpus")

    assert FAILED not in {finding.rule for finding in check(System.open(corpus_folder() / folder))}
