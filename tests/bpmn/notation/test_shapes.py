import pytest

from bpmn.base.geometry import Bounds
from bpmn.notation.shapes import shape_drawing
from tests.bpmn.notation.diagrams import document, label_xml, shape, shape_xml


def lines(element: str, attributes: str = "", bounds: str = "100 100 100 80", inside: str = ""):
    return shape_drawing(shape(element, attributes, bounds, inside)).label


def texts(*arguments: str) -> list[str]:
    return [line.text for line in lines(*arguments)]


def test_name_of_a_task_is_centred_inside():
    (line,) = lines('<task id="e" name="Order"/>')

    assert line.x == 150
    assert line.bounds.centre.y == pytest.approx(140, abs=1)


def test_name_of_an_event_stands_below():
    (line,) = lines('<startEvent id="e" name="Order"/>', "", "100 100 36 36")

    assert line.x == 118
    assert line.y > 136
    assert line.size == 11


def test_name_breaks_into_lines():
    assert len(texts('<task id="e" name="Check the order with the customer"/>')) > 1


def test_name_does_not_touch_the_icon_of_its_task():
    drawn = shape_drawing(
        shape('<userTask id="e" name="Ask for what is missing in the order of the customer"/>')
    )

    assert not any(line.bounds.intersects(Bounds(105, 105, 15, 15)) for line in drawn.label)


def test_name_does_not_touch_markers():
    drawn = shape_drawing(
        shape('<subProcess id="e" name="Take and check the order of the customer in time"/>')
    )

    assert max(line.y for line in drawn.label) < 162


def test_name_outside_stands_where_the_file_says():
    (line,) = lines('<startEvent id="e" name="Order"/>', "", "100 100 36 36", label_xml("300 200 60 14"))

    assert line.x == 330
    assert 200 < line.y < 214


def test_name_may_use_more_width_than_a_place_too_small_for_its_lines():
    placed = lines(
        '<startEvent id="e" name="Order received"/>', "", "100 100 36 36", label_xml("90 140 40 14")
    )

    assert len(placed) == 1


def test_place_without_size_means_the_default():
    default = lines('<startEvent id="e" name="Order"/>')

    assert lines('<startEvent id="e" name="Order"/>', "", "100 100 100 80", label_xml("0 0 0 0")) == default


def test_pool_and_lane_names_read_upwards():
    pool = document(
        '<participant id="e" name="Us" processRef="x"/>', shape_xml("e", "0 0 600 250"), "collaboration"
    )

    (line,) = shape_drawing(pool.element("e_di")).label

    assert line.angle == 0  # no process of that name: a black box
    (lane,) = lines('<laneSet><lane id="e" name="Desk"/></laneSet>', 'isHorizontal="true"', "0 0 600 120")
    assert lane.angle == -90
    assert lane.x < 30


def test_name_of_a_vertical_lane_is_level():
    (lane,) = lines('<laneSet><lane id="e" name="Desk"/></laneSet>', 'isHorizontal="false"', "0 0 120 600")

    assert lane.angle == 0
    assert lane.y < 30


def test_annotation_shows_its_text_left_aligned():
    (line,) = lines('<textAnnotation id="e"><text>Note</text></textAnnotation>')

    assert (line.text, line.anchor) == ("Note", "start")


def test_group_shows_the_value_of_its_category():
    file = document('<group id="e" categoryValueRef="v"/>', shape_xml("e"))
    data = file.to_bytes().replace(
        b"<process", b'<category id="c"><categoryValue id="v" value="Core"/></category><process'
    )

    (line,) = shape_drawing(type(file).parse(data, "x").element("e_di")).label

    assert line.text == "Core"


def test_data_shows_its_state_in_brackets():
    element = '<dataObjectReference id="e" name="Order"><dataState name="new"/></dataObjectReference>'

    assert texts(element) == ["Order", "[new]"]


def test_state_that_the_name_repeats_is_shown_once():
    element = '<dataObjectReference id="e" name="Order [new]"><dataState name="new"/></dataObjectReference>'

    assert texts(element) == ["Order [new]"]


def test_reference_without_a_name_shows_that_of_its_data():
    assert texts('<dataObject id="o" name="Order"/><dataObjectReference id="e" dataObjectRef="o"/>') == [
        "Order"
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        'bioc:fill="#BBDEFB" bioc:stroke="#0D4372"',
        'color:background-color="#BBDEFB" color:border-color="#0D4372"',
    ],
)
def test_colours_of_both_extensions_are_drawn(attributes):
    body = shape_drawing(shape('<task id="e"/>', attributes)).marks[0]

    assert (body.fill, body.stroke) == ("#bbdefb", "ink#0d4372")


def test_label_has_a_colour_of_its_own():
    label = label_xml("0 0 60 14", 'color:color="#FF0000"')

    assert {line.colour for line in lines('<startEvent id="e" name="A"/>', "", "0 0 36 36", label)} == {
        "ink#ff0000"
    }


def test_label_style_makes_letters_bold():
    file = document(
        '<startEvent id="e" name="A"/>', shape_xml("e", inside=label_xml("0 0 60 14", 'labelStyle="s"'))
    )
    style = b'<bpmndi:BPMNLabelStyle id="s"><dc:Font isBold="true" isItalic="true"/></bpmndi:BPMNLabelStyle></bpmndi:BPMNDiagram>'
    data = file.to_bytes().replace(b"</bpmndi:BPMNDiagram>", style)

    (line,) = shape_drawing(type(file).parse(data, "x").element("e_di")).label

    assert line.is_bold
    assert line.is_italic


@pytest.mark.parametrize("bounds", ["", "NaN NaN NaN NaN", "10 10 0 0", "10 10 -5 -5", "1e300 -1e300 INF 5"])
def test_unusable_bounds_become_bounds_that_can_be_drawn(bounds):
    drawn = shape_drawing(shape('<task id="e" name="Order"/>', "", bounds))

    assert drawn.bounds.width > 0
    assert drawn.bounds.height > 0
    assert abs(drawn.bounds.x) <= 1e7


def test_shape_of_a_missing_element_is_a_dashed_box():
    body = shape_drawing(shape("")).marks[0]

    assert body.dash


@pytest.mark.parametrize(
    ("place", "is_away"),
    [
        ("132 82 36 36", lambda box: box.bottom <= 84),
        ("132 162 36 36", lambda box: box.y >= 196),
        ("82 122 36 36", lambda box: box.right <= 82),
        ("182 122 36 36", lambda box: box.x >= 218),
    ],
)
def test_name_of_a_boundary_event_stands_away_from_its_host(place, is_away):
    elements = '<task id="t"/><boundaryEvent id="e" name="late" attachedToRef="t"/>'
    file = document(elements, shape_xml("t") + shape_xml("e", place))

    (line,) = shape_drawing(file.element("e_di")).label

    assert is_away(line.bounds)
