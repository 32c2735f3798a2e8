import pytest

from bpmn.base.geometry import Point
from bpmn.notation.drawing import Path
from bpmn.notation.edges import edge_drawing
from bpmn.notation.symbols import DOTTED
from tests.bpmn.notation.diagrams import edge, edge_xml, label_xml, shape_xml

TWO = '<{source} id="a" {default}>{inside}</{source}><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b">{condition}</sequenceFlow>'
SHAPES = shape_xml("a", "0 0 100 80") + shape_xml("b", "200 0 100 80") + edge_xml("f", "100,40 200,40")
CONDITION = "<conditionExpression>x</conditionExpression>"


def flow(source: str = "task", default: str = "", condition: str = "", diagram: str = SHAPES):
    xml = TWO.format(source=source, default=default, inside="", condition=condition)
    return edge_drawing(edge(xml, diagram))


def test_sequence_flow_ends_in_a_filled_arrow():
    line, arrow = flow().marks

    assert (line.width, line.dash) == (2, ())
    assert arrow.fill == "ink"
    assert arrow.bounds.right == pytest.approx(200)


@pytest.mark.parametrize("source", ["task", "exclusiveGateway"])
def test_default_flow_has_a_slash(source):
    assert flow(source, 'default="f"').kind == "DefaultSequenceFlow"
    assert len(flow(source, 'default="f"').marks) == 3


def test_conditional_flow_starts_with_a_diamond():
    drawn = flow(condition=CONDITION)

    assert drawn.kind == "ConditionalSequenceFlow"
    assert drawn.marks[1].fill == "paper"


def test_conditional_flow_of_a_gateway_has_no_diamond():
    assert flow("exclusiveGateway", condition=CONDITION).kind == "SequenceFlow"


def test_line_that_ends_inside_its_shapes_is_cut_at_their_outlines():
    inside = shape_xml("a", "0 0 100 80") + shape_xml("b", "200 0 100 80") + edge_xml("f", "50,40 250,40")

    assert flow(diagram=inside).points == (Point(100, 40), Point(200, 40))


def test_line_that_ends_off_its_shape_is_not_moved():
    off = shape_xml("a", "0 0 100 80") + shape_xml("b", "200 0 100 80") + edge_xml("f", "105,40 190,40")

    assert flow(diagram=off).points == (Point(105, 40), Point(190, 40))


@pytest.mark.parametrize("points", ["", "5,5", "5,5 5,5"])
def test_line_without_points_joins_its_shapes(points):
    diagram = shape_xml("a", "0 0 100 80") + shape_xml("b", "200 0 100 80") + edge_xml("f", points)

    assert flow(diagram=diagram).points == (Point(100, 40), Point(200, 40))


def test_end_at_the_origin_far_from_its_shape_is_an_end_that_is_not_known():
    diagram = shape_xml("a", "500 0 100 80") + shape_xml("b", "700 0 100 80") + edge_xml("f", "600,40 0,0")

    assert flow(diagram=diagram).points == (Point(600, 40), Point(700, 40))


def test_line_without_points_and_shapes_is_not_drawn():
    assert flow(diagram=edge_xml("f", "")).marks == ()


MESSAGES = '<participant id="a"/><participant id="b"/><messageFlow id="f" name="{name}" sourceRef="a" targetRef="b"/>'


def message_flow(attributes: str = "", name: str = ""):
    xml = edge_xml("f", "50,60 50,300", attributes)
    return edge_drawing(edge(MESSAGES.format(name=name), xml, "collaboration"))


def test_message_flow_is_dashed_from_a_circle_to_a_hollow_arrow():
    line, start, end = message_flow().marks

    assert line.dash == (8, 5)
    assert start.fill == end.fill == "paper"


@pytest.mark.parametrize(("kind", "fill"), [("initiating", "taskFill"), ("non_initiating", "sunken")])
def test_message_flow_shows_its_envelope(kind, fill):
    drawn = message_flow(f'messageVisibleKind="{kind}"')

    envelope = drawn.marks[3]
    assert envelope.fill == fill
    assert envelope.bounds.centre == Point(50, 180)


def test_unreadable_kind_of_message_shows_no_envelope():
    assert len(message_flow('messageVisibleKind=""').marks) == 3


@pytest.mark.parametrize(("direction", "ends"), [("None", 0), ("One", 1), ("Both", 2)])
def test_association_has_arrows_at_the_ends_it_points_to(direction, ends):
    xml = f'<task id="a"/><textAnnotation id="b"/><association id="f" sourceRef="a" targetRef="b" associationDirection="{direction}"/>'

    marks = edge_drawing(edge(xml, edge_xml("f", "0,0 100,0"))).marks

    assert len(marks) == 1 + ends
    assert marks[0].dash


@pytest.mark.parametrize("tag", ["dataInputAssociation", "dataOutputAssociation"])
def test_data_association_is_dotted_with_an_open_arrow(tag):
    xml = f'<task id="a"><{tag} id="f"/></task>'

    line, arrow = edge_drawing(edge(xml, edge_xml("f", "0,0 100,0"))).marks

    assert line.dash
    assert arrow.fill is None


def test_data_input_association_is_cut_at_its_activity():
    xml = '<dataObject id="o"/><task id="a"><dataInputAssociation id="f"><sourceRef>o</sourceRef></dataInputAssociation></task>'
    diagram = shape_xml("a", "0 0 100 80") + edge_xml("f", "50,200 50,40")

    assert edge_drawing(edge(xml, diagram)).points[-1] == Point(50, 80)


def test_conversation_link_is_double():
    xml = '<participant id="a"/><conversation id="b"/><conversationLink id="f" sourceRef="a" targetRef="b"/>'

    outer, inner = edge_drawing(edge(xml, edge_xml("f", "0,0 100,0"), "collaboration")).marks

    assert outer.width > inner.width
    assert inner.stroke == "paper"


def test_edge_of_a_missing_element_is_still_drawn():
    drawn = edge_drawing(edge("", edge_xml("f", "0,0 100,0")))

    assert drawn.kind == "Unknown"
    assert drawn.marks


def test_colour_of_a_file_is_the_colour_of_line_and_arrow():
    drawn = edge_drawing(edge("", edge_xml("f", "0,0 100,0", 'color:border-color="#FF0000"')))

    assert all(mark.stroke == "ink#ff0000" for mark in drawn.marks if isinstance(mark, Path))


def test_name_stands_above_a_level_line():
    (line,) = message_free_flow("0,0 200,0")

    assert line.y < 0
    assert line.anchor == "middle"


def test_name_stands_right_of_an_upright_line():
    (line,) = message_free_flow("0,0 0,200")

    assert line.x > 0
    assert line.anchor == "start"


def test_name_stands_where_the_file_says():
    (line,) = message_free_flow("0,0 200,0", label_xml("300 400 60 14"))

    assert line.bounds.centre.x == pytest.approx(330)
    assert 400 <= line.y <= 414


def message_free_flow(points: str, inside: str = ""):
    xml = '<task id="a"/><sequenceFlow id="f" name="Order" sourceRef="a"/>'
    return edge_drawing(edge(xml, edge_xml("f", points, "", inside))).label


def test_dotted_borders_are_not_the_dots_of_associations():
    assert DOTTED != (1.5, 4)
