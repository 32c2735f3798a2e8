"""What each BPMN element means for times and visits, on cases with known answers (no queues)."""

import math
from itertools import pairwise

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse
from bpmn.system.facts import Facts, ResourceFact
from tests.bpmn.queueing.systems import (
    Link,
    Links,
    Party,
    arrival,
    bpsim,
    const,
    element,
    exp,
    flow,
    maps,
    resource,
    share,
    staff,
    work,
)

SEPARATOR = " > "


def key(identifier, file="a.bpmn"):
    return ElementKey(file, identifier)


def graph(nodes, *paths):
    """The inside of a process: node elements, and paths such as "A > B > C" that become flows A-B, B-C."""
    flows = []
    for path in paths:
        stops = path.split(SEPARATOR)
        flows += [(a, b) for a, b in pairwise(stops)]
    written = "".join(f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in flows)
    return nodes + written


def process(nodes, *paths, name="P"):
    return f'<process id="{name}">{graph(nodes, *paths)}</process>'


def tasks(names, tag="task"):
    return "".join(f'<{tag} id="{n}"/>' for n in names)


ENDS = '<startEvent id="S"/><endEvent id="E"/>'


def lead_time(text, *numbers, links=None):
    return analyse(maps(a=text + bpsim(arrival(1000.0, "S"), *numbers, unit="min")), links).metric("leadTime")


def const_work(**times):
    return [work(name, value, law=const) for name, value in times.items()]


def test_parallel_paths_take_as_long_as_the_longest():
    text = process(
        ENDS + tasks("AB") + tasks(["F", "J"], "parallelGateway"), "S > F > A > J > E", "F > B > J"
    )

    assert lead_time(text, work("A", 2), work("B", 3)) == pytest.approx(3.8, rel=1e-9)
    assert lead_time(text, *const_work(A=2, B=3)) == pytest.approx(3.0)


def test_a_join_counts_once_for_all_its_paths():
    text = process(
        ENDS + tasks("ABC") + tasks(["F", "J"], "parallelGateway"), "S > F > A > J > C > E", "F > B > J"
    )

    analysis = analyse(maps(a=text + bpsim(arrival(4.0, "S"), work("C", 1.0))))

    assert analysis.activity(key("C")).visits == pytest.approx(1.0)
    assert analysis.activity(key("B")).visits == pytest.approx(1.0)


def test_an_exclusive_merge_behind_a_parallel_split_counts_each_path():
    text = process(
        ENDS + tasks("ABC") + tasks("F", "parallelGateway") + tasks("M", "exclusiveGateway"),
        "S > F > A > M > C > E",
        "F > B > M",
    )

    analysis = analyse(maps(a=text + bpsim(arrival(4.0, "S"), work("C", 1.0))))

    assert analysis.activity(key("C")).visits == pytest.approx(2.0)


def test_the_block_of_all_patterns():
    nodes = tasks("ABCDEFGH").replace('id="E"', 'id="EE"') + tasks(["AF", "AJ"], "parallelGateway")
    text = process(
        ENDS + nodes + tasks(["X", "Y", "L", "Q"], "exclusiveGateway"),
        "S > A > X > B > Y > AF > D > AJ > L > G > H > Q > E",
        "X > C > Y",
        "AF > EE > F > AJ",
        "Q > L",
    )

    numbers = const_work(A=10, B=20, C=5, D=15, EE=8, F=4, G=6, H=4)
    shares = [share("X-B", 0.3), share("X-C", 0.7), share("Q-L", 0.25), share("Q-E", 0.75)]

    assert lead_time(text, *numbers, *shares) == pytest.approx(77.83333333 - 30, rel=1e-9)


def test_inclusive_paths_with_a_default():
    text = process(
        '<startEvent id="S"/><endEvent id="E"/><inclusiveGateway id="O" default="O-Z"/>'
        + tasks("J", "inclusiveGateway")
        + tasks("XYZ"),
        "S > O > X > J > E",
        "O > Y > J",
        "O > Z > J",
    )
    numbers = [*const_work(X=10, Y=20, Z=5), share("O-X", 0.6), share("O-Y", 0.5)]

    assert lead_time(text, *numbers) == pytest.approx(14.0)


