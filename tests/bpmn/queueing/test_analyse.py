import json

import pytest

from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.queueing.analyse import analyse, to_json
from tests.bpmn.queueing.systems import (
    Link,
    Links,
    Maps,
    Party,
    arrival,
    bpsim,
    const,
    flow,
    maps,
    resource,
    share,
    staff,
    work,
)
from tests.corpus import shared

REWORK = (
    '<process id="P" name="P"><startEvent id="Start"/><exclusiveGateway id="Merge"/><task id="Do"/>'
    '<task id="Check"/><exclusiveGateway id="Ok"/><endEvent id="End"/>'
    '<sequenceFlow id="f1" sourceRef="Start" targetRef="Merge"/>'
    '<sequenceFlow id="f2" sourceRef="Merge" targetRef="Do"/>'
    '<sequenceFlow id="f3" sourceRef="Do" targetRef="Check"/>'
    '<sequenceFlow id="f4" sourceRef="Check" targetRef="Ok"/>'
    '<sequenceFlow id="yes" sourceRef="Ok" targetRef="End"/>'
    '<sequenceFlow id="no" sourceRef="Ok" targetRef="Merge"/></process>'
)


def rework():
    numbers = bpsim(
        staff("Doers", 2, 40), staff("Checker", 1, 50), arrival(1 / 1.2),
        work("Do", 1.0, "Doers"), work("Check", 0.3, "Checker"), share("yes", 0.8), share("no", 0.2),
    )  # fmt: skip
    return maps(a=resource("Doers", "Checker") + REWORK + numbers)


def queue_of(servers):
    text = resource("Agents") + flow("A")
    return maps(a=text + bpsim(staff("Agents", servers), arrival(1 / 4.5), work("A", 1.0, "Agents")))


def key(identifier, file="a.bpmn"):
    return ElementKey(file, identifier)


def oracle(name):
    path = shared() / "oracles" / "systems" / name
    if not path.is_file():
        pytest.skip("the systems with known answers are not here")
    return Maps({name: Document.parse(path.read_bytes(), name)})


def test_a_queue_of_five():
    analysis = analyse(queue_of(5))

    assert analysis.metric("leadTime") == pytest.approx(2.524986441, rel=1e-9)
    assert analysis.activity(key("A")).wait == pytest.approx(1.524986441, rel=1e-9)
    assert analysis.resource("Agents").utilisation == pytest.approx(0.9)
    assert analysis.metric("wip") == pytest.approx(4.5 * analysis.metric("leadTime"))
    assert analysis.bottleneck.limit == pytest.approx(5.0)


def test_an_overloaded_team_is_told_and_never_a_number():
    analysis = analyse(queue_of(4))

    assert not analysis.stable
    assert analysis.metric("leadTime") is None
    assert analysis.metric("wip") is None
    assert analysis.resource("Agents").utilisation == pytest.approx(1.125)
    assert analysis.resource("Agents").growth == pytest.approx(0.5)
    assert "backlog grows by 84 tasks per week" in str(analysis.warnings[0])


def test_rework_visits_both_steps_again():
    analysis = analyse(rework())

    assert analysis.metric("leadTime") == pytest.approx(3.538961039, rel=1e-9)
    assert analysis.activity(key("Do")).wait == pytest.approx(1.285714286, rel=1e-9)
    assert analysis.activity(key("Check")).wait == pytest.approx(0.2454545455, rel=1e-9)
    assert analysis.activity(key("Check")).visits == pytest.approx(1.25)
    assert analysis.metric("costPerGoodCase") == pytest.approx(68.75)


def test_the_oracle_of_one_queue_is_met():
    analysis = analyse(oracle("o02_mmc.bpmn"))

    assert analysis.metric("leadTime") == pytest.approx(2.524986441, rel=1e-6)
    assert analysis.activity(key("A", "o02_mmc.bpmn")).wait == pytest.approx(1.524986441, rel=1e-6)
    assert analysis.resource("Agents").utilisation == pytest.approx(0.9)


def test_the_oracle_of_rework_is_met():
    file = "o04_rework_loop.bpmn"
    analysis = analyse(oracle(file))

    assert analysis.metric("leadTime") == pytest.approx(3.538961039, rel=1e-6)
    assert analysis.activity(key("Do", file)).wait == pytest.approx(1.285714286, rel=1e-6)
    assert analysis.activity(key("Check", file)).wait == pytest.approx(0.2454545455, rel=1e-6)
    assert analysis.activity(key("Do", file)).visits == pytest.approx(1.25)


def two_maps(first, second):
    """Prepare triggers Finish in another map; constant times, one server each."""
    prepare = (
        resource("RA") + flow("T1") + bpsim(staff("RA", 1), arrival(1.25), work("T1", first, "RA", const))
    )
    finish = resource("RB") + flow("T2") + bpsim(staff("RB", 1), work("T2", second, "RB", const))
    links = Links((Link(key("End", "prepare.bpmn"), key("Start", "finish.bpmn")),))
    return maps(prepare=prepare, finish=finish), links


