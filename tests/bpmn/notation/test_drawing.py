import pytest

from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Path, TextLine, drawing_bounds, moved, scaled

LINE = (("M", 0.0, 0.0), ("L", 10.0, 20.0))


def test_drawing_is_hashable_and_equal_by_content():
    assert hash((Path(LINE), TextLine("a", 0, 0))) == hash((Path(LINE), TextLine("a", 0, 0)))
    assert Path(LINE) == Path(LINE)


def test_drawing_cannot_be_changed():
    with pytest.raises(AttributeError):
        Path(LINE).width = 3  # type: ignore[misc]


def test_moved_drawing_shares_its_segments():
    (path,) = moved((Path(LINE),), 5, 6)

    assert isinstance(path, Path)
    assert path.segments is LINE
    assert (path.x, path.y) == (5, 6)


def test_bounds_include_the_width_of_the_line():
    assert drawing_bounds((Path(LINE, width=2),)) == Bounds(-1, -1, 12, 22)


def test_bounds_of_upright_text_are_upright():
    line = TextLine("Order desk", 100, 100, angle=-90)

    assert line.bounds.height == pytest.approx(line.width)
    assert line.bounds.width < line.bounds.height


def test_scaled_segments_are_scaled_in_both_directions():
    assert scaled(LINE, 2, 3, 1, 1) == (("M", 1, 1), ("L", 21, 61))
