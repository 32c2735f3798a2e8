"""Systems whose answers are known, through the public interface: exact ones exactly, others within 15 % of a wait."""

import json
from dataclasses import dataclass, replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing import exact
from bpmn.queueing.analyse import analyse
from bpmn.queueing.model import Model
from bpmn.scenario.distributions import Distribution, constant, exponential
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, share, staff, work
from tests.corpus import shared

TASK, TEAM, START = (ElementKey("a.bpmn", name) for name in ("A", "R", "Start"))
FOLDER = shared() / "oracles" / "systems"


def expected(name):
    if not FOLDER.is_dir():
        pytest.skip("no systems with known answers beside the project")
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["expected"]


@dataclass(frozen=True)
class Promise:
    customer: str = ""
    target: float = 1.0
    unit: str = "hour"
    margin: float | None = None


def queue(between, servers, mean=1.0, promises=()):
    text = resource("R") + flow("A") + bpsim(arrival(between), staff("R", servers), work("A", mean, "R"))
    return Model(maps(a=text), promises=promises)


def test_one_server():
    known = expected("o01_mm1")

    found = queue(1.25, 1).evaluate()

    assert found.activity(TASK).wait == pytest.approx(known["Wq"], rel=1e-6)
    assert found.metric("wip") == pytest.approx(known["WIP"], rel=1e-6)
    assert found.quantiles["p50"] == pytest.approx(known["lead_time_median"], rel=1e-6)
    assert found.quantiles["p90"] == pytest.approx(known["lead_time_p90"], rel=1e-6)
    assert found.quantiles["p95"] == pytest.approx(known["lead_time_p95"], rel=1e-6)
    for time, part in known["on_time_share"].items():
        kept = queue(1.25, 1, promises=[Promise(target=float(time))]).evaluate(whole=True)
        assert kept.metric("onTime") == pytest.approx(part, rel=1e-6)


def test_five_servers_one_more_and_one_less():
    known = expected("o02_mmc")
    model = queue(1 / 4.5, 5)
    staffed = model.scenario.of(TEAM)

    more = model.evaluate({TEAM: replace(staffed, quantity=6.0)})
    less = model.evaluate({TEAM: replace(staffed, quantity=4.0)})

    assert more.activity(TASK).wait == pytest.approx(known["one_more_server"]["Wq"], rel=1e-6)
    assert more.metric("wip") == pytest.approx(known["one_more_server"]["L"], rel=1e-6)
    assert not less.stable
    assert less.metric("leadTime") is None
    assert less.resources[0].utilisation == pytest.approx(known["one_less_server"]["rho"])
    assert less.resources[0].growth_per_week == pytest.approx(0.5 * 168)


LAWS = {
    "det": constant(1.0),
    "erlang3": Distribution("ErlangDistribution", (1.0, 3.0)),
    "uniform0_2": Distribution("UniformDistribution", (0.0, 2.0)),
    "exp": exponential(1.0),
    "hyperexp_p.9_.5_5.5": Distribution("GammaDistribution", (1 / 5.5, 5.5)),
    "lognormal_cv1.5": Distribution("LogNormalDistribution", (1.0, 1.5)),
}


@pytest.mark.parametrize("law", LAWS)
def test_one_server_with_any_service(law):
    known = expected("o05_mg1")[law]
    model = queue(1 / 0.7, 1)

    found = model.evaluate({TASK: replace(model.scenario.of(TASK), processing_time=LAWS[law])})

    assert found.activity(TASK).wait == pytest.approx(known["Wq"], rel=1e-6)
    assert found.metric("leadTime") == pytest.approx(known["lead_time_mean"], rel=1e-6)


def fork(*numbers):
    nodes = "".join(f'<task id="{n}"/>' for n in "AB")
    flows = "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in ("SF", "FA", "FB", "AJ", "BJ", "JE")
    )
    text = (
        f'<process id="P"><startEvent id="S"/><parallelGateway id="F"/>{nodes}<parallelGateway id="J"/>'
        f'<endEvent id="E"/>{flows}</process>'
    )
    return analyse(maps(a=resource("X", "Y") + text + bpsim(*numbers)))


