"""Which pools activities need, numbered as the net wants them."""

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

    def problems(self) -> list[Message]:
        """What could not be taken as it stands."""
        return [*self.resources.problems, *self._doubts]

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
        if len(found) > 1 or any(need.quantity != 1 for need in found):
            self._doubts.append(
                message(
                    "“{element}” in {file} needs several at once; its wait is a rough estimate.",
                    element=draft.name,
                    file=draft.key.file,
                )
            )
        return tuple(found)

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
            self.pools.append(Pool(pool.name, pool.quantity or None, pool.unit_cost, pool.keys))
            if not pool.quantity:
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
