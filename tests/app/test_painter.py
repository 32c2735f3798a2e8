"""Painting, and the proof that one table feeds canvas, icons, PNG and SVG."""

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from app.export.image import image
from app.painter import font, painter_path, prepare
from bpmn.base.geometry import Bounds
from bpmn.notation.colours import DARK, LIGHT
from bpmn.notation.drawing import Path, TextLine
from bpmn.notation.metrics import text_width
from bpmn.notation.shapes import shape_drawing
from bpmn.notation.svg import svg
from bpmn.notation.symbols import SYMBOLS, icon
from tests.bpmn.notation.diagrams import shape

SQUARE = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 10.0, 10.0), ("L", 0.0, 10.0), ("Z",))
AREA = Bounds(90, 90, 120, 100)


@pytest.fixture(autouse=True)
def _application(qapp):
    """Fonts need an application."""


def canvas(drawing) -> QImage:
    """What an item of the canvas paints."""
    result = QImage(120, 100, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(QColor("white"))
    painter = QPainter(result)
    painter.translate(-90, -90)
    prepare(drawing, LIGHT).paint(painter)
    painter.end()
    return result


@pytest.mark.parametrize("name", ["UserTask", "MessageEventDefinition"])
def test_deleting_a_row_of_the_table_breaks_all_four(name, monkeypatch):
    depicted = (
        shape('<userTask id="e"/>')
        if name == "UserTask"
        else shape('<startEvent id="e"><messageEventDefinition/></startEvent>')
    )
    kind = "userTask" if name == "UserTask" else "startEvent:message"
    before = shape_drawing(depicted).drawing
    seen = canvas(before), image(before, AREA), svg(before, AREA)

    monkeypatch.delitem(SYMBOLS, name)

    after = shape_drawing(depicted).drawing
    assert canvas(after) != seen[0]
    assert image(after, AREA) != seen[1]
    assert svg(after, AREA) != seen[2]
    with pytest.raises(KeyError):
        icon(kind)


def test_equal_outlines_share_one_path():
    assert painter_path(SQUARE) is painter_path(tuple(SQUARE))


def test_equal_pens_are_shared():
    first, second = prepare((Path(SQUARE), Path(SQUARE, 50, 50)), LIGHT).paths

    assert first.pen is second.pen
    assert first.path is second.path


def test_dashes_are_diagram_units_whatever_the_width():
    (path,) = prepare((Path(SQUARE, width=2, dash=(8, 5)),), LIGHT).paths

    assert path.pen.dashPattern() == [4, 2.5]


def test_theme_gives_the_colours():
    (light,), (dark,) = (prepare((Path(SQUARE),), theme).paths for theme in (LIGHT, DARK))

    assert light.pen.color() == QColor(LIGHT["ink"])
    assert dark.pen.color() == QColor(DARK["ink"])


def test_text_can_be_left_out():
    drawing = (TextLine("Order", 150, 140),)
    blank = canvas(())
    result = blank.copy()

    painter = QPainter(result)
    prepare(drawing, LIGHT).paint(painter, with_text=False)
    painter.end()

    assert result == blank
    assert canvas(drawing) != blank


def test_letters_are_as_wide_as_measured():
    text = "Check whether the order is complete"

    assert QFontMetricsF(font(12)).horizontalAdvance(text) == pytest.approx(text_width(text, 12), rel=0.03)


def test_painting_leaves_the_painter_where_it_was():
    result = QImage(10, 10, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(result)
    prepare((Path(SQUARE, 3, 4), TextLine("a", 5, 5, angle=-90, halo="paper")), LIGHT).paint(painter)

    transform = painter.transform()
    painter.end()

    assert transform.isIdentity() or (abs(transform.dx()) < 1e-9 and abs(transform.m12()) < 1e-9)
