"""Verdicts by simulation: paired runs, the same random numbers, as many as are needed."""

from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.improve import Wanted, improve
from bpmn.improvement.initiative import propose
from bpmn.improvement.judge import judge_plan
from bpmn.improvement.simulated import BLOCKS, Simulated
from bpmn.improvement.verdict import Verdict
from bpmn.improvement.workbench import Workbench
from bpmn.simulation import Workers
from bpmn.system.facts import Change, Facts, Initiative, Parameter
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.queueing.systems import arrival, bpsim, const, document, flow, resource, staff, work


def key(identifier):
    return ElementKey("a.bpmn", identifier)


def system(*initiatives, servers=5, rate=4.0):
    text = resource("R") + flow("A") + bpsim(staff("R", servers), arrival(1 / rate), work("A", 1.0, "R"))
    return System(Path(), {"a.bpmn": document(text)}, facts=Facts(initiatives=initiatives))


def change(parameter, value, where="A", **more):
    return Initiative("Try", "Ann", changes=(Change(key(where), parameter, value, unit="hour", **more),))


def judged(one, seed=1, workers=1, **more):
    found = system(one, **more)
    return improve(found, find_links(found), Wanted(is_quick=False, seed=seed, workers=workers), found.facts)


def test_a_small_change_is_seen_with_its_right_sign():
    """Half a per cent less work is far below the noise of single runs."""
    (effect,) = judged(change(Parameter.DURATION, 0.995)).initiatives

    lead = effect.overall["leadTime"]
    assert lead.interval.low < lead.theory < lead.interval.high < 0
    assert lead.interval.half < 0.005
    assert effect.verdict is Verdict.NO_EFFECT


def test_a_large_change_is_decided_and_theory_agrees():
    (effect,) = judged(change(Parameter.STAFF, 8, "R")).initiatives

    lead = effect.overall["leadTime"]
    assert effect.verdict is Verdict.ALIGNED
    assert lead.change == pytest.approx(lead.theory, abs=2 * lead.interval.half)
    assert str(effect.method).startswith("By simulation: ")


def test_the_parts_that_moved_add_up_to_the_change():
    (effect,) = judged(change(Parameter.STAFF, 8, "R")).initiatives

    lead = effect.overall["leadTime"]
    assert sum(m.delta for m in effect.moved) == pytest.approx(lead.after - lead.before, rel=1e-9)


def test_a_state_that_never_settles_is_not_averaged():
    (effect,) = judged(change(Parameter.STAFF, 3, "R")).initiatives

    assert effect.verdict is Verdict.HARMFUL
    assert effect.overall["leadTime"].after is None
    assert "no longer keep up" in str(effect.explanation)


def test_the_same_seed_gives_the_same_and_another_one_not():
    one = change(Parameter.DURATION, 0.9)

    first, again, other = judged(one), judged(one), judged(one, seed=2)

    assert first.initiatives == again.initiatives
    assert first.initiatives[0].overall["leadTime"] != other.initiatives[0].overall["leadTime"]


def test_a_limit_of_cases_is_judged_by_theory_and_said():
    (effect,) = judged(change(Parameter.WIP_LIMIT, 6, "P"), servers=5).initiatives

    assert str(effect.method).startswith("By queueing theory")


def test_runs_end_when_what_matters_is_known():
    found = system()
    bench = Workbench(found, find_links(found))
    proposal = propose(bench, change(Parameter.STAFF, 8, "R"))

    outcome = judge_plan(bench, proposal.kpi, proposal.plan, Simulated(bench, 1, Workers(1)))

    assert f": {BLOCKS[0]} pairs of runs" in str(outcome.compared.method)


def s01(*initiatives):
    """Ann prepares (0.9 h), Bob finishes (1.0 h) what she sends him; constant times, one person each."""
    text = resource("RA", "RB") + (
        '<collaboration id="C"><participant id="PA" name="Prepare" processRef="Prepare"/>'
        '<participant id="PB" name="Finish" processRef="Finish"/>'
        '<messageFlow id="M" sourceRef="E1" targetRef="S2"/></collaboration>'
        '<process id="Prepare" name="Prepare"><startEvent id="S1"/><task id="T1" name="T1"/>'
        '<endEvent id="E1"><messageEventDefinition/></endEvent>'
        '<sequenceFlow id="a" sourceRef="S1" targetRef="T1"/><sequenceFlow id="b" sourceRef="T1" targetRef="E1"/>'
        '</process><process id="Finish" name="Finish"><startEvent id="S2"><messageEventDefinition/></startEvent>'
        '<task id="T2" name="T2"/><endEvent id="E2"/><sequenceFlow id="c" sourceRef="S2" targetRef="T2"/>'
        '<sequenceFlow id="d" sourceRef="T2" targetRef="E2"/></process>'
    )
    numbers = bpsim(
        staff("RA", 1),
        staff("RB", 1),
        arrival(1.25, "S1"),
        work("T1", 0.9, "RA", const),
        work("T2", 1.0, "RB", const),
    )
    return System(Path(), {"a.bpmn": document(text + numbers)}, facts=Facts(initiatives=initiatives))


def test_s01_by_simulation_the_saved_wait_is_the_wait_that_is_added():
    """Friedman 1965: in a deterministic tandem 0.990 h of wait move; 1.390 h are saved here, 0.400 h in all."""
    found = s01(change(Parameter.DURATION, 0.5, "T1"))

    (effect,) = improve(
        found, find_links(found), Wanted(is_quick=False, seed=1, workers=1), found.facts
    ).initiatives

    lead = effect.overall["leadTime"]
    assert effect.verdict is Verdict.ALIGNED
    assert lead.change == pytest.approx(-0.1025641026, abs=max(0.02, 1.6 * lead.interval.half))
    assert effect.local.change == pytest.approx(-0.6759259259, abs=0.02)
    assert effect.transfer_ratio == pytest.approx(0.7123287671, abs=0.03)
    waits = {m.key.element: m.delta for m in effect.moved if m.cause == "queue"}
    assert waits["T1"] == pytest.approx(-0.9904761905, rel=0.1)
    assert waits["T2"] == pytest.approx(-waits["T1"], rel=0.02)


def test_a_queue_that_only_looks_as_if_it_grew_is_not_called_unsettled():
    """With this seed the first runs of a queue at 80 % load end longer than they began."""
    found = s01(change(Parameter.DURATION, 0.5, "T1"))

    (effect,) = improve(
        found, find_links(found), Wanted(is_quick=False, seed=3, workers=1), found.facts
    ).initiatives

    assert effect.verdict is Verdict.ALIGNED
