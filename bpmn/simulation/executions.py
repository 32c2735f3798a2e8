"""Work that more may happen to: repeated, in groups, with several teams, broken off, with defects."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bpmn.base.finding import ElementKey
from bpmn.simulation.batches import Batches
from bpmn.simulation.draws import Sample
from bpmn.simulation.frames import Active, Frame, Handler, Trail, mark
from bpmn.simulation.ledger import FIXED, PER_ACTIVITY
from bpmn.simulation.plan import Work
from bpmn.simulation.repetition import Turns
from bpmn.simulation.staff import Desk, Job

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens

OFF, BATCHED, LAGGED = 2, 3, 4
"""The slots of an activity after those of its work and of its queue."""
COST = FIXED.index("cost")

Done = Callable[[float, Any, Trail], None]


class Executions:
    """Makes handlers of work that is followed job by job."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.tokens = tokens
        self.plan = run.plan
        self.batches = Batches(self)
        run.floor.ended = self._ended
        self._times: dict[Any, Sample | float] = {}

    # -- what it takes -----------------------------------------------------------------------------

    def place(self, work: Work) -> int:
        """Where executions of an activity are counted."""
        return self.run.places.activities + PER_ACTIVITY * work.statistic

    def speed(self, work: Work) -> float:
        """How fast the people work: as they do, for the share of their time that they have."""
        shares = [self.plan.pools[pool].share for pool, _ in work.needs]
        return work.speed * min(shares, default=1.0)

    def time(self, work: Work) -> Sample | float:
        """How long the people of an execution are held."""
        if work not in self._times:
            time = self.run.luck.time(work.work, again=work.repetition is not None)
            speed = self.speed(work)
            self._times[work] = _slowed(time, speed)
        return self._times[work]

    # -- from its coming to its end ----------------------------------------------------------------

    def handler(self, work: Work, place: int, done: Handler) -> Handler:
        """Work on a token, then go on."""
        perform = self.performer(work)
        finished = self._with_quality(work, place, done)

        def begin(now: float, frame: Frame, trail: Trail) -> None:
            perform(now, frame, trail, finished, frame)

        return begin

    def _with_quality(self, work: Work, place: int, done: Handler) -> Handler:
        """Defects are created and found; a case with a found one goes back."""
        if not work.defect and not work.detection:
            return done
        luck, back = self.run.luck, work.rework
        made = luck.uniform(work.key, "defect", again=True) if work.defect else None
        found = luck.uniform(work.key, "detection", again=True) if work.detection else None
        on, put = self.tokens.on, mark

        def check(now: float, frame: Frame, trail: Trail) -> None:
            case = frame.case
            if case.defects and found is not None and found(case) < work.detection:
                case.defects = 0
                if back is not None:
                    if frame.marks is not None:
                        frame.marks[place] -= 1
                        put(frame, (back,))
                    on[back](now, frame, trail)
                    return
            if made is not None and made(case) < work.defect:
                case.defects = 1
            done(now, frame, trail)

        return check

    def performer(self, work: Work) -> Callable[..., None]:
        """Carries out an activity as often as it is repeated: (now, frame, trail, done, what for)."""
        once = self._once(work)
        if work.repetition is None:
            return self._remembering(work, once) if work.is_remembered else once
        turns = Turns(self.run.luck, work.repetition, work.key)

        def repeat(now: float, frame: Frame, trail: Trail, done: Done, what: Any) -> None:  # noqa: ANN401
            count, state = turns.begin(frame.case), [0, 0]

            def go_on(now: float, _: Any, trail: Trail) -> None:  # noqa: ANN401
                if state[1] > 0:
                    state[1] -= 1
                if state[1] > 0:
                    return
                more = turns.next(frame.case, state[0], count)
                if not more:
                    done(now, what, trail)
                    return
                state[0] += more
                state[1] = more
                for _ in range(more):
                    once(now, frame, trail, go_on, what)

            go_on(now, what, trail)

        return self._remembering(work, repeat) if work.is_remembered else repeat

    def _remembering(self, work: Work, perform: Callable[..., None]) -> Callable[..., None]:
        """Note what was done, for whoever has to undo it."""

        def noted(now: float, frame: Frame, trail: Trail, done: Done, what: Any) -> None:  # noqa: ANN401
            def note(now: float, what: Any, trail: Trail) -> None:  # noqa: ANN401
                remember(frame, work.key)
                done(now, what, trail)

            perform(now, frame, trail, note, what)

        return noted

    def _once(self, work: Work) -> Callable[..., None]:
        lag = self.run.luck.time(work.lag, again=work.repetition is not None)
        ask = self.batches.collect(work) if work.batch is not None else self._ask(work)
        push, slot = self.run.push, work.slot + LAGGED

        def begin(now: float, frame: Frame, trail: Trail, done: Done, what: Any) -> None:  # noqa: ANN401
            job = Job(work, frame, trail, now, done)
            job.owner, job.what = self, what
            if frame.things is None:
                frame.things = {}
            frame.things[job] = None
            wait = lag if isinstance(lag, float) else lag(frame.case)
            if wait:
                ends = now + wait
                job.trail = (trail, slot, now, now, ends)
                push(ends, lagged, job, None)
            else:
                ask(now, job)

        def lagged(now: float, job: Job, _: object) -> None:
            if not job.dead:
                ask(now, job)

        return begin

    def _ask(self, work: Work) -> Callable[[float, Job], None]:
        """Draw the work and ask for the people."""
        time = self.time(work)

        def ask(now: float, job: Job) -> None:
            job.left = time if isinstance(time, float) else time(job.frame.case)
            self.request(now, job)

        return ask

    def request(self, now: float, job: Job) -> None:
        """Ask for the people of a job with its work."""
        job.ready = now
        needs = job.work.needs
        if not needs:
            job.state = "running"
            job.began = now
            job.version = 1
            job.ends = now + job.left
            if job.holds:
                self._ended(now, job, 1)
            else:
                self.run.push(job.ends, self._ended, job, 1)
        elif needs[0][0] in self.run.desks:
            self._at_desk(now, job, self.run.desks[needs[0][0]])
        else:
            job.needs = tuple((self.run.teams[pool], count) for pool, count in needs)
            self.run.floor.request(now, job)

    def _at_desk(self, now: float, job: Job, desk: Desk) -> None:
        job.state = "waiting"
        if desk.free:
            desk.free -= 1
            desk.x -= now
            self._desk_start(now, job, desk, now)
        else:
            desk.queue.append((self._desk_start, job, desk, now))

    def _desk_start(self, now: float, job: Job, desk: Desk, since: float) -> None:  # noqa: ARG002
        if job.dead:
            _free(now, desk)
            return
        job.state = "running"
        job.began = now
        job.version = 1
        job.ends = now + job.left
        if job.holds:
            self._ended(now, job, 1)
        else:
            self.run.push(job.ends, self._ended, job, 1)

    # -- the end -----------------------------------------------------------------------------------

    def _ended(self, now: float, job: Job, version: int) -> None:
        """The work is done, or, where people are kept, has begun."""
        if job.version != version or job.state != "running":
            return
        if job.holds:
            waited = now - job.ready
            self.run.sums[self.place(job.work) + 2] += waited
            trail = (job.trail, job.work.slot, job.ready, now, now) if waited else job.trail
            job.done(now, job.what, trail)
            return
        job.worked += job.left
        self.release(now, job)
        trail = self.count(now, job)
        if job.frame is not None and job.frame.things is not None:
            job.frame.things.pop(job, None)
        job.done(now, job.what, trail)

    def release(self, now: float, job: Job) -> None:
        """The people of a job are free again."""
        needs = job.work.needs
        if job.needs:
            self.run.floor.done(now, job)
        elif needs and needs[0][0] in self.run.desks:
            _free(now, self.run.desks[needs[0][0]])
        job.state = "done"

    def count(self, now: float, job: Job) -> Trail:
        """Count an execution that is done; gives the trail of its time."""
        work, sums, at = job.work, self.run.sums, self.place(job.work)
        passed = now - job.ready
        off = self._off(job, now, passed)
        sums[at] += job.size
        sums[at + 1] += job.worked
        sums[at + 2] += (passed - job.worked) * job.size
        sums[COST] += work.fixed_cost * job.size
        trail = job.trail
        if off:
            trail = (trail, work.slot + OFF, job.ready, job.ready, job.ready + off)
        waited = max(passed - off - job.worked, 0.0)
        return (trail, work.slot, job.ready + off, job.ready + off + waited, now)

    def _off(self, job: Job, now: float, passed: float) -> float:
        """How much of the time nobody was there."""
        team = next((team for team, _ in job.needs if team.calendar is not None), None)
        if team is None or team.calendar is None:
            return 0.0
        is_open = team.calendar.open_between(job.ready * team.seconds, now * team.seconds) / team.seconds
        return min(max(passed - is_open, 0.0), max(passed - job.worked, 0.0))

    def dropped(self, job: Job) -> None:
        """A job is broken off: who works on it is free again, who waits for it waits no longer."""
        now, state = self.run.now, job.state
        if job.needs:
            self.run.floor.dropped(job)
        elif state == "running":
            job.version += 1
            needs = job.work.needs
            if needs:
                _free(now, self.run.desks[needs[0][0]])
        if state == "running" and not job.holds:
            sums, at = self.run.sums, self.place(job.work)
            sums[at] += 1
            sums[at + 1] += now - job.began if not job.needs else job.worked
        job.state = "done"

    # -- activities that last ----------------------------------------------------------------------

    def hosted(
        self,
        work: Work,
        enter: Callable[[float, Active, Trail], None],
        complete: Callable[[float, Active, Trail], None],
    ) -> Callable[[float, Active, Trail], None]:
        """The work of an activity with an inside or with events beside it.

        With an inside its people are kept until the activity ends.
        """
        perform = self.performer(work)

        def begin(now: float, active: Active, trail: Trail) -> None:
            if active.into:
                self._keep(now, work, active, trail, enter)
            else:
                perform(now, _Within(active), trail, finish, active)

        finish = self._hosted_quality(work, complete)
        return begin

    def _hosted_quality(
        self, work: Work, complete: Callable[[float, Active, Trail], None]
    ) -> Callable[[float, Active, Trail], None]:
        if not work.defect:
            return complete
        made = self.run.luck.uniform(work.key, "defect", again=True)

        def finish(now: float, active: Active, trail: Trail) -> None:
            if made(active.frame.case) < work.defect:
                active.frame.case.defects = 1
            complete(now, active, trail)

        return finish

    def _keep(
        self,
        now: float,
        work: Work,
        active: Active,
        trail: Trail,
        enter: Callable[[float, Active, Trail], None],
    ) -> None:
        job = Job(work, None, trail, now, enter)
        job.owner, job.what, job.holds = self, active, True
        active.things[job] = None
        self.request(now, job)

    def undoing(self, works: Sequence[tuple[ElementKey | None, Work]], go: Handler) -> Handler:
        """Carry out what undoes what was done in a frame, one after the other, the last first.

        What undoes something that the map does not name comes last.
        """
        performs = [(host, self.performer(work)) for host, work in reversed(works)]

        def undo(now: float, frame: Frame, trail: Trail) -> None:
            done, frame.done = frame.done or [], None
            order = [one for key in reversed(done) for host, one in performs if host == key]
            order += [one for host, one in performs if host is None]

            def step(at: int) -> Done:
                def begin(now: float, what: Any, trail: Trail) -> None:  # noqa: ANN401, ARG001
                    if at == len(order):
                        go(now, frame, trail)
                    else:
                        order[at](now, frame, trail, step(at + 1), frame)

                return begin

            step(0)(now, frame, trail)

        return undo


def remember(frame: Frame, key: ElementKey) -> None:
    """Note that an activity was done in a frame."""
    if frame.done is None:
        frame.done = []
    frame.done.append(key)


class _Within:
    """Stands for the frame of work that belongs to an activity: it stops with the activity."""

    __slots__ = ("case", "done", "things")

    def __init__(self, active: Active) -> None:
        self.case = active.frame.case
        self.done: list[ElementKey] | None = None
        self.things = active.things


def _free(now: float, desk: Desk) -> None:
    """A unit of a desk is free: it takes the next in the queue."""
    if desk.queue:
        begin, other, its, since = desk.queue.popleft()
        begin(now, other, its, since)
    else:
        desk.free += 1
        desk.x += now


def _slowed(time: Sample | float, speed: float) -> Sample | float:
    if speed == 1.0:
        return time
    if isinstance(time, float):
        return time / speed
    return lambda case: time(case) / speed
