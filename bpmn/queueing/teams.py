"""Which pools activities need, numbered as the net wants them."""

import math

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Activity
from bpmn.queueing.drafts import Draft
from bpmn.queueing.net import Need, Pool
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Facts


class Teams:
    """Collects the pools that activities ask for."""

    def __init__(self, system: Maps, scenario: Scenario, facts: Facts | None) -> None:
        self.scenario = scenario
        self.resources = Resources(system, scenario, facts)
        self.pools: list[Pool] = []
        self._position: dict[ElementKey, int] = {}
        self._doubts: list[Message] = []
        self._sizes: dict[int, set[float]] = {}

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
        if self.resources.pool(key).quantity is None:
            return ()
        return (Need(self._pool(key)),)

    def _own(self, draft: Draft) -> tuple[Need, ...]:
        """A team of its own, where the activity itself has a number of people."""
        quantity = self.scenario.of(draft.key).quantity
        if not quantity:
            return ()
        cost = self.scenario.of(draft.key).unit_cost
        self.pools.append(Pool(draft.name, quantity, cost, (draft.key,)))
        return (Need(len(self.pools) - 1),)

    def _pool(self, key: ElementKey) -> int:
        pool = self.resources.pool(key)
        first = pool.keys[0]
        if first not in self._position:
            self._position[first] = len(self.pools)
            quantity = None if pool.quantity is None else max(pool.quantity, 0.0)
            self.pools.append(Pool(pool.name, quantity, pool.unit_cost, pool.keys))
            if pool.quantity is None:
                self._doubts.append(
                    message(
                        "It is not known how many “{resource}” there are; nobody is taken to wait for them.",
                        resource=pool.name,
                    )
                )
        return self._position[first]

    def _doubt(self, draft: Draft, resource: str) -> None:
        self._doubts.append(
            message(
                "“{element}” in {file} asks for “{resource}”, which is no resource of the system.",
                element=draft.name,
                file=draft.key.file,
                resource=resource,
            )
        )
