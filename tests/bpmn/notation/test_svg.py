import xml.etree.ElementTree as ET

from bpmn.base.geometry import Bounds
from bpmn.notation.colours import DARK
from bpmn.notation.drawing import Path, TextLine
from bpmn.notation.plane import draw_plane
from bpmn.notation.svg import svg
from tests.bpmn.notation.diagrams import plane, shape_xml

AREA = Bounds(0, 0, 200, 100)
SQUARE = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 10.0, 10.0), ("Z",))


def test_svg_is_well_formed_and_shows_the_area():
    root = ET.fromstring(svg((Path(SQUARE, 5, 5),), AREA))

    assert root.get("viewBox") == "0 0 200 100"
    assert len(root) == 2


def test_equal_drawings_give_equal_text():
    drawn = draw_plane(plane('<userTask id="a" name="Prüfen &amp; buchen"/>', shape_xml("a")))

    assert svg(drawn, AREA) == svg(drawn, AREA)


def test_path_is_written_at_its_place():
    assert 'd="M 5 6 L 15 6 L 15 16 Z"' in svg((Path(SQUARE, 5, 6),), AREA)


def test_text_is_escaped():
    assert ">a &lt;b&gt; &amp; c<" in svg((TextLine("a <b> & c", 0, 0),), AREA)


def test_characters_that_xml_cannot_hold_are_left_out():
    assert ET.fromstring(svg((TextLine("a\x01b", 0, 0),), AREA)) is not None


def test_colours_come_from_the_theme():
    assert DARK["ink"] in svg((Path(SQUARE),), AREA, theme=DARK)


def test_background_can_be_left_out():
    assert "<rect" not in svg((), AREA, background=None)


def test_upright_text_is_turned():
    assert 'transform="rotate(-90 10 20)"' in svg((TextLine("a", 10, 20, angle=-90),), AREA)


def test_text_is_as_long_as_measured_in_any_font():
    assert 'textLength="31.952"' in svg((TextLine("Order", 0, 0, 12.5),), AREA)


def test_length_that_is_only_guessed_is_not_forced():
    assert "textLength" not in svg((TextLine("注文", 0, 0),), AREA)


def test_numbers_have_no_exponent():
    assert 'd="M 0 0 L 1 2"' in svg((Path((("M", 1e-9, -1e-12), ("L", 1.0, 2.0))),), AREA)


def test_title_says_what_is_shown():
    root = ET.fromstring(svg((), AREA, title="Order & delivery"))

    assert root[0].text == "Order & delivery"
