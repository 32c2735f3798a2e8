"""``check`` prints findings and ends with 1 where one is bad enough."""

import json
import re

import pytest

from bpmn.analysis.check import Examined, examine
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Rule
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.report import checked as checks
from bpmn.system.facts import Facts, KpiFact
from bpmn.system.store import to_bytes
from tests.bpmn.analysis.examples import WRONG

KEYS = {"rule", "severity", "elements", "message", "why", "fix"}


@pytest.fixture
def warned(monkeypatch):
    """Every check finds one warning."""
    finding = Finding(
        "A99",
        Severity.WARNING,
        (ElementKey("sales.bpmn", "sales_task"),),
        message("“{name}” is odd.", name="Take order"),
        message("It breaks the chain."),
        message("Take it out."),
    )
    monkeypatch.setattr(checks, "checked", lambda system: Examined((finding,)))


def governed(shop):
    """Say who answers for the processes of the shop and how they are measured."""
    role = (
        '<resourceRole name="Process Owner"><resourceAssignmentExpression><formalExpression>Ada'
        "</formalExpression></resourceAssignmentExpression></resourceRole></process>"
    )
    kpis = []
    for path in shop.glob("*.bpmn"):
        path.write_text(path.read_text().replace("</process>", role))
        process = re.search(r'<process id="(\w+)"', path.read_text())[1]
        kpis.append(KpiFact(process, process, element=ElementKey(path.name, process)))
    (shop / "system.json").write_bytes(to_bytes(Facts(kpis=tuple(kpis))))


def test_a_healthy_system_ends_with_0(wholeflow, shop):
    governed(shop)

    outcome = wholeflow("check", shop, "--fail-on", "warning", "--format", "json")

    severities = [finding["severity"] for finding in json.loads(outcome.out)["findings"]]
    assert outcome.code == 0
    assert not {"error", "warning"} & set(severities)


def test_a_search_that_was_given_up_is_said_with_the_findings(wholeflow, shop, monkeypatch):
    monkeypatch.setattr(checks, "MOST_STATES", 1)

    outcome = wholeflow("check", shop, "--format", "json")

    (note,) = json.loads(outcome.out)["notes"]
    assert "Not proven" in note
    assert note in outcome.err


def test_findings_as_json_have_the_promised_keys(wholeflow, shop, warned):
    data = json.loads(wholeflow("check", shop, "--format", "json").out)

    (finding,) = data["findings"]
    assert set(finding) >= KEYS
    assert finding["elements"] == [{"file": "sales.bpmn", "element": "sales_task"}]
    assert finding["message"] == "“Take order” is odd."


def test_findings_for_people_say_where_why_and_what_to_do(wholeflow, shop, warned):
    text = wholeflow("check", shop).out

    assert "Errors: 0, warnings: 1, hints: 0." in text
    assert "warning A99: “Take order” is odd." in text
    assert "At: “Take order” (sales.bpmn)" in text
    assert "Why: It breaks the chain." in text
    assert "Mend: Take it out." in text


@pytest.mark.parametrize(("least", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_names_the_mildest_finding_that_counts(wholeflow, shop, warned, least, code):
    assert wholeflow("check", shop, "--fail-on", least).code == code


def test_errors_count_where_nothing_is_said(wholeflow, shop):
    (shop / "torn.bpmn").write_text("<definitions", encoding="utf-8")

    outcome = wholeflow("check", shop, "--format", "json")

    findings = json.loads(outcome.out)["findings"]
    assert outcome.code == 1
    assert [(f["rule"], f["elements"][0]["file"]) for f in findings if f["severity"] == "error"] == [
        ("F01", "torn.bpmn")
    ]
    assert wholeflow("check", shop, "--fail-on", "never").code == 0


def test_several_maps_and_folders_are_checked_one_after_the_other(wholeflow, shop, order, warned):
    data = json.loads(wholeflow("check", shop, order, "--format", "json").out)

    assert len(data["findings"]) == 2


def test_a_rule_that_fails_is_a_finding_and_its_details_are_kept(wholeflow, shop, monkeypatch, user_data):
    def fails(_):
        raise RuntimeError("out of luck")

    text = message("t")
    failing = Rule("A98", Severity.INFO, text, text, text, fails)

    monkeypatch.setattr(checks, "checked", lambda system: examine(Context(system), [failing]))

    outcome = wholeflow("check", shop)

    assert outcome.code == 0
    assert "F02: Check A98 could not be carried out (RuntimeError: out of luck)." in outcome.out
    assert "Traceback" not in outcome.err
    assert "Traceback" in (user_data / "errors.txt").read_text(encoding="utf-8")


def test_findings_name_what_can_be_done_by_one_click(wholeflow, tmp_path):
    (tmp_path / "one.bpmn").write_text(WRONG["H03"]["one"], encoding="utf-8")

    data = json.loads(wholeflow("check", tmp_path, "--format", "json").out)

    finding = next(f for f in data["findings"] if f["rule"] == "H03")
    assert finding["level"] is None
    assert finding["actions"][0]["kind"] == "limit-loop"
    assert finding["actions"][0]["elements"] == [{"file": "one.bpmn", "element": "good"}]


def test_a_single_map_is_checked_by_itself(wholeflow, tmp_path):
    path = tmp_path / "one.bpmn"
    path.write_text(WRONG["H03"]["one"], encoding="utf-8")

    data = json.loads(wholeflow("check", path, "--format", "json").out)

    assert "H03" in {f["rule"] for f in data["findings"]}


def test_sarif_names_rules_files_and_lines(wholeflow, tmp_path):
    (tmp_path / "one.bpmn").write_text(WRONG["H03"]["one"], encoding="utf-8")

    data = json.loads(wholeflow("check", tmp_path, "--format", "sarif").out)

    run = data["runs"][0]
    result = next(r for r in run["results"] if r["ruleId"] == "H03")
    place = result["locations"][0]["physicalLocation"]
    assert data["version"] == "2.1.0"
    assert "schemaVersion" not in data
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "H03"
    assert place["artifactLocation"]["uri"] == "one.bpmn"
    assert place["region"]["startLine"] >= 1
    assert result["level"] == "warning"


def test_a_profile_says_how_much_is_told(wholeflow, tmp_path):
    (tmp_path / "one.bpmn").write_text(WRONG["H03"]["one"], encoding="utf-8")

    data = json.loads(wholeflow("check", tmp_path, "--profile", "errors-only", "--format", "json").out)

    assert {f["severity"] for f in data["findings"]} <= {"error"}


def test_what_is_not_looked_at_in_a_very_large_system_is_said(wholeflow, shop, monkeypatch):
    monkeypatch.setattr("bpmn.report.limits.MOST_COUNTED", 1)
    monkeypatch.setattr("bpmn.report.limits.MOST_SEARCHED", 1)

    outcome = wholeflow("check", shop, "--format", "json")

    numbers, search = json.loads(outcome.out)["notes"]
    assert "numbers are left out here: more than 1." in numbers
    assert "cases that get stuck are not looked for: more than 1." in search
    assert numbers in outcome.err
    assert search in outcome.err
