"""``save`` keeps every byte, refuses what is no map, and leaves the original alone."""

import csv
import os
import sys

import pytest

from tests.corpus import corpus_files, corpus_folder

KINDS = ("synthetic", "hostile")


def expectations() -> dict[str, str]:
    """From file of the corpus to what is expected of it; empty without a corpus."""
    result = {}
    for kind in KINDS if corpus_files() and isinstance(corpus_files()[0], str) else ():
        with (corpus_folder() / kind / "expect.tsv").open(encoding="utf-8") as table:
            rows = csv.DictReader(table, delimiter="\t")
            result.update({f"{kind}/{row['file']}": row["expect"] for row in rows})
    return result


def listed(*kinds: str) -> list[object]:
    found = [name for name, kind in expectations().items() if kind in kinds]
    return found or [pytest.param("", marks=pytest.mark.skip(reason="no corpus: set WHOLEFLOW_CORPUS"))]


def test_save_keeps_every_byte(wholeflow, order):
    out = order.with_name("out.bpmn")

    outcome = wholeflow("save", order, "--to", out)

    assert outcome == (0, "", "")
    assert out.read_bytes() == order.read_bytes()


def test_save_makes_the_folder(wholeflow, order):
    out = order.parent / "new" / "out.bpmn"

    assert wholeflow("save", order, "--to", out).code == 0
    assert out.exists()


def test_save_refuses_a_file_that_is_not_there(wholeflow, tmp_path):
    outcome = wholeflow("save", tmp_path / "missing.bpmn", "--to", tmp_path / "out.bpmn")

    assert outcome.code == 2
    assert "missing.bpmn: there is no such file." in outcome.err
    assert not (tmp_path / "out.bpmn").exists()


def test_save_names_line_and_column_of_a_broken_map(wholeflow, order):
    broken = order.with_name("broken.bpmn")
    broken.write_bytes(order.read_bytes().replace(b"</process>", b"</proces>"))

    outcome = wholeflow("save", broken, "--to", order.with_name("out.bpmn"))

    assert outcome.code == 2
    assert "broken.bpmn, line 10, column" in outcome.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="every folder can be written")
def test_save_says_that_a_folder_cannot_be_written(wholeflow, order):
    order.parent.chmod(0o500)

    outcome = wholeflow("save", order, "--to", order.with_name("out.bpmn"))

    order.parent.chmod(0o700)
    assert outcome.code == 2


@pytest.mark.parametrize("name", listed("ok"))
def test_save_keeps_a_legal_map(wholeflow, tmp_path, name):
    original, out = corpus_folder() / name, tmp_path / "out.bpmn"

    outcome = wholeflow("save", original, "--to", out)

    assert outcome == (0, "", "")
    assert out.read_bytes() == original.read_bytes()


@pytest.mark.parametrize("name", listed("repair", "bounded"))
def test_save_keeps_or_refuses_a_map_with_faults(wholeflow, tmp_path, name):
    original, out = corpus_folder() / name, tmp_path / "out.bpmn"

    outcome = wholeflow("save", original, "--to", out)

    assert outcome.code in {0, 2}
    assert out.exists() == (outcome.code == 0)
    assert not out.exists() or out.read_bytes() == original.read_bytes()
    assert bool(outcome.err) == (outcome.code == 2)


@pytest.mark.parametrize("name", listed("reject"))
def test_save_rejects_what_is_no_map_with_a_sentence(wholeflow, tmp_path, name):
    outcome = wholeflow("save", corpus_folder() / name, "--to", tmp_path / "out.bpmn")

    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert outcome.err.startswith("Error: ")
    assert not (tmp_path / "out.bpmn").exists()
