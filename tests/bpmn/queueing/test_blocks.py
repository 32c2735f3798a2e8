"""The longest of parallel paths of several steps, in closed form."""

import math
from itertools import pairwise

import pytest

from bpmn.queueing.analyse import analyse
from tests.bpmn.queueing.systems import arrival, bpsim, const, maps, share, work


def fork(above, below, *numbers, choice=False):
    """Two parallel paths of tasks; with a choice, the first path takes one of its two tasks."""
    flows = [("Start", "F"), ("J", "End")]
    nodes = "".join(f'<task id="{n}"/>' for n in above + below)
    if choice:
        nodes += '<exclusiveGateway id="X"/>'
        flows += [("F", "X"), *(("X", n) for n in above), *((n, "J") for n in above)]
    paths = [below] if choice else [above, below]
    for path in paths:
        stops = ["F", *path, "J"]
        flows += list(pairwise(stops))
    if choice:
        nodes = nodes.replace("<exclusiveGateway", '<exclusiveGateway id="M"/><exclusiveGateway', 1)
        flows = [(a, "M" if b == "J" and a in above else b) for a, b in flows] + [("M", "J")]
    written = "".join(f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in flows)
    text = (
        f'<process id="P"><startEvent id="Start"/><parallelGateway id="F"/>{nodes}<parallelGateway id="J"/>'
        f'<endEvent id="End"/>{written}</process>'
    )
    return analyse(maps(a=text + bpsim(arrival(100.0), *numbers)))


def test_two_exponential_steps_beside_one():
    found = fork("AB", "C", work("A", 2), work("B", 1), work("C", 3))

    # P(A + B over at t) = 1 - 2 exp(-t/2) + exp(-t)
    longest = 3 + 3 - (2 / (1 / 2 + 1 / 3) - 1 / (1 + 1 / 3))
    assert found.metric("leadTime") == pytest.approx(longest, rel=1e-8)
    assert sum(part.mean for part in found.partition) == pytest.approx(longest, rel=1e-8)


def test_a_constant_and_an_exponential_step_beside_an_exponential_one():
    found = fork("AB", "C", work("A", 2, law=const), work("B", 3), work("C", 4))

    later = math.exp(-2 / 4) / (1 / 3 + 1 / 4)
    assert found.metric("leadTime") == pytest.approx(5 + 4 - (4 * (1 - math.exp(-0.5)) + later), rel=1e-5)


def test_a_choice_between_constants_beside_a_constant_one():
    numbers = [work("A", 2, law=const), work("B", 10, law=const), work("C", 5, law=const)]
    found = fork("AB", "C", *numbers, share("X-A", 0.3), share("X-B", 0.7), choice=True)

    assert found.metric("leadTime") == pytest.approx(0.3 * 5 + 0.7 * 10, rel=1e-9)
