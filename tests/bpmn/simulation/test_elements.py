"""What single elements do, against closed forms (``../shared/oracles``, o07 and o09): nobody has to wait for people."""

import pytest

from bpmn.scenario.distributions import constant, exponential
from bpmn.scenario.parameters import ElementParameters
from bpmn.simulation import Settings, simulate
from tests.bpmn.semantics.models import END, START, boundary, gate, inside
from tests.bpmn.simulation.systems import (
    agrees,
    comes,
    key,
    likely,
    one_process,
    plan,
    replayed,
    simulated,
    takes,
)
from tests.bpmn.system.maps import event, node, task

S2, E2, E3 = (event(k, i, None, None) for k, i in (("start", "s2"), ("end", "e2"), ("end", "e3")))
TIMER_20 = '<timerEventDefinition id="t20"><timeDuration>PT20H</timeDuration></timerEventDefinition>'
TIMER_45 = TIMER_20.replace("20", "45")


def timer(identifier: str, host: str, *, interrupting: bool = True) -> str:
    stops = {} if interrupting else {"cancelActivity": "false"}
    return node("boundaryEvent", identifier, None, TIMER_20, attachedToRef=host, **stops)


def mean(text, numbers, **settings):
    chosen = {"duration": 4_000.0, "warm_up": 200.0, "replications": 10, **settings}
    return simulated(text, {"s": comes(1.0), **numbers}, **chosen).lead_time.mean


def test_a_timer_breaks_off_work():
    text = one_process(
        START, task("A"), timer("late", "A"), task("Escalate"), END, flows="s>A A>e late>Escalate Escalate>e"
    )

    assert agrees(mean(text, {"A": takes(exponential(15.0)), "Escalate": takes(30)}), 18.95395707)


def test_a_timer_reminds_beside_work():
    text = one_process(
        START, task("A"), timer("late", "A", interrupting=False), task("Remind"), END, E2,
        flows="s>A A>e late>Remind Remind>e2",
    )  # fmt: skip

    assert agrees(mean(text, {"A": takes(exponential(15.0)), "Remind": takes(5)}), 15.19716266)


def test_an_error_inside_goes_on_at_the_edge():
    content = inside(
        S2, task("T1"), gate("exclusive", "g"), event("end", "bad", None, "error"), task("T2"), E3,
        flows="s2>T1 T1>g g>bad g>T2 T2>e3",
    )  # fmt: skip
    text = one_process(
        START, node("subProcess", "sub", None, content), boundary("caught", "sub", "error"), task("Handle"), END,
        flows="s>sub sub>e caught>Handle Handle>e",
    )  # fmt: skip
    flows = [f'id="{part.split(chr(34))[0]}"' for part in content.split('sequenceFlow id="')[1:]]
    numbers = {"T1": takes(10), "T2": takes(10), "Handle": takes(25)}
    numbers |= {flows[2][4:-1]: likely(0.1), flows[3][4:-1]: likely(0.9)}

    assert agrees(mean(text, numbers), 21.5)


def test_an_error_comes_by_its_probability_when_the_work_is_done():
    text = one_process(
        START, task("A"), boundary("caught", "A", "error"), task("Handle"), END,
        flows="s>A A>e caught>Handle Handle>e",
    )  # fmt: skip

    assert agrees(mean(text, {"A": takes(10), "caught": likely(0.25), "Handle": takes(20)}), 15.0)


def race():
    catches = (event("catch", "m", None, "message"), node("intermediateCatchEvent", "t", None, TIMER_45))
    return one_process(
        START,
        gate("eventBased", "g"),
        *catches,
        task("A"),
        task("B"),
        END,
        flows="s>g g>m g>t m>A t>B A>e B>e",
    )


def test_the_first_of_a_message_and_a_timer_counts():
    text = (
        race()
        + '<collaboration id="c"><participant id="x" name="Bank"/><participant id="q" name="Shop" processRef="p"/><messageFlow id="mf" sourceRef="x" targetRef="m"/></collaboration>'
    )
    numbers = {"s": comes(1.0), "x": ElementParameters(response_time=exponential(30.0))}

    found = simulated(text, numbers)

    visits = {one.key: one.visits for one in found.activities}
    assert agrees(found.lead_time.mean, 23.3060952)
    assert agrees(visits[key("A")], 0.7768698399)
    assert agrees(visits[key("B")], 0.2231301601)


