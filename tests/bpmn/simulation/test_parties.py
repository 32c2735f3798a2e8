"""What comes from outside: after the time that the party takes, else that of the event which waits for it."""

import pytest

from bpmn import simulation
from bpmn.scenario.distributions import constant
from bpmn.scenario.parameters import ElementParameters
from bpmn.system.links import find_links
from tests.bpmn.simulation.systems import comes, one_process, scenario, system, takes
from tests.bpmn.system.maps import collaboration, event, message, pool, task

NODES = (
    event("start", "s", None, None),
    task("ask", tag="sendTask"),
    event("catch", "got"),
    event("end", "e", None, None),
)
POOLS = collaboration(
    pool("Us", "Us", "p"), pool("Them", "Supplier"), message("m", "ask>Them"), message("n", "Them>got")
)
TEXT = POOLS + one_process(*NODES)


def lead_time(numbers):
    maps = system(a=TEXT)
    given = {"s": comes(10, constant), "ask": takes(1), **numbers}
    plan = simulation.plan(maps, find_links(maps), scenario(given))
    settings = simulation.Settings(replications=2, workers=1, duration=1000.0, warm_up=0.0)
    return simulation.simulate(plan, settings).lead_time.mean.mean


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"got": ElementParameters(lag_time=constant(5))}, 6),
        ({"Them": ElementParameters(response_time=constant(3))}, 4),
        (
            {
                "Them": ElementParameters(response_time=constant(3)),
                "got": ElementParameters(lag_time=constant(5)),
            },
            4,
        ),
        ({}, 1),
    ],
)
def test_an_answer_takes_the_time_of_the_party_else_that_of_the_event(numbers, expected):
    assert lead_time(numbers) == pytest.approx(expected)
