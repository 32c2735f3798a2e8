"""Writing where namespaces, CDATA and moved nodes make it hard."""

import random

import pytest
from lxml import etree

from bpmn.model.document import Document
from bpmn.model.index import Index
from bpmn.xml import names
from tests.bpmn.xml.maps import SHADOWED, with_task, written_well


@pytest.fixture
def shadowed() -> Document:
    return Document.parse(SHADOWED)


def moved(document: Document, node: etree._Element, parent: etree._Element) -> Document:
    """The document read again after a node was moved to the front of another."""
    with document.transaction("Move"):
        document.remove(node)
        document.insert(parent, 0, node)
    return Document.parse(written_well(document))


def test_an_attribute_whose_prefix_means_something_else_here_gets_one_of_its_own(shadowed: Document):
    with shadowed.transaction("Set") as transaction:
        shadowed.set_attribute(shadowed.node("t"), "{urn:one}mark", "9")

    again = Document.parse(written_well(shadowed))
    assert dict(again.node("t").attrib)["{urn:one}mark"] == "9"
    assert dict(again.node("t").attrib)["{urn:two}mark"] == "1"
    transaction.undo()
    assert shadowed.to_bytes() == SHADOWED


def test_a_fresh_element_whose_prefix_means_something_else_here_is_written_well(shadowed: Document):
    with shadowed.transaction("Add"):
        fresh = shadowed.create("{urn:one}note", {"{urn:one}z": "1", "id": "n"})
        fresh.append(shadowed.create(names.model("documentation"), text="x"))
        shadowed.insert(shadowed.node("c"), 0, fresh)

    again = Document.parse(written_well(shadowed)).node("n")
    assert (again.tag, again[0].tag) == ("{urn:one}note", names.model("documentation"))


@pytest.mark.parametrize("parent", ["a", "c", "pl"])
def test_a_fresh_element_without_namespace_stays_without(shadowed: Document, parent: str):
    with shadowed.transaction("Add"):
        fresh = shadowed.create("note", {"id": "n"})
        fresh.append(shadowed.create(names.model("task"), {"id": "m"}))
        shadowed.insert(shadowed.node(parent), 0, fresh)

    again = Document.parse(written_well(shadowed))
    assert (again.node("n").tag, again.node("m").tag) == ("note", names.model("task"))


def test_a_moved_element_keeps_its_namespace_where_the_default_is_another(shadowed: Document):
    again = moved(shadowed, shadowed.node("pl"), shadowed.node("a"))

    assert again.node("pl").tag == "plain"
    assert again.node("pl")[0].tag == "in"


def test_an_element_without_namespace_survives_a_move_below_a_default_namespace():
    data = (
        f'<b:definitions xmlns:b="{names.MODEL}"><b:task id="t"><foo/></b:task>'
        '<b:process id="q" xmlns="urn:vendor"/></b:definitions>'
    )
    document = Document.parse(data.encode())

    again = moved(document, document.node("t"), document.node("q"))

    assert again.node("t")[0].tag == "foo"


def test_a_qname_keeps_its_meaning_in_a_move_whether_read_or_edited(shadowed: Document):
    task = shadowed.node("t")
    with shadowed.transaction("Edit"):
        shadowed.set_attribute(task, "edited", shadowed.qname_for(task, "urn:k", "z"))

    again = moved(shadowed, task, shadowed.node("c"))

    read = again.node("t")
    assert again.resolve_qname(read, read.get("ref")) == ("urn:two", "z")
    assert again.resolve_qname(read, read.get("edited")) == ("urn:k", "z")


def test_a_fresh_element_keeps_the_meaning_of_its_qnames_in_a_move(shadowed: Document):
    with shadowed.transaction("Add"):
        fresh = shadowed.create(names.model("callActivity"), {"id": "n"})
        shadowed.insert(shadowed.node("a"), 0, fresh)
        shadowed.set_attribute(fresh, "calledElement", shadowed.qname_for(fresh, "urn:k", "z"))

    again = moved(shadowed, fresh, shadowed.node("c"))

    read = again.node("n")
    assert again.resolve_qname(read, read.get("calledElement")) == ("urn:k", "z")


def test_a_child_taken_from_a_parent_that_was_taken_out_keeps_its_namespaces(shadowed: Document):
    process, task = shadowed.node("a"), shadowed.node("t")
    with shadowed.transaction("Unwrap"):
        shadowed.remove(process)
        shadowed.remove(task)
        shadowed.insert(shadowed.node("c"), 0, task)

    again = Document.parse(written_well(shadowed)).node("t")
    assert again.tag == names.model("task")
    assert again.get("{urn:two}mark") == "1"


