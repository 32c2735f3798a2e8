"""Glyphs of events, gateways and data, on the grid of their symbol (BPMN 2.0.2, Notation)."""

from bpmn.notation.strokes import Stroke, around, circle, glyph, polygon, rays

# Events: a grid of 36 units, the event's circle fills it.
_FLAP = "M 9 11.8 L 18 19.4 L 27 11.8"
MESSAGE = glyph(36, Stroke("M 9 11.6 H 27 V 24.4 H 9 Z"), Stroke(_FLAP))
MESSAGE_THROWN = glyph(
    36,
    Stroke("M 9 12.6 L 18 19.9 L 27 12.6 V 24.6 H 9 Z", 0, "line"),
    Stroke("M 9.6 11.2 H 26.4 L 18 18 Z", 0, "line"),
)
TIMER = glyph(
    36,
    Stroke(circle(18, 18, 10.2), 1.4),
    Stroke(rays(12, 8, 9.8, 18, 18), 1.1),
    Stroke("M 19.4 10.6 L 18 18 L 22.6 20.2", 1.5),
)
_BOLT = polygon((9.8, 25.6), (14.3, 11.2), (20.6, 19.4), (26.2, 10.2), (21.4, 24.6), (15.2, 16.6))
ERROR = glyph(36, Stroke(_BOLT))
ERROR_THROWN = glyph(36, Stroke(_BOLT, 1, "line"))
_TIP = "M 18 9 L 24.4 25 L 18 18.8 L 11.6 25 Z"
ESCALATION = glyph(36, Stroke(_TIP))
ESCALATION_THROWN = glyph(36, Stroke(_TIP, 1, "line"))
_TRIANGLE = "M 18 9.6 L 26 23.4 H 10 Z"
SIGNAL = glyph(36, Stroke(_TRIANGLE))
SIGNAL_THROWN = glyph(36, Stroke(_TRIANGLE, 1, "line"))
CONDITIONAL = glyph(
    36,
    Stroke("M 11.5 9.5 H 24.5 V 26.5 H 11.5 Z"),
    Stroke("M 13.8 12.8 H 22.2 M 13.8 16.3 H 22.2 M 13.8 19.8 H 22.2 M 13.8 23.3 H 22.2", 1.2),
)
_ARROW = "M 9.2 15 H 18.6 V 10.6 L 27 18 L 18.6 25.4 V 21 H 9.2 Z"
LINK = glyph(36, Stroke(_ARROW))
LINK_THROWN = glyph(36, Stroke(_ARROW, 1, "line"))
_REWIND = "M 17 12.2 V 23.8 L 8.6 18 Z M 26 12.2 V 23.8 L 17.6 18 Z"
COMPENSATE = glyph(36, Stroke(_REWIND))
COMPENSATE_THROWN = glyph(36, Stroke(_REWIND, 1, "line"))
_CROSS = polygon(
    (18, 15.4), (23.1, 10.3), (25.7, 12.9), (20.6, 18), (25.7, 23.1), (23.1, 25.7),
    (18, 20.6), (12.9, 25.7), (10.3, 23.1), (15.4, 18), (10.3, 12.9), (12.9, 10.3),
)  # fmt: skip
CANCEL = glyph(36, Stroke(_CROSS))
CANCEL_THROWN = glyph(36, Stroke(_CROSS, 1, "line"))
TERMINATE = glyph(36, Stroke(circle(18, 18, 9.6), 0, "line"))
_PENTAGON = around(5, lambda _: 9.4, 18, 18.5)
MULTIPLE = glyph(36, Stroke(_PENTAGON))
MULTIPLE_THROWN = glyph(36, Stroke(_PENTAGON, 1, "line"))
_PLUS = "M 16 9.6 H 20 V 16 H 26.4 V 20 H 20 V 26.4 H 16 V 20 H 9.6 V 16 H 16 Z"
PARALLEL_MULTIPLE = glyph(36, Stroke(_PLUS))

# Gateways: a grid of 50 units, the diamond fills it.
EXCLUSIVE = glyph(50, Stroke("M 17.4 16.4 L 32.6 33.6 M 32.6 16.4 L 17.4 33.6", 3.6, is_round=False))
PARALLEL = glyph(50, Stroke("M 25 14 V 36 M 14 25 H 36", 3.6, is_round=False))
INCLUSIVE = glyph(50, Stroke(circle(25, 25, 10.6), 3))
COMPLEX = glyph(
    50,
    Stroke(
        "M 25 13.4 V 36.6 M 13.4 25 H 36.6 M 17.2 17.2 L 32.8 32.8 M 32.8 17.2 L 17.2 32.8",
        3.2,
        is_round=False,
    ),
)
_GATEWAY_PENTAGON = around(5, lambda _: 7.6, 25, 25.3)
EVENT_BASED = glyph(
    50, Stroke(circle(25, 25, 13), 1.2), Stroke(circle(25, 25, 10.6), 1.2), Stroke(_GATEWAY_PENTAGON, 1.3)
)
EVENT_BASED_START = glyph(50, Stroke(circle(25, 25, 13), 1.2), Stroke(around(5, lambda _: 9, 25, 25.3), 1.3))
PARALLEL_EVENT_BASED_START = glyph(
    50,
    Stroke(circle(25, 25, 13), 1.2),
    Stroke("M 23.2 17 H 26.8 V 23.2 H 33 V 26.8 H 26.8 V 33 H 23.2 V 26.8 H 17 V 23.2 H 23.2 Z", 1.3),
)

# Data: a grid of 20 units in the upper left corner.
_DATA_ARROW = "M 3 7.6 H 9.4 V 4.2 L 15.6 10 L 9.4 15.8 V 12.4 H 3 Z"
DATA_INPUT = glyph(20, Stroke(_DATA_ARROW, 1.3))
DATA_OUTPUT = glyph(20, Stroke(_DATA_ARROW, 1.3, "line"))
