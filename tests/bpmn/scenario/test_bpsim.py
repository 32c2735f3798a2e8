import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario.bpsim import base_scenario, read_scenarios
from bpmn.scenario.merged import UnknownScenario, scenario_names
from bpmn.scenario.units import TimeUnit, parse_duration
from tests.bpmn.queueing.systems import (
    arrival,
    bpsim,
    const,
    document,
    element,
    exp,
    flow,
    maps,
    share,
    staff,
    work,
)

AFTER = '<bpsim:Scenario id="S2" name="After" inherits="S">{}</bpsim:Scenario>'


def processing(value):
    return element(
        "A",
        f"<bpsim:TimeParameters><bpsim:ProcessingTime>{value}</bpsim:ProcessingTime></bpsim:TimeParameters>",
    )


def read_processing(value, unit="hour"):
    found = scenario.read(maps(a=flow("A") + bpsim(processing(value), unit=unit)))
    assert [str(p) for p in found.problems] == []
    return found.of(ElementKey("a.bpmn", "A")).processing_time


@pytest.mark.parametrize(
    ("value", "mean", "scv"),
    [
        ('<bpsim:NumericParameter value="3"/>', 3, 0),
        ('<bpsim:FloatingParameter value="30" timeUnit="min"/>', 0.5, 0),
        ('<bpsim:DurationParameter value="PT90M"/>', 1.5, 0),
        ('<bpsim:NegativeExponentialDistribution mean="2"/>', 2, 1),
        ('<bpsim:ErlangDistribution mean="2" k="4"/>', 2, 0.25),
        ('<bpsim:GammaDistribution shape="4" scale="0.5"/>', 2, 0.25),
        ('<bpsim:UniformDistribution min="0" max="2"/>', 1, 1 / 3),
        ('<bpsim:TriangularDistribution mode="3" min="0" max="6"/>', 3, 1 / 6),
        ('<bpsim:NormalDistribution mean="10" standardDeviation="5"/>', 10, 0.25),
        ('<bpsim:LogNormalDistribution mean="10" standardDeviation="15"/>', 10, 2.25),
        ('<bpsim:TruncatedNormalDistribution mean="10" standardDeviation="5" min="5" max="15"/>', 10, 0.0727812737),
        ('<bpsim:WeibullDistribution shape="1" scale="4"/>', 4, 1),
        ('<bpsim:BetaDistribution shape="1" scale="1"/>', 0.5, 1 / 3),
        ('<bpsim:BinomialDistribution probability="0.5" trials="8"/>', 4, 1 / 8),
        ('<bpsim:PoissonDistribution mean="4"/>', 4, 1 / 4),
        (
            ('<bpsim:UserDistribution discrete="true"><bpsim:UserDistributionDataPoint probability="0.9">'
            '<bpsim:FloatingParameter value="0.5"/></bpsim:UserDistributionDataPoint>'
            '<bpsim:UserDistributionDataPoint probability="0.1"><bpsim:FloatingParameter value="5.5"/>'
            "</bpsim:UserDistributionDataPoint></bpsim:UserDistribution>"),
            1,
            2.25,
        ),
    ],
)  # fmt: skip
def test_every_kind_of_time_is_read(value, mean, scv):
    found = read_processing(value)

    assert found.mean == pytest.approx(mean)
    assert found.scv == pytest.approx(scv, rel=1e-5)


def test_the_first_version_of_the_schema_is_read_too():
    text = flow("A") + bpsim(work("A", 2.0))
    old = maps(
        a=text.replace(
            "<bpsim:BPSimData>", '<bpsim:BPSimData xmlns:bpsim="http://www.bpsim.org/schemas/1.0">'
        )
    )

    assert scenario.read(old).of(ElementKey("a.bpmn", "A")).processing_time.mean == 2


def test_minutes_are_meant_where_no_unit_is_named():
    text = flow("A") + bpsim(work("A", 2.0)).replace(' baseTimeUnit="hour"', "")

    assert scenario.read(maps(a=text)).time_unit is TimeUnit.MINUTE


def test_other_maps_are_converted_to_the_unit_of_the_first():
    hours, minutes = (flow("A") + bpsim(work("A", 30), unit=unit) for unit in ("hour", "min"))

    found = scenario.read(maps(a=hours, b=minutes))

    assert found.time_unit is TimeUnit.HOUR
    assert found.of(ElementKey("b.bpmn", "A")).processing_time.mean == pytest.approx(0.5)


def test_costs_follow_the_unit_too():
    text = flow("A") + '<resource id="R" name="R"/>' + bpsim(staff("R", 1, 60), unit="hour")

    found = scenario.read(maps(a=flow("A") + bpsim(work("A", 1), unit="min"), b=text))

    assert found.of(ElementKey("b.bpmn", "R")).unit_cost == pytest.approx(1.0)


def test_an_inheriting_scenario_says_only_what_changes():
    after = AFTER.format(work("A", 1.0) + share("Start-A", 0.0))
    text = flow("A") + bpsim(arrival(4.0), work("A", 2.0), share("Start-A", 0.5), more=after)

    found = scenario.read(maps(a=text), "After")

    assert found.name == "After"
    assert found.of(ElementKey("a.bpmn", "A")).processing_time.mean == 1
    assert found.of(ElementKey("a.bpmn", "Start-A")).probability == 0
    assert found.of(ElementKey("a.bpmn", "Start")).inter_trigger_timer.mean == 4


