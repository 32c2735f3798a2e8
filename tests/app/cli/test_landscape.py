"""``landscape`` draws how processes work for each other and for the customer."""

import xml.etree.ElementTree as ET

import pytest

from bpmn.model.document import Document


def test_the_landscape_names_processes_and_parties(wholeflow, shop):
    out = shop.parent / "pictures" / "shop.svg"

    outcome = wholeflow("landscape", shop, "--to", out)

    texts = "".join(ET.parse(out).getroot().itertext())
    assert outcome == (0, f"{out}\n", "")
    assert all(word in texts for word in ("Sales", "Works", "Customer"))


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_landscape_is_drawn_by_qt(wholeflow, qapp, shop, ending, start):
    out = shop.parent / f"shop.{ending}"

    assert wholeflow("landscape", shop, "--to", out, "--scale", 1).code == 0
    assert out.read_bytes().startswith(start)


def test_a_system_without_processes_gives_an_empty_sheet(wholeflow, tmp_path):
    empty = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:e"/>'
    (tmp_path / "empty.bpmn").write_text(empty, encoding="utf-8")

    assert wholeflow("landscape", tmp_path, "--to", tmp_path / "l.svg").code == 0
    assert ET.parse(tmp_path / "l.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize("name", ["shop.gif", "shop"])
def test_another_ending_is_refused(wholeflow, shop, name):
    outcome = wholeflow("landscape", shop, "--to", shop.parent / name)

    assert outcome.code == 2
    assert ".svg" in outcome.err
    assert not (shop.parent / name).exists() or name == "shop"


def test_the_landscape_is_a_map_that_imports_the_others(wholeflow, shop):
    out = shop.parent / "landscape.bpmn"

    assert wholeflow("landscape", shop, "--to", out).code == 0
    document = Document.parse(out.read_bytes())
    places = {one.location for one in document.definitions.imports}
    assert places == {f"{shop.name}/{path.name}" for path in shop.glob("*.bpmn")}


@pytest.mark.parametrize("ending", [".svg", ".bpmn"])
def test_what_is_left_out_of_a_large_system_is_said(wholeflow, shop, monkeypatch, ending):
    monkeypatch.setattr("bpmn.system.landscape_excerpt.MOST_PROCESSES", 1)

    outcome = wholeflow("landscape", shop, "--to", shop.parent / f"landscape{ending}")

    assert outcome.code == 0
    assert "1 of 2 processes are drawn" in outcome.err


def test_a_landscape_without_numbers_says_so(wholeflow, shop, monkeypatch):
    monkeypatch.setattr("bpmn.report.limits.MOST_COUNTED", 1)

    outcome = wholeflow("landscape", shop, "--to", shop.parent / "landscape.svg")

    assert outcome.code == 0
    assert "numbers are left out here: more than 1." in outcome.err