def inclusive(default: bool):
    more = ' default="o-Z"' if default else ""
    text = one_process(
        START, gate("inclusive", "o"), task("X"), task("Y"), *([task("Z")] if default else []), gate("inclusive", "j"),
        END, flows="s>o o>X o>Y X>j Y>j j>e" + (" o>Z Z>j" if default else ""),
    )  # fmt: skip
    return text.replace('<inclusiveGateway id="o"', f'<inclusiveGateway id="o"{more}')


NUMBERS = {"X": takes(10), "Y": takes(20), "Z": takes(5), "o-X": likely(0.6), "o-Y": likely(0.5)}


def test_each_path_of_an_inclusive_gateway_is_decided_alone():
    assert agrees(mean(inclusive(default=True), NUMBERS), 14.0)


def test_without_a_default_at_least_one_path_is_taken():
    numbers = {name: one for name, one in NUMBERS.items() if name != "Z"}

    assert agrees(mean(inclusive(default=False), numbers), 16.25)


def several(tag: str, **how: str) -> str:
    text = "".join(f' {name}="{value}"' for name, value in how.items())
    inner = "" if tag == "standard" else "<loopCardinality>4</loopCardinality>"
    return f"<{tag}LoopCharacteristics{text}>{inner}</{tag}LoopCharacteristics>"


@pytest.mark.parametrize(("sequential", "exact"), [("false", 20.83333333), ("true", 40.0)])
def test_several_instances(sequential, exact):
    text = one_process(START, task("A", inside=several("multiInstance", isSequential=sequential)), END)

    assert agrees(mean(text, {"A": takes(exponential(10.0))}), exact)


@pytest.mark.parametrize(("sequential", "exact"), [("false", 20.83333333), ("true", 40.0)])
def test_several_instances_of_a_sub_process(sequential, exact):
    content = several("multiInstance", isSequential=sequential) + inside(S2, task("A"), E3)
    text = one_process(START, node("subProcess", "sub", None, content), END)

    assert agrees(mean(text, {"A": takes(exponential(10.0))}), exact)


def test_a_loop_repeats_by_its_probability_but_not_for_ever():
    text = one_process(START, task("A", inside=several("standard", testBefore="false", loopMaximum="3")), END)

    found = simulated(text, {"s": comes(1.0), "A": takes(10, repeat=0.3)})

    assert agrees(found.lead_time.mean, 13.9)
    assert agrees(found.activities[0].visits, 1.39)


def test_an_end_that_terminates_breaks_off_other_paths():
    text = one_process(
        START, gate("parallel", "f"), task("A"), task("B"), event("end", "t", None, "terminate"), END,
        flows="s>f f>A f>B A>t B>e",
    )  # fmt: skip

    found = mean(text, {"A": takes(10), "B": takes(30)})

    assert found.mean == pytest.approx(10.0)


def test_blocks_of_all_kinds():
    text = one_process(
        START, task("A"), gate("exclusive", "x"), task("B"), task("C"), gate("exclusive", "y"), gate("parallel", "f"),
        task("D"), task("E"), task("F"), gate("parallel", "j"), task("wait"), gate("exclusive", "l"), task("G"),
        task("H"), gate("exclusive", "r"), END,
        flows="s>A A>x x>B x>C B>y C>y y>f f>D f>E E>F D>j F>j j>wait wait>l l>G G>H H>r r>l r>e",
    )  # fmt: skip
    numbers = {
        "A": takes(10), "B": takes(20), "C": takes(5), "D": takes(15), "E": takes(8), "F": takes(4), "G": takes(6),
        "H": takes(4), "wait": ElementParameters(lag_time=constant(30)), "x-B": likely(0.3), "x-C": likely(0.7),
        "r-l": likely(0.25), "r-e": likely(0.75),
    }  # fmt: skip

    found = simulated(text, {"s": comes(1.0), **numbers})

    parts = {(part.cause, part.key.element): part.mean.mean for part in found.partition}
    assert agrees(found.lead_time.mean, 77.83333333)
    assert parts["lag", "wait"] == pytest.approx(30.0)
    assert parts["work", "D"] == pytest.approx(15.0)
    assert ("work", "E") not in parts


