"""Work on cases: what a token does at an activity, from its coming until the work is done.

Plain work (nobody or one unit of a desk, once, nothing may break it off) has handlers of its own, because
most work is plain; ``executions`` has the rest.
"""

from collections.abc import Callable, Sequence
from heapq import heappush
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.simulation.executions import COST, LAGGED, Executions
from bpmn.simulation.frames import Active, Frame, Handler, Trail
from bpmn.simulation.plan import Repetition, Work
from bpmn.simulation.repetition import Turns
from bpmn.simulation.staff import Desk

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens


class Jobs:
    """Makes handlers that work."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self.executions = Executions(run, tokens)

    def turns(self, work: Work, repetition: Repetition) -> Turns:
        """What decides how often something is repeated."""
        return Turns(self.run.luck, repetition, work.key)

    def worked(self, work: Work, place: int, done: Handler) -> Handler:
        """Work on a token of a place, then go on."""
        scope = self.plan.scopes[place]
        assert scope is not None
        room = self.plan.rooms[scope]
        if not self._is_plain(work) or room.may_be_cleared:
            return self.executions.handler(work, place, done)
        begin = self._at_desk(work, done) if work.needs else self._unaided(work, done)
        return self._lagged(work, begin) if work.lag is not None else begin

    def _is_plain(self, work: Work) -> bool:
        """Whether nothing can happen to the work but that it is done."""
        if work.repetition is not None or work.batch is not None or work.defect or work.detection:
            return False
        if work.is_remembered:
            return False
        return all(pool in self.run.desks for pool, _ in work.needs)

    def _lagged(self, work: Work, begin: Handler) -> Handler:
        """Let a time pass that uses nobody."""
        time, push = self.run.luck.time(work.lag), self.run.push
        slot = work.slot + (LAGGED if work.statistic >= 0 else 0)

        def lag(now: float, frame: Frame, trail: Trail) -> None:
            ends = now + (time if isinstance(time, float) else time(frame.case))
            push(ends, begin, frame, (trail, slot, now, now, ends))

        return lag

    def _unaided(self, work: Work, done: Handler) -> Handler:
        """Work that needs nobody who might be busy."""
        time = self.executions.time(work)
        if time == 0.0:
            return self._counted(work, done) if work.statistic >= 0 else done
        heap, number, slot, sums = self.run.heap, self.run.next, work.slot, self.run.sums
        at, cost = self.executions.place(work), work.fixed_cost

        def link() -> None:
            nonlocal done
            done = self.tokens.senders.direct(done)

        self.tokens.links.append(link)

        def begin(now: float, frame: Frame, trail: Trail) -> None:
            spent = time if isinstance(time, float) else time(frame.case)
            ends = now + spent
            sums[at] += 1
            sums[at + 1] += spent
            if cost:
                sums[COST] += cost
            heappush(heap, (ends, number(), done, frame, (trail, slot, now, now, ends)))

        return begin

    def _counted(self, work: Work, done: Handler) -> Handler:
        sums, at, cost = self.run.sums, self.executions.place(work), work.fixed_cost

        def pass_by(now: float, frame: Frame, trail: Trail) -> None:
            sums[at] += 1
            if cost:
                sums[COST] += cost
            done(now, frame, trail)

        return pass_by

    def _at_desk(self, work: Work, done: Handler) -> Handler:
        """Work of one unit of a desk, in the order in which it came."""
        desk = self.run.desks[work.needs[0][0]]
        start = self._start(work, desk, done)
        queue = desk.queue

        def begin(now: float, frame: Frame, trail: Trail) -> None:
            if desk.free:
                desk.free -= 1
                desk.x -= now
                start(now, frame, trail, now)
            else:
                queue.append((start, frame, trail, now))

        return begin

    def _start(self, work: Work, desk: Desk, done: Handler) -> Callable[[float, Frame, Trail, float], None]:
        time, heap, number = self.executions.time(work), self.run.heap, self.run.next
        queue, slot, sums = desk.queue, work.slot, self.run.sums
        at, cost = self.executions.place(work), work.fixed_cost

        def finished(now: float, frame: Frame, trail: Trail) -> None:
            if queue:
                begin, other, its, since = queue.popleft()
                begin(now, other, its, since)
            else:
                desk.free += 1
                desk.x += now
            done(now, frame, trail)

        def link() -> None:
            nonlocal done
            done = self.tokens.senders.direct(done)

        self.tokens.links.append(link)

        def start(now: float, frame: Frame, trail: Trail, since: float) -> None:
            spent = time if isinstance(time, float) else time(frame.case)
            ends = now + spent
            sums[at] += 1
            sums[at + 1] += spent
            sums[at + 2] += now - since
            if cost:
                sums[COST] += cost
            heappush(heap, (ends, number(), finished, frame, (trail, slot, since, now, ends)))

        return start

    # -- work of what lasts ------------------------------------------------------------------------

    def hosted(
        self,
        work: Work,
        enter: Callable[[float, Active, Trail], None],
        complete: Callable[[float, Active, Trail], None],
    ) -> Callable[[float, Active, Trail], None]:
        """The work of an activity with events beside it or an inside (which keeps its people to the end)."""
        return self.executions.hosted(work, enter, complete)

    def undoing(self, works: Sequence[tuple[ElementKey | None, Work]], go: Handler) -> Handler:
        """Undo what was done, the last first, then go on (BPMN 2.0.2, Compensation)."""
        return self.executions.undoing(works, go)
