"""Which pools activities need, numbered as the net wants them."""

import math
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Activity
from bpmn.queueing.calendars import WEEK, week_of
from bpmn.queueing.drafts import Draft
from bpmn.queueing.net import Need, Pool
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.resources import ResourcePool, Resources
from bpmn.system.facts import Facts


class Teams:
    """Collects the pools that activities ask for. ``asked`` notes whose parameters that rests on."""

    def __init__(self, system: Maps, scenario: Scenario, facts: Facts | None) -> None:
        self.scenario = scenario
        self.asked: dict[ElementKey, None] = {}
        self.resources = Resources(system, scenario, facts)
        self.pools: list[Pool] = []
        self._position: dict[ElementKey, int] = {}
        self._doubts: list[Message] = []
        self._sizes: dict[int, set[float]] = {}

    def in_scenario(self, scenario: Scenario, changed: Collection[ElementKey]) -> "Teams":
        """The same pools with the numbers of another scenario in which these elements have others."""
        other = copy(self)
        other.scenario = scenario
        other.resources = self.resources.in_scenario(scenario)
        other.pools = [
            other.renewed(pool) if any(key in changed for key in pool.keys) else pool for pool in self.pools
        ]
        return other

    def renewed(self, pool: Pool) -> Pool:
        """A pool with the numbers of the scenario."""
        first = pool.keys[0]
        if first in self._position:
            return self._made(self.resources.pool(first))
        own = self.scenario.of(first)
        return self._with_hours(replace(pool, capacity=own.quantity, unit_cost=own.unit_cost))

    def problems(self) -> list[Message]:
        """What could not be taken as it stands."""
        mixed = [self.pools[index].name for index, sizes in self._sizes.items() if len(sizes) > 1]
        told = "“{resource}” is needed in different numbers at once; the waits for it are a rough estimate."
        return [*self.resources.problems, *self._doubts, *(message(told, resource=name) for name in mixed)]

    def needs(self, draft: Draft, activity: Activity) -> tuple[Need, ...]:
        """The pools an activity holds while it works; none if nobody is named."""
        selected = self.resources.needs(draft.key, activity.resources)
        if selected is None:
            return self._from_lane(draft) or self._own(draft)
        found = []
        for one in selected:
            key = self.resources.find(draft.key.file, one.resource)
            if key is None:
                self._doubt(draft, one.resource)
            else:
                found.append(Need(self._pool(key), one.quantity))
        if selected and not found:
            return self._from_lane(draft) or self._own(draft)
        self._enough(draft, found)
        if len(found) > 1:
            self._doubts.append(
                message(
                    "“{element}” in {file} needs several teams at once; its wait is a rough estimate.",
                    element=draft.name,
                    file=draft.key.file,
                )
            )
        return tuple(found)

    def _enough(self, draft: Draft, needs: list[Need]) -> None:
        """Note how many are wanted at once, and doubt a need for more than there are."""
        for need in needs:
            self._sizes.setdefault(need.pool, set()).add(need.quantity)
            pool = self.pools[need.pool]
            if pool.capacity and need.quantity > math.ceil(pool.capacity):
                self._doubts.append(
                    message(
                        "“{element}” in {file} needs {wanted} of “{resource}”, but there are only {count}.",
                        element=draft.name,
                        file=draft.key.file,
                        wanted=f"{need.quantity:g}",
                        resource=pool.name,
                        count=f"{pool.capacity:g}",
                    )
                )

    def _from_lane(self, draft: Draft) -> tuple[Need, ...]:
        """The lane's team, where the lane or what it is confirmed to be has a number."""
        if draft.node.lane is None:
            return ()
        key = ElementKey(draft.key.file, draft.node.lane)
        pool = self.resources.pool(key)
        self.asked.update(dict.fromkeys(pool.keys))
        if pool.quantity is None:
            return ()
        return (Need(self._pool(key)),)

    def _own(self, draft: Draft) -> tuple[Need, ...]:
        """A team of its own, where the activity itself has a number of people."""
        quantity = self.scenario.of(draft.key).quantity
        if not quantity:
            return ()
        cost = self.scenario.of(draft.key).unit_cost
        self.pools.append(self._with_hours(Pool(draft.name, quantity, cost, (draft.key,))))
        return (Need(len(self.pools) - 1),)

    def _pool(self, key: ElementKey) -> int:
        pool = self.resources.pool(key)
        self.asked.update(dict.fromkeys(pool.keys))
        first = pool.keys[0]
        if first not in self._position:
            self._position[first] = len(self.pools)
            self.pools.append(self._made(pool))
            if pool.quantity is None:
                self._doubts.append(
                    message(
                        "It is not known how many “{resource}” there are; nobody is taken to wait for them.",
                        resource=pool.name,
                    )
                )
        return self._position[first]

    def _made(self, pool: ResourcePool) -> Pool:
        quantity = None if pool.quantity is None else max(pool.quantity, 0.0)
        return self._with_hours(Pool(pool.name, quantity, pool.unit_cost, pool.keys))

    def _with_hours(self, pool: Pool) -> Pool:
        """A pool with when it is there, for which part of its time, and whether idle time is paid.

        Idle time is paid where there are hours of work, unless people say otherwise.
        """
        share = self._said(pool.keys, "share")
        paid = self._said(pool.keys, "paid_when_idle")
        calendar = next((c for key in pool.keys if (c := self.scenario.calendar(key)) is not None), None)
        spans = () if calendar is None else week_of(calendar)
        return replace(
            pool,
            share=1.0 if share is None else share,
            open_share=1.0 if calendar is None else sum(end - begin for begin, end in spans) / WEEK,
            spans=spans,
            is_paid_when_idle=calendar is not None if paid is None else bool(paid),
        )

    def _said(self, keys: Iterable[ElementKey], parameter: str) -> float | None:
        """The first number that the maps give for a pool."""
        found = (getattr(self.scenario.of(key), parameter) for key in keys)
        return next((value for value in found if value is not None), None)

    def efficiency(self, needs: Sequence[Need]) -> float:
        """How fast the slowest of the pools works that are needed together; 1 is normal."""
        said = (self._said(self.pools[need.pool].keys, "efficiency") for need in needs)
        return min((speed for speed in said if speed), default=1.0)

    def _doubt(self, draft: Draft, resource: str) -> None:
        self._doubts.append(
            message(
                "“{element}” in {file} asks for “{resource}”, which is no resource of the system.",
                element=draft.name,
                file=draft.key.file,
                resource=resource,
            )
        )
