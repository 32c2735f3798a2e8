"""Boundary events follow their host."""

import math

from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.happened import Happened
from bpmn.layout.docking import carried, nearest_on_border
from bpmn.model import Activity, BoundaryEvent, BPMNShape


def boundary_events_follow_their_host(happened: Happened) -> None:
    """Move the boundary events of activities that moved or grew, unless they were moved themselves."""
    moved = happened.moved()
    for shape, (old, new) in moved.items():
        for event in attached(shape):
            if event not in moved:
                event.bounds = follow(event.bounds, old, new)


def attached(host: BPMNShape) -> list[BPMNShape]:
    """The shapes of the boundary events of a host on its plane."""
    element, document = host.bpmn_element, host.document
    if not isinstance(element, Activity) or not element.id:
        return []
    events = [document.view(n) for n, name in document.references(element.id) if name == "attachedToRef"]
    shapes = [shape_on(plane_of(host), event) for event in events if isinstance(event, BoundaryEvent)]
    return [shape for shape in shapes if shape is not None]


def follow(event: Bounds, old: Bounds, new: Bounds) -> Bounds:
    """The bounds of a boundary event after its host went from old to new; its size stays.

    An event that a file puts nowhere stays there.
    """
    if not all(map(math.isfinite, (*event, *old, *new))):
        return event
    if (old.width, old.height) == (new.width, new.height):
        return event.moved(new.x - old.x, new.y - old.y)
    centre = nearest_on_border(new, carried(event.centre, old, new))
    return event.moved(round(centre.x - event.centre.x), round(centre.y - event.centre.y))