def test_inclusive_paths_without_a_default_take_at_least_one():
    text = process(ENDS + tasks("OJ", "inclusiveGateway") + tasks("XY"), "S > O > X > J > E", "O > Y > J")
    numbers = [*const_work(X=10, Y=20), share("O-X", 0.6), share("O-Y", 0.5)]

    assert lead_time(text, *numbers) == pytest.approx(16.25)
    analysis = analyse(maps(a=text + bpsim(arrival(9.0, "S"), *numbers)))
    assert analysis.process(key("P")).work == pytest.approx(20.0)


TIMER = "<timerEventDefinition><timeDuration>PT{}M</timeDuration></timerEventDefinition>"


def boundary(inner, *, host="A", stop="true"):
    return f'<boundaryEvent id="B" attachedToRef="{host}" cancelActivity="{stop}">{inner}</boundaryEvent>'


def test_a_timer_on_the_edge_ends_the_work():
    nodes = ENDS + tasks(["A", "Escalate"]) + boundary(TIMER.format(20)) + '<endEvent id="E2"/>'
    text = process(nodes, "S > A > E", "B > Escalate > E2")

    assert lead_time(text, work("A", 15), *const_work(Escalate=30)) == pytest.approx(18.95395707, rel=1e-8)


def test_an_event_on_the_edge_with_a_share_adds_a_path():
    nodes = ENDS + tasks(["A", "Remind"]) + boundary("<messageEventDefinition/>", stop="false")
    text = process(nodes + '<endEvent id="E2"/>', "S > A > E", "B > Remind > E2")
    numbers = [*const_work(A=15, Remind=5), share("B", 0.25)]

    analysis = analyse(maps(a=text + bpsim(arrival(9.0, "S"), *numbers)))

    assert analysis.activity(key("Remind")).visits == pytest.approx(0.25)
    assert analysis.metric("leadTime") == pytest.approx(15 + 0.25 * 5)


def test_a_reminder_begins_when_its_timer_goes_off():
    nodes = ENDS + tasks(["A", "Remind"]) + boundary(TIMER.format(20), stop="false")
    text = process(nodes + '<endEvent id="E2"/>', "S > A > E", "B > Remind > E2")
    numbers = [work("A", 15, "R"), *const_work(Remind=5), staff("R", 1)]

    analysis = analyse(maps(a=resource("R") + text + bpsim(arrival(1e9, "S"), *numbers, unit="min")))

    assert analysis.metric("leadTime") == pytest.approx(15.19716266, rel=1e-7)
    assert analysis.activity(key("Remind")).visits == pytest.approx(0.2635971381)
    assert [(a.key.element, a.work) for a in analysis.activities] == [("A", 15), ("Remind", 5)]
    assert analysis.process(key("P")).work == pytest.approx(15 + 0.2635971381 * 5)


def test_an_error_inside_a_sub_process_takes_the_edge():
    inside = graph(
        '<startEvent id="s"/><exclusiveGateway id="x"/><endEvent id="e"/><endEvent id="bad">'
        "<errorEventDefinition/></endEvent>" + tasks(["T1", "T2"]),
        "s > T1 > x > T2 > e",
        "x > bad",
    )
    nodes = ENDS + f'<subProcess id="A">{inside}</subProcess>' + boundary("<errorEventDefinition/>")
    text = process(nodes + tasks(["Handle"]) + '<endEvent id="E2"/>', "S > A > E", "B > Handle > E2")
    numbers = [*const_work(T1=10, T2=10, Handle=25), share("x-bad", 0.1), share("x-T2", 0.9)]

    assert lead_time(text, *numbers) == pytest.approx(21.5)


def test_a_sub_process_waits_for_all_paths_inside():
    inside = graph(
        '<startEvent id="s"/><endEvent id="e1"/><endEvent id="e2"/><parallelGateway id="f"/>' + tasks("AB"),
        "s > f > A > e1",
        "f > B > e2",
    )
    text = process(ENDS + f'<subProcess id="Sub">{inside}</subProcess>' + tasks("C"), "S > Sub > C > E")

    analysis = analyse(maps(a=text + bpsim(arrival(9.0, "S"), *const_work(A=2, B=3, C=1))))

    assert analysis.metric("leadTime") == pytest.approx(4.0)
    assert analysis.activity(key("C")).visits == pytest.approx(1.0)


def catching(identifier, inner):
    return f'<intermediateCatchEvent id="{identifier}">{inner}</intermediateCatchEvent>'