@pytest.mark.parametrize(
    ("scenarios", "chosen"),
    [
        ('<s id="X" name="X"/><s id="B" name="Base" inherits="X"/>', "B"),
        ('<s id="X" name="Only" inherits="Y"/>', "X"),
        ('<s id="X" name="X" inherits="Y"/><s id="Y" name="Y"/><s id="Z" name="Z"/>', "Y"),
    ],
)
def test_the_base_scenario_is_found_by_the_rule(scenarios, chosen):
    text = f"<relationship><extensionElements><bpsim:BPSimData>{scenarios.replace('<s ', '<bpsim:Scenario ')}"
    map_ = document(text + "</bpsim:BPSimData></extensionElements></relationship>")

    assert base_scenario(read_scenarios(map_)).id == chosen


def test_a_circle_of_inheritance_ends():
    after = AFTER.format(work("A", 1.0)).replace('id="S2"', 'id="S2"')
    text = flow("A") + bpsim(work("A", 2.0), more=after).replace('id="S" ', 'id="S" inherits="S2" ')

    assert scenario.read(maps(a=text)).of(ElementKey("a.bpmn", "A")).processing_time.mean == 2


def test_an_unknown_scenario_is_named_with_those_there_are():
    system = maps(a=flow("A") + bpsim(work("A", 1.0), more=AFTER.format("")))

    with pytest.raises(UnknownScenario, match=r"no scenario “Later”; there are: “After”, “Base”"):
        scenario.read(system, "Later")
    assert scenario_names(system) == ("Base", "After")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (work("Nobody", 1.0), "not in the map"),
        (work("A", -1.0), "negative"),
        (share("Start-A", 1.5), "between 0 and 1"),
        (processing('<bpsim:UniformDistribution min="3" max="2"/>'), "smallest value is above"),
        (processing('<bpsim:FloatingParameter value="soon"/>'), "“soon” is no number"),
        (processing('<bpsim:ErlangDistribution mean="3"/>'), "lacks “k”"),
        (processing('<bpsim:DurationParameter value="2 days"/>'), "is no duration"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(wrong, says):
    found = scenario.read(maps(a=flow("A") + bpsim(wrong, arrival(2.0))))

    assert [says in str(p) for p in found.problems] == [True]
    assert found.of(ElementKey("a.bpmn", "Start")).inter_trigger_timer.mean == 2


def test_results_are_not_taken_for_parameters():
    value = f'<bpsim:ResultRequest>mean</bpsim:ResultRequest><bpsim:FloatingParameter value="9" result="r"/>{exp(2)}'

    assert read_processing(value).mean == 2
    assert const(1) in work("A", 1, law=const)


def test_durations_of_iso_8601():
    assert parse_duration("P1DT2H") == 26 * 3600
    assert parse_duration("-PT0.5S") == -0.5
    for wrong in ("P", "PT", "1D", "P1H"):
        with pytest.raises(ValueError, match="no duration"):
            parse_duration(wrong)


HOURS = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T080000\nDTEND:20260302T160000\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEND:VEVENT\nEND:VCALENDAR"
)


def with_calendar(text, settings=""):
    valid = element(
        "A",
        "<bpsim:ResourceParameters><bpsim:Quantity>"
        '<bpsim:NumericParameter validFor="Office" value="2"/></bpsim:Quantity></bpsim:ResourceParameters>',
    )
    calendar = f'<bpsim:Calendar id="Office" name="Office hours">{text}</bpsim:Calendar>'
    text = flow("A") + bpsim(valid, calendar)
    return scenario.read(
        maps(
            a=text.replace(
                'baseTimeUnit="hour"/>', f'baseTimeUnit="hour">{settings}</bpsim:ScenarioParameters>'
            )
        )
    )


def test_a_calendar_is_found_for_the_element_it_is_valid_for():
    found = with_calendar(HOURS)

    assert found.of(ElementKey("a.bpmn", "A")).calendar == "Office"
    assert found.calendar(ElementKey("a.bpmn", "A")).hours_per_week == 40


def test_the_clock_starts_on_a_monday_on_which_the_calendars_hold():
    found = with_calendar(HOURS)

    assert found.start.isoformat() == "2026-03-02T00:00:00"
    assert found.calendars[("a.bpmn", "Office")].next_change(0) == 8 * 3600


def test_the_clock_starts_when_the_scenario_says():
    start = '<bpsim:Start><bpsim:DateTimeParameter value="2026-03-03T00:00:00"/></bpsim:Start>'

    found = with_calendar(HOURS, start)

    assert found.start.isoformat() == "2026-03-03T00:00:00"
    assert found.calendars[("a.bpmn", "Office")].start == found.start


def test_a_calendar_that_is_not_understood_is_said():
    problems = with_calendar(HOURS.replace("WEEKLY", "YEARLY")).problems

    assert [str(problem) for problem in problems] == [
        "a.bpmn: the calendar “Office hours” is not used: it repeats YEARLY, not daily or weekly.",
        "a.bpmn: “A” works by the calendar “Office”, which cannot be used. It is taken to work always.",
    ]


def test_how_long_to_simulate_is_read_in_the_unit_of_the_scenario():
    run = with_calendar(
        HOURS,
        '<bpsim:Duration><bpsim:DurationParameter value="P10D"/></bpsim:Duration>'
        '<bpsim:Warmup><bpsim:FloatingParameter value="2" timeUnit="day"/></bpsim:Warmup>',
    ).run

    assert (run.duration, run.warm_up) == (240, 48)


def test_roles_of_a_resource_are_its_skills():
    roles = "".join(f'<bpsim:Role><bpsim:StringParameter value="{r}"/></bpsim:Role>' for r in ("weld", "cut"))
    inner = f"<bpsim:ResourceParameters>{roles}</bpsim:ResourceParameters>"

    found = scenario.read(maps(a=flow("A") + bpsim(element("A", inner))))

    assert found.of(ElementKey("a.bpmn", "A")).skills == ("weld", "cut")
