"""Classes of cases, messages on their way, and parties outside who answer late or never."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.model import Model
from bpmn.scenario.distributions import constant, exponential
from tests.bpmn.queueing.systems import Link, Links, Party, arrival, bpsim, const, element, maps, work


def key(element, file="a.bpmn"):
    return ElementKey(file, element)


CHOICE = (
    "<process id='P'><startEvent id='Big' name='Big'/><startEvent id='Small' name='Small'/><task id='In'/>"
    "<exclusiveGateway id='X'/><task id='Slow'/><task id='Fast'/><endEvent id='End'/>"
    + "".join(
        f"<sequenceFlow id='{a}-{b}' sourceRef='{a}' targetRef='{b}'/>"
        for a, b in (
            pair.split()
            for pair in ("Big In", "Small In", "In X", "X Slow", "X Fast", "Slow End", "Fast End")
        )
    )
    + "</process>"
)


def test_each_class_takes_branches_with_its_own_probability():
    numbers = bpsim(
        arrival(2.0, "Big"), arrival(0.5, "Small"), work("Slow", 10, law=const), work("Fast", 1, law=const)
    )
    model = Model(maps(a=CHOICE + numbers))
    shares = {"X-Slow": {"Big": 0.9, "Small": 0.2}, "X-Fast": {"Big": 0.1, "Small": 0.8}}
    changes = {key(f): replace(model.scenario.of(key(f)), by_class=s) for f, s in shares.items()}

    found = model.evaluate(changes)

    slow = (0.5 * 0.9 + 2.0 * 0.2) / 2.5
    assert found.activity(key("Slow")).visits == pytest.approx(slow)
    assert found.metric("leadTime") == pytest.approx(slow * 10 + (1 - slow) * 1)
    assert {chain.start.element: chain.lead_time for chain in found.chains} == pytest.approx(
        {"Big": 9.1, "Small": 2.8}
    )


ASK = (
    "<collaboration id='C'><participant id='Out' name='Bank'/><participant id='In' processRef='P'/>"
    "<messageFlow id='M' sourceRef='Send' targetRef='Out'/><messageFlow id='N' sourceRef='Out' targetRef='Wait'/>"
    "</collaboration><process id='P'><startEvent id='Start'/><task id='Send'/><intermediateCatchEvent id='Wait'>"
    "<messageEventDefinition/></intermediateCatchEvent><task id='Go'/><endEvent id='End'/>"
    + "".join(
        f"<sequenceFlow id='{a}-{b}' sourceRef='{a}' targetRef='{b}'/>"
        for a, b in (pair.split() for pair in ("Start Send", "Send Wait", "Wait Go", "Go End"))
    )
    + "</process>"
)
BANK = Links(
    (Link(key("Send"), key("Out"), "message"), Link(key("Out"), key("Wait"), "message")),
    (Party("Bank", "partner", (key("Out"),)),),
)


def test_an_answer_of_somebody_outside_takes_its_time():
    numbers = bpsim(arrival(1.0), work("Send", 2, law=const), work("Go", 1, law=const))
    model = Model(maps(a=ASK + numbers), BANK)

    found = model.evaluate(
        {key("Out"): replace(model.scenario.of(key("Out")), response_time=exponential(24))}
    )

    assert found.metric("leadTime") == pytest.approx(27)
    assert found.activity(key("Wait")).delay == pytest.approx(24)


def test_who_never_answers_ends_the_case():
    model = Model(maps(a=ASK + bpsim(arrival(1.0), work("Go", 1))), BANK)
    never = replace(model.scenario.of(key("Out")), no_answer=0.25, response_time=constant(1))

    assert model.evaluate({key("Out"): never}).activity(key("Go")).visits == pytest.approx(0.75)


TALK = (
    "<collaboration id='C'><messageFlow id='M' sourceRef='ToB' targetRef='S2'/></collaboration>"
    "<process id='P'><startEvent id='Start'/><endEvent id='ToB'/>"
    "<sequenceFlow id='f1' sourceRef='Start' targetRef='ToB'/></process>"
    "<process id='Q'><startEvent id='S2'/><task id='B'/><endEvent id='E2'/>"
    "<sequenceFlow id='f2' sourceRef='S2' targetRef='B'/><sequenceFlow id='f3' sourceRef='B' targetRef='E2'/></process>"
)


def test_a_message_is_on_its_way_and_may_get_lost():
    model = Model(
        maps(a=TALK + bpsim(arrival(1.0), work("B", 3, law=const))), Links((Link(key("ToB"), key("S2")),))
    )
    post = replace(model.scenario.of(key("M")), transfer_time=constant(2.0), loss=0.1)

    before, found = model.evaluate(), model.evaluate({key("M"): post})

    assert before.metric("leadTime") == pytest.approx(3.0)
    assert found.activity(key("B")).visits == pytest.approx(0.9)
    assert found.metric("leadTime") == pytest.approx(2.0 + 0.9 * 3.0)


def test_transport_is_read_from_the_map():
    time = element(
        "M",
        f"<bpsim:TimeParameters><bpsim:TransferTime>{const(2)}</bpsim:TransferTime></bpsim:TimeParameters>",
    )
    model = Model(
        maps(a=TALK + bpsim(arrival(1.0), work("B", 3, law=const), time)),
        Links((Link(key("ToB"), key("S2")),)),
    )

    assert model.evaluate().metric("leadTime") == pytest.approx(5.0)
