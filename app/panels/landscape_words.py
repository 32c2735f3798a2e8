"""What is said of the parts of a landscape, also by a screen reader."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF

from app.numbers import percent, time
from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.system.landscape import Area, Kind, Landscape
from bpmn.system.landscape_plan import LaidWay

ABOVE = 20.0
"""From the ring of a chain up to the time behind it."""


def text_of(area: Area, landscape: Landscape, names: Mapping[ElementKey, str]) -> str:
    """What an area stands for."""
    if area.kind is Kind.PROCESS:
        return _of_card(area.key, landscape, names)
    if area.kind is Kind.CHAIN:
        return _of_chain(area.number, landscape)
    if area.kind is Kind.PROBLEM and area.number < len(landscape.problems):
        return tr_message(landscape.problems[area.number].worst.message)
    if area.kind is Kind.QUESTION:
        return tr("This link is only assumed. Click to answer.")
    return names.get(area.key) or area.key.element or area.key.file


def _of_card(key: ElementKey, landscape: Landscape, names: Mapping[ElementKey, str]) -> str:
    card = landscape.plan.model.card(key) if landscape.plan is not None else None
    if card is None:
        return names.get(key) or key.element
    parts = [card.title, card.owner, card.figures.time]
    if card.figures.load is not None:
        parts.append(tr("{load} load", load=percent(card.figures.load)))
    return ", ".join(part for part in parts if part)


def _of_chain(number: int, landscape: Landscape) -> str:
    ways = landscape.plan.model.ways if landscape.plan is not None else ()
    return next((f"{number} {way.name}" for way in ways if way.number == number), "")


def times(landscape: Landscape, way: LaidWay) -> list[tuple[QPointF, str]]:
    """The time since the customer asked, behind each card of a chain."""
    plan = landscape.plan
    assert plan is not None
    total, found = 0.0, []
    for process in way.way.processes:
        card, box = plan.model.card(process), plan.boxes[process]
        if card is None or card.figures.lead_time is None:
            continue
        total += card.figures.lead_time
        ring = next((p for p in way.stations if p.x == box.right and box.y <= p.y <= box.bottom), None)
        if ring is not None:
            found.append((QPointF(ring.x, ring.y - ABOVE), time(total, card.figures.unit)))
    return found
