"""What must hold in every system, whatever its numbers."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, share, staff, work

RATES = st.floats(0.2, 0.95)
TIMES = st.floats(0.1, 1.0)


def line(rate, times, servers):
    """Three tasks, each with a team of its own."""
    names = ["A", "B", "C"]
    numbers = [staff(f"R{n}", s) for n, s in zip(names, servers, strict=True)]
    numbers += [work(n, t, f"R{n}") for n, t in zip(names, times, strict=True)]
    text = resource("RA", "RB", "RC") + flow(*names) + bpsim(arrival(1 / rate), *numbers)
    return analyse(maps(a=text))


@settings(max_examples=25, deadline=None)
@given(RATES, st.tuples(TIMES, TIMES, TIMES), st.tuples(*[st.integers(1, 4)] * 3))
def test_little_holds_and_parts_add_up(rate, times, servers):
    found = line(rate, times, servers)

    total = sum(a.wait + a.work for a in found.activities)
    assert found.metric("leadTime") == pytest.approx(total)
    assert found.metric("wip") == pytest.approx(rate * total)
    assert found.process(ElementKey("a.bpmn", "P")).lead_time == pytest.approx(total)


@settings(max_examples=25, deadline=None)
@given(RATES, st.tuples(TIMES, TIMES, TIMES), st.floats(1.0, 1.5), st.integers(0, 2))
def test_slower_work_never_helps_and_more_people_never_hurt(rate, times, factor, which):
    slower = tuple(t * factor if i == which else t for i, t in enumerate(times))
    assume(rate * max(slower) < 0.99)

    base, worse, better = (
        line(rate, times, (1, 1, 1)),
        line(rate, slower, (1, 1, 1)),
        line(rate, times, (2, 1, 1)),
    )

    assert worse.metric("leadTime") >= base.metric("leadTime") * (1 - 1e-9)
    assert better.metric("leadTime") <= base.metric("leadTime") * (1 + 1e-9)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.0, 0.9), st.floats(0.05, 0.5))
def test_rework_multiplies_visits_geometrically(again, work_time):
    nodes = '<exclusiveGateway id="M"/><exclusiveGateway id="X"/>'
    flows = (
        '<sequenceFlow id="m" sourceRef="M" targetRef="A"/><sequenceFlow id="x" sourceRef="A" targetRef="X"/>'
    )
    ways = '<sequenceFlow id="no" sourceRef="X" targetRef="M"/><sequenceFlow id="yes" sourceRef="X" targetRef="End"/>'
    text = flow("A", extra=nodes + flows + ways)
    text = text.replace('sourceRef="Start" targetRef="A"', 'sourceRef="Start" targetRef="M"')
    text = text.replace('<sequenceFlow id="A-End" sourceRef="A" targetRef="End"/>', "")
    numbers = [arrival(20.0), work("A", work_time), share("no", again), share("yes", 1 - again)]

    found = analyse(maps(a=text + bpsim(*numbers)))

    assert found.activity(ElementKey("a.bpmn", "A")).visits == pytest.approx(1 / (1 - again))
    assert found.metric("leadTime") == pytest.approx(work_time / (1 - again))


@settings(max_examples=15, deadline=None)
@given(RATES, st.tuples(TIMES, TIMES))
def test_the_order_of_files_changes_nothing(rate, times):
    text = (
        resource("Clerk")
        + flow("A")
        + bpsim(staff("Clerk", 2), arrival(1 / rate), work("A", times[0], "Clerk"))
    )
    other = (
        (resource("Clerk") + flow("B") + bpsim(staff("Clerk", 2), arrival(2 / rate), work("B", times[1], "Clerk")))
        .replace('"P"', '"Q"')
    )  # fmt: skip
    assume(rate * (times[0] + times[1] / 2) < 1.9)

    one, two = analyse(maps(a=text, b=other)), analyse(maps(b=other, a=text))

    for metric in ("leadTime", "throughput", "wip"):
        assert one.metric(metric) == pytest.approx(two.metric(metric))
    assert one.bottleneck.limit == pytest.approx(two.bottleneck.limit)
    parts = [{(p.key, p.cause): p.mean for p in found.partition} for found in (one, two)]
    assert parts[0] == pytest.approx(parts[1])


@settings(max_examples=25, deadline=None)
@given(RATES, st.tuples(TIMES, TIMES, TIMES), st.tuples(*[st.integers(1, 4)] * 3))
def test_parts_quantiles_and_loads_are_in_order(rate, times, servers):
    found = line(rate, times, servers)
    assume(found.stable)

    assert sum(part.mean for part in found.partition) == pytest.approx(found.metric("leadTime"))
    assert sorted(found.quantiles.values()) == list(found.quantiles.values())
    assert all(r.headroom == pytest.approx(1 / r.utilisation - 1) for r in found.resources)
