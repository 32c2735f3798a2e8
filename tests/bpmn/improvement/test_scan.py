"""Standard targets one at a time: which are safe, which useless, which hurt the whole."""

import json
import math

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.alignment import alignment, elasticities
from bpmn.improvement.scan import Depth, Quadrant, scan
from bpmn.improvement.scan_json import to_json
from bpmn.improvement.targets import targets
from bpmn.improvement.workbench import Workbench
from bpmn.system.facts import Direction, Facts, KpiFact, Measure
from tests.bpmn.queueing.systems import (
    Link,
    Links,
    arrival,
    bpsim,
    const,
    element,
    flow,
    maps,
    resource,
    share,
    staff,
    work,
)

OWNERS = '<resource id="Ann" name="Ann"/><resource id="Bob" name="Bob"/>'


def key(identifier, file="a"):
    return ElementKey(f"{file}.bpmn", identifier)


def owned(name, *steps, extra=""):
    role = f'<resourceRole id="O" name="Process Owner"><resourceRef>{name}</resourceRef></resourceRole>'
    return flow(*steps, extra=role + extra)


def team(servers=5, rate=4.0):
    return maps(a=OWNERS + resource("R") + owned("Ann", "A") + bpsim(
        staff("R", servers), arrival(1 / rate), work("A", 1.0, "R")))  # fmt: skip


def two_owners():
    """Ann's step, then Bob's in another map; Bob's people are the bottleneck."""
    first = (
        OWNERS
        + resource("RA")
        + owned("Ann", "T1")
        + bpsim(staff("RA", 3), arrival(1.0), work("T1", 1.0, "RA"))
    )
    second = OWNERS + resource("RB") + owned("Bob", "T2") + bpsim(staff("RB", 2), work("T2", 1.5, "RB"))
    links = Links((Link(key("End", "first"), key("Start", "second")),))
    return maps(first=first, second=second), links


def found(system, links=None, facts=None):
    return {(one.target.kind, one.target.key.element): one for one in scan(system, links, facts).targets}


def test_quicker_work_where_people_are_busy_is_safe():
    one = found(team())["handlingTime", "A"]

    assert one.quadrant is Quadrant.SAFE
    assert one.overall.after == pytest.approx(one.local.after)


def test_one_person_fewer_looks_good_by_load_and_hurts():
    one = found(team())["staffLess", "R"]

    assert one.quadrant is Quadrant.DANGEROUS
    assert one.local.after > one.local.before
    assert one.overall.after is None  # 4 people, 4 hours of work an hour


def test_a_person_more_where_nobody_waits_is_useless():
    one = found(team(servers=40))["staffMore", "R"]

    assert one.quadrant is Quadrant.NO_TARGET
    assert one.overall.judgement == "same"


def test_larger_groups_save_work_and_cost_time_and_the_largest_harmless_one_is_told():
    batch = (
        f"<bpsim:TimeParameters><bpsim:SetUpTime>{const(10)}</bpsim:SetUpTime>"
        f"<bpsim:ProcessingTime>{const(5)}</bpsim:ProcessingTime></bpsim:TimeParameters>"
        "<bpsim:ResourceParameters><bpsim:Selection><bpsim:ExpressionParameter value=\"bpsim:getResource('R',1)\"/>"
        '</bpsim:Selection></bpsim:ResourceParameters><bpsim:VendorExtension name="batch">4</bpsim:VendorExtension>'
    )
    system = maps(a=OWNERS + resource("R") + owned("Ann", "A") + bpsim(
        staff("R", 1), arrival(12), element("A", batch), unit="min"))  # fmt: skip

    one = found(system)["batchDouble", "A"]

    assert one.quadrant is Quadrant.DANGEROUS
    assert one.local.after < one.local.before
    assert 4 <= one.break_even.value < 8


def test_a_check_of_which_nothing_is_known_is_not_called_safe():
    text = (
        OWNERS
        + resource("R")
        + owned("Ann", "Check")
        + bpsim(staff("R", 2), arrival(1.0), work("Check", 0.5, "R"))
    )

    one = found(maps(a=text))["removeCheck", "Check"]

    assert one.quadrant is Quadrant.UNDECIDED
    assert "not known what the check finds" in str(one.target.note)


def test_a_shared_team_is_tried_with_priority_and_with_people_apart():
    shared = resource("R")
    system = maps(
        a=OWNERS + shared + owned("Ann", "A") + bpsim(staff("R", 4), arrival(1.0), work("A", 1.0, "R")),
        b=OWNERS + shared + owned("Bob", "B") + bpsim(arrival(1.0), work("B", 1.0, "R")),
    )

    kinds = {kind: one.quadrant for (kind, _), one in found(system).items()}

    assert kinds["ringFence"] is Quadrant.NO_TARGET  # two pairs wait longer than four together
    assert kinds["priority"] is Quadrant.USELESS


def test_a_step_can_be_done_by_those_who_did_the_one_before():
    system = maps(a=OWNERS + resource("R", "S") + owned("Ann", "A", "B") + bpsim(
        staff("R", 3), staff("S", 1), arrival(1.0), work("A", 0.5, "R"), work("B", 0.8, "S")))  # fmt: skip

    one = found(system)["mergeHandOver", "B"]

    assert one.overall.after < one.overall.before


