from bpmn.editing.connect import connect
from bpmn.editing.ids import has_strange_ids, mend_ids
from bpmn.model.document import Document
from tests.documents import assert_edit, named, shape_of, simple_flow
from tests.importer import complaints


def with_id(name, identifier):
    """Start, Check, Pack, End; an element has an id of another tool."""
    document = simple_flow("start", "Check", "Pack", "end")
    data = document.to_bytes().decode().replace(str(named(document, name).id), identifier)
    return Document.parse(data.encode(), "other.bpmn")


def test_an_id_of_other_letters_is_mended_with_all_that_refers_to_it():
    document = with_id("Check", "Prüfung 1")
    assert has_strange_ids(document)

    def expect():
        check = named(document, "Check")
        assert check.id == "Pr_fung_1"
        assert shape_of(document, "Check").bpmn_element == check
        assert [flow.target_ref.name for flow in check.outgoing_flows] == ["Pack"]
        assert not has_strange_ids(document)
        assert complaints(document.to_bytes()) == set()

    assert_edit(document, lambda: mend_ids(document), expect)


def test_two_ids_that_become_alike_stay_apart():
    document = with_id("Check", "é1")
    data = document.to_bytes().decode().replace(str(named(document, "Pack").id), "è1")
    document = Document.parse(data.encode(), "other.bpmn")

    assert mend_ids(document) == 4
    assert {named(document, name).id for name in ("Check", "Pack")} == {"_1", "_1_2"}


def test_lines_are_drawn_to_a_mended_element():
    document = with_id("Check", "Prüfung")
    mend_ids(document)

    connect(document, named(document, "Pack"), named(document, "Check"))

    assert complaints(document.to_bytes()) == set()


def test_a_map_with_plain_ids_stays_as_it_is():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    assert mend_ids(document) == 0
    assert document.to_bytes() == before
