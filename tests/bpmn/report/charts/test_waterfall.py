import pytest

from bpmn.notation.drawing import Path, TextLine
from bpmn.report.charts.waterfall import Fall, Step, largest, waterfall

MOVED = (Step("Take order", "faster", -0.9), Step("Build", "waits for parts", 2.4), Step("Deliver", "", 0.4))


def bars(picture, colour):
    return [m for m in picture.drawing if isinstance(m, Path) and m.fill == colour]


def texts(picture):
    return [m.text for m in picture.drawing if isinstance(m, TextLine)]


def test_steps_are_true_to_scale_even_where_the_totals_are_cut():
    picture = waterfall(Fall(18.6, 20.5, MOVED, "days"), 800)

    saved, (built, delivered) = bars(picture, "better"), bars(picture, "worse")
    heights = [b.bounds.height for b in (*saved, built, delivered)]
    assert heights[1] / heights[0] == pytest.approx(2.4 / 0.9)
    assert heights[1] / heights[2] == pytest.approx(2.4 / 0.4)


def test_each_bar_begins_where_the_last_one_ended():
    picture = waterfall(Fall(18.6, 20.5, MOVED, "days"), 800)

    saved, (built, delivered) = bars(picture, "better")[0], bars(picture, "worse")
    assert built.bounds.bottom == pytest.approx(saved.bounds.bottom)
    assert delivered.bounds.bottom == pytest.approx(built.bounds.y)
    assert bars(picture, "total")[1].bounds.y == pytest.approx(delivered.bounds.y)


def test_parts_that_do_not_add_up_are_not_shown():
    assert waterfall(Fall(18.6, 21, MOVED, "days"), 800) is None


def test_the_smallest_of_many_steps_are_put_together():
    steps = [Step(f"s{n}", "", float(n)) for n in range(1, 11)]

    kept = largest(steps, "others")

    assert [s.name for s in kept] == ["s5", "s6", "s7", "s8", "s9", "s10", "others"]
    assert sum(s.delta for s in kept) == sum(s.delta for s in steps)


def test_the_table_behind_it_says_the_same():
    picture = waterfall(Fall(18.6, 20.5, MOVED, "days", promise=20), 800)

    assert picture.rows[1] == ("Before", "", "18.6")
    assert picture.rows[2] == ("Take order", "faster", "−0.9")
    assert picture.rows[-1] == ("After", "", "20.5")
    assert "promise to the customer: 20" in texts(picture)
