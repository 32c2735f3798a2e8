import pytest

from bpmn.analysis.comparison.compare import Kind, compare
from bpmn.analysis.comparison.matching import Basis
from bpmn.base.geometry import Point
from bpmn.editing.become import become
from bpmn.editing.connect import reconnect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.properties import set_documentation
from bpmn.editing.rename import rename
from bpmn.model import Lane
from bpmn.model.document import Document
from tests.documents import edge_of, named, reloaded, shape_of, simple_flow, with_pools

MAP = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:v" id="d" targetNamespace="urn:t">
<process id="p" isExecutable="false">{0}</process>{1}</definitions>"""


@pytest.fixture
def before():
    return simple_flow("Start", "Check", "Pack", "End")


def map_of(process, rest=""):
    return Document.parse(MAP.format(process, rest).encode())


def edited(document, act):
    copy = reloaded(document)
    act(copy)
    return copy


def found(before, after):
    """The kinds and names of what differs."""
    return [(d.kind.value, d.name) for d in compare(before, after).differences]


def changes_of(before, after, name):
    one = next(d for d in compare(before, after).differences if d.name == name)
    return [(str(c.label), c.before, c.after) for c in one.changes if not c.is_layout]


def test_a_map_and_itself_have_no_differences(before):
    assert compare(before, reloaded(before)).differences == ()


def test_a_renamed_step_is_told_with_both_names(before):
    after = edited(before, lambda d: rename(d, named(d, "Check"), "Inspect"))

    (one,) = compare(before, after, ("old.bpmn", "new.bpmn")).differences

    assert (one.kind, one.name, one.basis) == (Kind.CHANGED, "Inspect", Basis.ID)
    assert one.before == ("old.bpmn", named(before, "Check").id)
    assert one.key.file == "new.bpmn"
    assert [(c.what, str(c.label), c.before, c.after) for c in one.changes] == [
        ("@name", "name", "Check", "Inspect")
    ]


def test_a_moved_step_and_its_lines_only_moved(before):
    after = edited(before, lambda d: move(d, [shape_of(d, "Check")], 0, 60))

    comparison = compare(before, after)

    assert {d.kind for d in comparison.differences} == {Kind.MOVED}
    assert [d.name for d in comparison.differences] == ["Check", "Start → Check", "Check → Pack"]
    assert comparison.without_layout().differences == ()


def test_a_renamed_and_moved_step_keeps_its_new_name_without_layout(before):
    def act(document):
        move(document, [shape_of(document, "Check")], 0, 60)
        rename(document, named(document, "Check"), "Inspect")

    (one,) = compare(before, edited(before, act)).without_layout().differences

    assert [str(c.label) for c in one.changes] == ["name"]


def test_what_was_drawn_and_deleted_is_added_and_removed(before):
    def act(document):
        create(document, "userTask", Point(300, 400), name="Phone")
        delete(document, [named(document, "Pack")])

    assert set(found(before, edited(before, act))) == {
        ("added", "Phone"),
        ("changed", "Check → End"),
        ("removed", "Pack"),
        ("removed", "Pack → End"),
    }


def test_a_reconnected_flow_names_its_old_and_new_end(before):
    after = edited(before, lambda d: reconnect(d, edge_of(d, "Check→Pack"), named(d, "End"), at_target=True))

    assert changes_of(before, after, "Check → End") == [("goes to", "Pack", "End")]


def test_another_type_is_one_change_of_the_same_step(before):
    after = edited(before, lambda d: become(d, named(d, "Check"), "userTask"))

    assert ("kind", "task", "userTask") in changes_of(before, after, "Check")


def test_a_step_moved_to_another_role_has_another_owner():
    before = map_of(
        '<laneSet id="ls"><lane id="a" name="Sales"><flowNodeRef>t</flowNodeRef></lane>'
        '<lane id="b" name="Stock"/></laneSet><task id="t" name="Check"/>'
    )
    after = map_of(
        '<laneSet id="ls"><lane id="a" name="Sales"/><lane id="b" name="Stock">'
        '<flowNodeRef>t</flowNodeRef></lane></laneSet><task id="t" name="Check"/>'
    )

    (one,) = compare(before, after).differences

    assert one.place == "Stock"
    assert [(str(c.label), c.before, c.after) for c in one.changes] == [("role", "Sales", "Stock")]


def test_a_description_is_told_as_text(before):
    after = edited(before, lambda d: set_documentation(d, named(d, "Pack"), "Wrap it\ntwice"))

    assert changes_of(before, after, "Pack") == [("description", None, "Wrap it\ntwice")]


def test_a_vendors_part_is_named_with_its_vendor():
    first = '<task id="t" name="A"><extensionElements><v:job kind="x"/></extensionElements></task>'
    second = '<task id="t" name="A"><extensionElements><v:job kind="y"/></extensionElements></task>'

    ((change,),) = (d.changes for d in compare(map_of(first), map_of(second)).differences)

    assert change.what == "/extensionElements/{urn:v}job@kind"
    assert (str(change.label), change.before, change.after) == ("v: job kind", "x", "y")


def test_a_repeated_vendors_part_is_told_apart_by_its_name():
    def step(*inputs):
        inner = "".join(f'<v:in name="{n}" value="{v}"/>' for n, v in inputs)
        return map_of(f'<task id="t"><extensionElements>{inner}</extensionElements></task>')

    before, after = step(("a", "1"), ("b", "2")), step(("b", "2"), ("a", "3"))

    ((change,),) = (d.changes for d in compare(before, after).differences)
    assert (change.what, change.before, change.after) == (
        "/extensionElements/{urn:v}in[name=a]@value",
        "1",
        "3",
    )


def test_how_a_file_is_written_makes_no_difference():
    before = map_of(
        '<startEvent id="s" name="A &amp; B"/><task id="t" name="Check" isForCompensation="false"/>'
        '<sequenceFlow id="f" sourceRef="s" targetRef="t"/><documentation>Text</documentation>'
    )
    after = Document.parse(
        b"""<?xml version='1.0' encoding="ISO-8859-1"?><!-- a comment -->
        <b:definitions targetNamespace='urn:t' id='d' xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <b:process isExecutable="0" id="p"><b:documentation>
            <![CDATA[Text]]></b:documentation>
            <b:sequenceFlow targetRef="t" sourceRef="s" id="f"/>
            <b:task name='Check' id='t'><b:incoming>f</b:incoming></b:task>
            <b:startEvent id='s' name='A &#38; B'/>
          </b:process>
        </b:definitions>"""
    )

    assert compare(before, after).differences == ()


def test_references_are_the_same_with_and_without_a_prefix():
    before = map_of('<task id="t"/><association id="a" sourceRef="t" targetRef="n"/><textAnnotation id="n"/>')
    after = Document.parse(before.to_bytes().replace(b'sourceRef="t"', b'sourceRef="x:t" xmlns:x="urn:t"'))

    assert compare(before, after).differences == ()


def test_a_number_of_the_simulation_belongs_to_its_step():
    def with_duration(minutes):
        parameters = (
            '<relationship type="BPSimData"><extensionElements>'
            '<b:BPSimData xmlns:b="http://www.bpsim.org/schemas/2.0"><b:Scenario id="s" name="Base">'
            '<b:ElementParameters elementRef="t"><b:TimeParameters><b:ProcessingTime>'
            f'<b:NumericParameter value="{minutes}"/></b:ProcessingTime></b:TimeParameters>'
            "</b:ElementParameters></b:Scenario></b:BPSimData></extensionElements></relationship>"
        )
        return map_of('<task id="t" name="Check"/>', parameters)

    assert changes_of(with_duration(5), with_duration(8), "Check") == [("duration (value)", "5", "8")]


# -- recognising elements whose ids changed ------------------------------------------------------


def with_other_ids(document):
    data = document.to_bytes()
    for identifier in sorted(document.ids(), key=len, reverse=True):
        data = data.replace(f'"{identifier}"'.encode(), f'"n-{identifier}"'.encode())
        data = data.replace(f">{identifier}<".encode(), f">n-{identifier}<".encode())
    return Document.parse(data, document.name)


def test_elements_with_other_ids_are_recognised_by_name_and_place(before):
    after = with_other_ids(before)

    comparison = compare(before, after)

    assert {d.kind for d in comparison.differences} == {Kind.CHANGED}
    assert {c.what for d in comparison.differences for c in d.changes} == {"@id"}
    bases = {d.name: d.basis for d in comparison.differences}
    assert bases["Check"] is Basis.NAME
    assert bases["Check → Pack"] is Basis.PLACE


def test_a_renamed_step_with_another_id_is_recognised_by_what_surrounds_it(before):
    after = with_other_ids(edited(before, lambda d: rename(d, named(d, "Check"), "Inspect")))

    one = next(d for d in compare(before, after).differences if d.name == "Inspect")

    assert one.basis is Basis.PLACE
    assert [str(c.label) for c in one.changes] == ["identifier", "name"]


def test_equal_names_are_told_apart_by_their_role():
    before = with_pools("Sales", "Stock")
    with before.transaction("Rename"):
        for pool in ("Sales", "Stock"):
            named(before, f"Work in {pool}").name = "Work"

    after = with_other_ids(before)

    assert {d.kind for d in compare(before, after).differences} == {Kind.CHANGED}
    places = [d.place for d in compare(before, after).differences if d.name == "Work"]
    assert places == ["Sales", "Stock"]


def test_elements_without_ids_are_compared_in_their_order():
    before = map_of('<task name="A"/><task name="A"/><task/>')
    after = map_of('<task name="A"/><task name="A"><documentation>New</documentation></task><task/>')

    (one,) = compare(before, after).differences

    assert [(str(c.label), c.after) for c in one.changes] == [("description", "New")]


def test_a_role_that_came_is_added():
    before = map_of('<laneSet id="ls"><lane id="a" name="Sales"/></laneSet>')
    after = map_of('<laneSet id="ls"><lane id="a" name="Sales"/><lane id="b" name="Stock"/></laneSet>')

    assert found(before, after) == [("added", "Stock")]
    assert after.all(Lane)