def test_an_attribute_added_before_a_move_is_written_where_its_prefix_is_unknown(shadowed: Document):
    with shadowed.transaction("Edit"):
        shadowed.set_attribute(shadowed.node("t"), "{urn:k}new", "1")

    again = moved(shadowed, shadowed.node("t"), shadowed.node("pl"))

    assert again.node("t").get("{urn:k}new") == "1"


@pytest.mark.parametrize("text", ["a\rb", "]]>", "a]]>\r]]>b", "\r", "plain\nlines"])
def test_edited_cdata_holds_any_text(text: str):
    document = Document.parse(with_task("<![CDATA[if a < b]]>"))

    with document.transaction("Edit"):
        document.set_text(document.node("t"), text)

    data = written_well(document)
    assert Document.parse(data).node("t").text == text
    assert b"<![CDATA[" in data


@pytest.mark.parametrize("text", ["]]>", "a\rb", "<&>", " "])
def test_texts_and_tails_hold_any_text(text: str):
    document = Document.parse(with_task("<a/>tail"))

    with document.transaction("Edit"):
        document.set_text(document.node("t"), text)
        document.set_tail(document.node("t")[0], text)

    again = Document.parse(written_well(document)).node("t")
    assert (again.text, again[0].tail) == (text, text)


def test_comments_and_instructions_can_be_added_and_taken_out():
    document = Document.parse(with_task("<!-- a -->b<?c d?>"))
    task = document.node("t")

    with document.transaction("Change") as transaction:
        document.remove(task[1])
        document.insert(task, 0, etree.Comment("new\nlines ü"))
        document.insert(document.root, 0, etree.ProcessingInstruction("e", "f"))

    assert "<!--new\nlines ü--><!-- a -->b</task>".encode() in written_well(document)
    transaction.undo()
    assert document.to_bytes() == with_task("<!-- a -->b<?c d?>")


def test_many_changes_in_any_order_are_written_well_undone_and_done_again():
    for seed in range(150):
        chance = random.Random(seed)
        document, out = Document.parse(SHADOWED), []
        with document.transaction("Anything") as transaction:
            for _ in range(15):
                anything(document, chance, out)
        meant, result = meaning(document), written_well(document)
        again = Document.parse(result)

        assert meaning(again) == meant, seed
        assert set(again.ids()) == set(document.ids()) == set(Index(document.root).ids())
        transaction.undo()
        assert document.to_bytes() == SHADOWED, seed
        transaction.redo()
        assert document.to_bytes() == result, seed


SPACES = ("urn:one", "urn:two", "urn:k", "", names.MODEL, names.BPSIM, "urn:vendor", names.WHOLEFLOW)


def named(space: str, local: str) -> str:
    return f"{{{space}}}{local}" if space else local


def meaning(document: Document) -> list[object]:
    """What every QName of the map stands for."""
    nodes = document.root.iter(etree.Element)
    return [(n.tag, document.resolve_qname(n, n.get("ref"))) for n in nodes if n.get("ref")]


def anything(document: Document, chance: random.Random, out: list[etree._Element]) -> None:
    """One change of any kind, somewhere."""
    nodes = list(document.root.iter(etree.Element))
    node, space = chance.choice(nodes), chance.choice(SPACES)
    kind = chance.choice(("set", "text", "tail", "out", "in", "fresh", "declare", "qname", "move"))
    if kind == "set":
        document.set_attribute(node, named(space, "q"), chance.choice(["1", None, "a\n\"'&<ü€"]))
    elif kind == "text":
        document.set_text(node, chance.choice(["x\r\ny", None, "]]>", "  "]))
    elif kind == "declare":
        document.declare_namespace(chance.choice(["x", "b", "zz"]), space or "urn:new")
    elif kind == "qname":
        document.set_attribute(node, "ref", document.qname_for(node, space or "urn:new", "local"))
    elif kind == "fresh":
        fresh = document.create(named(space, "fresh"))
        fresh.append(document.create(named(chance.choice(SPACES), "in"), {named(space, "at"): "v"}, "t"))
        document.insert(node, chance.randint(0, len(node)), fresh)
    elif kind == "in" and out:
        document.insert(node, chance.randint(0, len(node)), out.pop(chance.randrange(len(out))))
    elif node is not document.root:
        place(document, chance, node, out, kind)


def place(
    document: Document, chance: random.Random, node: etree._Element, out: list[etree._Element], kind: str
) -> None:
    """Change where a node stands."""
    if kind == "tail":
        document.set_tail(node, chance.choice(["t\n", "\n  ", None]))
        return
    document.remove(node)
    if kind == "move":
        nodes = list(document.root.iter(etree.Element))
        document.insert(chance.choice(nodes), 0, node)
    else:
        out.append(node)
