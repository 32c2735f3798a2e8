"""Charts of one or few numbers."""

import pytest

from bpmn.notation.drawing import Path, TextLine
from bpmn.report.charts.axis import Scale, step_of, ticks
from bpmn.report.charts.break_even import Track, break_even_track, scale_of
from bpmn.report.charts.histogram import Bins, Times, binned, histogram
from bpmn.report.charts.interaction import Pairs, interaction_map
from bpmn.report.charts.interval import Interval, interval_plot, reach
from bpmn.report.charts.loads import Load, utilisation_bars
from bpmn.report.charts.week import week_map
from bpmn.report.charts.words import PLAIN, plain_number


def fills(picture):
    return [m.fill for m in picture.drawing if isinstance(m, Path)]


def texts(picture):
    return [m.text for m in picture.drawing if isinstance(m, TextLine)]


def test_numbers_have_few_digits_and_a_true_minus():
    assert [plain_number(v) for v in (0, 1234.5, -0.9, 0.00012, 48.04)] == ["0", "1234", "−0.9", "0", "48"]
    assert PLAIN.signed(2) == "+2"
    assert PLAIN.signed(0) == "0"


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3.7, 12.2), (0.0001, 0.0007), (1e5, 3e6), (-9, -1)])
def test_an_axis_has_few_round_ticks_within_its_ends(low, high):
    found = ticks(low, high)

    assert 2 <= len(found) <= 6
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in found)
    assert step_of(high - low) >= (high - low) / 5 * (1 - 1e-9)


def test_a_scale_goes_back_and_forth():
    scale = Scale(2, 12, 100, 0)

    assert scale.at(2) == 100
    assert scale.value(scale.at(7.5)) == pytest.approx(7.5)
    assert scale.within(99) == 0


def test_an_interval_inside_the_axis_ends_in_caps_and_one_beyond_in_a_number():
    inside = interval_plot(Interval(-0.03, -0.02, -0.01, 0.02, "worse"), 0.1)
    beyond = interval_plot(Interval(0.03, 0.05, 0.3, 0.02, "better"), 0.1)

    assert texts(inside) == []
    assert texts(beyond) == ["30 %"]


def test_rows_share_an_axis_that_most_of_them_need():
    small = Interval(-0.03, 0, 0.03, 0.02, "same")

    assert reach(small) == pytest.approx(0.05)
    assert reach(small, Interval(0.1, 0.2, 0.3, 0.02, "better")) == pytest.approx(0.33)
    assert reach(Interval(1, 5, 9, 0.02, "better")) == pytest.approx(0.5)


def test_the_part_below_the_break_even_pays_unless_it_pays_above():
    track = Track(0, 20, 5, 11, "%")

    below = break_even_track(track, 416)
    above = break_even_track(Track(0, 20, 5, 11, "%", pays_above=True), 416)

    pays = {m.fill: m.bounds.width for m in below.drawing if isinstance(m, Path) and m.fill}
    other = {m.fill: m.bounds.width for m in above.drawing if isinstance(m, Path) and m.fill}
    assert pays["alignedSoft"] == pytest.approx(101)
    assert other["alignedSoft"] == pytest.approx(301)
    assert scale_of(track, 416).at(5) == 108
    assert below.rows == (("Today", "11 %"), ("Break-even", "5 %"))


def test_a_pair_that_loses_together_is_outlined():
    both = frozenset("AB")
    pairs = Pairs(("A", "B"), ("aligned", "aligned"), {"A": 95, "B": 95}, {both: -233}, {both})

    picture = interaction_map(pairs)

    assert "worse%92" in fills(picture)
    assert [m for m in picture.drawing if isinstance(m, Path) and m.stroke == "text" and m.width == 2.5]
    assert picture.rows[2] == ("B", "−233", "+95")
    assert not [m for m in interaction_map(Pairs(("A", "B"), ("aligned",) * 2, {}, {both: -1})).drawing if
                isinstance(m, Path) and m.stroke == "text" and m.width == 2.5]  # fmt: skip


def test_the_busiest_team_stands_first_and_one_over_100_percent_says_how_it_grows():
    picture = utilisation_bars([Load("A", 0.5), Load("B", 0.9, 1.08, "grows by 3 a week")], 500)

    assert [row[0] for row in picture.rows[1:]] == ["B", "A"]
    assert "90 % → 108 %, grows by 3 a week" in texts(picture)
    assert "loadOver" in fills(picture)


def test_bins_hold_all_cases_and_have_a_round_width():
    values = [0.3 * n for n in range(100)] + [900.0]

    bins = binned(values)

    assert sum(bins.shares) == pytest.approx(1)
    assert bins.width in (1.0, 1.25, 2.0, 2.5)
    assert bins.end < 100


def test_what_comes_after_the_promise_is_hatched():
    bins = Bins(0, 10, (0.5, 0.3, 0.2))

    picture = histogram(Times(bins, "days", half=9, most=25, promise=20), 500, 240)

    assert fills(picture).count("work") == 2
    assert fills(picture).count("worse%40") == 1
    assert "promise: 20" in texts(picture)


def test_hours_without_work_are_empty_cells():
    picture = week_map([[None] * 12 + [0.5] * 11 + [0.95]] * 7, 500)

    assert fills(picture).count("sunken") == 84
    assert fills(picture).count("loadHigh%96") == 7
