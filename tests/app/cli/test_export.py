"""``export`` writes pictures, and copies for other suites; the original never changes."""

import xml.etree.ElementTree as ET

import pytest

from app.cli import files
from bpmn.editing.suites import targets
from bpmn.model.document import Document

WITHOUT_DRAWING = ("<bpmndi:BPMNDiagram", "</bpmndi:BPMNDiagram>")


@pytest.fixture
def bare(order):
    """The map without its drawing."""
    text = order.read_text(encoding="utf-8")
    start, end = text.index(WITHOUT_DRAWING[0]), text.index(WITHOUT_DRAWING[1]) + len(WITHOUT_DRAWING[1])
    path = order.with_name("bare.bpmn")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    return path


def test_svg_shows_every_name(wholeflow, order):
    out = order.with_name("order.svg")

    outcome = wholeflow("export", order, "--to", out)

    texts = "".join(ET.parse(out).getroot().itertext())
    assert outcome == (0, f"{out}\n", "")
    assert all(word in texts for word in ("Order", "Check", "parts", "Done"))


def test_transparent_leaves_out_the_paper(wholeflow, order):
    white, clear = order.with_name("white.svg"), order.with_name("clear.svg")

    wholeflow("export", order, "--to", white)
    wholeflow("export", order, "--to", clear, "--transparent")

    assert (
        white.read_text(encoding="utf-8").count("<rect")
        == clear.read_text(encoding="utf-8").count("<rect") + 1
    )


def test_all_numbers_the_diagrams(wholeflow, order):
    wholeflow("export", order, "--to", order.with_name("order.svg"), "--all")

    assert order.with_name("order-1.svg").exists()


def test_a_diagram_that_is_not_there_is_refused(wholeflow, order):
    outcome = wholeflow("export", order, "--to", order.with_name("order.svg"), "--diagram", 2)

    assert outcome.code == 2
    assert "order.bpmn has 1 diagrams, no number 2." in outcome.err


def test_a_map_without_drawing_gets_a_temporary_arrangement(wholeflow, bare):
    before, out = bare.read_bytes(), bare.with_suffix(".svg")

    outcome = wholeflow("export", bare, "--to", out)

    assert outcome.code == 0
    assert "no drawing" in outcome.err
    assert "Done" in out.read_text(encoding="utf-8")
    assert bare.read_bytes() == before


def test_a_map_of_nothing_cannot_be_drawn(wholeflow, tmp_path):
    empty = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:e"/>'
    (tmp_path / "empty.bpmn").write_text(empty, encoding="utf-8")

    outcome = wholeflow("export", tmp_path / "empty.bpmn", "--to", tmp_path / "empty.svg")

    assert outcome == (2, "", "Error: empty.bpmn holds nothing that could be drawn.\n")


def test_png_is_as_large_as_the_scale_says(wholeflow, qapp, order):
    from PySide6.QtGui import QImage

    small, large = order.with_name("small.png"), order.with_name("large.png")

    wholeflow("export", order, "--to", small, "--scale", 1)
    wholeflow("export", order, "--to", large, "--scale", 3)

    assert abs(QImage(str(large)).width() - 3 * QImage(str(small)).width()) < 4


def test_pdf_is_written(wholeflow, qapp, order):
    out = order.with_name("order.pdf")

    assert wholeflow("export", order, "--to", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("target", files.TARGETS)
def test_a_copy_for_another_suite_is_a_map(wholeflow, bare, target):
    out = bare.with_name("copy.bpmn")

    outcome = wholeflow("export", bare, "--to", out, "--for", target)

    assert outcome.code == 0
    document = Document.parse(out.read_bytes())
    assert document.definitions.diagrams


def test_a_clean_copy_has_no_comments(wholeflow, order):
    out = order.with_name("copy.bpmn")

    wholeflow("export", order, "--to", out, "--for", "generic", "--clean")

    assert b"<!--" not in out.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "order.gif"],
        ["--to", "order"],
        ["--to", "copy.bpmn"],
        ["--to", "copy.svg", "--for", "generic"],
        ["--to", "copy.bpmn", "--for", "nobody"],
        ["--to", "order.bpmn", "--for", "generic"],
        ["--to", "../{folder}/order.bpmn", "--for", "generic"],
        ["--to", "order.svg", "--diagram", "0"],
    ],
)
def test_what_cannot_be_exported_is_refused(wholeflow, order, monkeypatch, words):
    monkeypatch.chdir(order.parent)
    before = order.read_bytes()
    words = [word.format(folder=order.parent.name) for word in words]

    outcome = wholeflow("export", "order.bpmn", *words)

    assert outcome.code == 2
    assert "Error: " in outcome.err
    assert [p.name for p in order.parent.iterdir()] == ["order.bpmn"]
    assert order.read_bytes() == before


def test_a_copy_says_what_the_suite_will_not_run(wholeflow, order):
    outcome = wholeflow("export", order, "--to", order.with_name("copy.bpmn"), "--for", "camunda8")

    assert (
        "Changed in the copy: The process was marked as executable; the engine skips others. (p)"
        in outcome.out
    )


def test_the_targets_are_those_that_the_copy_knows():
    assert sorted(files.TARGETS) == sorted(targets.TARGETS)