def looping():
    """A is done again for a tenth of the cases."""
    gateway = (
        '<exclusiveGateway id="G"/><sequenceFlow id="AG" sourceRef="A" targetRef="G"/>'
        '<sequenceFlow id="again" sourceRef="G" targetRef="A"/>'
        '<sequenceFlow id="done" sourceRef="G" targetRef="End"/>'
    )
    text = owned("Ann", "A", extra=gateway)
    text = text.replace('<sequenceFlow id="A-End" sourceRef="A" targetRef="End"/>', "")
    return maps(a=OWNERS + resource("R") + text + bpsim(
        staff("R", 2), arrival(1.0), work("A", 1.0, "R"), share("again", 0.1), share("done", 0.9)))  # fmt: skip


def test_half_the_rework_is_tried_on_branches_that_lead_back():
    one = found(looping())["rework", "again"]

    assert one.quadrant is Quadrant.SAFE


def test_haste_is_worth_it_until_more_comes_back():
    """20 % less time is eaten up where about a fifth more of the work comes back."""
    one = found(looping())["handlingTime", "A"]

    assert one.haste.key.element == "again"
    assert 0.2 < one.haste.value < 0.35
    assert one.haste.holds_below


def test_a_system_without_numbers_has_no_targets():
    assert scan(maps(a=flow("A"))).targets == ()


def test_the_order_of_maps_changes_nothing():
    system, links = two_owners()
    turned, _ = two_owners()
    turned.documents = dict(reversed(turned.documents.items()))

    assert to_json(scan(system, links))["targets"] == to_json(scan(turned, links))["targets"]


def test_scan_as_json_has_the_documented_keys():
    system, links = two_owners()

    data = json.loads(json.dumps(to_json(scan(system, links))))

    assert set(data) == {
        "schemaVersion",
        "base",
        "judgedOn",
        "seed",
        "targets",
        "tornado",
        "alignment",
        "conflicts",
    }
    assert set(data["targets"][0]) == {
        "kind", "name", "owner", "file", "element", "class", "verdict", "local", "global", "gain", "breakEven",
        "haste", "confirmed", "explanation",
    }  # fmt: skip


def test_what_matters_most_is_confirmed_by_simulation():
    from pathlib import Path

    from bpmn.system.links import find_links
    from bpmn.system.system import System

    system = System(Path(), team(servers=6).documents)

    tried = scan(system, find_links(system), None, Depth(is_quick=False, seed=1, workers=1))

    wanted = [one for one in tried.targets if one.quadrant is not Quadrant.NO_TARGET]
    assert wanted
    assert all(one.is_confirmed for one in wanted)
    assert tried.seed == 1


# -- elasticities and alignment ------------------------------------------------------------------


def test_elasticities_of_a_queue_are_those_of_its_formula():
    """M/M/1: T = 1 / (μ − λ); one per cent more of the service time by −S T′ / T = −1 / (1 − ρ)."""
    system = maps(a=OWNERS + resource("R") + owned("Ann", "A") + bpsim(
        staff("R", 1), arrival(2.0), work("A", 1.0, "R")))  # fmt: skip

    found = {e.key.element: e.value for e in elasticities(Workbench(system, None))}

    assert found["A"] == pytest.approx(-2.0, rel=0.02)
    assert found["Start"] == pytest.approx(1.0, rel=0.03)
    assert found["R"] == pytest.approx((1 - (1 + 1 / 15) / 2) / math.log(2), rel=1e-6)


def test_a_figure_that_is_the_whole_points_straight_at_it():
    facts = Facts(kpis=(KpiFact("k", "lead time", Measure.LEAD_TIME, owner="Ann"),))

    (one,) = alignment(Workbench(team(), None, facts)).owners

    assert one.alpha == pytest.approx(1.0)
    assert one.worst is None


def test_a_target_for_load_rewards_hurting_the_customer():
    load = KpiFact("load", "load", Measure.UTILISATION, resource="R", direction=Direction.MORE, owner="Ann")

    (one,) = alignment(Workbench(team(), None, Facts(kpis=(load,)))).owners

    assert one.alpha < -0.5
    assert one.worst is not None


def test_two_owners_who_want_the_load_and_the_time_are_in_conflict():
    facts = Facts(kpis=(
        KpiFact("load", "load", Measure.UTILISATION, resource="R", direction=Direction.MORE, owner="Ann"),
        KpiFact("time", "time", Measure.LEAD_TIME, key("P"), owner="Bob"),
    ))  # fmt: skip

    found = alignment(Workbench(team(), None, facts))

    (conflict,) = found.conflicts
    assert conflict.index < -0.5
    (opposing,) = found.opposing
    assert (opposing.one, opposing.other) == ("load", "time")


def test_owners_without_a_figure_are_taken_to_look_at_their_own_time():
    system, links = two_owners()

    found = alignment(Workbench(system, links))

    assert [(one.owner, one.kpi.name) for one in found.owners] == [
        ("Ann", "mean time in “P”"), ("Bob", "mean time in “P”"),
    ]  # fmt: skip


def test_every_target_names_its_owner_and_can_be_tried():
    system, links = two_owners()

    made = targets(Workbench(system, links))

    assert {one.owner for one in made} == {"Ann", "Bob"}
    assert len({(one.kind, one.key, str(one.name)) for one in made}) == len(made)
