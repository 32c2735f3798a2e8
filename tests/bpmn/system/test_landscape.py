"""The picture of how processes work for each other."""

from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.notation.drawing import TextLine, drawing_bounds
from bpmn.notation.svg import svg
from bpmn.system.landscape import Figures, Kind, Landscape, draw_landscape
from bpmn.system.landscape_labels import UNANSWERED
from bpmn.system.system import System
from bpmn.xml import names

OFFER = f"""<definitions xmlns="{names.MODEL}" targetNamespace="urn:offer">
  <collaboration id="c">
    <participant id="sales" name="Sales" processRef="p"/>
    <participant id="customer" name="Customer"/>
    <participant id="works" name="Works"/>
    <messageFlow id="m1" name="Inquiry" sourceRef="customer" targetRef="start"/>
    <messageFlow id="m2" name="Work order" sourceRef="end" targetRef="works"/>
  </collaboration>
  <process id="p" name="Write offer">
    <startEvent id="start"><messageEventDefinition/></startEvent>
    <task id="write"/>
    <endEvent id="end"><messageEventDefinition/></endEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="write"/>
    <sequenceFlow id="f2" sourceRef="write" targetRef="end"/>
  </process>
</definitions>"""

WORKS = f"""<definitions xmlns="{names.MODEL}" targetNamespace="urn:works">
  <collaboration id="c">
    <participant id="works" name="Works" processRef="p"/>
    <participant id="sales" name="Sales"/>
    <participant id="mill" name="Steel Mill"/>
    <messageFlow id="m1" name="Work order" sourceRef="sales" targetRef="start"/>
    <messageFlow id="m2" name="Steel order" sourceRef="ask" targetRef="mill"/>
  </collaboration>
  <process id="p" name="Make part">
    <startEvent id="start"><messageEventDefinition/></startEvent>
    <sendTask id="ask"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
  </process>
</definitions>"""


@pytest.fixture
def landscape(tmp_path: Path) -> Landscape:
    (tmp_path / "offer.bpmn").write_text(OFFER, encoding="utf-8")
    (tmp_path / "works.bpmn").write_text(WORKS, encoding="utf-8")
    return draw_landscape(System.open(tmp_path))


BOXES = (Kind.PROCESS, Kind.PARTY, Kind.CUSTOMER)


def area(landscape: Landscape, file: str, element: str):
    boxes = [a for a in landscape.areas if a.kind in BOXES]
    return next(a.bounds for a in boxes if a.key == ElementKey(file, element))


def texts(landscape: Landscape) -> list[str]:
    return [mark.text for mark in landscape.drawing if isinstance(mark, TextLine)]


def test_processes_parties_and_what_goes_between_them_are_named(landscape: Landscape):
    assert {"Write offer", "Make part", "Steel Mill", "asks", "receives"} <= set(texts(landscape))
    assert {"Inquiry", "Work order", "Steel order"} <= set(texts(landscape))


def test_customers_stand_at_both_sides_and_who_works_behind_below(landscape: Landscape):
    asks, receives = (a.bounds for a in landscape.areas if a.kind is Kind.CUSTOMER)
    offer = area(landscape, "offer.bpmn", "p")
    works = area(landscape, "works.bpmn", "p")
    mill = area(landscape, "", "Steel Mill")

    assert asks.right < offer.x < offer.right < receives.x
    assert offer.bottom < works.y < works.bottom < mill.y


def test_a_wish_that_nobody_answers_says_so(landscape: Landscape):
    assert str(UNANSWERED) in texts(landscape)


def test_a_wish_goes_through_all_processes_to_the_customer(tmp_path: Path):
    answering = WORKS.replace("Steel Mill", "Customer")
    (tmp_path / "offer.bpmn").write_text(OFFER, encoding="utf-8")
    (tmp_path / "works.bpmn").write_text(answering, encoding="utf-8")

    landscape = draw_landscape(System.open(tmp_path))

    offer, works = area(landscape, "offer.bpmn", "p"), area(landscape, "works.bpmn", "p")
    assert (offer.y, offer.right < works.x) == (works.y, True)
    assert str(UNANSWERED) not in texts(landscape)


def test_a_card_shows_time_and_load(tmp_path: Path):
    (tmp_path / "offer.bpmn").write_text(OFFER, encoding="utf-8")
    numbers = {ElementKey("offer.bpmn", "p"): Figures("7.0 h", 0.9)}

    landscape = draw_landscape(System.open(tmp_path), figures=numbers)

    assert {"7.0 h", "90 %"} <= set(texts(landscape))


def test_boxes_do_not_overlap(landscape: Landscape):
    boxes = [a.bounds for a in landscape.areas if a.kind in BOXES]

    assert all(not a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_name_on_a_line_leads_to_the_element_that_sends(landscape: Landscape):
    keys = {a.key for a in landscape.areas}

    assert ElementKey("offer.bpmn", "end") in keys
    assert ElementKey("works.bpmn", "ask") in keys


def test_an_assumed_role_is_marked(landscape: Landscape):
    assert any(text.endswith("?") for text in texts(landscape))


def test_a_system_without_links_is_drawn(tmp_path: Path):
    lone = f'<definitions xmlns="{names.MODEL}"><process id="p"><task id="t"/></process></definitions>'
    for name in ("a.bpmn", "b.bpmn"):
        (tmp_path / name).write_text(lone, encoding="utf-8")

    landscape = draw_landscape(System.open(tmp_path))

    assert len(landscape.areas) == 2
    bounds = drawing_bounds(landscape.drawing)
    assert bounds is not None
    assert svg(landscape.drawing, bounds).startswith("<svg")


def test_an_empty_folder_gives_an_empty_picture(tmp_path: Path):
    assert draw_landscape(System.open(tmp_path)) == Landscape()
