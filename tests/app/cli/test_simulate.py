"""``simulate`` prints numbers with intervals."""

import json

from tests.app.cli.test_analyse import METRICS

KEYS = {
    "schemaVersion", "scenario", "timeUnit", "stable", "endToEnd", "chains", "processes", "activities", "resources",
    "bottleneck", "warnings", "seed", "replications", "warmUp", "cases", "partial", "unstable", "partition",
}  # fmt: skip


def test_simulate_as_json_has_the_promised_keys(wholeflow, shop):
    outcome = wholeflow("simulate", shop, "--format", "json", "--replications", "3", "--workers", "1")

    data = json.loads(outcome.out)
    assert outcome.code == 0
    assert set(data) >= KEYS
    assert set(data["endToEnd"]) == METRICS
    assert set(data["endToEnd"]["leadTime"]) >= {"mean", "ci95", "p50", "p80", "p90", "p95"}
    assert set(data["processes"][0]) >= {"file", "element", "leadTime", "wait", "work", "visits"}
    assert set(data["activities"][0]["wait"]) == {"mean", "ci95"}
    assert set(data["partition"][0]) >= {"cause", "file", "element", "mean"}


def test_the_simulated_customer_waits_for_both_processes(wholeflow, shop):
    data = json.loads(wholeflow("simulate", shop, "--format", "json", "--workers", "1").out)

    found = data["endToEnd"]["leadTime"]
    low, high = found["ci95"]
    assert abs(found["mean"] - 5 / 3) <= max(0.02 * 5 / 3, 0.8 * (high - low))
    assert data["replications"] >= 10


def test_the_same_seed_prints_the_same_bytes(wholeflow, shop):
    words = ("simulate", shop, "--format", "json", "--replications", "2", "--seed", "7", "--workers", "1")

    assert wholeflow(*words).out == wholeflow(*words).out


def test_an_unknown_scenario_is_refused_by_simulate(wholeflow, shop):
    assert wholeflow("simulate", shop, "--scenario", "Never").code == 2


def test_a_map_without_numbers_says_what_simulation_lacks(wholeflow, order):
    outcome = wholeflow("simulate", order)

    assert outcome.code == 0
    assert "how often cases come" in outcome.err
