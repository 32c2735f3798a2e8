import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import has_name, name_of, rename
from bpmn.model import Association, Participant
from bpmn.model.document import Document
from tests.documents import assert_edit, edge_of, named, simple_flow, with_pools


def test_only_the_name_changes():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    def expect():
        assert document.to_bytes() == before.replace(b'name="Check"', b'name="Control"')

    assert_edit(document, lambda: rename(document, named(document, "Check"), "Control"), expect)


def test_an_empty_name_takes_the_name_away():
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")

    rename(document, task, "")

    assert task.node.get("name") is None
    assert name_of(task) == ""


def test_the_name_of_a_note_is_its_text():
    document = simple_flow("start", "end")
    note = create(document, "textAnnotation", Point(200, 20), name="Why?")

    rename(document, note, "Because")

    assert note.text == name_of(note) == "Because"


def test_the_name_of_a_group_is_the_value_of_its_category():
    document = simple_flow("start", "end")
    group = create(document, "group", Point(200, 20))
    assert name_of(group) == ""

    rename(document, group, "Phase 1")
    rename(document, group, "Phase 2")

    assert group.category_value_ref.value == name_of(group) == "Phase 2"


def test_pools_and_flows_have_names():
    document = with_pools("Sales")
    rename(document, document.all(Participant)[0], "Selling")

    assert document.all(Participant)[0].name == "Selling"
    flow = named(simple_flow("start", "end"), "start→end")
    rename(flow.document, flow, "yes")
    assert edge_of(flow.document, "yes").bpmn_element == flow


def test_what_has_no_name_is_not_renamed():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
        b'<process id="p"><association id="a"/></process></definitions>'
    )
    association = document.all(Association)[0]

    assert not has_name(association)
    with pytest.raises(NotAllowed):
        rename(document, association, "Name")
