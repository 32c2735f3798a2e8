import pickle
from pathlib import Path

import pytest

from app.paths import sample_systems
from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.report import overview as module
from bpmn.report.judged import judge
from bpmn.report.overview import overview
from bpmn.system.facts import Change, Facts, Initiative, Parameter
from bpmn.system.store import load
from tests.documents import simple_flow


@pytest.fixture(scope="module")
def sample():
    return sample_systems()[0]


@pytest.fixture(scope="module")
def found(sample):
    return overview(sample, {}, load(sample).facts)


def test_a_system_is_joined_checked_drawn_and_analysed(found):
    assert found.problems == ()
    assert found.links.links
    assert found.findings
    assert found.landscape.areas
    assert found.analysis.processes


def test_an_overview_crosses_processes(found):
    assert pickle.loads(pickle.dumps(found)) == found


def test_everything_that_is_mentioned_has_a_name(found):
    keys = {key for link in found.links.links for key in (link.source, link.target)}

    assert keys <= found.names.keys() | {k for k in keys if not k.file}


def test_open_maps_count_instead_of_their_files(sample):
    data = (sample / "order.bpmn").read_bytes().replace(b"Handle order", b"Handle request")

    found = overview(sample, {"order.bpmn": data}, Facts())

    assert "Handle request" in found.names.values()


def test_an_unreadable_map_is_told_and_the_others_stay(tmp_path):
    (tmp_path / "good.bpmn").write_bytes(simple_flow("Start", "Check", "End").to_bytes())
    (tmp_path / "bad.bpmn").write_text("<definitions>")

    found = overview(tmp_path, {}, Facts())

    assert found.files == ("good.bpmn",)
    assert len(found.unreadable) == 1


def test_a_stage_that_fails_hides_no_other(sample, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("nothing there")

    monkeypatch.setattr(module, "analyse", fail)

    found = overview(sample, {}, Facts())

    assert found.analysis is None
    assert found.findings
    assert "ZeroDivisionError" in str(found.problems[0])


def test_maps_without_a_folder_are_a_system(tmp_path):
    found = overview(None, {"new": simple_flow("Start", "Check", "End").to_bytes()}, Facts())

    assert found.files == ("new",)


def test_levers_are_what_an_initiative_can_change(found):
    kinds = {parameter for lever in found.levers for parameter in lever.parameters}

    assert kinds == set(Parameter)
    assert all(lever.name for lever in found.levers)


def test_initiatives_are_judged_from_bytes(sample):
    judged = judge(sample, {}, load(sample).facts)

    assert judged.problem is None
    assert pickle.loads(pickle.dumps(judged)) == judged
    assert {e.name for e in judged.improvement.initiatives} == {
        i.name for i in load(sample).facts.initiatives
    }


def test_an_initiative_about_nothing_is_told(sample):
    nowhere = Change(ElementKey("order.bpmn", "gone"), Parameter.DURATION, 5)

    judged = judge(sample, {}, Facts(initiatives=(Initiative("x", changes=(nowhere,)),)))

    assert judged.improvement is None
    assert "gone" in str(judged.problem)
    assert isinstance(sample, Path)


def test_a_very_large_system_says_what_is_left_out(monkeypatch):
    monkeypatch.setattr("bpmn.report.overview.MOST_SHEETS", 0)
    monkeypatch.setattr("bpmn.report.limits.MOST_COUNTED", 0)
    monkeypatch.setattr("bpmn.report.limits.MOST_SEARCHED", 0)
    monkeypatch.setattr("bpmn.report.overview.MOST_FINDINGS", 1)

    found = overview(None, {"a.bpmn": simple_flow("Start", "Check", "End").to_bytes()}, Facts())

    told = " ".join(str(problem) for problem in found.problems)
    assert "numbers are left out here" in told
    assert "the handbook is left out here" in told
    assert "cases that get stuck are not looked for" in told
    assert found.handbook.sheets == ()
    assert len(found.findings) <= 1


def test_a_map_that_did_not_change_is_not_parsed_again(monkeypatch, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.bpmn").write_bytes(simple_flow("Start", f"Do {name}", "End").to_bytes())
    overview(tmp_path, {}, Facts())
    read: list[str] = []
    parse = Document.parse
    changed = simple_flow("Start", "Undo", "End").to_bytes()
    monkeypatch.setattr(Document, "parse", lambda data, name="": read.append(name) or parse(data, name))
    (tmp_path / "b.bpmn").write_bytes(changed)

    overview(tmp_path, {}, Facts())

    assert read == ["b.bpmn"]
