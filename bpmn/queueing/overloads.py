"""Sentences about teams that cannot keep up, with the growth of their backlog instead of a wait."""

import math
from collections.abc import Iterable

from bpmn.base.message import Message, message
from bpmn.queueing.net import Net
from bpmn.queueing.network import Station


def overloads(net: Net, stations: Iterable[Station]) -> list[Message]:
    """What is said of each station that never settles."""
    return [_overload(net, station) for station in stations if not station.is_stable]


def _overload(net: Net, station: Station) -> Message:
    name = net.pools[station.pool].name
    if math.isinf(station.load):
        return message("There is nobody of “{resource}”, so what needs them is never done.", resource=name)
    growth = station.rate * (1 - 1 / station.load) * net.week
    return message(
        "“{resource}” is overloaded (load {load}): its backlog grows by {growth} tasks per week.",
        resource=name,
        load=f"{station.load:.3g}",
        growth=f"{growth:.3g}",
    )