def test_parallel_paths_without_and_with_queues():
    known = expected("o07_forkjoin")

    free = fork(arrival(100, "S"), work("A", 2), work("B", 3))
    busy = fork(arrival(2.0, "S"), staff("X", 1), staff("Y", 1), work("A", 1, "X"), work("B", 1, "Y"))

    assert free.metric("leadTime") == pytest.approx(known["no_queue_max"], rel=1e-6)
    assert busy.metric("leadTime") == pytest.approx(known["fj2_upper_independent"], rel=1e-6)
    assert busy.metric("leadTime") == pytest.approx(known["fj2_mean_exact"], rel=0.05)
    assert any("independent" in str(reason) for reason in busy.reliance.reasons)


def value(orders, servers, found):
    return 100 * orders - 200 * orders * (1 - found.metric("onTime")) - 60 * servers


@pytest.mark.parametrize(
    ("members", "demand", "servers"), [("-", 1, 12), ("M", 1.15, 12), ("C", 1, 10), ("MC", 1.15, 10)]
)
def test_two_good_initiatives_that_are_bad_together(members, demand, servers):
    known = expected("s08_jointly_bad")["table"][members]
    model = queue(1 / 8, 12, promises=[Promise(target=3.0)])
    start, team = model.scenario.of(START), model.scenario.of(TEAM)
    changes = {
        START: replace(start, inter_trigger_timer=start.inter_trigger_timer.scaled(1 / demand)),
        TEAM: replace(team, quantity=float(servers)),
    }

    found = model.evaluate(changes, whole=True)

    assert found.metric("leadTime") == pytest.approx(known["lead_time"], rel=1e-6)
    assert found.metric("onTime") == pytest.approx(known["on_time"], rel=1e-6)
    assert value(8 * demand, servers, found) == pytest.approx(known["value"], rel=1e-6)


def test_a_network_of_queues_with_any_routes_is_exact():
    """Jackson: three teams, one task each, with ways back; a closed form of its own."""
    nodes = "".join(f'<task id="T{i}"/><exclusiveGateway id="X{i}"/>' for i in range(3))
    merges = "".join(f'<exclusiveGateway id="M{i}"/>' for i in range(3))
    ways = [("S", "M0")]
    ways += [pair for i in range(3) for pair in ((f"M{i}", f"T{i}"), (f"T{i}", f"X{i}"))]
    routes = {
        ("X0", "M1"): 0.6,
        ("X0", "M2"): 0.4,
        ("X1", "M0"): 0.2,
        ("X1", "M2"): 0.8,
        ("X2", "M1"): 0.1,
        ("X2", "E"): 0.9,
    }
    flows = "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in (*ways, *routes)
    )
    text = f'<process id="P"><startEvent id="S"/>{nodes}{merges}<endEvent id="E"/>{flows}</process>'
    numbers = [arrival(2.0, "S"), *(share(f"{a}-{b}", p) for (a, b), p in routes.items())]
    numbers += [staff(f"R{i}", c) for i, c in enumerate((1, 2, 3))]
    numbers += [work(f"T{i}", t, f"R{i}") for i, t in enumerate((1.2, 2.0, 3.5))]
    found = analyse(maps(a=resource("R0", "R1", "R2") + text + bpsim(*numbers)))

    queues = exact.jackson(
        [0.5, 0, 0], [{1: 0.6, 2: 0.4}, {0: 0.2, 2: 0.8}, {1: 0.1}], [(1.2, 1), (2.0, 2), (3.5, 3)]
    )
    assert found.metric("wip") == pytest.approx(sum(q.present for q in queues), rel=1e-9)
    assert found.metric("leadTime") == pytest.approx(sum(q.present for q in queues) / 0.5, rel=1e-9)
    assert [r.utilisation for r in found.resources] == pytest.approx([q.load for q in queues])
    assert found.reliance.error == 0
