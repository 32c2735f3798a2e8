"""Places of nodes in the text, whatever stands around them."""

from itertools import pairwise

import pytest

from bpmn.model.document import Document
from bpmn.xml.parse import parse
from bpmn.xml.source import Source, is_element
from tests.bpmn.xml.maps import SHADOWED, with_task, written_well

ODD = (
    with_task(
        "<!-->a <b xmlns:z='q'> --><a x='>' y=\"/>\" /> <?pi <c> ?><![CDATA[</task>]]><d\n  e = 'f'\n></d\n>&lt;<!---->",
        '<?xml version="1.0"?><!-- <definitions> --><?pi <x> ?>\n<!DOCTYPE definitions [<!-- <y> -->]>\n',
    )
    + b"<!-- <definitions/> --><?end?>\n"
)


def test_every_node_is_found_where_it_stands():
    source = Source(parse(ODD))
    assert source.starts

    tags = [source.start_tag(node) for node in source.root.iter()]

    assert tags[2:] == [
        '<task id="t" name="Check">',
        "<!-->a <b xmlns:z='q'> -->",
        "<a x='>' y=\"/>\" />",
        "<?pi <c> ?>",
        "<d\n  e = 'f'\n>",
        "<!---->",
    ]


def test_places_join_without_gaps():
    source = Source(parse(ODD))
    place = source.place(source.root)

    text = source.text
    inner = [source.place(node) for node in source.root[0][0]]
    assert all(a.tail_to == b.start for a, b in pairwise(inner))
    assert text[inner[-1].tail_to :].startswith("</task>")
    assert text[place.end_from : place.end_to] == "</definitions>"


@pytest.mark.parametrize("remove", range(6))
def test_a_node_taken_out_of_odd_surroundings_leaves_them_as_they_are(remove: int):
    document = Document.parse(ODD)
    node = list(document.root.iter())[2:][remove]

    with document.transaction("Out") as transaction:
        document.remove(node)

    written_well(document)
    transaction.undo()
    assert document.to_bytes() == ODD
    transaction.redo()
    written_well(document)


def test_siblings_that_swap_places_keep_their_written_form():
    document = Document.parse(with_task('<a  x="1"/><b  y="2"></b><c  z="3"/>'))
    a, _, c = document.node("t")

    with document.transaction("Swap"):
        for node, index in ((a, 2), (c, 0)):
            document.remove(node)
            document.insert(document.node("t"), index, node)

    assert b'<c  z="3"/><b  y="2"></b><a  x="1"/>' in written_well(document)


def test_nodes_that_bind_namespaces_are_found_and_text_that_looks_so_is_not():
    source = Source(parse(SHADOWED.replace(b" text ", b" xmlns:a=&quot;b&quot; ")))

    found = [n.get("id") for n in source.declaring() if is_element(n)]

    assert found == [None, "a", "c", "pl"]


def test_lone_carriage_returns_are_line_ends():
    data = SHADOWED.replace(b"\n", b"\r")
    document = Document.parse(data)

    with document.transaction("Add"):
        document.append(document.root, document.create(document.node("a").tag, {"id": "n"}))

    assert b'\r  <process id="n"/>' in written_well(document)
