"""How often an activity is carried out for one token: loops and several instances."""

from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.simulation.frames import Case
from bpmn.simulation.plan import Repetition

if TYPE_CHECKING:
    from bpmn.simulation.draws import Luck


class Turns:
    """Decides how many executions begin next. ``begin`` gives what ``next`` has to know."""

    def __init__(self, luck: "Luck", repetition: Repetition, key: ElementKey) -> None:
        self._plan = repetition
        self._count = luck.time(repetition.instances, again=True)
        self._again = luck.uniform(key, "again", again=True)

    def begin(self, case: Case) -> int:
        """How many instances there are in all."""
        if self._plan.is_loop:
            return 0
        count = self._count if isinstance(self._count, float) else self._count(case)
        return max(round(count), 0)

    def next(self, case: Case, turn: int, count: int) -> int:
        """How many executions begin after so many."""
        plan = self._plan
        if not plan.is_loop:
            if plan.is_parallel:
                return count if turn == 0 else 0
            return 1 if turn < count else 0
        if turn == 0 and not plan.tested_before:
            return 1
        if plan.most is not None and turn >= plan.most:
            return 0
        return 1 if self._again(case) < plan.again else 0
