import pytest

from bpmn.notation.colours import DARK, LIGHT, contrast, fill_of, read_colour, resolve, sign_on, stroke_of

BIOC, OMG = (
    "{http://bpmn.io/schema/bpmn/biocolor/1.0}",
    "{http://www.omg.org/spec/BPMN/non-normative/color/1.0}",
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#BBDEFB", "#bbdefb"),
        ("#fff", "#ffffff"),
        ("#11223344", "#112233"),
        ("rgb(1, 2, 255)", "#0102ff"),
        ("100,100,100", "#646464"),
        ("Red", "#ff0000"),
        ("", None),
        (None, None),
        ("url(#x)", None),
        ("#12345", None),
    ],
)
def test_colours_are_read_in_every_spelling(written, read):
    assert read_colour(written) == read


def test_both_extensions_are_read():
    assert fill_of([(BIOC + "fill", "#BBDEFB")]) == "#bbdefb"
    assert fill_of([(OMG + "background-color", "#BBDEFB")]) == "#bbdefb"
    assert stroke_of([("border-color", "#000")]) == "#000000"


def test_omg_extension_wins():
    assert stroke_of([(BIOC + "stroke", "#111111"), (OMG + "border-color", "#222222")]) == "#222222"


def test_unreadable_colour_of_one_extension_leaves_the_other():
    assert fill_of([(OMG + "background-color", "nonsense"), (BIOC + "fill", "#BBDEFB")]) == "#bbdefb"


def test_sign_on_a_dark_fill_is_light():
    assert sign_on("#0d4372", None) == "#ffffff"
    assert sign_on("#bbdefb", None) != "#ffffff"


def test_sign_keeps_the_colour_of_the_outline_where_it_can_be_read():
    assert sign_on("#c8e6c9", "#205022") == "#205022"
    assert sign_on("#205022", "#205022") == "#ffffff"


def test_token_is_looked_up_in_the_theme():
    assert resolve("ink", LIGHT) != resolve("ink", DARK)


def test_colour_of_a_file_is_kept_on_light_paper():
    assert resolve("ink#0d4372", LIGHT) == "#0d4372"


def test_dark_colour_of_a_file_can_be_read_on_dark_paper():
    assert contrast(resolve("ink#0d4372", DARK), DARK["paper"]) >= 3


def test_unknown_token_is_drawn_in_ink():
    assert resolve("nobodyKnows", LIGHT) == LIGHT["ink"]


def test_a_share_of_a_colour_is_mixed_with_paper():
    assert resolve("ink%100", LIGHT).lower() == LIGHT["ink"].lower()
    assert resolve("ink%0", DARK).lower() == DARK["paper"].lower()
    assert resolve("inkMuted%50", LIGHT) == "#acb2ba"
