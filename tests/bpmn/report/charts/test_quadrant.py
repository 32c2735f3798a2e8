from bpmn.notation.drawing import TextLine
from bpmn.report.charts.quadrant import Dot, Field, quadrant

DOTS = (
    Dot("Kit parts", 28, 2.7, "aligned", 2.3, 3.2),
    Dot("Plan every day", -50, 2, "sacrifice"),
    Dot("Skip the check", 55, -4.3, "subopt"),
)


def centre(picture, name):
    return next(s.bounds.centre for s in picture.spots if s.key == name)


def test_good_for_the_owner_is_right_and_good_for_the_whole_is_up():
    picture = quadrant(Field(DOTS, "days"), 400, 400)

    kit, plan, skip = (centre(picture, d.name) for d in DOTS)
    assert plan.x < kit.x < skip.x
    assert kit.y < plan.y < skip.y


def test_no_name_covers_a_mark_or_another_name():
    crowd = tuple(Dot(f"Initiative {n}", n % 3, n % 2, "aligned") for n in range(12))

    picture = quadrant(Field(crowd, "days"), 400, 400)

    names = [m.bounds for m in picture.drawing if isinstance(m, TextLine) and m.text.startswith("Init")]
    marks = [s.bounds.grown(-4) for s in picture.spots]
    assert not [(a, b) for a in names for b in (*names, *marks) if a is not b and a.intersects(b)]


def test_many_marks_have_numbers_and_the_table_says_whose():
    crowd = tuple(Dot(f"Initiative {n}", n, -n, "aligned") for n in range(1, 15))

    picture = quadrant(Field(crowd, "days"), 600, 600)

    assert not [m for m in picture.drawing if isinstance(m, TextLine) and m.text == "Initiative 3"]
    assert picture.rows[3] == ("3", "Initiative 3", "+3", "−3")


def test_the_open_one_keeps_its_name_among_many():
    crowd = tuple(Dot(f"Initiative {n}", n, -n, "aligned") for n in range(1, 15))

    picture = quadrant(Field(crowd, "days", chosen="Initiative 3"), 600, 600)

    assert [m for m in picture.drawing if isinstance(m, TextLine) and m.text == "Initiative 3"]