def test_three_parallel_paths():
    text = one_process(
        START, gate("parallel", "f"), task("A"), task("B"), task("C"), gate("parallel", "j"), END,
        flows="s>f f>A f>B f>C A>j B>j C>j j>e",
    )  # fmt: skip

    assert agrees(mean(text, {name: takes(exponential(4.0)) for name in "ABC"}), 7.333333333)


def test_a_fork_whose_paths_queue():
    text = (
        '<resource id="R1" name="R1"/><resource id="R2" name="R2"/>'
        + one_process(
            START, gate("parallel", "f"), task("A"), task("B"), gate("parallel", "j"), END,
            flows="s>f f>A f>B A>j B>j j>e",
        )
    )  # fmt: skip
    numbers = {
        "s": comes(2.0), "A": takes(exponential(1.0), "R1"), "B": takes(exponential(1.0), "R2"),
        "R1": ElementParameters(quantity=1), "R2": ElementParameters(quantity=1),
    }  # fmt: skip

    assert agrees(simulated(text, numbers).lead_time.mean, 2.875)


def test_an_event_sub_process_takes_over():
    handler = node(
        "subProcess", "late", None,
        node("startEvent", "s3", None, TIMER_20) + inside(task("Mend"), E3).replace("<task", "<task"),
        triggeredByEvent="true",
    ).replace("</subProcess>", '<sequenceFlow id="s3-Mend" sourceRef="s3" targetRef="Mend"/></subProcess>')  # fmt: skip
    text = one_process(START, task("A"), END, handler, flows="s>A A>e")

    assert agrees(mean(text, {"A": takes(30), "Mend": takes(7)}), 27.0)


def test_a_called_process_runs_inside_its_caller():
    called = one_process(S2, task("Inner"), E2, name="q")
    text = one_process(START, node("callActivity", "call", None, calledElement="q"), END) + called

    found = simulated(text, {"s": comes(1.0), "Inner": takes(exponential(5.0))})

    assert agrees(found.lead_time.mean, 5.0)
    assert agrees(next(p for p in found.processes if p.key == key("q")).visits, 1.0)


def test_what_was_done_is_undone_the_last_first():
    nodes = (
        START, task("A"), task("B"), event("throw", "undo", None, "compensate"), END,
        boundary("ca", "A", "compensate"), boundary("cb", "B", "compensate"),
        task("UndoA", isForCompensation="true"), task("UndoB", isForCompensation="true"),
    )  # fmt: skip
    ties = '<association id="a1" sourceRef="ca" targetRef="UndoA"/><association id="a2" sourceRef="cb" targetRef="UndoB"/>'
    text = one_process(*nodes, flows="s>A A>B B>undo undo>e").replace("</process>", f"{ties}</process>")
    numbers = {"A": takes(1), "B": takes(2), "UndoA": takes(3), "UndoB": takes(4)}

    assert agrees(mean(text, numbers), 10.0)


def test_only_what_was_done_is_undone():
    nodes = (
        START, gate("exclusive", "g"), task("A"), task("B"), event("throw", "undo", None, "compensate"), END,
        boundary("ca", "A", "compensate"), boundary("cb", "B", "compensate"),
        task("UndoA", isForCompensation="true"), task("UndoB", isForCompensation="true"),
    )  # fmt: skip
    ties = '<association id="a1" sourceRef="ca" targetRef="UndoA"/><association id="a2" sourceRef="cb" targetRef="UndoB"/>'
    text = one_process(*nodes, flows="s>g g>A g>B A>undo B>undo undo>e").replace(
        "</process>", f"{ties}</process>"
    )
    numbers = {"A": takes(1), "B": takes(1), "UndoA": takes(10), "UndoB": takes(30)}
    numbers |= {"g-A": likely(0.5), "g-B": likely(0.5)}

    assert agrees(mean(text, numbers), 21.0)


def replies(servers: int | None):
    """o10: buyers ask, the seller works 10, 2 and 5 for them, and each gets the own reply."""
    buyer = one_process(
        START, event("throw", "ask", None, "message"), event("catch", "got", None, "message"), END
    )
    seller = one_process(
        event("start", "in", None, "message"), task("Work"), event("end", "out", None, "message"), name="q"
    )
    joins = (
        '<collaboration id="c"><participant id="b" name="Buyer" processRef="p"/>'
        '<participant id="z" name="Seller" processRef="q"/>'
        '<messageFlow id="m1" sourceRef="ask" targetRef="in"/><messageFlow id="m2" sourceRef="out" targetRef="got"/>'
        "</collaboration>"
    )
    return '<resource id="R" name="R"/>' + joins + buyer + seller