def test_the_first_of_message_and_timer_wins():
    nodes = ENDS + tasks("G", "eventBasedGateway") + '<endEvent id="E2"/>'
    nodes += catching("M", "<messageEventDefinition/>") + catching("T", TIMER.format(45))
    text = process(nodes, "S > G > M > E", "G > T > E2")
    timer = element(
        "M",
        f"<bpsim:ControlParameters><bpsim:InterTriggerTimer>{exp(30)}</bpsim:InterTriggerTimer></bpsim:ControlParameters>",
    )

    assert lead_time(text, timer) == pytest.approx(23.3060952, rel=1e-7)


def test_repetition_multiplies_work():
    loop = '<task id="A"><standardLoopCharacteristics testBefore="false" loopMaximum="3"/></task>'
    many = '<task id="A"><multiInstanceLoopCharacteristics isSequential="{}"><loopCardinality>4</loopCardinality></multiInstanceLoopCharacteristics></task>'

    assert lead_time(process(ENDS + loop, "S > A > E"), *const_work(A=10), share("A", 0.3)) == pytest.approx(
        13.9
    )
    assert lead_time(process(ENDS + many.format("true"), "S > A > E"), work("A", 10)) == pytest.approx(40)
    one_by_one = lead_time(process(ENDS + many.format("false"), "S > A > E"), work("A", 10))
    assert one_by_one == pytest.approx(10 * (1 + 1 / 2 + 1 / 3 + 1 / 4), rel=1e-9)


def test_a_called_process_belongs_to_the_call():
    called = flow("Inner") + bpsim(work("Inner", 5.0, law=const))
    text = process(ENDS + tasks(["Call"], "callActivity") + tasks("A"), "S > A > Call > E")
    links = Links((Link(key("Call"), key("P", "b.bpmn"), "call"),))

    analysis = analyse(maps(a=text + bpsim(arrival(9.0, "S"), *const_work(A=1)), b=called), links)

    assert analysis.metric("leadTime") == pytest.approx(6.0)
    assert analysis.process(key("P", "b.bpmn")).visits == pytest.approx(1.0)


def request_and_reply(after_reply=0):
    """Buyer sends, works 4 and waits; seller works 6, replies, and files for a while."""
    buyer = process(
        ENDS
        + '<intermediateThrowEvent id="Ask"><messageEventDefinition/></intermediateThrowEvent>'
        + catching("Get", "<messageEventDefinition/>")
        + tasks(["Own", "Then"]),
        "S > Ask > Own > Get > Then > E",
    )
    seller = process(
        ENDS + '<intermediateThrowEvent id="Reply"/>' + tasks(["Work", "File"]), "S > Work > Reply > File > E"
    )
    links = Links(
        (
            Link(key("Ask"), key("S", "b.bpmn"), "trigger"),
            Link(key("Reply", "b.bpmn"), key("Get"), "message"),
        )
    )
    first = buyer + bpsim(arrival(100.0, "S"), *const_work(Own=4, Then=1))
    second = seller + bpsim(*const_work(Work=6, File=after_reply))
    return analyse(maps(a=first, b=second), links)


def test_a_reply_is_waited_for():
    analysis = request_and_reply()

    assert analysis.process(key("P")).lead_time == pytest.approx(7.0)
    assert analysis.process(key("P", "b.bpmn")).visits == pytest.approx(1.0)
    assert analysis.activity(key("Then")).visits == pytest.approx(1.0)


def test_what_the_partner_does_after_its_reply_is_not_waited_for():
    analysis = request_and_reply(after_reply=50)

    assert analysis.process(key("P")).lead_time == pytest.approx(7.0)
    assert analysis.process(key("P", "b.bpmn")).lead_time == pytest.approx(56.0)
    assert analysis.metric("leadTime") == pytest.approx(56.0)


def test_link_events_go_on_elsewhere():
    link = '<linkEventDefinition name="on"/>'
    nodes = ENDS + f'<intermediateThrowEvent id="To">{link}</intermediateThrowEvent>' + catching("From", link)
    text = process(nodes + tasks("AB"), "S > A > To", "From > B > E")

    assert lead_time(text, *const_work(A=1, B=2)) == pytest.approx(3.0)


