"""Points and rectangles in diagram units (1 unit = 1/96 inch at 100 %, y downwards)."""

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A position on a BPMNPlane."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> "Point":
        """This point shifted by (dx, dy)."""
        return Point(self.x + dx, self.y + dy)


class Bounds(NamedTuple):
    """dc:Bounds: an upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """The middle of the rectangle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Bounds":
        """This rectangle shifted by (dx, dy)."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def grown(self, margin: float) -> "Bounds":
        """This rectangle with margin added on all four sides (negative shrinks)."""
        return Bounds(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def contains(self, point: Point) -> bool:
        """Whether point lies inside or on the edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom

    def encloses(self, other: "Bounds") -> bool:
        """Whether other lies wholly inside, edges may touch."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def intersects(self, other: "Bounds") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def united(self, other: "Bounds") -> "Bounds":
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Bounds(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def united(bounds: Iterable[Bounds]) -> Bounds | None:
    """The smallest rectangle around all bounds; None without any."""
    result: Bounds | None = None
    for one in bounds:
        result = one if result is None else result.united(one)
    return result


def around(points: Iterable[Point]) -> Bounds | None:
    """The smallest rectangle around all points; None without any."""
    return united(Bounds(p.x, p.y, 0, 0) for p in points)
