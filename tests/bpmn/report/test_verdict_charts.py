"""What charts show of the initiatives of the sample."""

from dataclasses import replace

import pytest

from app.panels.verdicts import LOOKS
from app.paths import sample_systems
from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.improvement.effects import BreakEven
from bpmn.improvement.improve import improve
from bpmn.improvement.portfolio import summarise
from bpmn.improvement.verdict import Verdict
from bpmn.report.charts.waterfall import MOST, waterfall
from bpmn.report.verdict_charts import (
    TOKENS,
    best_order,
    fall,
    field,
    interval_of,
    pairs,
    reading_unit,
    steps_up,
    track_of,
    worth,
)
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Metric
from bpmn.system.links import find_links
from bpmn.system.system import System


@pytest.fixture(scope="module")
def found():
    system = System.open(sample_systems()[0])
    return improve(system, find_links(system), facts=system.facts)


def test_tokens_are_those_of_the_window():
    assert {verdict: look.token for verdict, look in LOOKS.items()} == dict(TOKENS)


def test_where_the_wait_moved_adds_up_for_every_initiative(found):
    for effect in found.initiatives:
        shown = fall(effect, found.base)

        before, after = found.base.metric(Metric.LEAD_TIME), effect.after.metric(Metric.LEAD_TIME)
        assert shown.adds_up
        assert len(shown.steps) <= MOST
        assert (shown.after - shown.before) / shown.before == pytest.approx((after - before) / before)
        assert waterfall(shown, 700) is not None


def test_the_quadrant_has_the_signs_of_the_effects(found):
    dots = {dot.name: dot for dot in field(found).dots}

    skipped = dots["Skip the glass check"]
    assert skipped.x > 0 > skipped.y
    assert skipped.token == "subopt"


def test_pairs_begin_with_the_best_set(found):
    shown = pairs(found)

    assert shown.names[: len(found.portfolio.best)] == found.portfolio.best
    assert set(shown.names) == set(found.portfolio.names)


def test_the_order_adds_most_first_and_ends_at_the_value_of_the_best_set():
    names = ("A", "B", "C")
    values = {
        frozenset(s): v
        for s, v in {"": 0, "A": 2, "B": 5, "C": -1, "AB": 6, "AC": 1, "BC": 4, "ABC": 3}.items()
    }

    order = best_order(summarise(names, values, "min"))

    assert order == [("B", 5), ("A", 6)]


def test_the_steps_up_end_at_the_best_value(found):
    shown = steps_up(found)

    best = found.portfolio.values[frozenset(found.portfolio.best)]
    assert shown.adds_up
    assert shown.after == pytest.approx(best * worth(found.portfolio, found.base).scale)


@pytest.mark.parametrize(
    ("largest", "name", "scale"),
    [(150, "h", 1 / 60), (5000, "days", 1 / 1440), (3, "min", 1), (0.5, "s", 60)],
)
def test_times_are_read_in_the_largest_unit_with_at_least_two_of_it(largest, name, scale):
    unit = reading_unit(largest, TimeUnit.MINUTE)

    assert (str(unit.name), pytest.approx(unit.scale)) == (name, scale)


def test_an_interval_is_turned_so_that_right_is_better(found):
    effect = next(e for e in found.initiatives if e.overall[Metric.LEAD_TIME].interval is not None)
    lead = effect.overall[Metric.LEAD_TIME]

    shown = interval_of(lead, less_is_better=True, band=0.02)

    assert (shown.low, shown.middle, shown.high) == (-lead.interval.high, -lead.change, -lead.interval.low)
    assert shown.token == lead.judgement


@pytest.mark.parametrize(
    ("verdict", "holds_below", "pays_above"),
    [
        (Verdict.SUB_OPTIMISATION, True, True),
        (Verdict.SUB_OPTIMISATION, False, False),
        (Verdict.ALIGNED, True, False),
        (Verdict.ALIGNED, False, True),
    ],
)
def test_it_pays_where_a_good_word_holds_or_a_bad_one_ends(found, verdict, holds_below, pays_above):
    effect = replace(found.initiatives[0], verdict=verdict)
    point = BreakEven(message("time"), ElementKey("a.bpmn", "a"), 4.0, "hour", holds_below, planned=3.0)

    track = track_of(effect, point)

    assert (track.at, track.today, track.pays_above) == (4.0, 3.0, pays_above)


def test_shares_are_shown_in_percent(found):
    point = BreakEven(message("share"), ElementKey("a.bpmn", "a"), 0.22, "", planned=0.24)

    track = track_of(replace(found.initiatives[0], verdict=Verdict.HARMFUL), point)

    assert (track.at, track.today, track.unit) == (pytest.approx(22), pytest.approx(24), "%")
    assert track.most <= 100