def test_urgent_work_waits_less():
    text = resource("R") + process(
        ENDS + tasks("X", "exclusiveGateway") + tasks("AB"), "S > X > A > E", "X > B > E"
    )
    numbers = [
        staff("R", 1),
        arrival(1.25, "S"),
        work("A", 1, "R", priority=2),
        work("B", 1, "R", priority=1),
    ]

    analysis = analyse(maps(a=text + bpsim(*numbers, share("X-A", 0.5), share("X-B", 0.5))))

    urgent, other = analysis.activity(key("A")).wait, analysis.activity(key("B")).wait
    assert urgent == pytest.approx(0.8 / 0.6)
    assert (urgent + other) / 2 == pytest.approx(4.0)


def test_a_lane_with_a_number_is_a_team():
    lane = '<laneSet id="LS"><lane id="L" name="Sales"><flowNodeRef>A</flowNodeRef></lane></laneSet>'
    text = process(lane + ENDS + tasks("A"), "S > A > E")

    analysis = analyse(maps(a=text + bpsim(staff("L", 1), arrival(1.25, "S"), work("A", 1.0))))

    assert analysis.activity(key("A")).wait == pytest.approx(4.0)


def test_lanes_that_people_say_are_one_team_share_their_load():
    lane = '<laneSet id="LS"><lane id="L" name="Sales"><flowNodeRef>A</flowNodeRef></lane></laneSet>'
    text = process(lane + ENDS + tasks("A"), "S > A > E")
    facts = Facts(resources=(ResourceFact("Team", (key("L"), key("L", "b.bpmn"))),))
    numbers = [arrival(4.0, "S"), work("A", 1.0)]

    analysis = analyse(maps(facts, a=text + bpsim(staff("L", 1), *numbers), b=text + bpsim(*numbers)))

    assert analysis.resource("Team").utilisation == pytest.approx(0.5)


def test_timers_start_processes_but_are_no_customers():
    clock = "<timerEventDefinition><timeCycle>R/PT2H</timeCycle></timerEventDefinition>"
    timed = process(f'<startEvent id="S">{clock}</startEvent><endEvent id="E"/>' + tasks("A"), "S > A > E")

    system = maps(a=flow("B") + bpsim(arrival(1.0), work("B", 5.0)), b=timed + bpsim(work("A", 9.0)))
    analysis = analyse(system)

    assert analysis.metric("leadTime") == pytest.approx(5.0)
    assert analysis.process(key("P", "b.bpmn")).visits == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "numbers", "says"),
    [
        (
            process(ENDS + tasks("X", "exclusiveGateway") + tasks("AB"), "S > X > A > E", "X > B > E"),
            [],
            "equal shares",
        ),
        (resource("R") + flow("A").replace('"Start"', '"S"'), [work("A", 1, "R")], "not known how many “R”"),
        (flow("A").replace('"Start"', '"S"'), [work("A", 1, "Nobody")], "asks for “Nobody”"),
        (process(ENDS + catching("M", "<messageEventDefinition/>"), "S > M > E"), [], "does not wait"),
        (
            process(ENDS + tasks("A") + boundary("<messageEventDefinition/>"), "S > A > E"),
            [],
            "never happens",
        ),
        (
            process(ENDS + '<task id="A"><multiInstanceLoopCharacteristics/></task>', "S > A > E"),
            [],
            "one instance",
        ),
    ],
)
def test_every_assumption_is_said(text, numbers, says):
    analysis = analyse(maps(a=text + bpsim(arrival(10.0, "S"), *numbers)))

    assert [str(w) for w in analysis.warnings if says in str(w)]


def test_a_start_that_is_triggered_does_not_count_its_own_arrivals_again():
    text = flow("A") + bpsim(arrival(2.0), work("A", 1.0))
    links = Links((Link(key("End"), key("Start", "b.bpmn")),))

    analysis = analyse(maps(a=text, b=text), links)

    assert analysis.metric("throughput") == pytest.approx(0.5)
    assert analysis.process(key("P", "b.bpmn")).visits == pytest.approx(1.0)


def test_what_a_customer_starts_needs_a_rate():
    links = Links((Link(key("C"), key("Start")),), (Party("Customer", "customer", (key("C"),)),))

    analysis = analyse(maps(a=flow("A") + bpsim(work("A", 1.0))), links)

    assert any("how often “Customer” asks" in str(w) for w in analysis.warnings)
    assert math.isclose(analysis.metric("leadTime"), 1.0)
