from bpmn.analysis.comparison.compare import Kind, compare
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.rename import rename
from bpmn.notation.drawing import Path, TextLine
from bpmn.report.version_picture import STYLES, after_picture, before_picture, drawn_on, overlaid_picture
from tests.documents import bounds_of, named, plane_of, reloaded, shape_of, simple_flow


def versions():
    before = simple_flow("Start", "Check", "Pack", "End")
    after = reloaded(before)
    create(after, "task", Point(300, 400), name="Phone")
    delete(after, [named(after, "Pack")])
    rename(after, named(after, "Check"), "Inspect")
    move(after, [shape_of(after, "End")], 0, 90)
    return before, after, compare(before, after).differences


def sheet(document):
    return drawn_on(plane_of(document))


def number(differences, name):
    return next(n for n, d in enumerate(differences) if d.name == name)


def numbers(picture):
    return {spot.number for spot in picture.spots}


def test_what_was_removed_shows_before_and_what_was_added_after():
    before, after, differences = versions()

    old, new = before_picture(sheet(before), differences), after_picture(sheet(after), differences)

    assert number(differences, "Pack") in numbers(old) - numbers(new)
    assert number(differences, "Phone") in numbers(new) - numbers(old)
    assert number(differences, "Inspect") in numbers(old) & numbers(new)


def test_a_spot_lies_around_its_element():
    _, after, differences = versions()

    spots = after_picture(sheet(after), differences).spots

    spot = next(s for s in spots if s.number == number(differences, "Phone"))
    assert spot.bounds.grown(1).encloses(bounds_of(after, "Phone"))


def test_every_kind_has_a_colour_a_line_and_a_sign_of_its_own():
    styles = STYLES.values()

    assert set(STYLES) == set(Kind)
    for part in ("colour", "dash", "sign"):
        assert len({getattr(style, part) for style in styles}) == len(Kind)


def test_what_did_not_change_is_drawn_as_ever():
    _, after, differences = versions()

    marks = after_picture(sheet(after), differences).drawing

    label = next(m for m in marks if isinstance(m, TextLine) and m.text == "Start")
    assert label.colour == "ink"


def test_over_each_other_what_was_removed_is_drawn_in_its_colour():
    before, after, differences = versions()

    picture = overlaid_picture(sheet(before), sheet(after), differences)

    texts = {m.text: m.colour for m in picture.drawing if isinstance(m, TextLine)}
    assert texts["Pack"] == "error"
    assert texts["Inspect"] == "ink"
    assert number(differences, "Pack") in numbers(picture)


def test_over_each_other_the_way_of_what_moved_is_drawn():
    before, after, differences = versions()

    picture = overlaid_picture(sheet(before), sheet(after), differences)

    old = bounds_of(before, "End").centre
    ends = [m.segments for m in picture.drawing if isinstance(m, Path) and m.stroke == "info"]
    assert (("M", *old), ("L", *bounds_of(after, "End").centre)) in ends


def test_a_sheet_that_one_version_lacks_is_empty():
    assert before_picture((), ()).drawing == ()
