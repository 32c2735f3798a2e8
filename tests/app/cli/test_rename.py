"""``rename`` changes one name and no other byte."""

import pytest

from tests.corpus import corpus_files, corpus_folder


def test_rename_changes_only_the_name(wholeflow, order):
    out = order.with_name("out.bpmn")

    outcome = wholeflow("rename", order, "--element", "t", "--name", "Check & sign", "--to", out)

    assert outcome == (0, "", "")
    expected = order.read_bytes().replace(b"name='Check \"all\" parts'", b"name='Check &amp; sign'")
    assert out.read_bytes() == expected


def test_rename_adds_a_name_at_the_end_of_the_tag(wholeflow, order):
    out = order.with_name("out.bpmn")

    wholeflow("rename", order, "--element", "f1", "--name", "yes", "--to", out)

    expected = order.read_bytes().replace(b'targetRef="t"/>', b'targetRef="t" name="yes"/>')
    assert out.read_bytes() == expected


def test_rename_works_in_place(wholeflow, order):
    wholeflow("rename", order, "--element", "t", "--name", "New", "--to", order)

    assert b"name='New'" in order.read_bytes()


@pytest.mark.parametrize("identifier", ["missing", "t_di", "dia2"])
def test_rename_refuses_what_has_no_name(wholeflow, order, identifier):
    out = order.with_name("out.bpmn")

    outcome = wholeflow("rename", order, "--element", identifier, "--name", "x", "--to", out)

    assert outcome.code == 2
    assert outcome.err.startswith("Error: ")
    assert identifier in outcome.err
    assert not out.exists()


def test_rename_leaves_out_a_character_that_xml_cannot_hold(wholeflow, order):
    out = order.with_name("out.bpmn")

    outcome = wholeflow("rename", order, "--element", "t", "--name", "a\x00b", "--to", out)

    assert outcome.code == 0
    assert b"name='ab'" in out.read_bytes()


@pytest.mark.parametrize(
    "name", [n for n in corpus_files() if isinstance(n, str) and n.startswith("miwg/")][:40:4]
)
def test_rename_of_a_real_map_changes_one_line(wholeflow, tmp_path, name):
    from bpmn.model import FlowNode
    from bpmn.model.document import Document

    original, out = corpus_folder() / name, tmp_path / "out.bpmn"
    document = Document.parse(original.read_bytes())
    node = next(n for n in document.all(FlowNode) if n.id and n.name and "\n" not in n.name)

    outcome = wholeflow("rename", original, "--element", node.id, "--name", "Renamed", "--to", out)

    before, after = original.read_bytes().splitlines(), out.read_bytes().splitlines()
    assert outcome.code == 0
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
