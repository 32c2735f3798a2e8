"""What depends on a supplier, how long it takes, and what the supplier hears back."""

import pytest

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.notation.drawing import TextLine
from bpmn.report.supplies import Supply, supplies
from bpmn.report.supply_sheet import NO_FEEDBACK, NO_LIMIT, supply_sheet
from bpmn.system.facts import Role
from bpmn.system.landscape import draw_landscape
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, node, pool, process, task
from tests.bpmn.system.maps import message as flow

PARTS = (
    pool("buy", "Purchasing", "buying"),
    pool("mill", "Steel Supplier"),
    flow("f1", "ask>mill", "Steel order"),
    flow("f2", "mill>steel", "Steel"),
)
STEPS = (
    event("start", "need", "Need", None),
    task("ask", "Order steel", "sendTask"),
    task("steel", "Wait for steel", "receiveTask"),
    task("claim", "Claim", "sendTask"),
    event("end", "done", "Done", None),
)


def made(*more: str, steps: tuple[str, ...] = STEPS, flows: tuple[str, ...] | None = None) -> Supply:
    system = a_system(
        buy=bpmn(collaboration(*PARTS, *more), process("buying", *steps, name="Buy", flows=flows))
    )
    context = Context(system)
    plan = draw_landscape(system, context.links).plan
    assert plan is not None
    (one,) = supplies(context, plan.model)
    return one


def texts(supply: Supply) -> set[str]:
    return {mark.text for mark in supply_sheet(supply).drawing if isinstance(mark, TextLine)}


def test_it_names_what_is_asked_and_what_comes():
    supply = made()

    (one,) = supply.dependences
    assert (supply.key.element, supply.role) == ("Steel Supplier", Role.SUPPLIER)
    assert (one.title, [s.name for s in one.asks], [s.name for s in one.gets]) == (
        "Buy",
        ["Steel order"],
        ["Steel"],
    )


def test_what_is_said_after_something_came_is_feedback():
    (one,) = made(flow("f3", "claim>mill", "Claim")).dependences

    assert [s.name for s in one.feedback] == ["Claim"]
    assert [s.name for s in one.asks] == ["Steel order"]


def test_a_supplier_who_never_hears_how_good_it_was_is_said():
    assert str(NO_FEEDBACK) in texts(made())
    assert str(NO_FEEDBACK) not in texts(made(flow("f3", "claim>mill", "Claim")))


def test_a_wait_without_a_time_limit_is_said():
    assert str(NO_LIMIT) in texts(made())


@pytest.mark.parametrize("beside", ["step", "gateway"])
def test_a_timer_beside_the_wait_is_a_limit(beside: str):
    timer = "<timerEventDefinition/>"
    if beside == "step":
        late = node("boundaryEvent", "late", "Late", timer, attachedToRef="steel")
        supply = made(
            steps=(*STEPS, late), flows=("need>ask", "ask>steel", "steel>claim", "claim>done", "late>done")
        )
    else:
        more = (node("eventBasedGateway", "either"), node("intermediateCatchEvent", "late", "Late", timer))
        flows = (
            "need>ask",
            "ask>either",
            "either>steel",
            "either>late",
            "steel>claim",
            "late>done",
            "claim>done",
        )
        supply = made(steps=(*STEPS, *more), flows=flows)

    assert supply.dependences[0].gets[0].has_limit
    assert str(NO_LIMIT) not in texts(supply)


def test_every_name_leads_to_its_place():
    reached = {spot.key for spot in supply_sheet(made()).spots}

    assert {ElementKey("buy.bpmn", name) for name in ("buying", "ask", "steel")} <= reached
