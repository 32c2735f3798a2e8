"""Copies for other suites: complete, readable everywhere, honest about what is lost."""

import re

import pytest

from bpmn.editing.export_for import ExportResult, UnknownTarget, export_for
from bpmn.editing.suites.notes import NoteKind
from bpmn.editing.suites.targets import TARGETS
from bpmn.model import BPMNPlane, BPMNShape, FlowNode, Process, SequenceFlow, SubProcess
from bpmn.model.document import Document
from bpmn.xml import names
from bpmn.xml.errors import UnreadableFile
from tests.corpus import corpus_files, corpus_folder

SPACES = (
    f'xmlns="{names.MODEL}" xmlns:di="{names.BPMNDI}" xmlns:dc="{names.DC}" xmlns:dd="{names.DI}" '
    f'xmlns:xsi="{names.XSI}" xmlns:t="urn:t" xmlns:w="{names.WHOLEFLOW}" targetNamespace="urn:t"'
)
FLOW = (
    '<startEvent id="s"/><task id="a" name="Check"/><endEvent id="e"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/>'
)


def definitions(content: str, head: str = "") -> bytes:
    return f"{head}<definitions {SPACES}>{content}</definitions>".encode()


def process(content: str, after: str = "") -> bytes:
    return definitions(f'<process id="p">{content}</process>{after}')


def shape(element: str, x: float, y: float, width: float = 100, height: float = 80, more: str = "") -> str:
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<di:BPMNShape id="{element}_s" bpmnElement="{element}"{more}>{bounds}</di:BPMNShape>'


def plane(element: str, *shapes: str) -> str:
    inside = "".join(shapes)
    return f'<di:BPMNDiagram id="dg"><di:BPMNPlane id="pl" bpmnElement="{element}">{inside}</di:BPMNPlane></di:BPMNDiagram>'


def exported(data: bytes, target: str = "bpmn.io", *, clean: bool = False) -> tuple[Document, ExportResult]:
    result = export_for(data, target, clean=clean, name="map.bpmn")
    return Document.parse(result.data), result


def shown(document: Document) -> dict[str, BPMNShape]:
    return {str(s.bpmn_element.id): s for s in document.all(BPMNShape) if s.bpmn_element is not None}


def said(result: ExportResult, identifier: str) -> str:
    return " ".join(str(n.message) for n in result.notes if n.element == ("map.bpmn", identifier))


# -- the copy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("path", corpus_files()[::9], ids=str)
def test_real_maps_are_exported_whole_and_their_copies_stay_as_they_are(path: str, target: str):
    data = (corpus_folder() / path).read_bytes()
    try:
        Document.parse(data)
    except UnreadableFile:
        pytest.skip("no readable map")

    document, result = exported(data, target)

    assert result.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    flows = {str(f.id): f for f in document.all(SequenceFlow)}
    for node in document.all(FlowNode):
        wanted = sorted(f for f, flow in flows.items() if flow.target_ref == node)
        assert sorted(str(f.id) for f in node.incoming) == wanted
    again = export_for(result.data, target, name="map.bpmn")
    assert not [n for n in again.notes if n.kind is NoteKind.CHANGED and "drawing" in str(n.message)]


def test_the_original_bytes_and_names_are_left_alone():
    data = process(FLOW)

    document, _ = exported(data)

    assert data == process(FLOW)
    assert document.node("a").get("name") == "Check"


def test_an_unknown_suite_is_refused_with_the_list_of_known_ones():
    with pytest.raises(UnknownTarget, match=r"visio.*bpmn\.io, camunda7, camunda8, signavio, generic"):
        export_for(process(FLOW), "visio")


def test_a_map_in_another_encoding_becomes_utf8_without_mark_or_document_type():
    head = '\ufeff<?xml version="1.0" encoding="UTF-16"?><!-- kept --><!DOCTYPE definitions>'
    data = definitions('<process id="p" name="Prüfen"/>', head).decode().encode("utf-16-le")

    _, result = exported(data)

    assert result.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- kept -->\n<definitions ')
    assert "Prüfen".encode() in result.data


