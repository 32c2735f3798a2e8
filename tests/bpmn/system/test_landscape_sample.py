"""The landscape of the sample system: everything named, nothing on top of something else."""

from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Path as Line
from bpmn.notation.drawing import TextLine
from bpmn.system.facts import Facts, LinkFact
from bpmn.system.landscape import Kind, Landscape, draw_landscape
from bpmn.system.system import System

SAMPLE = Path(str(files("resources").joinpath("samples", "larkfield-telescopes")))
DELIVERED = ElementKey("delivery.bpmn", "deliveryDone")
CONFIRMED = (
    LinkFact(DELIVERED, ElementKey("order.bpmn", "telescopeDelivered"), "message"),
    LinkFact(DELIVERED, ElementKey("invoice.bpmn", "deliveryReported"), "trigger"),
)


@pytest.fixture(params=[(), CONFIRMED], ids=["as it stands", "with confirmed links"])
def system(request: pytest.FixtureRequest) -> System:
    return System.open(SAMPLE, facts=Facts(links=request.param))


@pytest.fixture
def landscape(system: System) -> Landscape:
    return draw_landscape(system)


def boxes(system: System, landscape: Landscape) -> list[Bounds]:
    return [a.bounds for a in landscape.areas if a.kind in (Kind.PROCESS, Kind.PARTY, Kind.CUSTOMER)]


def texts(landscape: Landscape) -> set[str]:
    return {mark.text for mark in landscape.drawing if isinstance(mark, TextLine)}


def test_every_process_and_what_goes_between_is_named(system: System, landscape: Landscape):
    names = {"Glass request", "Glass in store", "Payment", "Care offer", "Fault list"}

    assert {"Inquiry", "Order", "Complaint"} | names <= texts(landscape)


def test_boxes_stand_apart(system: System, landscape: Landscape):
    assert not any(a.intersects(b) for a, b in combinations(boxes(system, landscape), 2))


def test_no_name_of_a_line_lies_on_a_box(system: System, landscape: Landscape):
    names = [a for a in landscape.areas if a.kind is Kind.LINE]

    covered = [a.key for a in names for box in boxes(system, landscape) if a.bounds.grown(-2).intersects(box)]

    assert names
    assert covered == []


def test_a_step_of_a_chain_has_no_line_of_its_own(landscape: Landscape):
    assert "Build order" not in texts(landscape)


def test_each_chain_has_a_colour(landscape: Landscape):
    colours = {mark.stroke for mark in landscape.drawing if isinstance(mark, Line) and mark.width == 7}

    assert colours == {"series1", "series2", "series3"}


def test_the_picture_is_the_same_every_time(system: System, landscape: Landscape):
    assert draw_landscape(system) == landscape
