"""``diff`` compares two maps or two folders and ends with 1 where they differ."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from app.paths import resources_folder


@pytest.fixture
def renamed(order, tmp_path):
    path = tmp_path / "new.bpmn"
    path.write_text(
        order.read_text(encoding="utf-8").replace('name="Done"', 'name="Shipped"'), encoding="utf-8"
    )
    return path


@pytest.fixture
def moved(order, tmp_path):
    path = tmp_path / "moved.bpmn"
    path.write_text(order.read_text(encoding="utf-8").replace('x="260"', 'x="300"'), encoding="utf-8")
    return path


def test_no_differences_end_with_0(wholeflow, order):
    outcome = wholeflow("diff", order, order)

    assert outcome.code == 0
    assert outcome.out == "No differences.\n"


def test_differences_end_with_1_and_are_told(wholeflow, order, renamed):
    outcome = wholeflow("diff", order, renamed)

    assert outcome.code == 1
    assert "~ endEvent “Shipped” (new.bpmn e)" in outcome.out
    assert "name: Done → Shipped" in outcome.out


def test_differences_as_json_have_the_promised_keys(wholeflow, order, renamed):
    data = json.loads(wholeflow("diff", order, renamed, "--format", "json").out)

    (one,) = data["differences"]
    assert (data["schemaVersion"], data["same"], data["counts"]["changed"]) == (1, False, 1)
    assert set(one) == {"kind", "type", "name", "place", "before", "after", "matchedBy", "changes"}
    assert one["before"] == {"file": "order.bpmn", "element": "e"}
    assert one["changes"] == [
        {"what": "@name", "label": "name", "before": "Done", "after": "Shipped", "layout": False}
    ]


def test_layout_can_be_ignored(wholeflow, order, moved):
    assert wholeflow("diff", order, moved).code == 1
    assert wholeflow("diff", order, moved, "--ignore-layout").code == 0


def test_a_map_that_cannot_be_read_ends_with_2(wholeflow, order, tmp_path):
    (tmp_path / "broken.bpmn").write_text("<definitions", encoding="utf-8")

    outcome = wholeflow("diff", order, tmp_path / "broken.bpmn", "--format", "json")

    assert outcome.code == 2
    assert outcome.out == ""
    assert "broken.bpmn" in outcome.err


@pytest.mark.parametrize("words", [("order",), ("order", "folder"), ("order", "missing")])
def test_wrong_usage_ends_with_2(wholeflow, order, tmp_path, words):
    paths = {"order": order, "folder": tmp_path, "missing": tmp_path / "missing.bpmn"}

    assert wholeflow("diff", *(paths[word] for word in words)).code == 2


def test_two_folders_are_compared(wholeflow, shop, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(shop, other)
    name = min(p.name for p in other.glob("*.bpmn"))
    (other / name).unlink()

    outcome = wholeflow("diff", shop, other)

    assert outcome.code == 1
    assert f"({name})" in outcome.out


def test_a_map_that_git_has_not_on_one_side_is_all_added(wholeflow, order):
    data = json.loads(wholeflow("diff", os.devnull, order, "--format", "json").out)

    assert data["counts"]["removed"] == 0
    assert {"s", "t", "e"} <= {d["after"]["element"] for d in data["differences"]}


def test_the_help_documents_the_json_and_git(wholeflow):
    told = wholeflow("diff", "--help").out

    assert all(word in told for word in ('"matchedBy"', '"unreadable"', "diff.bpmn.textconv", "difftool"))


def git(folder, *words):
    names = ("-c", "user.name=a", "-c", "user.email=a@b")
    done = subprocess.run(["git", *names, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_shows_the_words_of_a_map(order, tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    folder.mkdir()
    shutil.copy(order, folder / "order.bpmn")
    (folder / ".gitattributes").write_text("*.bpmn diff=bpmn\n", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "config", "diff.bpmn.textconv", f'"{sys.executable}" -m app diff --textconv')
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "First")
    text = (folder / "order.bpmn").read_text(encoding="utf-8").replace('name="Done"', 'name="Shipped"')
    (folder / "order.bpmn").write_text(text, encoding="utf-8")

    monkeypatch.setenv("PYTHONPATH", str(resources_folder().parent))
    told = git(folder, "diff")

    assert "-    endEvent “Done” [e]" in told
    assert "+    endEvent “Shipped” [e]" in told
