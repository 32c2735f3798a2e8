"""The finer points of checks on hand-offs and teams."""

import pytest

from bpmn.analysis.check import examine
from bpmn.analysis.context import Context
from bpmn.analysis.results import Results, Stuck
from bpmn.base.finding import Finding, Severity
from bpmn.base.message import message
from bpmn.queueing.results import Analysis, ResourceNumbers
from bpmn.system.facts import Facts
from tests.bpmn.analysis.examples_inside import RIGHT, TWO, WRONG, desk, handed, laned, rework, same_team
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    collaboration,
    event,
    key,
    node,
    pool,
    process,
    task,
)
from tests.bpmn.system.maps import message as told_by


def found(
    rule: str, maps: dict[str, str], facts: Facts | None = None, results: Results | None = None
) -> list[Finding]:
    context = Context(a_system(facts, **maps), results=results)
    return [finding for finding in examine(context).findings if finding.rule == rule]


def loads(**teams: float) -> Results:
    """Loads of the lanes of two maps."""
    numbers = (ResourceNumbers(n, load, 1, (key(f"{n}.lane_{n}"),)) for n, load in teams.items())
    return Results(Analysis(resources=tuple(numbers)))


def test_a_loop_counts_as_no_ping_pong():
    assert found("H01", {"one": rework(lanes=TWO)}) == []


def test_a_decision_of_somebody_else_is_no_hand_over():
    ids = [f"s{n}" for n in range(4)]
    steps = [part for i in ids for part in (task(i, i), node("exclusiveGateway", f"g{i}"))]
    lanes = {"Sales": ["go", *ids, "over"], "Design": [f"g{i}" for i in ids]}

    assert found("H01", {"one": laned(desk(*steps), lanes)}) == []


def test_two_pairs_of_eyes_are_no_split_step():
    assert found("H10", {"one": handed("Check invoice")}) == []


def test_what_was_computed_replaces_what_the_maps_only_suggest():
    stuck = Stuck((key("one.wait_Sales"),), (message("x"),))

    told = found("H04", WRONG["H04"], results=Results(stuck=(stuck,)))

    assert [f.elements for f in told] == [stuck.elements]
    assert found("H04", WRONG["H04"], results=Results(stuck=())) == []


@pytest.mark.parametrize(("load", "severity"), [(0.9, Severity.WARNING), (0.5, Severity.INFO)])
def test_a_shared_team_is_told_with_its_load(load: float, severity: Severity):
    told = found("R01", WRONG["R01"], same_team("one", "two"), loads(one=load))

    assert [f.severity for f in told] == [severity]
    assert f"{load * 100:.0f} %" in str(told[0].message)


def test_a_shared_team_that_is_not_the_busiest_is_no_finding():
    maps = {**WRONG["R01"], "three": RIGHT["R01"]["two"].replace("two", "three")}

    assert found("R01", maps, same_team("one", "two"), loads(one=0.5, three=0.8)) == []


def test_teams_of_one_name_are_worth_joining_if_one_is_idle():
    told = found("R03", WRONG["R03"], results=loads(one=0.95, two=0.5))

    assert [f.severity for f in told] == [Severity.WARNING]


def test_teams_of_one_name_that_are_equally_busy_are_no_finding():
    assert found("R03", WRONG["R03"], results=loads(one=0.7, two=0.6)) == []


def test_a_team_that_people_joined_is_asked_about_no_more():
    assert found("R03", WRONG["R03"], same_team("one", "two")) == []


def test_several_teams_of_one_name_are_one_question():
    maps = {n: WRONG["R03"]["one"].replace("one", n) for n in ("one", "two", "three")}

    assert len(found("R03", maps)) == 1


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_work_that_goes_to_and_fro_by_messages_is_ping_pong(rounds: int):
    """Sales and design tell each other in turn; each telling is a hand-over."""
    sales = [task(f"a{n}", f"Ask {n}") for n in range(rounds + 1)]
    design = [task(f"b{n}", f"Answer {n}") for n in range(rounds)]
    tells = [part for n in range(rounds) for part in (f"a{n}>b{n}", f"b{n}>a{n + 1}")]
    text = bpmn(
        process("sales", event("start", "go", None, None), *sales, event("end", "over", None, None)),
        process("design", event("start", "called", None, None), *design, event("end", "done", None, None)),
        collaboration(
            pool("one", "Sales", "sales"),
            pool("two", "Design", "design"),
            *(told_by(f"m{n}", ends, f"Word {n}") for n, ends in enumerate(tells)),
        ),
    )

    assert bool(found("H01", {"one": text})) == (2 * rounds >= 4)
