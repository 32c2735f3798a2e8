"""Small systems for the tests of simulation."""

from itertools import pairwise
from pathlib import Path

import pytest

from bpmn import simulation
from bpmn.base.finding import ElementKey
from bpmn.scenario.distributions import constant, exponential
from bpmn.scenario.parameters import ElementParameters, Run, Scenario, Selected, Selection
from bpmn.scenario.units import TimeUnit
from bpmn.semantics import compile_net
from bpmn.simulation.engine import Length
from bpmn.simulation.engine import Run as Replication
from bpmn.system.facts import Facts
from bpmn.system.system import System
from tests.bpmn.queueing.systems import document
from tests.bpmn.system.maps import id_of, process
from tests.corpus import shared

HOUR = TimeUnit("hour")


def key(identifier: str, file: str = "a.bpmn") -> ElementKey:
    return ElementKey(file, identifier)


def system(facts: Facts | None = None, **texts: str) -> System:
    """A system of maps: name=XML of what stands in definitions."""
    documents = {f"{name}.bpmn": document(text, f"{name}.bpmn") for name, text in texts.items()}
    return System(Path(), documents, facts=facts)


def scenario(numbers: dict[str, ElementParameters], run: Run | None = None, **more: object) -> Scenario:
    """Numbers by the id of the element in the map "a.bpmn", or by "file#id"."""
    parameters = {}
    for name, given in numbers.items():
        file, _, identifier = name.rpartition("#")
        parameters[ElementKey(f"{file or 'a'}.bpmn", identifier)] = given
    return Scenario(time_unit=HOUR, parameters=parameters, run=run or Run(), **more)  # type: ignore[arg-type]


def comes(every: float | None = None, law=exponential, count: int | None = None) -> ElementParameters:
    """Cases come at a start."""
    gap = law(every) if every is not None else None
    return ElementParameters(inter_trigger_timer=gap, trigger_count=count)


def takes(time: object, *team: str, **more: object) -> ElementParameters:
    """A step takes a time (a number, or a law), one of each team."""
    law = constant(time) if isinstance(time, int | float) else time
    needs = Selection(tuple(Selected(one) for one in team)) if team else None
    return ElementParameters(processing_time=law, selection=needs, **more)  # type: ignore[arg-type]


def people(count: float, **more: object) -> ElementParameters:
    return ElementParameters(quantity=count, **more)  # type: ignore[arg-type]


def likely(probability: float) -> ElementParameters:
    return ElementParameters(probability=probability)


def resources(*names: str) -> str:
    return "".join(f'<resource id="{n}" name="{n}"/>' for n in names)


def one_process(*nodes: str, flows: str | None = None, name: str = "p") -> str:
    """A process of nodes; ``flows`` are "a>b c>d", else they follow each other. Flows are "a>b" by id."""
    text = process(name, *nodes, flows=flows.split() if flows is not None else None)
    wanted = flows.split() if flows is not None else _following(nodes)
    for at, flow in enumerate(wanted):
        text = text.replace(f'id="{name}_{at}"', f'id="{flow.replace(">", "-")}"')
    return text


def _following(nodes: tuple[str, ...]) -> list[str]:
    ids = [id_of(one) for one in nodes]
    return [f"{a}>{b}" for a, b in pairwise(ids)]


def plan(
    text: str, numbers: dict[str, ElementParameters], run: Run | None = None, **more: object
) -> simulation.Plan:
    """A plan of one map."""
    return simulation.plan(system(a=text), scenario=scenario(numbers, run, **more))


def replayed(text: str, numbers: dict[str, ElementParameters], duration: float = 1e6, **more: object):
    """One replication: its record and the lead times of the cases in the order in which they ended."""
    found = Replication(plan(text, numbers, **more), 1, 0, Length(duration))
    return found.run()


def simulated(text: str, numbers: dict[str, ElementParameters], **settings: object) -> simulation.Simulation:
    """The result of some replications of one map."""
    chosen = {"replications": 10, "workers": 1, "duration": 8_000.0, "warm_up": 500.0, **settings}
    return simulation.simulate(plan(text, numbers), simulation.Settings(**chosen))  # type: ignore[arg-type]


def oracle(name: str) -> System:
    path = shared() / "oracles" / "systems" / name
    if not path.is_file():
        pytest.skip("the systems with known answers are not here")
    return System.open(path)


def agrees(found: simulation.Estimate | None, exact: float) -> bool:
    """Whether a simulated mean is right: within 2 % or 1.6 half widths of the exact one."""
    assert found is not None
    return abs(found.mean - exact) <= max(0.02 * abs(exact), 1.6 * found.half_width)


def net_of(text: str):
    return compile_net(system(a=text))