def test_lead_time_goes_on_where_a_message_leads():
    analysis = analyse(*two_maps(0.9, 1.0))

    first = analysis.process(key("P", "prepare.bpmn"))
    second = analysis.process(key("P", "finish.bpmn"))
    assert first.lead_time == pytest.approx(2.057142857, rel=1e-9)
    assert second.visits == pytest.approx(1.0)
    assert analysis.metric("leadTime") == pytest.approx(first.lead_time + second.lead_time)


def test_a_tandem_of_constant_services_is_within_fifteen_percent():
    base, faster = analyse(*two_maps(0.9, 1.0)), analyse(*two_maps(0.5, 1.0))

    assert base.activity(key("T2", "finish.bpmn")).wait == pytest.approx(0.8428571429, rel=0.15)
    assert faster.activity(key("T2", "finish.bpmn")).wait == pytest.approx(1.833333333, rel=0.15)
    change = faster.metric("leadTime") / base.metric("leadTime") - 1
    assert change == pytest.approx(-0.1026, abs=0.05)


def test_without_links_each_process_stands_alone():
    system, _ = two_maps(0.9, 1.0)

    analysis = analyse(system)

    assert analysis.metric("leadTime") == pytest.approx(2.057142857, rel=1e-9)
    assert analysis.process(key("P", "finish.bpmn")).visits == 0


def test_the_clock_stops_when_the_customer_is_told():
    tail = "<task id='File'/><sequenceFlow id='x' sourceRef='Tell' targetRef='File'/>"
    tell = flow("A", extra="<intermediateThrowEvent id='Tell'/>" + tail).replace(
        'sourceRef="A" targetRef="End"', 'sourceRef="A" targetRef="Tell"'
    )
    text = tell + bpsim(arrival(1.0), work("A", 2.0), work("File", 30.0))
    links = Links(
        (Link(key("C"), key("Start")), Link(key("Tell"), key("C"), "message")),
        (Party("Customer", "customer", (key("C"),)),),
    )

    analysis = analyse(maps(a=text), links)

    assert analysis.metric("leadTime") == pytest.approx(2.0)
    assert analysis.process(key("P")).lead_time == pytest.approx(32.0)
    assert [(c.name, c.party) for c in analysis.chains] == [("Start → Tell", "Customer")]


def test_without_arrivals_waits_are_left_out_and_said_so():
    text = resource("Agents") + flow("A") + bpsim(staff("Agents", 1), work("A", 2.0, "Agents"))

    analysis = analyse(maps(a=text))

    assert analysis.metric("leadTime") == pytest.approx(2.0)
    assert analysis.metric("throughput") is None
    assert "how often cases come" in str(analysis.warnings[0])


def test_a_map_without_numbers_has_no_lead_time():
    analysis = analyse(maps(a=flow("A")))

    assert analysis.metric("leadTime") is None
    assert analysis.stable


def test_a_loop_without_a_way_out_is_told():
    text = REWORK + bpsim(arrival(1.0), work("Do", 0.1), share("yes", 0.0), share("no", 1.0))

    analysis = analyse(maps(a=text))

    assert analysis.metric("leadTime") is None
    assert "no way out" in str(analysis.warnings[-1])


def test_one_team_of_two_maps_carries_the_load_of_both():
    numbers = [staff("Clerks", 1), arrival(4.0), work("A", 1.0, "Clerks")]
    text = resource("Clerks") + flow("A") + bpsim(*numbers)

    analysis = analyse(maps(a=text, b=text))

    assert [(r.name, r.utilisation) for r in analysis.resources] == [("Clerks", pytest.approx(0.5))]
    assert analysis.activity(key("A")).wait == pytest.approx(1.0)


def test_the_json_has_the_keys_of_the_command_line():
    found = json.loads(json.dumps(to_json(analyse(rework()))))

    assert {"scenario", "timeUnit", "stable", "endToEnd", "chains", "processes", "activities", "resources",
            "bottleneck", "warnings"} <= set(found)  # fmt: skip
    assert set(found["endToEnd"]) == {
        "leadTime", "onTime", "throughput", "costPerGoodCase", "defectRate", "wip"
    }  # fmt: skip
    assert found["endToEnd"]["onTime"] == {"value": None}
    assert found["timeUnit"] == "hour"
    assert {"file", "element", "visits", "wait", "work"} <= set(found["activities"][0])
    assert {"resource", "limit"} == set(found["bottleneck"])
    assert {"resource", "gain"} == set(found["delayBottleneck"])
    assert {"value", "p50", "p80", "p90", "p95"} == set(found["endToEnd"]["leadTime"])


def test_cases_that_begin_in_a_customers_own_process_are_the_customers():
    pool = '<collaboration id="K"><participant id="C" name="Customer" processRef="P"/></collaboration>'
    links = Links((), (Party("Customer", "customer", (key("C"),)),))

    analysis = analyse(maps(a=pool + flow("A") + bpsim(arrival(10), work("A", 1.0))), links)

    assert [chain.party for chain in analysis.chains] == ["Customer"]