def test_a_clean_copy_has_no_comments_and_no_trace_of_our_own_data():
    own = '<extensionElements><w:note k="1"/></extensionElements><!-- secret -->'
    data = (
        definitions(f'<process id="p" w:owner="Ann">{own}{FLOW}</process>', "<!-- head -->")
        + b"<!-- tail -->"
    )

    _, result = exported(data, clean=True)
    _, kept = exported(data)

    assert not re.search(rb"secret|head|tail|wholeflow\.org|Ann|extensionElements", result.data)
    assert b"secret" in kept.data
    assert b"Ann" in kept.data


# -- ids and references --------------------------------------------------------------------------


def test_ids_that_suites_refuse_change_with_all_their_references():
    data = process(FLOW.replace('"a"', '"1 a{b}"'), plane("p", shape("1 a{b}", 0, 0)))

    document, result = exported(data)

    task = document.node("_1_a_b_")
    assert document.element("f1").target_ref.node is task
    assert "_1_a_b_" in shown(document)
    assert "characters that suites refuse" in said(result, "1 a{b}")


def test_a_second_element_of_an_id_gets_its_own_and_missing_ids_are_given():
    document, result = exported(process('<task id="a"/><task id="a"/><task/>'))

    found = [node.id for node in document.all(FlowNode)]
    assert found[:2] == ["a", "a_2"]
    assert len(set(found)) == 3
    assert "another element" in said(result, "a").lower()


def test_references_to_this_file_are_bare_and_others_stay():
    flows = FLOW.replace('sourceRef="s"', 'sourceRef="t:s"')
    call = '<callActivity id="c" calledElement="t:p"/><callActivity id="c2" calledElement="x:other"/>'

    document, _ = exported(process(flows + call, plane("t:p")))

    assert document.node("f1").get("sourceRef") == "s"
    assert document.node("c").get("calledElement") == "p"
    assert document.node("c2").get("calledElement") == "x:other"
    assert document.node("pl").get("bpmnElement") == "p"


def test_incoming_and_outgoing_agree_with_the_flows():
    wrong = FLOW.replace('<task id="a" name="Check"/>', '<task id="a"><incoming>f2</incoming></task>')

    document, _ = exported(process(wrong))

    task = document.element("a")
    assert [f.id for f in task.incoming] == ["f1"]
    assert [f.id for f in task.outgoing] == ["f2"]
    assert [child.tag for child in task.node] == [names.model("incoming"), names.model("outgoing")]


def test_lanes_forget_nodes_that_do_not_exist():
    lanes = '<laneSet id="ls"><lane id="l"><flowNodeRef>a</flowNodeRef><flowNodeRef>gone</flowNodeRef></lane></laneSet>'

    document, result = exported(process(lanes + FLOW))

    assert [child.text for child in document.node("l")] == ["a"]
    assert "gone" in said(result, "l")


def test_children_stand_in_the_order_of_the_schema():
    data = process(
        '<task id="a"><standardLoopCharacteristics id="l"/><documentation>x</documentation></task>'
    )

    document, _ = exported(data)

    assert [names.split(child.tag)[1] for child in document.node("a")] == [
        "documentation",
        "standardLoopCharacteristics",
    ]


def test_late_children_go_before_what_may_not_precede_them():
    data = process('<task id="a"/><textAnnotation id="x"/><task id="b"/><group id="y"/><task id="c"/>')

    document, _ = exported(data)

    assert [child.get("id") for child in document.node("p")] == ["a", "b", "c", "x", "y"]


def test_attributes_that_are_no_bpmn_are_left_out_for_engines_only():
    data = process('<task id="a" colour="red" name="Check"/>')

    document, result = exported(data, "camunda8")
    other, _ = exported(data, "generic")

    assert dict(document.node("a").attrib) == {"id": "a", "name": "Check"}
    assert other.node("a").get("colour") == "red"
    assert "colour" in said(result, "a")


# -- the drawing ---------------------------------------------------------------------------------


def test_a_map_without_a_drawing_gets_one():
    document, result = exported(process(FLOW))

    assert set(shown(document)) == {"s", "a", "e"}
    assert b'bpmnElement="f1"' in result.data
    assert "no drawing" in said(result, "p")


