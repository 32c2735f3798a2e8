"""``analyse`` prints load, waits and the time from customer to customer."""

import json

import pytest

from tests.corpus import shared

KEYS = {
    "schemaVersion", "scenario", "timeUnit", "stable", "endToEnd", "chains", "processes", "activities", "resources",
    "bottleneck", "warnings",
}  # fmt: skip
METRICS = {"leadTime", "onTime", "throughput", "costPerGoodCase", "defectRate", "wip"}


def test_analyse_as_json_has_the_promised_keys(wholeflow, shop):
    outcome = wholeflow("analyse", shop, "--format", "json")

    data = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(data) >= KEYS
    assert set(data["endToEnd"]) == METRICS
    assert set(data["chains"][0]) >= {"name", "class", "from", "to", "leadTime"}
    assert set(data["processes"][0]) >= {"file", "element", "leadTime", "wait", "work", "visits"}
    assert set(data["activities"][0]) >= {"file", "element", "visits", "wait", "work"}
    assert set(data["resources"][0]) >= {"name", "utilisation", "capacity"}
    assert data["bottleneck"] == {"resource": "Maker", "limit": 2.0}


def test_the_customer_waits_for_both_processes(wholeflow, shop):
    data = json.loads(wholeflow("analyse", shop, "--format", "json").out)

    assert data["endToEnd"]["leadTime"]["value"] == pytest.approx(2 / 3 + 1, rel=1e-6)
    assert data["endToEnd"]["onTime"]["value"] is None


def test_another_scenario_gives_other_numbers(wholeflow, shop):
    data = json.loads(wholeflow("analyse", shop, "--scenario", "Faster", "--format", "json").out)

    assert data["scenario"] == "Faster"
    assert data["endToEnd"]["leadTime"]["value"] == pytest.approx(1 / 4 + 1, rel=1e-6)


def test_an_unknown_scenario_is_refused_with_the_known_ones(wholeflow, shop):
    outcome = wholeflow("analyse", shop, "--scenario", "Never")

    assert outcome.code == 2
    assert "“Base”, “Faster”" in outcome.err


def test_numbers_for_people_name_processes_and_teams(wholeflow, shop):
    text = wholeflow("analyse", shop).out

    assert "Lead time from customer to customer: 1.667" in text
    assert all(word in text for word in ("Sales", "Take order", "Clerk", "Bottleneck: Maker"))


def test_a_map_without_numbers_says_what_is_missing(wholeflow, order):
    outcome = wholeflow("analyse", order, "--format", "json")

    data = json.loads(outcome.out)
    assert outcome.code == 0
    assert data["endToEnd"]["leadTime"]["value"] is None
    assert data["warnings"]


@pytest.mark.parametrize("name", ["o02_mmc", "o04_rework_loop"])
def test_systems_with_known_answers(wholeflow, name):
    folder = shared() / "oracles" / "systems"
    if not folder.is_dir():
        pytest.skip("no systems with known answers beside the project")
    expected = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["expected"]

    data = json.loads(wholeflow("analyse", folder / f"{name}.bpmn", "--format", "json").out)

    known = expected.get("lead_time_mean") or expected["end_to_end_mean"]
    assert data["endToEnd"]["leadTime"]["value"] == pytest.approx(known, rel=1e-6)
