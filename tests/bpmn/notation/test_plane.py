import math

import pytest

from bpmn.base.geometry import Bounds
from bpmn.model import BPMNDiagram
from bpmn.model.document import Document
from bpmn.notation.plane import draw_plane, drawings, plane_bounds
from bpmn.notation.svg import svg
from bpmn.xml.errors import UnreadableFile
from tests.bpmn.notation.diagrams import edge_xml, plane, shape_xml
from tests.corpus import corpus_files, corpus_folder

NESTED = '<subProcess id="s" name="In"><task id="t"/></subProcess><boundaryEvent id="b" attachedToRef="s"/>'


@pytest.mark.parametrize("name", corpus_files())
def test_every_diagram_of_the_corpus_is_drawn(name):
    try:
        document = Document.parse((corpus_folder() / name).read_bytes(), name)
    except UnreadableFile:
        return

    for diagram in document.all(BPMNDiagram):
        if diagram.plane is not None:
            area = plane_bounds(diagram.plane)
            assert all(math.isfinite(value) for value in area)
            assert svg(draw_plane(diagram.plane), area).endswith("</svg>\n")


def test_content_covers_its_container_whatever_the_order_of_the_file():
    diagram = shape_xml("t", "50 50 100 80") + shape_xml("b", "100 182 36 36") + shape_xml("s", "0 0 350 200")

    kinds = [one.look.kind for one in drawings(plane(NESTED, diagram))]

    assert kinds == ["SubProcess", "Task", "BoundaryEvent"]


def test_pools_are_behind_lanes_and_lanes_behind_everything():
    elements = '<laneSet><lane id="l"/></laneSet><task id="t"/>'
    diagram = shape_xml("t") + shape_xml("l", "0 0 400 200")

    assert [one.look.kind for one in drawings(plane(elements, diagram))] == ["Lane", "Task"]


def test_names_are_on_top_of_all_marks():
    diagram = shape_xml("s", "0 0 350 200") + shape_xml("t", "50 50 100 80")

    drawn = draw_plane(plane(NESTED, diagram))

    kinds = [type(mark).__name__ for mark in drawn]
    assert kinds == sorted(kinds)
    assert kinds[-1] == "TextLine"


def test_bounds_enclose_names_and_lines():
    elements = '<startEvent id="a" name="Order received"/><sequenceFlow id="f"/>'
    diagram = shape_xml("a", "0 0 36 36") + edge_xml("f", "36,18 300,18")

    area = plane_bounds(plane(elements, diagram))

    assert area.right >= 300
    assert area.bottom > 40


def test_empty_plane_has_an_area_too():
    assert plane_bounds(plane("", "")) == Bounds(0, 0, 100, 100)
