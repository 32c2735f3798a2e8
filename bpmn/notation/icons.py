"""Glyphs in the corner of tasks and the markers at the foot of activities (BPMN 2.0.2, Notation)."""

from bpmn.notation.strokes import Stroke, around, circle, glyph

# Task types: a grid of 20 units.
SEND = glyph(
    20,
    Stroke("M 1.6 5.1 L 10 11.6 L 18.4 5.1 V 16.4 H 1.6 Z", 0, "line"),
    Stroke("M 2.2 3.6 H 17.8 L 10 9.7 Z", 0, "line"),
)
RECEIVE = glyph(20, Stroke("M 1.8 4 H 18.2 V 16 H 1.8 Z", 1.3), Stroke("M 2 4.3 L 10 11 L 18 4.3", 1.3))
RECEIVE_START = glyph(
    20,
    Stroke(circle(10, 10, 9), 1.1),
    Stroke("M 4.6 6.4 H 15.4 V 13.8 H 4.6 Z", 1.1),
    Stroke("M 4.8 6.6 L 10 10.8 L 15.2 6.6", 1.1),
)
USER = glyph(
    20,
    Stroke("M 2 18 C 2 13.6 4 11.4 7.2 10.9 L 12.8 10.9 C 16 11.4 18 13.6 18 18 Z", 1.2),
    Stroke(circle(10, 6.4, 4.4), 1.2, "fill"),
    Stroke(
        "M 5.7 5.6 C 5.8 2.6 7.6 1.4 10 1.4 C 12.4 1.4 14.2 2.6 14.3 5.6 "
        "C 12.6 6.2 11.4 5.5 10.6 4.7 C 9.6 5.8 7.4 6.2 5.7 5.6 Z",
        0.6,
        "line",
    ),
    Stroke("M 5.6 18 V 15.2 M 14.4 18 V 15.2", 1.1),
)
MANUAL = glyph(
    20,
    Stroke(
        "M 2 9 C 2 7.6 2.6 6.8 3.6 6.1 L 7.6 3.2 C 8.8 2.4 9.9 3.7 9 4.7 L 7.3 6.5 H 16.9 "
        "C 18.3 6.5 18.3 8.6 16.9 8.6 H 18 C 19.3 8.6 19.3 10.7 18 10.7 H 17.4 "
        "C 18.6 10.7 18.6 12.8 17.4 12.8 H 16.2 C 17.3 12.8 17.3 14.9 16.2 14.9 H 6.4 "
        "C 3.6 14.9 2 13.6 2 11.4 Z",
        1.2,
    ),
    Stroke("M 11.2 8.6 H 17 M 11.6 10.7 H 17.4 M 11.4 12.8 H 16.2", 1.1),
)


def _gear(x: float, y: float, outer: float, inner: float) -> str:
    """Path data of a wheel with eight teeth."""
    return around(32, lambda n: outer if n % 4 in (0, 1) else inner, x, y, -0.5)


SERVICE = glyph(
    20,
    Stroke(_gear(7.4, 7.4, 6.6, 4.9), 1.1, "fill"),
    Stroke(circle(7.4, 7.4, 2.2), 1.1),
    Stroke(_gear(12.4, 12.6, 6.6, 4.9), 1.1, "fill"),
    Stroke(circle(12.4, 12.6, 2.2), 1.1, "fill"),
)
SCRIPT = glyph(
    20,
    Stroke(
        "M 6.4 2 H 17.4 C 13.2 5.2 13 7.4 14.8 10 C 16.6 12.6 16.6 15 12.8 18 H 2 "
        "C 5.6 15 5.6 12.8 3.8 10 C 2 7.2 2.2 5 6.4 2 Z",
        1.3,
    ),
    Stroke("M 6.2 5 H 11.6 M 5.8 8.2 H 11.2 M 7.4 11.6 H 12.8 M 7.4 14.8 H 12.4", 1.1),
)
BUSINESS_RULE = glyph(
    20,
    Stroke("M 2 3.4 H 18 V 16.6 H 2 Z", 1.2),
    Stroke("M 2 3.4 H 18 V 7.4 H 2 Z", 1.2, "line"),
    Stroke("M 2 12 H 18 M 7 7.4 V 16.6", 1.2),
)

# Markers at the foot: a grid of 14 units.
LOOP = glyph(
    14,
    Stroke(
        "M 4.3 12.3 C 2.5 11.3 1.3 9.5 1.3 7.4 C 1.3 4.3 3.8 1.8 7 1.8 "
        "C 10.2 1.8 12.7 4.3 12.7 7.4 C 12.7 10 11 12 8.8 12.8",
        1.6,
    ),
    Stroke("M 4.6 8.6 V 12.5 H 0.8", 1.6),
)
PARALLEL_INSTANCES = glyph(
    14, Stroke("M 2.6 1.5 V 12.5 M 7 1.5 V 12.5 M 11.4 1.5 V 12.5", 2.6, is_round=False)
)
SEQUENTIAL_INSTANCES = glyph(
    14, Stroke("M 1.5 2.6 H 12.5 M 1.5 7 H 12.5 M 1.5 11.4 H 12.5", 2.6, is_round=False)
)
COMPENSATION = glyph(14, Stroke("M 6.6 2.6 V 11.4 L 0.6 7 Z M 13 2.6 V 11.4 L 7 7 Z", 1.3))
AD_HOC = glyph(
    14,
    Stroke(
        "M 0.8 9.4 C 1.2 6.2 2.8 4.4 4.8 4.4 C 7.2 4.4 8 7 9.6 7 C 11 7 12.2 6 13 4.2 "
        "V 6.8 C 12.2 8.8 11 9.8 9.4 9.8 C 7 9.8 6 7.2 4.6 7.2 C 3.2 7.2 1.8 8.2 0.8 9.4 Z",
        0.6,
        "line",
    ),
)
COLLAPSED = glyph(
    14,
    Stroke("M 0.7 0.7 H 13.3 V 13.3 H 0.7 Z", 1.4, is_round=False),
    Stroke("M 7 3 V 11 M 3 7 H 11", 1.6, is_round=False),
)
