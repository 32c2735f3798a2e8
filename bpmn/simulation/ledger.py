"""What a run counts: one flat list of sums, of which copies are kept at even distances.

What is counted before the system has settled can be left out afterwards by subtracting a copy.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from bpmn.simulation.plan import Plan

PER_ACTIVITY = 4
"""Of an activity: executions begun, work, wait, the work in people's time."""
PER_PROCESS = 2
"""Of a process: instances finished, their time."""
FIXED = ("cases", "lead", "defects", "cost", "present", "presentX", "all", "allX", "unread", "lost")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each sum stands in the list."""

    activities: int
    processes: int
    slots: int
    sources: int
    replies: int
    pools: int
    size: int

    @classmethod
    def of(cls, plan: Plan) -> "Places":
        """Those of a plan."""
        activities = len(FIXED)
        processes = activities + PER_ACTIVITY * len(plan.activities)
        slots = processes + PER_PROCESS * len(plan.processes)
        sources = slots + len(plan.slots)
        replies = sources + 2 * len(plan.sources)
        ways = 2 * len(plan.sources) * max(len(plan.replies), 1)
        pools = replies + ways
        return cls(activities, processes, slots, sources, replies, pools, pools + len(plan.pools))


@dataclass(slots=True)
class Record:
    """What one replication counted, as values that travel between workers.

    ``copies`` are the sums at the end of each of equal spans of ``span``; ``ends`` and ``leads`` are the
    customers' cases in the order in which they ended, with the source of each.
    """

    replication: int
    span: float
    copies: list[list[float]] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    leads: list[float] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    hours: list[list[float]] = field(default_factory=list)
    events: int = 0
    open_cases: int = 0
    trouble: str = ""

    def level(self, name: str) -> list[float]:
        """The mean of a number of cases (``present`` or ``all``) in each span."""
        at = FIXED.index(f"{name}X")
        before = 0.0
        found = []
        for copy in self.copies:
            found.append((copy[at] - before) / self.span)
            before = copy[at]
        return found

    def since(self, spans: int) -> list[float]:
        """What was counted after so many spans."""
        if not spans:
            return self.copies[-1]
        return [last - first for last, first in zip(self.copies[-1], self.copies[spans - 1], strict=True)]

    def leads_since(self, spans: int) -> list[float]:
        """The lead times of cases that ended after so many spans."""
        if any(a > b for a, b in zip(self.ends, self.ends[1:], strict=False)):
            limit = spans * self.span
            return [lead for end, lead in zip(self.ends, self.leads, strict=True) if end > limit]
        return self.leads[bisect_right(self.ends, spans * self.span) if spans else 0 :]
