"""One replication: an event list, and what each event does.

Every event is a tuple (time, sequence, handler, what, trail) on a binary heap. Handlers are closures made
once from the plan, so that the inner loop looks nothing up by name. See ``frames`` for what they move.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, repeat
from typing import Any

from bpmn.simulation.draws import Luck
from bpmn.simulation.frames import Case, Handler, Trail
from bpmn.simulation.ledger import FIXED, Places, Record
from bpmn.simulation.plan import Plan
from bpmn.simulation.staff import Desk, Floor, Team
from bpmn.simulation.streams import SOURCE_SHIFT

POLL = 1_000
"""After so many events it is asked whether to stop."""
DEEP, DEEP_PER_PLACE = 10_000, 20
STILL = 1_000
"""So many times in a row no time may have passed then."""

CASES, LEAD, DEFECTS, COST, PRESENT, PRESENT_X, ALL, ALL_X, UNREAD, LOST = range(len(FIXED))

Trace = Callable[[float, Case, int, Trail], None]
"""Is told every transition that fires: when, for whom, which, how it came to be."""


class Endless(Exception):  # noqa: N818 - an answer about the system
    """Cases go round without time passing, or nothing ever happens."""


class _Over(Exception):  # noqa: N818 - ends the loop
    """The run has reached its end."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a replication runs, cut into equal ``spans``; ``events`` is the most it may handle."""

    duration: float
    spans: int = 250
    events: int = 50_000_000
    is_hourly: bool = False


