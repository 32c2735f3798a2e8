"""The teams of a simulation."""

import math
from typing import TYPE_CHECKING

from bpmn.simulation.plan import Pool

if TYPE_CHECKING:
    from bpmn.simulation.compile import Planner


def pools(planner: "Planner") -> tuple[Pool, ...]:
    """The teams of the system, in the order in which queueing theory numbers them.

    Two and a half people are three who each work five sixths of the time.
    """
    ranks: dict[int, set[float]] = {}
    for work in planner.works.values():
        for pool, _ in work.needs:
            ranks.setdefault(pool, set()).add(work.priority)
    found = []
    for index, one in enumerate(planner.assembly.compiler.teams.pools):
        units = None if one.capacity is None else math.ceil(one.capacity)
        part = one.capacity / units if units and one.capacity is not None else 1.0
        calendars = [c for key in one.keys if (c := planner.scenario.calendar(key)) is not None]
        found.append(
            Pool(
                one.name,
                one.keys,
                units,
                one.unit_cost or 0.0,
                calendars[0] if calendars else None,
                one.share * part,
                one.is_paid_when_idle,
                len(ranks.get(index, ())) > 1,
            )
        )
    return tuple(found)
