import json

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.improve import Wanted, improve, to_json
from bpmn.improvement.judge import evaluate
from bpmn.improvement.verdict import SubLabel, Verdict
from bpmn.model.document import Document
from bpmn.system.facts import Change, Facts, Initiative, KpiFact, MaterialityFact, Measure, Parameter
from tests.bpmn.queueing.systems import (
    Link,
    Links,
    Maps,
    Party,
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
from tests.corpus import shared

OWNER = '<resource id="Pat" name="Pat"/>'
ROLE = '<resourceRole id="O" name="Process Owner"><resourceRef>Pat</resourceRef></resourceRole>'


def key(identifier, file="a.bpmn"):
    return ElementKey(file, identifier)


def tandem():
    """Ann prepares (0.9), Bob finishes (1.0) in another map; constant times, one server each."""
    prepare = resource("RA") + flow("T1") + bpsim(staff("RA", 1), arrival(1.25), work("T1", 0.9, "RA", const))
    finish = resource("RB") + flow("T2") + bpsim(staff("RB", 1), work("T2", 1.0, "RB", const))
    links = Links((Link(key("End", "prepare.bpmn"), key("Start", "finish.bpmn")),))
    return maps(prepare=prepare, finish=finish), links


def team(servers, *, after="", rate=4.5):
    text = OWNER + resource("Agents") + flow("A", extra=ROLE)
    numbers = bpsim(staff("Agents", servers), arrival(1 / rate), work("A", 1.0, "Agents"), more=after)
    return maps(a=text + numbers)


def initiative(*changes, **more):
    return Initiative("Try", changes=changes, **more)


def inspection():
    path = shared() / "oracles" / "systems" / "s03_skip_inspection.bpmn"
    if not path.is_file():
        pytest.skip("the systems with known answers are not here")
    file = path.name
    flows = [("Customer", "OrderIn"), ("ToDelivery", "DelIn"), ("Complaint", "SvcIn"), ("DoneOk", "Customer"),
             ("Repaired", "Customer")]  # fmt: skip
    links = tuple(Link(key(a, file), key(b, file)) for a, b in flows)
    parties = (Party("Customer", "customer", (key("Customer", file),)),)
    return Maps({file: Document.parse(path.read_bytes(), file)}), Links(links, parties)


def test_skipping_the_inspection_helps_production_and_hurts_the_customer():
    found = improve(*inspection())

    (effect,) = found.initiatives
    assert effect.verdict is Verdict.SUB_OPTIMISATION
    assert effect.owner == "Pat"
    assert effect.local.before == pytest.approx(3.600452112, rel=1e-9)
    assert effect.local.change == pytest.approx(-0.4792320682, rel=1e-9)
    assert effect.overall["leadTime"].change == pytest.approx(0.6039047222, rel=1e-9)
    assert effect.overall["costPerGoodCase"].change == pytest.approx(0.6586079158, rel=1e-9)
    assert effect.moved[0].name == "Repair"
    assert str(effect.explanation).startswith("Good for Pat, bad for the customer: ")
    assert "moved to “Repair”" in str(effect.explanation)


def without_inspection(file, defect):
    return initiative(
        Change(key("Inspect", file), Parameter.DURATION, 0.0),
        Change(key("caught", file), Parameter.SHARE, 0.0),
        Change(key("defect", file), Parameter.SHARE, defect),
    )


def test_beside_the_break_even_share_the_verdict_is_another_one():
    system, links = inspection()

    (effect,) = improve(system, links).initiatives

    (point,) = (p for p in effect.break_even if p.key.element == "defect")
    words = [evaluate(system, links, without_inspection(system.files[0], point.value * factor)).verdict
             for factor in (0.98, 1.02)]  # fmt: skip
    assert words == [Verdict.WASTED, Verdict.SUB_OPTIMISATION]
    assert not point.holds_below


def test_at_the_value_of_no_change_the_old_lead_time_is_back():
    system, links = inspection()

    (effect,) = improve(system, links).initiatives

    (point,) = (p for p in effect.break_even if p.key.element == "defect")
    at_point = evaluate(system, links, without_inspection(system.files[0], point.no_change))
    assert at_point.overall["leadTime"].change == pytest.approx(0, abs=1e-8)


def test_a_speed_up_off_the_bottleneck_is_aligned_but_diluted():
    system, links = tandem()

    effect = evaluate(system, links, initiative(Change(key("T1", "prepare.bpmn"), Parameter.DURATION, 0.5)))

    assert effect.verdict is Verdict.ALIGNED
    assert SubLabel.DILUTED in effect.sub_labels
    assert effect.local.change == pytest.approx(-0.6759259259, rel=1e-9)
    assert effect.overall["leadTime"].change == pytest.approx(-0.1026, abs=0.05)
    gain = effect.overall["leadTime"].before - effect.overall["leadTime"].after
    assert effect.transfer_ratio == pytest.approx(1 - gain / 1.39047619)


def test_throughput_does_not_notice_a_speed_up():
    system, links = tandem()
    facts = Facts(judged_metrics=("throughput",))

    change = Change(key("T1", "prepare.bpmn"), Parameter.DURATION, 0.5)
    effect = evaluate(system, links, initiative(change), facts)

    assert effect.verdict is Verdict.WASTED


def test_taking_too_many_people_away_is_a_loss_and_named():
    effect = evaluate(team(5), None, initiative(Change(key("Agents"), Parameter.STAFF, 4)))

    assert effect.verdict is Verdict.HARMFUL
    assert SubLabel.UNSTABLE in effect.sub_labels
    assert effect.overall["leadTime"].after is None
    assert ", and “Agents” can no longer keep up" in str(effect.explanation)


def test_bringing_an_overloaded_team_to_rest_is_a_win_whatever_is_judged():
    change = initiative(Change(key("A"), Parameter.STAFF, 6))
    facts = Facts(judged_metrics=("leadTime", "costPerGoodCase", "onTime"))

    effect = evaluate(team(4), None, change)

    assert effect.verdict is Verdict.ALIGNED
    assert "cases take 76.9 minutes" in str(effect.explanation)
    assert evaluate(team(4), None, change, facts).verdict is Verdict.ALIGNED


def test_of_two_overloaded_states_the_lighter_is_better():
    effect = evaluate(team(3), None, initiative(Change(key("Agents"), Parameter.STAFF, 4)))

    assert effect.verdict is Verdict.ALIGNED
    assert SubLabel.UNSTABLE in effect.sub_labels


def test_a_target_for_staff_sacrifices_utilisation_for_the_customer():
    facts = Facts(
        kpis=(
            KpiFact("load", "load of the agents", Measure.UTILISATION, resource="Agents", direction="more"),
        )
    )

    effect = evaluate(team(5), None, initiative(Change(key("Agents"), Parameter.STAFF, 6), kpi="load"), facts)

    assert effect.verdict is Verdict.SACRIFICE
    assert effect.local.after == pytest.approx(0.75)
    assert effect.transfer_ratio is None


def test_a_small_change_is_no_effect_unless_people_find_it_material():
    change = initiative(Change(key("A"), Parameter.DURATION, factor=0.999))
    strict = Facts(materiality=(MaterialityFact("leadTime", 0.001),))

    assert evaluate(team(5), None, change).verdict is Verdict.NO_EFFECT
    assert evaluate(team(5), None, change, strict).verdict is Verdict.ALIGNED


def test_factors_of_demand_and_of_time():
    demand = evaluate(team(5), None, initiative(Change(key("Start"), Parameter.ARRIVAL, factor=0.8)))
    skipped = evaluate(team(5), None, initiative(Change(key("A"), Parameter.SKIP)))

    assert demand.after.metric("throughput") == pytest.approx(3.6)
    assert skipped.after.metric("leadTime") == pytest.approx(0.0)
    assert skipped.verdict is Verdict.ALIGNED
    assert skipped.overall["costPerGoodCase"].after is None
    assert skipped.transfer_ratio == 0.0


@pytest.mark.parametrize("given", ["InterTriggerTimer", "WaitTime"])
def test_the_time_of_an_event_is_changed_where_it_is_given(given):
    group = "ControlParameters" if given == "InterTriggerTimer" else "TimeParameters"
    wait = element("M", f"<bpsim:{group}><bpsim:{given}>{const(24)}</bpsim:{given}></bpsim:{group}>")
    event = '<intermediateCatchEvent id="M"><messageEventDefinition/></intermediateCatchEvent>'
    text = flow("A", extra=event + '<sequenceFlow id="x" sourceRef="A" targetRef="M"/>').replace(
        '<sequenceFlow id="A-End" sourceRef="A" targetRef="End"/>',
        '<sequenceFlow id="y" sourceRef="M" targetRef="End"/>',
    )

    system = maps(a=text + bpsim(arrival(50), work("A", 1.0), wait))
    effect = evaluate(system, None, initiative(Change(key("M"), Parameter.DURATION, 8.0)))

    assert (effect.local.before, effect.local.after) == (pytest.approx(25), pytest.approx(9))
    assert [(m.cause, m.key.element, m.delta) for m in effect.moved] == [("lag", "M", pytest.approx(-16))]
    assert str(effect.explanation).endswith("16 hours of waiting per case left “M”.")


@pytest.mark.parametrize(("change", "after"), [({"factor": 0.5}, 13), ({"value": 8.0}, 9)])
def test_the_time_of_a_timer_that_only_the_map_gives_can_be_changed(change, after):
    timer = "<timerEventDefinition><timeDuration>PT24H</timeDuration></timerEventDefinition>"
    text = flow("A", "M").replace(
        '<task id="M" name="M"/>', f'<intermediateCatchEvent id="M">{timer}</intermediateCatchEvent>'
    )

    system = maps(a=text + bpsim(arrival(50), work("A", 1.0)))
    effect = evaluate(system, None, initiative(Change(key("M"), Parameter.DURATION, **change)))

    assert (effect.local.before, effect.local.after) == (pytest.approx(25), pytest.approx(after))


@pytest.mark.parametrize("kind", ["task", "intermediateThrowEvent"])
def test_a_time_that_is_only_a_lag_is_replaced(kind):
    lag = element(
        "M", f"<bpsim:TimeParameters><bpsim:LagTime>{const(3)}</bpsim:LagTime></bpsim:TimeParameters>"
    )
    text = flow("A", "M").replace('<task id="M"', f'<{kind} id="M"')

    system = maps(a=text + bpsim(arrival(50), work("A", 1.0), lag))
    effect = evaluate(system, None, initiative(Change(key("M"), Parameter.DURATION, 1.0)))

    assert (effect.local.before, effect.local.after) == (pytest.approx(4), pytest.approx(2))


def test_a_verdict_that_flips_between_the_bounds_is_conditional():
    sure = Change(key("A"), Parameter.DURATION, 0.9, low=0.8, high=0.95)
    unsure = Change(key("A"), Parameter.DURATION, 0.9, low=0.8, high=1.05)

    assert SubLabel.CONDITIONAL not in evaluate(team(5), None, initiative(sure)).sub_labels
    assert SubLabel.CONDITIONAL in evaluate(team(5), None, initiative(unsure)).sub_labels


def test_a_changed_share_keeps_the_proportions_of_the_other_branches():
    branches = "".join(f'<sequenceFlow id="f{n}" sourceRef="G" targetRef="End"/>' for n in (1, 2, 3))
    text = flow("A", extra=f'<exclusiveGateway id="G"/>{branches}').replace(
        '<sequenceFlow id="A-End" sourceRef="A" targetRef="End"/>',
        '<sequenceFlow id="x" sourceRef="A" targetRef="G"/>',
    )
    system = maps(
        a=text + bpsim(arrival(2.0), work("A", 1.0), share("f1", 0.5), share("f2", 0.3), share("f3", 0.2))
    )
    from bpmn import scenario
    from bpmn.improvement.initiative import apply

    after = apply(system, scenario.read(system), initiative(Change(key("f1"), Parameter.SHARE, 0.75)))

    assert [after.of(key(f"f{n}")).probability for n in (1, 2, 3)] == pytest.approx([0.75, 0.15, 0.1])


@pytest.mark.parametrize(
    "change",
    [
        Change(key("A"), Parameter.DURATION, -1),
        Change(key("Start"), Parameter.ARRIVAL, 0),
        Change(key("Start"), Parameter.ARRIVAL, factor=0),
        Change(key("Agents"), Parameter.STAFF, -2),
    ],
)
def test_impossible_numbers_are_refused_in_words(change):
    with pytest.raises(CannotApply, match="enter a number above 0"):
        evaluate(team(5), None, initiative(change))


def test_taking_everybody_away_is_a_loss():
    effect = evaluate(team(5), None, initiative(Change(key("Agents"), Parameter.STAFF, 0)))

    assert effect.verdict is Verdict.HARMFUL
    assert effect.after.resources[0].growth == pytest.approx(4.5)
    assert "nobody of “Agents”" in str(effect.after.warnings[0])


def test_an_initiative_about_nothing_there_is_refused_in_words():
    with pytest.raises(CannotApply, match=r"no element “Gone” in a\.bpmn"):
        evaluate(team(5), None, initiative(Change(key("Gone"), Parameter.DURATION, 1.0)))
    with pytest.raises(CannotApply, match="no initiative “Later”"):
        improve(team(5), wanted=Wanted(names=["Later"]))
    with pytest.raises(CannotApply, match="no metric “speed”; there are: leadTime"):
        improve(team(5), wanted=Wanted(metrics=["speed"]))


def test_inheriting_scenarios_are_initiatives_without_facts():
    after = f'<bpsim:Scenario id="S2" name="Faster" inherits="S">{work("A", 0.9)}</bpsim:Scenario>'

    found = improve(team(5, after=after))

    (effect,) = found.initiatives
    assert (effect.name, effect.owner, effect.kpi.name) == ("Faster", "Pat", "mean time in “P”")
    assert effect.verdict is Verdict.ALIGNED


@pytest.mark.parametrize(
    ("measure", "before"), [("leadTime", 2.524986441), ("wait", 1.524986441), ("work", 1.0), ("visits", 1.0)]
)
@pytest.mark.parametrize("about", ["A", "P"])
def test_a_figure_may_be_about_an_activity_or_a_process(about, measure, before):
    facts = Facts(kpis=(KpiFact("k", "figure", measure, key(about)),))

    effect = evaluate(team(5), None, initiative(Change(key("A"), Parameter.DURATION, 0.9), kpi="k"), facts)

    assert effect.local.before == pytest.approx(before, rel=1e-9)
    assert (effect.transfer_ratio is None) == (measure == "visits")


def test_a_figure_may_be_the_customers_own():
    facts = Facts(kpis=(KpiFact("k", "lead time", "leadTime"),))

    effect = evaluate(team(5), None, initiative(Change(key("A"), Parameter.DURATION, 0.9), kpi="k"), facts)

    assert effect.local.change == effect.overall["leadTime"].change
    assert effect.transfer_ratio == pytest.approx(0)


def test_priority_only_hands_the_wait_to_others():
    team_, owner = resource("Shared") + flow("A"), [arrival(2.5), work("A", 1.0, "Shared")]
    first = f'<bpsim:Scenario id="S2" name="First" inherits="S">{work("A", 1.0, "Shared", priority=1)}</bpsim:Scenario>'
    system = maps(a=team_ + bpsim(staff("Shared", 1), *owner, more=first), b=team_ + bpsim(*owner))

    (effect,) = improve(system).initiatives

    assert effect.verdict is Verdict.WASTED
    assert SubLabel.TRANSFER in effect.sub_labels
    assert SubLabel.MOVED in effect.sub_labels
    assert effect.overall["leadTime"].change == pytest.approx(0.0)
    assert effect.transfer_ratio == pytest.approx(1.0)


def test_two_initiatives_are_valued_together():
    facts = Facts(
        initiatives=(
            Initiative("Campaign", changes=(Change(key("Start"), Parameter.ARRIVAL, factor=1.15),)),
            Initiative("Staff", changes=(Change(key("Agents"), Parameter.STAFF, 14),)),
            Initiative("Cut", changes=(Change(key("Agents"), Parameter.STAFF, 10),)),
        )
    )

    found = improve(team(12, rate=8), facts=facts).portfolio

    assert len(found.values) == 6
    assert frozenset({"Staff", "Cut"}) not in found.values
    assert found.best == ("Staff",)
    assert found.alone["Campaign"] == pytest.approx(1.034960414 - 1.10640924, rel=1e-6)
    assert found.interaction[("Campaign", "Cut")] == pytest.approx(
        (1.034960414 - 1.911668214) - (1.034960414 - 1.10640924) - (1.034960414 - 1.204590075), rel=1e-6
    )


def test_the_json_has_the_keys_of_the_command_line():
    after = f'<bpsim:Scenario id="S2" name="Faster" inherits="S">{work("A", 0.9)}</bpsim:Scenario>'

    found = json.loads(json.dumps(to_json(improve(team(5, after=after)))))

    assert {"base", "judgedOn", "initiatives", "portfolio"} <= set(found)
    (one,) = found["initiatives"]
    assert set(one) >= {"name", "owner", "local", "global", "verdict", "subLabels", "transferRatio", "breakEven",
                        "moved", "explanation"}  # fmt: skip
    assert set(one["local"]) >= {"kpi", "before", "after", "change", "ci95", "verdict"}
    assert one["local"]["ci95"] == [one["local"]["change"]] * 2
    assert set(found["portfolio"]) >= {"valueUnit", "subsets", "alone", "last", "shapley", "interaction", "best",
                                       "bestUnderBudget", "badCoalitions"}  # fmt: skip
