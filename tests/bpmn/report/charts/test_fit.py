import numpy as np
import pytest

from bpmn.report.charts.fit import fit_chart, unit_of
from bpmn.scenario.fit import fit
from bpmn.scenario.units import TimeUnit


def test_the_picture_has_a_bar_per_class_and_one_line():
    found = fit(np.random.default_rng(7).gamma(3, 200, 400))

    picture = fit_chart(found, 400)

    filled = [m for m in picture.drawing if getattr(m, "fill", None) == "work"]
    lines = [m for m in picture.drawing if getattr(m, "stroke", None) == "accent"]
    assert (len(filled), len(lines)) == (len(found.bars), 1)
    shares = [float(row[1].removesuffix(" %")) for row in picture.rows[1:]]
    assert sum(shares) == pytest.approx(100, abs=1)


def test_a_single_value_is_one_bar():
    assert len(fit_chart(fit([60.0, 60.0]), 400).rows) == 2


@pytest.mark.parametrize(("seconds", "unit"), [(20, "s"), (600, "min"), (20000, "hour"), (400000, "day")])
def test_times_are_drawn_in_a_fitting_unit(seconds, unit):
    assert unit_of(fit([seconds, seconds])) is TimeUnit(unit)
