import pytest

from bpmn.model import (
    Activity,
    Artifact,
    ChoreographyActivity,
    ConversationNode,
    Element,
    Event,
    EventDefinition,
    Gateway,
    Lane,
    Participant,
    registry,
)
from bpmn.notation.symbols import SYMBOLS, Sign, Symbol, glyph_of, has_symbol, icon, sign, symbol

VISIBLE = (Activity, Event, Gateway, ChoreographyActivity, ConversationNode, Lane, Participant, Artifact)


def concrete(*bases: type[Element]) -> list[str]:
    return [
        name
        for name, cls in registry.CLASSES.items()
        if issubclass(cls, bases) and cls.own_tag and name != "Association"
    ]


@pytest.mark.parametrize("name", concrete(*VISIBLE))
def test_every_visible_type_has_a_symbol(name):
    assert has_symbol(name)


@pytest.mark.parametrize("name", concrete(EventDefinition))
def test_every_event_definition_has_a_sign(name):
    assert isinstance(SYMBOLS[name], Sign)


def test_symbol_is_found_by_class_and_by_name():
    assert symbol(registry.CLASSES["UserTask"]) is symbol("UserTask")


def test_sign_is_no_symbol():
    with pytest.raises(KeyError):
        symbol("TimerEventDefinition")
    with pytest.raises(KeyError):
        sign("UserTask")


@pytest.mark.parametrize("word", ["Message", "Error", "Escalation", "Signal", "Link", "Compensate", "Cancel"])
def test_thrown_sign_is_filled(word):
    caught, thrown = glyph_of(f"{word}EventDefinition"), glyph_of(f"{word}EventDefinition", is_thrown=True)

    assert caught != thrown
    assert any(stroke.fill for stroke in thrown.strokes)


@pytest.mark.parametrize("name", [n for n, row in SYMBOLS.items() if isinstance(row, Symbol)])
def test_every_symbol_has_an_icon_inside_its_square(name):
    boxes = [mark.bounds for mark in icon(name)]

    assert boxes
    assert min(box.x for box in boxes) >= 0
    assert max(box.right for box in boxes) <= 20
    assert min(box.y for box in boxes) >= 0
    assert max(box.bottom for box in boxes) <= 20


def test_unlisted_kind_has_no_icon():
    with pytest.raises(KeyError):
        icon("resource")
