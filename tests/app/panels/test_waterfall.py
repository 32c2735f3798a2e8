import pytest

from app.panels.waterfall import MOST_STEPS, Part, Waterfall, largest


def test_small_parts_are_put_together_and_the_sum_stays():
    parts = [Part(f"step {n}", "waiting", float(n)) for n in range(12)]

    shown = largest(parts, "others")

    assert len(shown) == MOST_STEPS
    assert shown[-1].name == "others"
    assert sum(p.delta for p in shown) == pytest.approx(sum(p.delta for p in parts))


def test_few_parts_stay_as_they_are():
    parts = [Part("one", "work", 1.0)]

    assert largest(parts, "others") == parts


def test_the_picture_is_told_to_screen_readers(qtbot):
    chart = Waterfall(
        18.6,
        20.5,
        [Part("Take order", "work", -0.9), Part("Assemble", "waiting", 2.8)],
        ("Before", "After"),
        "days",
    )
    qtbot.addWidget(chart)

    assert chart.accessibleName() == "Before 18.6 days, Take order −0.9, Assemble +2.8, After 20.5 days"


@pytest.mark.parametrize("parts", [[], [Part("a", "", 5.0)], [Part("a", "", -18.0)]])
def test_any_change_can_be_painted(qtbot, parts):
    chart = Waterfall(18.6, 18.6 + sum(p.delta for p in parts), parts, ("Before", "After"), "days")
    qtbot.addWidget(chart)
    chart.resize(600, 260)

    assert not chart.grab().toImage().isNull()