def test_what_lacks_a_shape_is_drawn_below_and_the_rest_keeps_its_place():
    data = process(FLOW, plane("p", shape("s", 10, 10, 36, 36), shape("e", 300, 10, 36, 36)))

    document, result = exported(data)

    shapes = shown(document)
    assert shapes["s"].bounds == (10, 10, 36, 36)
    assert shapes["a"].bounds.y >= 46
    assert b'bpmnElement="f1"' in result.data
    assert "no shape" in said(result, "a")


def test_a_pool_grows_for_what_it_lacked_and_those_below_move():
    pools = '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/></collaboration>'
    upper = shape("x", 0, 0, 600, 120, ' isHorizontal="true"')
    lower = shape("y", 0, 150, 600, 60, ' isHorizontal="true"')
    data = definitions(
        f'{pools}<process id="p">{FLOW}</process>' + plane("c", upper, lower, shape("s", 60, 40, 36, 36))
    )

    document, _ = exported(data)

    shapes = {name: found.bounds for name, found in shown(document).items()}
    assert shapes["x"].encloses(shapes["a"])
    assert shapes["y"].y > shapes["x"].bottom
    assert shapes["s"] == (60, 40, 36, 36)


def test_a_boundary_event_without_a_shape_sits_on_its_host():
    event = '<boundaryEvent id="b" attachedToRef="a"/>'
    data = process(FLOW + event, plane("p", shape("a", 100, 100)))

    document, _ = exported(data)

    shapes = {name: found.bounds for name, found in shown(document).items()}
    assert shapes["b"].centre.y == shapes["a"].bottom


def test_a_plane_of_nothing_says_what_it_shows():
    document, result = exported(process(FLOW, plane("gone", shape("a", 100, 100), shape("gone", 0, 0))))

    assert [p.bpmn_element for p in document.all(BPMNPlane)] == [document.element("p")]
    assert "gone" in str([str(n.message) for n in result.notes])


def test_bounds_that_are_no_numbers_can_be_read_in_the_copy():
    document, _ = exported(process(FLOW, plane("p", shape("a", "12,5", "NaN", 0, "-3"))))

    bounds = shown(document)["a"].bounds
    assert bounds.width > 0
    assert bounds.height > 0
    assert b"NaN" not in document.to_bytes()


def test_a_collapsed_sub_process_gets_a_plane_of_its_own_where_the_suite_opens_it():
    inside = f'<subProcess id="sub">{FLOW}</subProcess>'
    data = process(inside, plane("p", shape("sub", 0, 0, more=' isExpanded="false"')))

    document, _ = exported(data)
    other, result = exported(data, "signavio")

    assert [p.bpmn_element.id for p in document.all(BPMNPlane)] == ["p", "sub"]
    assert {"s", "a", "e"} <= set(shown(document))
    assert [p.bpmn_element.id for p in other.all(BPMNPlane)] == ["p"]
    assert "not drawn" in said(result, "a")


def test_drawn_data_objects_are_drawn_by_references():
    task = '<task id="a"><dataInputAssociation id="da"><sourceRef>o</sourceRef></dataInputAssociation></task>'
    data = process(
        f'<dataObject id="o" name="Order"/>{task}', plane("p", shape("o", 0, 0), shape("a", 90, 90))
    )

    document, _ = exported(data)

    reference = document.element("da").source_refs[0]
    assert (reference.local_name, reference.name) == ("dataObjectReference", "Order")
    assert reference.data_object_ref == document.element("o")
    assert str(reference.id) in shown(document)


def test_sub_processes_say_whether_they_are_open():
    inside = '<subProcess id="sub"><task id="a"/></subProcess>'

    document, _ = exported(process(inside, plane("p", shape("sub", 0, 0, 300, 200), shape("a", 50, 50))))

    assert shown(document)["sub"].is_expanded is True
    assert document.all(SubProcess)[0].children(FlowNode)[0].id == "a"


# -- engines -------------------------------------------------------------------------------------


