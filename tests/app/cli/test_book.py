"""``handbook`` writes one page for the browser."""

import pytest

from app.paths import sample_systems


def test_the_handbook_of_a_folder_is_written(wholeflow, tmp_path):
    out = tmp_path / "book.html"

    outcome = wholeflow("handbook", sample_systems()[0], "--to", out)

    assert outcome.code == 0
    assert "7 Relationship management" not in out.read_text(encoding="utf-8")
    assert "Relationship management" in out.read_text(encoding="utf-8")


def test_the_older_edition_has_eight_principles(wholeflow, tmp_path):
    out = tmp_path / "book.html"

    wholeflow("handbook", sample_systems()[0], "--to", out, "--edition", "2000")

    assert "Mutually beneficial supplier relationships" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["book.pdf", "book"])
def test_other_kinds_of_files_are_refused(wholeflow, tmp_path, name):
    outcome = wholeflow("handbook", sample_systems()[0], "--to", tmp_path / name)

    assert outcome.code == 2
    assert not (tmp_path / name).exists()
