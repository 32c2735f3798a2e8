"""Nothing in the picture of a landscape lies on something else, whatever the system is like."""

from importlib.resources import files
from pathlib import Path

import pytest

from bpmn.base.geometry import Point
from bpmn.system.landscape import draw_landscape
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_plan import Plan
from bpmn.system.system import System
from tests.bpmn.system import geometry
from tests.bpmn.system.generated import generated_system

SAMPLE = Path(str(files("resources").joinpath("samples", "larkfield-telescopes")))
SIZES = ((0, 5), (1, 5), (2, 5), (4, 5), (1, 8), (5, 8), (0, 12), (1, 12), (2, 17), (4, 25), (3, 40))
DENSE = ((6, 8, 24), (7, 12, 40))
"""Seeds, processes and links."""


@pytest.fixture(
    scope="module",
    params=["sample", *SIZES, *DENSE],
    ids=lambda p: "-".join(map(str, p)) if p != "sample" else p,
)
def plan(request: pytest.FixtureRequest) -> Plan:
    system = System.open(SAMPLE) if request.param == "sample" else generated_system(*request.param)
    found = draw_landscape(system).plan
    assert found is not None
    return found


def test_boxes_and_bands_stand_apart(plan: Plan):
    assert geometry.overlapping_boxes(plan) == []


def test_no_line_and_no_chain_runs_through_a_box(plan: Plan):
    assert geometry.lines_through_boxes(plan) == []


def test_every_line_ends_at_the_edges_of_its_boxes(plan: Plan):
    assert geometry.loose_ends(plan) == []


def test_no_words_lie_on_words_boxes_or_chains(plan: Plan):
    assert geometry.overlapping_labels(plan) == []


def test_no_line_runs_on_top_of_another(plan: Plan):
    assert geometry.lines_along_lines(plan) == []


def test_everything_has_its_line_and_its_name(plan: Plan):
    nameless = [x.line for x in plan.lines if x.line.names and x.label is None and x.disc is None]

    assert len(plan.lines) == len(plan.model.connections)
    assert all(way.name is not None for way in plan.ways if way.way.name)
    assert nameless == []


def test_a_plan_is_the_same_every_time(plan: Plan):
    assert arrange(plan.model) == plan


@pytest.mark.parametrize("seed", [0, 3])
def test_boxes_put_by_hand_stay_and_no_line_runs_through_them(seed: int):
    model = draw_landscape(generated_system(seed, 12)).plan.model
    places = {card.key: Point(310.0 * (at % 4), 230.0 * (at // 4)) for at, card in enumerate(model.cards)}

    plan = arrange(model, places)

    assert {key: Point(box.x, box.y) for key, box in plan.boxes.items()} == places
    assert geometry.lines_through_boxes(plan) == []
    assert geometry.overlapping_labels(plan) == []
    assert geometry.loose_ends(plan) == []


def test_a_new_process_finds_a_place_beside_what_was_put_by_hand():
    model = draw_landscape(generated_system(1, 8)).plan.model
    first = arrange(model)
    known = {key: Point(box.x, box.y) for key, box in list(first.boxes.items())[:-2]}

    plan = arrange(model, known)

    assert len(plan.boxes) == len(model.cards)
    assert geometry.overlapping_boxes(plan) == []