def test_engines_get_executable_processes_and_typed_conditions():
    flow = FLOW.replace(
        'targetRef="e"/>', 'targetRef="e"><conditionExpression>x</conditionExpression></sequenceFlow>'
    )

    document, result = exported(process(flow), "camunda7")
    other, _ = exported(process(flow), "signavio")

    assert document.all(Process)[0].is_executable is True
    assert other.all(Process)[0].is_executable is None
    condition = document.element("f2").condition_expression
    assert condition.node.get(f"{{{names.XSI}}}type") == "tFormalExpression"
    assert b'historyTimeToLive="180"' in result.data
    assert b'executionPlatform="Camunda Platform"' in result.data


@pytest.mark.parametrize(
    ("content", "target", "kind", "word"),
    [
        ('<complexGateway id="x"/>', "camunda7", NoteKind.IGNORED, "complex"),
        ('<adHocSubProcess id="x"><task id="y"/></adHocSubProcess>', "camunda7", NoteKind.IGNORED, "ad-hoc"),
        ('<dataObjectReference id="x"/>', "camunda8", NoteKind.IGNORED, "Data objects"),
        ('<serviceTask id="x"/>', "camunda7", NoteKind.REFUSED, "topic"),
        ('<serviceTask id="x"/>', "camunda8", NoteKind.REFUSED, "job type"),
        ('<scriptTask id="x"/>', "camunda7", NoteKind.REFUSED, "script"),
        ('<callActivity id="x"/>', "camunda7", NoteKind.REFUSED, "calls no process"),
        ('<task id="y"/><sequenceFlow id="x" sourceRef="y"/>', "camunda7", NoteKind.REFUSED, "open end"),
        ('<task id="y"/><sequenceFlow id="x" sourceRef="y"/>', "signavio", NoteKind.HIDDEN, "open end"),
        (
            '<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>',
            "camunda8",
            NoteKind.REFUSED,
            "no date",
        ),
        (
            '<endEvent id="x"><messageEventDefinition/><signalEventDefinition/></endEvent>',
            "camunda7",
            NoteKind.IGNORED,
            "several triggers",
        ),
        (
            '<receiveTask id="x"><extensionElements><z:y xmlns:z="http://camunda.org/schema/zeebe/1.0"/></extensionElements></receiveTask>',
            "camunda7",
            NoteKind.IGNORED,
            "another engine",
        ),
    ],
)
def test_what_the_target_does_not_run_or_take_is_named(content: str, target: str, kind: NoteKind, word: str):
    _, result = exported(process(content), target)

    assert any(n.kind is kind and n.element.element == "x" and word in str(n.message) for n in result.notes)


@pytest.mark.parametrize("target", ["bpmn.io", "camunda7", "generic"])
def test_choreographies_and_conversations_are_named_as_not_shown(target: str):
    data = definitions(
        '<choreography id="ch"><choreographyTask id="ct" initiatingParticipantRef="x"/></choreography>'
        '<collaboration id="co"><participant id="x"/><conversation id="cv"/></collaboration>'
    )

    _, result = exported(data, target)

    hidden = {n.element.element for n in result.notes if n.kind is NoteKind.HIDDEN}
    assert {"ch", "ct", "cv"} <= hidden


def test_a_choice_without_conditions_is_named_but_not_its_default():
    gateway = (
        '<startEvent id="s"/><exclusiveGateway id="g" default="d"/><task id="a"/><task id="b"/>'
        '<sequenceFlow id="f" sourceRef="s" targetRef="g"/><sequenceFlow id="d" sourceRef="g" targetRef="a"/>'
        '<sequenceFlow id="n" sourceRef="g" targetRef="b"/>'
    )

    _, result = exported(process(gateway), "camunda8")

    assert "no condition" in said(result, "n")
    assert "no condition" not in said(result, "d") + said(result, "f")


def test_foreign_children_go_where_the_schema_of_an_engine_allows_them():
    foreign = '<v:x xmlns:v="urn:v" k="1"/><task id="a"/><Grid/>'

    document, result = exported(process(foreign), "camunda7")

    top = document.element("p")
    assert [child.tag for child in top.extension_elements.node] == ["{urn:v}x"]
    assert b"Grid" not in result.data
    assert "Grid" in said(result, "p")
