"""Changes that no number holds: other maps, people for one process alone, limits of cases."""

from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.improve import improve
from bpmn.improvement.initiative import propose
from bpmn.improvement.judge import evaluate
from bpmn.improvement.verdict import SubLabel, Verdict
from bpmn.improvement.workbench import Workbench
from bpmn.system.facts import Change, Facts, Initiative, MapChange, Parameter
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.queueing.systems import arrival, bpsim, document, flow, maps, resource, staff, work


def key(identifier, file="a"):
    return ElementKey(f"{file}.bpmn", identifier)


def two_processes(experts=4):
    """Two maps whose steps share the experts; 1.5 cases an hour each, an hour of work."""
    shared = resource("Experts")
    return maps(
        a=shared + flow("A") + bpsim(staff("Experts", experts), arrival(1 / 1.5), work("A", 1.0, "Experts")),
        b=shared + flow("B") + bpsim(arrival(1 / 1.5), work("B", 1.0, "Experts")),
    )


def erlang_wait(rate, servers):
    """The mean wait of M/M/c with work 1."""
    term, total = 1.0, 1.0
    for n in range(1, servers):
        term *= rate / n
        total += term
    last = term * rate / servers * servers / (servers - rate)
    return last / (total + last) / (servers - rate)


def fence(people, team="Experts", process="P"):
    return Initiative("Own", "Ann", changes=(Change(key(process), Parameter.RING_FENCE, people, text=team),))


def test_people_for_one_process_alone_wait_longer_for_each_other():
    effect = evaluate(two_processes(), None, fence(2))

    assert effect.overall["leadTime"].before == pytest.approx(1 + erlang_wait(3.0, 4), rel=1e-9)
    assert effect.overall["leadTime"].after == pytest.approx(1 + erlang_wait(1.5, 2), rel=1e-9)
    assert effect.verdict is Verdict.HARMFUL


def test_the_maps_themselves_are_not_touched_by_a_fence():
    system = two_processes()
    before = system.document("a.bpmn").to_bytes()

    evaluate(system, None, fence(2))

    assert system.document("a.bpmn").to_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (fence(4), "has 4 people"),
        (fence(2, "Nobody"), "no team “Nobody”"),
        (fence(2, process="Start"), "does not need"),
    ],
)
def test_a_fence_that_is_not_possible_is_refused_in_words(change, told):
    with pytest.raises(CannotApply, match=told):
        evaluate(two_processes(), None, change)


def single(servers=1, rate=0.8):
    return maps(
        a=resource("R") + flow("A") + bpsim(staff("R", servers), arrival(1 / rate), work("A", 1.0, "R"))
    )


def test_a_limit_of_cases_moves_the_wait_before_the_process():
    """M/M/1 at 0.8: 4 cases on average, 4 (1 − 0.8⁵) of them among the first five."""
    change = Change(key("P"), Parameter.WIP_LIMIT, 5)

    effect = evaluate(single(), None, Initiative("Cap", "Ann", changes=(change,)))

    assert effect.local.before == pytest.approx(5.0)
    assert effect.local.after == pytest.approx(4 * (1 - 0.8**5) / 0.8)
    assert effect.overall["leadTime"].after == pytest.approx(5.0)
    assert effect.verdict is Verdict.WASTED
    assert SubLabel.MOVED in effect.sub_labels
    assert sum(m.delta for m in effect.moved) == pytest.approx(0.0, abs=1e-9)


def test_a_limit_below_the_number_of_people_leaves_some_of_them_idle():
    change = Change(key("P"), Parameter.WIP_LIMIT, 1)

    effect = evaluate(single(servers=2), None, Initiative("Cap", "Ann", changes=(change,)))

    assert effect.overall["leadTime"].after == pytest.approx(5.0, rel=1e-6)


def folder():
    """A map and the same as it is to be: A has become A and a new step N."""
    old = resource("R") + flow("A") + bpsim(staff("R", 3), arrival(1.0), work("A", 1.0, "R"))
    return System(Path(), {"a.bpmn": document(old, "a.bpmn"), "new.bpmn": document(flow("A", "N"), "new.bpmn")},
                  facts=Facts(initiatives=(Initiative("Check twice", maps=(MapChange("a.bpmn", "new.bpmn"),)),)))  # fmt: skip


def test_a_map_of_the_future_takes_the_numbers_of_todays():
    system = folder()
    bench = Workbench(system, find_links(system))

    plan = propose(bench, system.facts.initiatives[0]).plan
    variant = bench.variant(plan)

    assert variant.scenario.of(key("A")).processing_time.mean == pytest.approx(1.0)
    assert variant.scenario.of(key("N")).processing_time.mean == pytest.approx(1.0)
    assert "“N” is new and has no time" in str(variant.assumed[0])


def test_a_map_of_the_future_is_no_part_of_the_system_today():
    system = folder()

    found = improve(system, find_links(system))

    assert found.base.metric("leadTime") == pytest.approx(1 + erlang_wait(1.0, 3), rel=1e-6)
    (effect,) = found.initiatives
    assert effect.overall["leadTime"].after == pytest.approx(2 * (1 + erlang_wait(2.0, 3)), rel=0.05)
    assert effect.verdict is Verdict.HARMFUL


def test_a_map_that_is_not_there_is_said():
    system = folder()
    gone = Initiative("Gone", maps=(MapChange("a.bpmn", "gone.bpmn"),))

    with pytest.raises(CannotApply, match=r"no map “gone\.bpmn”"):
        evaluate(system, find_links(system), gone)


def test_what_the_checks_find_only_in_the_new_map_is_part_of_the_verdict():
    """The new map sends something at its end that nobody receives."""
    sending = '<endEvent id="End" name="Answer sent"><messageEventDefinition/></endEvent>'
    hanging = flow("A").replace('<endEvent id="End"/>', sending)
    old = folder()
    documents = {"a.bpmn": old.document("a.bpmn"), "new.bpmn": document(hanging, "new.bpmn")}
    system = System(Path(), documents, facts=old.facts)

    (effect,) = improve(system, find_links(system)).initiatives

    assert [f.rule for f in effect.new_findings if key("End") in f.elements] == ["A03"]
    assert not any(key("A") in finding.elements for finding in effect.new_findings)
