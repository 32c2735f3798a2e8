from bpmn.notation.shapes import shape_drawing
from tests.bpmn.notation.diagrams import document, shape_xml

EVENT = '<startEvent id="e" name="Order"/>'
BLUE = 'bioc:fill="#BBDEFB"'


def halo(elements: str, diagram: str, around: str = "process") -> str | None:
    found = document(elements, diagram, around).element("e_di")
    (line,) = shape_drawing(found).label
    return line.halo


def test_name_on_the_sheet_has_a_halo_of_paper():
    assert halo(EVENT, shape_xml("e", "50 50 36 36")) == "paper"


def test_name_in_a_sub_process_has_a_halo_of_its_colour():
    inside = f'<subProcess id="s">{EVENT}</subProcess>'

    assert halo(inside, shape_xml("s", "0 0 350 200") + shape_xml("e", "50 50 36 36")) == "taskFill"
    assert halo(inside, shape_xml("s", "0 0 350 200", BLUE) + shape_xml("e", "50 50 36 36")) == "#bbdefb"


def test_name_in_a_lane_has_a_halo_of_its_colour():
    elements = f'<laneSet><lane id="l"><flowNodeRef>e</flowNodeRef></lane></laneSet>{EVENT}'

    assert halo(elements, shape_xml("l", "0 0 600 200", BLUE) + shape_xml("e", "50 50 36 36")) == "#bbdefb"


def test_white_is_the_colour_of_paper_on_any_sheet():
    inside = f'<subProcess id="s">{EVENT}</subProcess>'
    white = shape_xml("s", "0 0 350 200", 'bioc:fill="#FFFFFF"')

    assert halo(inside, white + shape_xml("e", "50 50 36 36")) == "taskFill"
