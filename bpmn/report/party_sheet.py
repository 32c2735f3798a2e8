"""What the drawn pages about parties are written with; every name in them leads to its place."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.base.message import Message
from bpmn.notation.drawing import Mark, Path, TextLine, drawing_bounds
from bpmn.notation.metrics import shortened, text_width
from bpmn.notation.outlines import rounded
from bpmn.report.sheet_pictures import Picture, Spot

Say = Callable[[Message], str]
Time = Callable[[float, str], str]
WIDTH, NARROWEST = 980.0, 760.0
PAD = 4.0
TITLE, HEAD, BODY, SMALL = 20.0, 13.0, 12.0, 11.0


@dataclass(frozen=True, slots=True)
class Voice:
    """How words and times are said."""

    say: Say = str
    time: Time = field(default=lambda value, unit: f"{value:.3g} {unit}")


@dataclass(slots=True)
class Pen:
    """Collects marks and spots while a sheet is drawn from top to bottom."""

    voice: Voice
    width: float = WIDTH
    marks: list[Mark] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def write(  # noqa: PLR0913 - a line of text has so many properties
        self,
        text: str,
        x: float,
        y: float,
        size: float = BODY,
        colour: str = "text",
        *,
        is_bold: bool = False,
        room: float | None = None,
        key: ElementKey | None = None,
    ) -> float:
        """Write a line from x on, cut to the room; with a key it is a link. Returns where it ends."""
        shown = shortened(text, room, size, is_bold) if room is not None else text
        line = TextLine(shown, x, y, size, "accent" if key is not None else colour, is_bold, anchor="start")
        self.marks.append(line)
        if key is not None:
            self.spots.append(Spot(line.bounds.grown(2), key, text))
        return x + text_width(shown, size, is_bold)

    def box(self, place: Bounds, fill: str, stroke: str | None = None, radius: float = 8.0) -> None:
        """Draw a rectangle with rounded corners."""
        width = 1.5 if stroke is not None else 0.0
        self.marks.append(
            Path(rounded(radius)(place.width, place.height), place.x, place.y, width, stroke, fill)
        )

    def picture(self, title: str) -> Picture:
        """What was drawn."""
        drawing = tuple(self.marks)
        area = drawing_bounds(drawing) or Bounds(0, 0, 1, 1)
        return Picture(drawing, tuple(self.spots), area.grown(PAD), title)
