"""A customer's wish as a journey across maps, and what is heard at its ends."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse
from bpmn.report.journey_sheet import customer_sheet
from bpmn.report.journeys import Halt, How, Journey, journeys
from bpmn.system.facts import Facts, KpiFact
from bpmn.system.landscape import draw_landscape
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, node, pool, process, task
from tests.bpmn.system.maps import message as flow

if TYPE_CHECKING:
    from bpmn.system.system import System

TIMER = "<timerEventDefinition/>"
SHOP = bpmn(
    collaboration(
        pool("sales", "Sales", "selling"),
        pool("works", "Works", "making"),
        pool("mill", "Steel Supplier"),
        pool("who", "Customer"),
        flow("f1", "who>order", "Order"),
        flow("f2", "sold>make", "Build order"),
        flow("f3", "mill>steel", "Steel"),
        flow("f4", "made>who", "Goods"),
        flow("f5", "regret>who", "Refusal"),
    ),
    process(
        "selling",
        event("start", "order"),
        task("look", "Look at it"),
        node("exclusiveGateway", "choice", "Possible?"),
        event("end", "sold"),
        event("end", "regret", "Refused"),
        event("end", "forgotten", "Forgotten", None),
        node("boundaryEvent", "late", "Too late", TIMER, attachedToRef="look"),
        name="Sell",
        flows=("order>look", "look>choice", "choice>sold", "choice>regret", "late>forgotten"),
    ),
    process(
        "making",
        event("start", "make"),
        task("steel", "Wait for steel", "receiveTask"),
        task("weld", "Weld"),
        event("end", "made", "Made"),
        name="Make",
    ),
)


def made(facts: Facts | None = None, shop: str = SHOP) -> tuple[Journey, ...]:
    system: System = a_system(facts, shop=shop)
    context = Context(system)
    plan = draw_landscape(system, context.links).plan
    assert plan is not None
    return journeys(context, plan.model, analyse(system, context.links))


@pytest.fixture(scope="module")
def journey() -> Journey:
    (one,) = made()
    return one


def key(element: str) -> ElementKey:
    return ElementKey("shop.bpmn", element)


def test_it_goes_through_all_processes_from_asking_to_receiving(journey: Journey):
    assert (journey.name, journey.result, journey.is_answered) == ("Order", "Goods", True)
    assert [(leg.title, [stop.name for stop in leg.stops]) for leg in journey.legs] == [
        ("Sell", ["Look at it"]),
        ("Make", ["Wait for steel", "Weld"]),
    ]


def test_a_wait_names_whom_it_waits_for(journey: Journey):
    (wait,) = [stop for leg in journey.legs for stop in leg.stops if stop.halt is Halt.WAIT]

    assert (wait.name, wait.waits_for) == ("Wait for steel", "Steel Supplier")


def test_every_end_says_from_whom_the_customer_hears(journey: Journey):
    heard = {ending.key.element: ending.told_by for ending in journey.endings}

    assert heard == {"sold": key("made"), "regret": key("regret"), "forgotten": None, "made": key("made")}
    assert [ending.name for ending in journey.silent] == ["Forgotten"]


def test_an_end_says_how_it_was_reached(journey: Journey):
    ends = {ending.key.element: ending for ending in journey.endings}

    assert ends["forgotten"].how is How.LATE
    assert ends["regret"].how is How.PLAIN
    assert ends["regret"].condition == "Possible?"
    assert ends["regret"].words == "Refusal"


def test_the_target_for_the_whole_is_the_promise():
    kpi = KpiFact("promise", "Three weeks", target=15.0, unit="day", owner="Ann")

    (journey,) = made(Facts(kpis=(kpi,)))

    assert journey.promise is not None
    assert (journey.promise.target, journey.promise.unit, journey.promise.owner) == (15.0, "day", "Ann")


def test_a_target_of_the_first_answer_alone_is_no_promise_for_the_goods():
    kpi = KpiFact("first", target=1.0, unit="day", start=key("order"), end=key("look"))

    (journey,) = made(Facts(kpis=(kpi,)))

    assert journey.promise is None


def test_a_wish_without_an_answer_shows_how_far_it_goes():
    (journey,) = made(
        shop=SHOP.replace(flow("f4", "made>who", "Goods"), "").replace(
            flow("f5", "regret>who", "Refusal"), ""
        )
    )

    assert not journey.is_answered
    assert journey.lead_time is None
    assert journey.legs[0].stops


def test_every_name_on_the_sheet_leads_to_its_place(journey: Journey):
    sheet = customer_sheet("Customer", [journey])

    reached = {spot.key for spot in sheet.spots}
    assert {
        key("selling"),
        key("making"),
        key("look"),
        key("steel"),
        key("weld"),
        key("forgotten"),
    } <= reached
    assert sheet.area.width > 700


def test_a_long_way_breaks_into_rows_within_the_width(journey: Journey):
    stop = journey.legs[1].stops[1]
    legs = (*journey.legs, replace(journey.legs[1], stops=(stop,) * 12))

    sheet = customer_sheet("Customer", [replace(journey, legs=legs)], width=900)

    rows = {round(spot.bounds.y) for spot in sheet.spots if spot.key == key("weld")}
    assert len(rows) > 1
    assert sheet.area.width <= 920


def test_words_of_two_stops_do_not_overlap(journey: Journey):
    stop = replace(
        journey.legs[1].stops[0], name="A step with quite a long name", waits_for="Somebody far away"
    )
    sheet = customer_sheet(
        "Customer", [replace(journey, legs=(replace(journey.legs[0], stops=(stop,) * 20),))]
    )

    spots = [spot.bounds for spot in sheet.spots if spot.key == stop.key]
    assert not any(a.intersects(b) for at, a in enumerate(spots) for b in spots[at + 1 :])
