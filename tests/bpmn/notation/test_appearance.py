import pytest

from bpmn.notation.appearance import look_of
from bpmn.notation.look import Look
from bpmn.notation.shapes import shape_drawing
from tests.bpmn.notation.diagrams import document, shape, shape_xml
from tests.bpmn.notation.marks import marks_in, signs_in

CATCHING = {
    "startEvent": "message timer conditional signal error escalation compensate",
    "intermediateCatchEvent": "message timer conditional signal link",
    "boundaryEvent": "message timer conditional signal error escalation compensate cancel",
}
THROWING = {
    "intermediateThrowEvent": "message signal link escalation compensate",
    "endEvent": "message signal error escalation compensate cancel terminate",
}
EVENTS = [(tag, word, False) for tag, words in CATCHING.items() for word in words.split()]
EVENTS += [(tag, word, True) for tag, words in THROWING.items() for word in words.split()]
NEVER_FILLED = ("terminate",)


def seen(element: str, attributes: str = "") -> set[str]:
    drawn = shape_drawing(shape(element, attributes))
    return marks_in(drawn, drawn.look.kind)


@pytest.mark.parametrize(("tag", "word", "is_thrown"), EVENTS)
def test_every_event_shows_what_it_waits_for_or_throws(tag, word, is_thrown):
    marks = seen(f'<{tag} id="e"><{word}EventDefinition/></{tag}>')

    name = f"{word.capitalize()}EventDefinition"
    assert (f"{name} thrown" if is_thrown and word not in NEVER_FILLED else name) in marks


@pytest.mark.parametrize("tag", [*CATCHING, *THROWING])
def test_event_with_several_definitions_is_multiple(tag):
    marks = seen(f'<{tag} id="e"><messageEventDefinition/><signalEventDefinition/></{tag}>')

    assert ("Multiple thrown" if tag in THROWING else "Multiple") in marks


@pytest.mark.parametrize("tag", CATCHING)
def test_event_that_waits_for_all_definitions_is_parallel_multiple(tag):
    marks = seen(
        f'<{tag} id="e" parallelMultiple="true"><messageEventDefinition/><timerEventDefinition/></{tag}>'
    )

    assert "ParallelMultiple" in marks


@pytest.mark.parametrize(
    "element",
    ['<boundaryEvent id="e" cancelActivity="false"/>', '<startEvent id="e" isInterrupting="false"/>'],
)
def test_non_interrupting_event_is_dashed(element):
    assert "non-interrupting" in seen(element)


@pytest.mark.parametrize("tag", ["intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"])
def test_intermediate_events_have_two_rings(tag):
    assert "double border" in seen(f'<{tag} id="e"/>')


