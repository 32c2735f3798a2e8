"""Priorities: exact cases (Cobham 1954; preemptive-resume M/M/1)."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.exact import erlang_c
from bpmn.queueing.model import Model
from bpmn.scenario.distributions import constant, exponential
from tests.bpmn.queueing.systems import arrival, bpsim, maps, resource, staff, work

URGENT, USUAL = ElementKey("a.bpmn", "Urgent"), ElementKey("a.bpmn", "Usual")
TWO = "".join(
    f'<process id="P{n}"><startEvent id="S{n}"/><task id="{n}" name="{n}"/><endEvent id="E{n}"/>'
    f'<sequenceFlow id="a{n}" sourceRef="S{n}" targetRef="{n}"/>'
    f'<sequenceFlow id="b{n}" sourceRef="{n}" targetRef="E{n}"/></process>'
    for n in ("Urgent", "Usual")
)

EQUAL = (exponential(1), exponential(1))


def two_classes(servers, rates=(0.3, 0.4), times=EQUAL, **more):
    numbers = bpsim(
        arrival(1 / rates[0], "SUrgent"), arrival(1 / rates[1], "SUsual"), staff("R", servers),
        work("Urgent", 1, "R", priority=5), work("Usual", 1, "R", priority=1),
    )  # fmt: skip
    model = Model(maps(a=resource("R") + TWO + numbers))
    changes = {
        key: replace(model.scenario.of(key), processing_time=time, **more)
        for key, time in zip((URGENT, USUAL), times, strict=True)
    }
    found = model.evaluate(changes)
    return found.activity(URGENT).wait, found.activity(USUAL).wait


def test_two_classes_at_one_server_wait_as_cobham_says():
    urgent, usual = two_classes(1)

    assert urgent == pytest.approx(0.7 / 0.7)
    assert usual == pytest.approx(0.7 / (0.7 * 0.3))


def test_unlike_services_at_one_server_are_exact():
    urgent, usual = two_classes(1, times=(constant(0.5), exponential(1.5)))

    residual = (0.3 * 0.25 + 0.4 * 2 * 1.5**2) / 2
    assert urgent == pytest.approx(residual / (1 - 0.15))
    assert usual == pytest.approx(residual / ((1 - 0.15) * (1 - 0.75)))


def test_two_classes_at_several_servers_are_exact():
    urgent, usual = two_classes(3, rates=(0.9, 1.5))

    residual = erlang_c(3, 2.4) / 3
    assert urgent == pytest.approx(residual / (1 - 0.3))
    assert usual == pytest.approx(residual / ((1 - 0.3) * (1 - 0.8)))


def test_interrupted_work_is_exact_at_one_server():
    urgent, usual = two_classes(1, interruptible=True)

    assert urgent == pytest.approx(0.3 / 0.7)
    assert usual + 1 == pytest.approx(1 / 0.7 + 0.7 / (0.7 * 0.3))


def test_interrupted_work_at_several_servers_leaves_the_whole_as_it_is():
    urgent, usual = two_classes(3, rates=(0.9, 1.5), interruptible=True)

    assert urgent == pytest.approx(erlang_c(3, 0.9) / (3 - 0.9))
    assert 0.9 * urgent + 1.5 * usual == pytest.approx(2.4 * erlang_c(3, 2.4) / (3 - 2.4))
