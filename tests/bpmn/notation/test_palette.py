import pytest

from bpmn.model import MessageEventDefinition, StartEvent, UserTask
from bpmn.notation.drawing import Path
from bpmn.notation.palette import icon
from bpmn.notation.symbols import SYMBOLS
from tests.bpmn.notation.marks import signs_in


def test_class_name_and_tag_give_one_icon():
    assert icon(UserTask) == icon("userTask") == icon("UserTask")


def test_event_definition_can_be_named_or_given():
    assert icon("startEvent:message") == icon((StartEvent, MessageEventDefinition))


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        ("endEvent:error", "ErrorEventDefinition thrown"),
        ("startEvent:multiple", "Multiple"),
        ("startEvent:parallelMultiple", "ParallelMultiple"),
        ("task:loop", "Loop"),
        ("subProcess", "Collapsed"),
        ("adHocSubProcess", "AdHoc"),
        ("eventBasedGateway:parallelEventBasedGateway", "ParallelEventBasedGateway"),
    ],
)
def test_icon_shows_the_sign_of_its_kind(kind, sign):
    wide = tuple(m for m in icon(kind) if isinstance(m, Path))

    assert any(name == sign for name in _signs_of_any_width(wide))


def _signs_of_any_width(marks):
    """Icons have thicker lines than diagrams, so only forms count."""
    from bpmn.notation.drawing import scaled
    from bpmn.notation.paint import Colours, draw_glyph

    def shape(path):
        box = path.bounds.grown(-path.width / 2 if path.stroke else 0)
        size = max(box.width, box.height)
        local = scaled(path.segments, 1 / size, 1 / size, (path.x - box.x) / size, (path.y - box.y) / size)
        return bool(path.fill), [round(float(v), 1) for s in local for v in s[1:]]

    seen = [shape(mark) for mark in marks]
    for name, row in SYMBOLS.items():
        for word, glyph in ((name, row.glyph), (f"{name} thrown", getattr(row, "thrown", None))):
            if glyph and all(shape(m) in seen for m in draw_glyph(glyph, 0, 0, glyph.size, Colours())):
                yield word


def test_black_box_pool_differs_from_a_pool_with_a_process():
    assert icon("participant:blackBox") != icon("participant")


def test_non_interrupting_event_is_dashed():
    assert any(mark.dash for mark in icon("boundaryEvent:timer:nonInterrupting") if isinstance(mark, Path))


@pytest.mark.parametrize("kind", ["sequenceFlow", "messageFlow", "association", "conversationLink"])
def test_connections_have_icons(kind):
    assert icon(kind)


def test_signs_in_knows_nothing_in_an_empty_drawing():
    assert signs_in(()) == set()