class Run:
    """A replication while it runs; also what the makers of handlers share."""

    def __init__(
        self,
        plan: Plan,
        seed: int,
        replication: int,
        length: Length,
        *,
        trace: Trace | None = None,
    ) -> None:
        from bpmn.simulation.arriving import add_sources
        from bpmn.simulation.tokens import Tokens

        self.plan = plan
        self.length = length
        self.trace = trace
        self.now = 0.0
        self.heap: list[tuple[float, int, Handler, Any, Any]] = []
        self.next = count().__next__
        self.places = Places.of(plan)
        self.sums = [0.0] * self.places.size
        self.luck = Luck(plan, seed, replication)
        self.record = Record(replication, length.duration / length.spans)
        self.seconds = plan.time_unit.seconds
        self.desks: dict[int, Desk] = {}
        self.teams: dict[int, Team] = {}
        self._staff()
        self.floor = Floor(self.teams.values(), self.push, lambda: self.now, self._nothing)
        self.tokens = Tokens(self)
        add_sources(self)
        self._clocks()

    def _nothing(self, now: float, job: Any, version: int) -> None:  # noqa: ANN401
        """Replaced by the maker of jobs."""

    def _staff(self) -> None:
        """A desk for every pool whose work is simple, a team of the floor for the others."""
        plain = set(range(len(self.plan.pools)))
        for work in self.works():
            is_simple = len(work.needs) <= 1 and all(units == 1 for _, units in work.needs)
            if not is_simple or work.preemptive or (work.batch is not None and _is_flexible(work.batch)):
                plain -= {pool for pool, _ in work.needs}
        for index, pool in enumerate(self.plan.pools):
            is_plain = index in plain and pool.calendar is None and not pool.has_priorities
            if is_plain and pool.capacity is not None:
                self.desks[index] = Desk(pool.capacity)
            else:
                self.teams[index] = Team(pool, index, self.seconds)

    def works(self) -> list[Any]:
        """Everything that asks for people."""
        found = []
        for spot in self.plan.spots.values():
            found += [spot.work, *(work for _, work in spot.undoes), *(t.work for t in spot.triggers)]
        return [work for work in found if work is not None]

    def push(self, time: float, handler: Handler, what: Any, trail: Any) -> None:  # noqa: ANN401
        """Let something happen at a time."""
        heappush(self.heap, (time, self.next(), handler, what, trail))

    # -- the loop ----------------------------------------------------------------------------------

    def run(self, poll: Callable[[float], None] | None = None) -> Record:
        """Run to the end. ``poll`` is told from time to time how far it is and may raise."""
        import gc

        was_enabled, depth = gc.isenabled(), sys.getrecursionlimit()
        gc.disable()
        # What takes no time is done at once, one call inside the other: as deep as the maps are long.
        sys.setrecursionlimit(max(depth, DEEP + DEEP_PER_PLACE * len(self.plan.kinds)))
        try:
            self._loop(poll)
        except _Over:
            pass
        except RecursionError as error:
            raise Endless from error
        finally:
            sys.setrecursionlimit(depth)
            if was_enabled:
                gc.enable()
        self.record.open_cases = round(self.sums[ALL])
        self.record.events = self.next() - len(self.heap)
        return self.record

    def _loop(self, poll: Callable[[float], None] | None) -> None:
        heap, pop, most = self.heap, heappop, self.length.events
        before, still, events = -1.0, 0, 0
        while True:
            now = before
            for _ in repeat(None, POLL):
                now, _, handler, what, trail = pop(heap)
                handler(now, what, trail)
            events += POLL
            still = still + 1 if now == before else 0
            if still > STILL:
                raise Endless
            before = now
            if events >= most:
                self.record.trouble = "events"
                raise _Over
            if poll is not None:
                poll(now / self.length.duration)

    # -- what is counted over time -----------------------------------------------------------------

    def _clocks(self) -> None:
        span = self.record.span
        self.push(span, self._copy, 1, None)
        if self.length.is_hourly:
            self.push(3600.0 / self.seconds, self._hour, 1, None)

    def _copy(self, now: float, number: int, _: object) -> None:
        self.record.copies.append(self.counted(now))
        if number >= self.length.spans:
            raise _Over
        self.push((number + 1) * self.record.span, self._copy, number + 1, None)

    def counted(self, now: float) -> list[float]:
        """The sums as they stand, with all integrals over time up to now."""
        copy = self.sums.copy()
        copy[PRESENT_X] += copy[PRESENT] * now
        copy[ALL_X] += copy[ALL] * now
        first = self.places.pools
        for index in range(len(self.plan.pools)):
            copy[first + index] = self.busy(index, now)
        return copy

    def busy(self, pool: int, now: float) -> float:
        """The integral of the busy units of a pool."""
        return self.desks[pool].busy(now) if pool in self.desks else self.teams[pool].busy(now)

    def _hour(self, now: float, number: int, _: object) -> None:
        self.record.hours.append([self.busy(index, now) for index in range(len(self.plan.pools))])
        self.push((number + 1) * 3600.0 / self.seconds, self._hour, number + 1, None)

    # -- cases -------------------------------------------------------------------------------------

    def new_case(self, now: float, source: int, number: int) -> Case:
        """A case that comes from a source now."""
        sums = self.sums
        if self.plan.sources[source].is_customer:
            sums[PRESENT] += 1
            sums[PRESENT_X] -= now
        sums[ALL] += 1
        sums[ALL_X] -= now
        return Case((source << SOURCE_SHIFT) | number, source, now)

    def ended(self, now: float, case: Case, trail: Trail) -> None:
        """Nothing of a case is under way any more."""
        self.sums[ALL] -= 1
        self.sums[ALL_X] += now
        if case.mail is not None:
            self.sums[UNREAD] += sum(len(trails) for trails in case.mail.values())
        if case.sample < 0 and self.plan.sources[case.source].is_customer:
            self.told(now, case, trail, 0)

    def told(self, now: float, case: Case, trail: Trail, reply: int) -> None:
        """The customer of a case gets the outcome; a later one counts instead of an earlier one."""
        if not self.plan.sources[case.source].is_customer:
            return
        sums, record, lead = self.sums, self.record, now - case.born
        if case.sample < 0:
            case.sample = len(record.leads)
            record.ends.append(now)
            record.leads.append(lead)
            record.sources.append(case.source)
            sums[CASES] += 1
            sums[LEAD] += lead
            sums[PRESENT] -= 1
            sums[PRESENT_X] += now
            if case.defects:
                sums[DEFECTS] += 1
            at = self.places.replies + 2 * (case.source * max(len(self.plan.replies), 1) + reply)
            sums[at] += 1
            sums[at + 1] += lead
        else:
            self._corrected(now, case)
        self._spent(trail, 1.0)
        case.trail = trail

    def _corrected(self, now: float, case: Case) -> None:
        record, lead = self.record, now - case.born
        self.sums[LEAD] += lead - record.leads[case.sample]
        self.sums[PRESENT_X] += now - record.ends[case.sample]
        record.leads[case.sample] = lead
        record.ends[case.sample] = now
        self._spent(case.trail, -1.0)

    def _spent(self, trail: Trail, sign: float) -> None:
        """Count what the time along a trail was spent on."""
        sums, first = self.sums, self.places.slots
        while trail is not None:
            trail, slot, asked, begun, done = trail
            slot += first
            sums[slot] += sign * (done - begun)
            if asked != begun:
                sums[slot + 1] += sign * (begun - asked)


def _is_flexible(batch: Any) -> bool:  # noqa: ANN401
    """Whether a group begins with fewer cases when somebody is free."""
    return batch.most is None or batch.least < batch.most


def simulate_once(
    plan: Plan,
    seed: int,
    replication: int,
    length: Length,
    poll: Callable[[float], None] | None = None,
) -> Record:
    """Run one replication of a plan."""
    return Run(plan, seed, replication, length).run(poll)