def test_replies_find_the_case_that_asked():
    work = takes(exponential(10.0))

    record = replayed(replies(None), {"s": comes(1.0, constant, count=200), "Work": work})

    ordered = sorted(zip(record.ends, record.leads, strict=True))
    born = [end - lead for end, lead in ordered]
    assert len(record.leads) == 200
    assert born != sorted(born)  # who asked later may get the reply earlier: each case has its own work
    assert sum(lead > 10.0 for lead in record.leads) == pytest.approx(200 * 0.3679, abs=25)


def test_a_number_of_cases_without_arrivals_comes_at_the_start():
    text = '<resource id="R" name="R"/>' + one_process(START, task("A"), END)
    numbers = {"s": comes(count=3), "A": takes(2, "R"), "R": ElementParameters(quantity=1)}

    found = simulate(plan(text, numbers), Settings(workers=1, replications=2))

    assert found.cases == 6
    assert found.lead_time.mean is not None
    assert found.lead_time.mean.mean == pytest.approx(4.0)


def test_an_ad_hoc_sub_process_does_each_of_its_steps_once():
    text = one_process(START, node("adHocSubProcess", "sub", None, task("A") + task("B")), END)

    assert agrees(mean(text, {"A": takes(2), "B": takes(3)}), 3.0)


BLACK_BOX = (
    '<collaboration id="c"><participant id="x" name="Bank"/><participant id="q" name="Shop" processRef="p"/>'
    '<messageFlow id="m1" sourceRef="x" targetRef="yes"/><messageFlow id="m2" sourceRef="x" targetRef="no"/>'
    "</collaboration>"
)


def answers():
    catches = (event("catch", "yes", None, "message"), event("catch", "no", None, "message"))
    late = node("intermediateCatchEvent", "t", None, TIMER_45)
    return BLACK_BOX + one_process(
        START, gate("eventBased", "g"), *catches, late, task("A"), task("B"), task("C"), END,
        flows="s>g g>yes g>no g>t yes>A no>B t>C A>e B>e C>e",
    )  # fmt: skip


def test_answers_come_as_often_as_people_say():
    shares = {"g-yes": likely(0.6), "g-no": likely(0.1), "g-t": likely(0.3)}

    found = simulated(answers(), {"s": comes(1.0), **shares})

    visits = {one.name: one.visits for one in found.activities}
    assert agrees(visits["A"], 0.6)
    assert agrees(visits["B"], 0.1)
    assert agrees(found.lead_time.mean, 0.3 * 45)


def test_answers_of_which_nothing_is_known_are_as_likely_as_each_other():
    found = simulated(answers(), {"s": comes(1.0)})

    visits = {one.name: one.visits for one in found.activities}
    assert agrees(visits["A"], 0.5)
    assert agrees(visits["B"], 0.5)


def test_a_message_beside_work_that_nobody_says_anything_about_never_comes():
    stop = node("boundaryEvent", "stop", None, "<messageEventDefinition/>", attachedToRef="A")
    joins = BLACK_BOX.replace("yes", "stop").replace(
        '<messageFlow id="m2" sourceRef="x" targetRef="no"/>', ""
    )
    text = joins + one_process(START, task("A"), stop, task("B"), END, flows="s>A A>e stop>B B>e")

    assert agrees(mean(text, {"A": takes(3), "B": takes(50)}), 3.0)


def test_the_wait_for_a_ticket_is_told_and_counted():
    content = inside(S2, task("A"), E3)
    text = '<resource id="T" name="T"/>' + one_process(START, node("subProcess", "sub", None, content), END)
    numbers = {"A": takes(exponential(0.8)), "sub": takes(0, "T"), "T": ElementParameters(quantity=1)}

    found = simulated(text, {"s": comes(1.0), **numbers})

    host = next(one for one in found.activities if one.key == key("sub"))
    assert agrees(host.visits, 1.0)
    assert agrees(host.wait, 3.2)
    assert found.lead_time.mean is not None
    assert sum(part.mean.mean for part in found.partition) == pytest.approx(found.lead_time.mean.mean)
