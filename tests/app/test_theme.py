import pytest
from PySide6.QtGui import QColor, QPalette

from app import theme
from bpmn.notation.colours import LIGHT, contrast

TEXTS = [
    ("text", "panel"),
    ("textMuted", "window"),
    ("accent", "panel"),
    ("onAccent", "accent"),
    ("ink", "paper"),
]


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_appearance_has_the_same_tokens(name):
    assert theme.theme(name).keys() == theme.theme("light").keys()
    assert all(QColor(value).isValid() for value in theme.theme(name).values())


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_texts_can_be_read(name, front, back):
    tokens = theme.theme(name)

    assert contrast(tokens[front], tokens[back]) >= 4.5


def test_the_sheet_has_the_tokens_of_exported_pictures():
    assert LIGHT.keys() <= theme.theme("light").keys()
    assert {k: theme.theme("light")[k] for k in LIGHT} == dict(LIGHT)


def test_an_unknown_setting_follows_the_desktop(qapp):
    assert theme.resolved("system") in theme.NAMES
    assert theme.resolved("dark") == "dark"


def test_the_application_is_dressed(qapp):
    theme.apply(qapp, "dark")

    assert theme.current_name() == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(theme.theme("dark")["panel"])
    assert theme.theme("dark")["accent"] in qapp.styleSheet()
    theme.apply(qapp, "light")


def test_the_style_sheet_leaves_no_place_unfilled(qapp):
    theme.apply(qapp, "light")

    assert "$" not in qapp.styleSheet()
