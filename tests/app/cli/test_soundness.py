"""``soundness`` prints a verdict per map and for all together, with examples."""

import json
from pathlib import Path

import pytest

from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.system.maps import bpmn, process, task

KEYS = {
    "scope", "safe", "optionToComplete", "properCompletion", "deadActivities", "orphanMessages", "neverStarted",
    "deadlock", "livelock", "complete", "states", "counterExamples",
}  # fmt: skip
LOCKED = bpmn(
    process(
        "p", START, gate("exclusive", "f"), task("a", "Pack"), task("b"), gate("parallel", "j"), END,
        flows=["s>f", "f>a", "f>b", "a>j", "b>j", "j>e"],
    )
)  # fmt: skip


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.bpmn"
    path.write_text(LOCKED, encoding="utf-8")
    return path


def test_a_verdict_as_json_has_the_promised_keys(wholeflow, locked: Path):
    outcome = wholeflow("soundness", locked, "--format", "json")

    (result,) = json.loads(outcome.out)["results"]
    assert outcome.code == 0
    assert set(result) >= KEYS
    assert (result["scope"], result["deadlock"], result["optionToComplete"]) == (["locked.bpmn"], True, False)


def test_an_example_as_json_names_the_element_of_each_step(wholeflow, locked: Path):
    (result,) = json.loads(wholeflow("soundness", locked, "--format", "json").out)["results"]

    (example,) = result["counterExamples"]
    assert example["property"] == "deadlock"
    assert [(s["file"], s["element"]) for s in example["steps"]] == [("locked.bpmn", e) for e in "sfa"]
    assert example["steps"][-1]["text"] == "“Pack” is done."


def test_what_is_not_known_is_null(wholeflow, locked: Path):
    data = json.loads(wholeflow("soundness", locked, "--states", "1", "--format", "json").out)

    (result,) = data["results"]
    assert (result["complete"], result["properCompletion"]) == (False, None)


def test_people_read_what_is_wrong_and_how_a_case_gets_there(wholeflow, locked: Path):
    text = wholeflow("soundness", locked).out

    assert "locked.bpmn: Something is wrong" in text
    assert "“j” waits for a path that is not taken." in text
    assert "3. “Pack” is done." in text


def test_a_folder_is_judged_map_by_map_and_as_a_whole(wholeflow, shop):
    data = json.loads(wholeflow("soundness", shop, "--format", "json").out)

    scopes = [result["scope"] for result in data["results"]]
    assert len(scopes[-1]) == len(scopes) - 1
    assert all(result["complete"] for result in data["results"])


def test_a_folder_without_maps_is_wrong_usage(wholeflow, tmp_path: Path):
    assert wholeflow("soundness", tmp_path).code == 2
