"""How the keys go from box to box in a landscape."""

from collections.abc import Iterable, Sequence

from bpmn.system.landscape import Area

LINE = 40.0
"""Boxes whose upper edges differ by less stand in one line of reading."""

ASIDE = 2.0
"""How much worse a step aside is than one in the wanted direction."""


def in_reading_order(areas: Iterable[Area]) -> list[Area]:
    """Line by line from left to right; what stands at two places, as a customer does, comes once."""
    boxes = {area.key: area for area in reversed(list(areas))}
    return sorted(boxes.values(), key=lambda area: (round(area.bounds.y / LINE), area.bounds.x))


def nearest(areas: Sequence[Area], current: Area, dx: int, dy: int) -> Area | None:
    """The box that lies nearest in a direction; None where nothing does."""
    start = current.bounds.centre
    found: list[tuple[float, int]] = []
    for number, area in enumerate(areas):
        x, y = area.bounds.centre.x - start.x, area.bounds.centre.y - start.y
        along, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        if area != current and along > 1:
            found.append((along + ASIDE * aside, number))
    return areas[min(found)[1]] if found else None
