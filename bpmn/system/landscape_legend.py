"""The legend of the landscape: what the kinds of lines and boxes mean, as far as they occur."""

from collections.abc import Iterable

from bpmn.base.geometry import Point
from bpmn.notation.drawing import Drawing, Mark, Path, TextLine
from bpmn.notation.metrics import text_width
from bpmn.notation.outlines import rounded
from bpmn.system.landscape_chains import THICK
from bpmn.system.landscape_lines import strokes
from bpmn.system.link import Kind

SIZE = 11.0
SAMPLE = 34.0
BETWEEN = 26.0

WORDS = {
    Kind.TRIGGER: "starts",
    Kind.MESSAGE: "message",
    Kind.CALL: "calls",
    Kind.SIGNAL: "signal",
    Kind.DATA: "shares data",
    Kind.EXCEPTION: "error",
    Kind.RESOURCE: "shares people",
    Kind.HIERARCHY: "shows",
}


def legend(kinds: Iterable[Kind], at: Point, *, has_chains: bool) -> Drawing:
    """A line of samples from a point to the right, with a word beside each."""
    x = at.x
    marks: list[Mark] = []
    if has_chains:
        marks.append(Path((("M", 0, 0), ("L", SAMPLE, 0)), x, at.y, THICK, "series1"))
        x = _word(marks, x, at.y, "customer chain")
    present = set(kinds)
    for kind, word in WORDS.items():
        if kind in present:
            marks += strokes([Point(x, at.y), Point(x + SAMPLE, at.y)], kind)
            x = _word(marks, x, at.y, word)
    for colour, word in (("procCore", "for customers"), ("procSupport", "supporting")) if has_chains else ():
        marks.append(Path(rounded(2)(12, 12), x + SAMPLE - 12, at.y - 6, 0, None, colour))
        x = _word(marks, x, at.y, word)
    return tuple(marks)


def _word(marks: list[Mark], x: float, y: float, word: str) -> float:
    """Write a word behind its sample; returns where the next sample begins."""
    marks.append(TextLine(word, x + SAMPLE + 8, y + 4, SIZE, "textMuted", anchor="start"))
    return x + SAMPLE + 8 + text_width(word, SIZE) + BETWEEN
