"""Everything stays where it can be drawn."""

import math

from bpmn.base.geometry import Bounds
from bpmn.editing.happened import Happened
from bpmn.editing.refused import not_allowed

FARTHEST = 1_000_000.0
"""How far from the middle of a sheet something is put at most; browsers draw to about ten times that."""


def places_can_be_drawn(happened: Happened) -> None:
    """Refuse what puts something where nobody can draw it; what lies so far out already may stay there."""
    moved = happened.moved().values()
    arrived = [now for old, now in moved if _is_near(old)]
    arrived += [shape.bounds for shape in happened.new_shapes()]
    if not all(map(_is_near, arrived)) or not happened.has_finite_points():
        raise not_allowed("This is too far away to be drawn: choose a place nearer to the rest of the map.")


def _is_near(bounds: Bounds) -> bool:
    return all(math.isfinite(n) and abs(n) <= FARTHEST for n in bounds)