@pytest.mark.parametrize(
    "tag",
    ["sendTask", "receiveTask", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask"],
)
def test_every_type_of_task_has_its_icon(tag):
    assert "own glyph" in seen(f'<{tag} id="e"/>')


LOOPS = {
    "Loop": "<standardLoopCharacteristics/>",
    "ParallelMultiInstance": "<multiInstanceLoopCharacteristics/>",
    "SequentialMultiInstance": '<multiInstanceLoopCharacteristics isSequential="true"/>',
}
ACTIVITIES = ["task", "userTask", "sendTask", "callActivity", "subProcess", "transaction", "adHocSubProcess"]


@pytest.mark.parametrize("tag", ACTIVITIES)
@pytest.mark.parametrize("marker", LOOPS)
def test_every_activity_shows_how_it_repeats(tag, marker):
    assert marker in seen(f'<{tag} id="e">{LOOPS[marker]}</{tag}>')


@pytest.mark.parametrize("tag", ACTIVITIES)
def test_every_activity_shows_that_it_compensates(tag):
    assert "Compensation" in seen(f'<{tag} id="e" isForCompensation="true"/>')


@pytest.mark.parametrize("tag", ["subProcess", "transaction", "adHocSubProcess", "callActivity"])
def test_collapsed_activity_shows_a_plus(tag):
    assert "Collapsed" in seen(f'<{tag} id="e"/>', 'isExpanded="false"')
    assert "Collapsed" not in seen(f'<{tag} id="e"/>', 'isExpanded="true"')


@pytest.mark.parametrize("is_expanded", ["true", "false"])
def test_ad_hoc_sub_process_always_shows_the_tilde(is_expanded):
    assert "AdHoc" in seen('<adHocSubProcess id="e"/>', f'isExpanded="{is_expanded}"')


def test_borders_tell_the_kinds_of_sub_processes_apart():
    assert "thick border" in seen('<callActivity id="e"/>')
    assert "double border" in seen('<transaction id="e"/>')
    assert "dotted border" in seen('<subProcess id="e" triggeredByEvent="true"/>')


def test_collapsed_event_sub_process_shows_its_trigger():
    inner = '<startEvent id="s"><timerEventDefinition/></startEvent>'

    element = f'<subProcess id="e" triggeredByEvent="true">{inner}</subProcess>'

    drawn = shape_drawing(shape(element, 'isExpanded="false"'))

    assert "TimerEventDefinition" in signs_in(drawn.marks)


def test_sub_process_is_expanded_if_its_content_is_drawn():
    inner = '<subProcess id="e"><task id="t"/></subProcess>'
    both = document(inner, shape_xml("e", "0 0 300 200") + shape_xml("t"))
    alone = document(inner, shape_xml("e"))

    assert look_of(both.element("e_di")).is_expanded
    assert not look_of(alone.element("e_di")).is_expanded


def test_call_activity_shows_the_type_of_the_global_task_it_calls():
    file = document('<callActivity id="e" calledElement="g"/>', shape_xml("e"))
    text = file.to_bytes().replace(b"<process", b'<globalUserTask id="g"/><process')

    drawn = shape_drawing(type(file).parse(text, "x").element("e_di"))

    assert "UserTask" in marks_in(drawn, "CallActivity")
    assert "Collapsed" not in marks_in(drawn, "CallActivity")


@pytest.mark.parametrize(
    "tag", ["inclusiveGateway", "parallelGateway", "complexGateway", "eventBasedGateway"]
)
def test_every_gateway_shows_its_kind(tag):
    assert "own glyph" in seen(f'<{tag} id="e"/>')


def test_exclusive_gateway_has_its_cross_only_on_request():
    assert "own glyph" in seen('<exclusiveGateway id="e"/>', 'isMarkerVisible="true"')
    assert "no glyph" in seen('<exclusiveGateway id="e"/>')


@pytest.mark.parametrize(
    ("kind", "sign"),
    [("Exclusive", "InstantiatingEventBasedGateway"), ("Parallel", "ParallelEventBasedGateway")],
)
def test_event_based_gateway_shows_that_it_starts_a_process(kind, sign):
    assert sign in seen(f'<eventBasedGateway id="e" instantiate="true" eventGatewayType="{kind}"/>')


def test_receive_task_shows_that_it_starts_a_process():
    assert "InstantiatingReceiveTask" in seen('<receiveTask id="e" instantiate="true"/>')


def test_collection_is_marked_on_data_and_on_references_to_it():
    assert "Collection" in seen('<dataObject id="e" isCollection="true"/>')
    assert "Collection" in seen(
        '<dataObject id="o" isCollection="true"/><dataObjectReference id="e" dataObjectRef="o"/>'
    )


@pytest.mark.parametrize(
    ("loop", "marker"),
    [
        ("Standard", "Loop"),
        ("MultiInstanceSequential", "SequentialMultiInstance"),
        ("MultiInstanceParallel", "ParallelMultiInstance"),
    ],
)
@pytest.mark.parametrize("tag", ["choreographyTask", "subChoreography", "callChoreography"])
def test_choreography_activities_show_how_they_repeat(tag, loop, marker):
    file = document(f'<{tag} id="e" loopType="{loop}"/>', shape_xml("e"), "choreography")
    drawn = shape_drawing(file.element("e_di"))

    assert marker in marks_in(drawn, drawn.look.kind)


@pytest.mark.parametrize(
    ("inside", "is_many"),
    [
        ('<participantMultiplicity maximum="3"/>', True),
        ("<participantMultiplicity/>", True),
        ('<participantMultiplicity maximum="1"/>', False),
        ("", False),
    ],
)
def test_participant_shows_that_there_are_many(inside, is_many):
    file = document(f'<participant id="e">{inside}</participant>', shape_xml("e"), "collaboration")

    assert bool(look_of(file.element("e_di")).markers) == is_many


def test_pool_without_a_process_is_a_black_box():
    file = document('<participant id="e"/>', shape_xml("e"), "collaboration")

    assert look_of(file.element("e_di")).is_empty


def test_lanes_side_by_side_are_vertical_where_the_file_does_not_say():
    lanes = '<laneSet id="l"><lane id="e" name="a"/><lane id="b" name="b"/></laneSet>'
    beside = document(lanes, shape_xml("e", "0 0 100 400") + shape_xml("b", "100 0 100 400"))
    below = document(lanes, shape_xml("e", "0 0 400 100") + shape_xml("b", "0 100 400 100"))

    assert not look_of(beside.element("e_di")).is_horizontal
    assert look_of(below.element("e_di")).is_horizontal


def test_process_depicted_as_a_pool_is_drawn_as_one():
    file = document("", shape_xml("p", "0 0 600 250", 'isHorizontal="true"'))

    assert look_of(file.element("p_di")).kind == "Participant"


@pytest.mark.parametrize("element", ["", '<sequenceFlow id="e"/>', '<something id="e"/>'])
def test_what_cannot_be_shown_is_unknown(element):
    assert look_of(shape(element)) == Look("Unknown")


def test_sub_process_said_to_be_collapsed_is_expanded_if_its_content_is_drawn_inside():
    inner = '<subProcess id="e"><task id="t"/></subProcess>'
    inside = document(
        inner, shape_xml("e", "0 0 350 200", 'isExpanded="false"') + shape_xml("t", "50 50 100 80")
    )
    outside = document(
        inner, shape_xml("e", "0 0 100 80", 'isExpanded="false"') + shape_xml("t", "0 0 100 80")
    )

    assert look_of(inside.element("e_di")).is_expanded
    assert not look_of(outside.element("e_di")).is_expanded
