"""The table of connectors: how BPMN's lines look (BPMN 2.0.2, Notation and Diagrams)."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Literal

from bpmn.notation.drawing import Segment, Segments
from bpmn.notation.strokes import circle, segments

EndName = Literal["arrow", "hollow arrow", "open arrow", "circle", "slash", "diamond"]


@dataclass(frozen=True, slots=True)
class Connector:
    """How one type of connection looks; widths and lengths in diagram units."""

    line: float = 2.0
    dash: tuple[float, ...] = ()
    source: EndName | None = None
    target: EndName | None = None
    is_double: bool = False
    corner: float = 5.0


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a line, drawn for a line that comes from the left to (0, 0)."""

    data: str
    length: float
    """How much of the line it covers."""
    line: float = 1.5
    fill: Literal["line", "paper"] | None = None


CONNECTORS: dict[str, Connector] = {
    "SequenceFlow": Connector(2, target="arrow"),
    "DefaultSequenceFlow": Connector(2, source="slash", target="arrow"),
    "ConditionalSequenceFlow": Connector(2, source="diamond", target="arrow"),
    "MessageFlow": Connector(1.5, (8, 5), source="circle", target="hollow arrow"),
    "Association": Connector(1.5, (1.5, 4)),
    "DirectedAssociation": Connector(1.5, (1.5, 4), target="open arrow"),
    "BothWaysAssociation": Connector(1.5, (1.5, 4), source="open arrow", target="open arrow"),
    "DataInputAssociation": Connector(1.5, (1.6, 4.2), target="open arrow"),
    "DataOutputAssociation": Connector(1.5, (1.6, 4.2), target="open arrow"),
    "DataAssociation": Connector(1.5, (1.6, 4.2), target="open arrow"),
    "ConversationLink": Connector(1.5, is_double=True),
    "Unknown": Connector(1.5, (1.5, 4)),
}
"""Every line by the name of its BPMN type, with the forms that a property gives it."""

ENDS: dict[EndName, End] = {
    "arrow": End("M 0 0 L -10 -5 L -10 5 Z", 7, 0, "line"),
    "hollow arrow": End("M -0.8 0 L -10 -5 L -10 5 Z", 10, 1.5, "paper"),
    "open arrow": End("M -8 -5 L -0.8 0 L -8 5", 0.8, 1.5),
    "circle": End(circle(-4.3, 0, 3.5), 7.8, 1.5, "paper"),
    "slash": End("M -13 5 L -6 -5", 0, 1.8),
    "diamond": End("M -0.6 0 L -8.5 -4.6 L -16.4 0 L -8.5 4.6 Z", 16, 1.5, "paper"),
}


def connector(kind: type | str) -> Connector:
    """The connector of a type of connection, given as its view class or name. Raises KeyError without one."""
    return CONNECTORS[kind if isinstance(kind, str) else kind.__name__]


@lru_cache(maxsize=1024)
def end_segments(name: EndName, ux: float, uy: float) -> Segments:
    """The end of a line that arrives at (0, 0) in direction (ux, uy), a vector of length 1."""
    result: list[Segment] = []
    for segment in segments(ENDS[name].data):
        values: list[float] = []
        for i in range(1, len(segment), 2):
            x, y = float(segment[i]), float(segment[i + 1])
            values += [x * ux - y * uy, x * uy + y * ux]
        result.append((segment[0], *values))  # type: ignore[arg-type]
    return tuple(result)


def direction(x: float, y: float) -> tuple[float, float]:
    """The vector (x, y) at length 1; to the right where it has none."""
    length = hypot(x, y)
    return (round(x / length, 4), round(y / length, 4)) if length else (1.0, 0.0)
