import pytest

from bpmn.base.geometry import Bounds
from bpmn.model import BPMNShape
from bpmn.notation.bands import room_between_bands
from bpmn.notation.drawing import TextLine
from bpmn.notation.shapes import shape_drawing
from tests.bpmn.notation.diagrams import document, shape_xml

TASK = """<participant id="a" name="Buyer"/><participant id="b" name="Seller"/>
<messageFlow id="m" sourceRef="a" targetRef="b" messageRef="order"/>
<choreographyTask id="e" name="Order" initiatingParticipantRef="a"><participantRef>b</participantRef>
<participantRef>a</participantRef><messageFlowRef>m</messageFlowRef></choreographyTask>"""
OWNER = shape_xml("e", "0 0 100 100")


def band(identifier: str, bounds: str, attributes: str = ""):
    diagram = OWNER + shape_xml(identifier, bounds, f'choreographyActivityShape="e_di" {attributes}')
    file = document(TASK, diagram, "choreography")
    data = file.to_bytes().replace(
        b"<choreography ", b'<message id="order" name="Order form"/><choreography ', 1
    )
    found = type(file).parse(data, "x").element(f"{identifier}_di")
    assert isinstance(found, BPMNShape)
    return shape_drawing(found)


def test_initiating_participant_is_white_the_other_shaded():
    first = band("a", "0 0 100 20", 'participantBandKind="top_initiating"')
    second = band("b", "0 80 100 20", 'participantBandKind="bottom_non_initiating"')

    assert first.marks[0].fill == "taskFill"
    assert second.marks[0].fill == "sunken"


def test_missing_kind_of_band_follows_place_and_model():
    assert (band("a", "0 0 100 20").look.corners, band("a", "0 0 100 20").look.is_shaded) == ("top", False)
    assert (band("b", "0 80 100 20").look.corners, band("b", "0 80 100 20").look.is_shaded) == (
        "bottom",
        True,
    )


def test_visible_message_hangs_outside_its_band_with_its_name():
    drawn = band("a", "0 0 100 20", 'participantBandKind="top_initiating" isMessageVisible="true"')

    names = [mark.text for mark in drawn.marks if isinstance(mark, TextLine)]
    assert names == ["Order form"]
    assert min(mark.bounds.y for mark in drawn.marks) < -20


def test_hidden_message_is_not_drawn():
    assert (
        len(band("a", "0 0 100 20", 'participantBandKind="top_initiating" isMessageVisible="false"').marks)
        == 1
    )


def test_participants_without_shapes_are_drawn_initiating_first():
    found = document(TASK, OWNER, "choreography").element("e_di")

    names = [(mark.text, mark.y) for mark in shape_drawing(found).marks if isinstance(mark, TextLine)]

    assert [name for name, _ in sorted(names, key=lambda item: item[1])] == ["Buyer", "Seller"]


@pytest.mark.parametrize(
    ("bands", "room"),
    [
        ("", Bounds(0, 20, 100, 60)),
        (shape_xml("a", "0 0 100 30", 'choreographyActivityShape="e_di"'), Bounds(0, 30, 100, 70)),
    ],
)
def test_name_has_the_room_that_bands_leave(bands, room):
    found = document(TASK, OWNER + bands, "choreography").element("e_di")

    assert room_between_bands(found, Bounds(0, 0, 100, 100)) == room
