"""Cases that are worked on together: when a group begins, and how long it takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bpmn.simulation.frames import Trail
from bpmn.simulation.plan import Work
from bpmn.simulation.staff import Job

if TYPE_CHECKING:
    from bpmn.scenario.parameters import Batch
    from bpmn.simulation.executions import Executions

DAY = 86_400.0
BATCHED = 3
"""The slot of the wait for a group, counted from that of the work."""


class Batches:
    """Makes what collects jobs to groups."""

    def __init__(self, executions: "Executions") -> None:
        self._executions = executions
        self._known: dict[Any, Group] = {}

    def collect(self, work: Work) -> Callable[[float, Job], None]:
        """Adds a job to its group."""
        if work.key not in self._known:
            self._known[work.key] = Group(self._executions, work)
        return self._known[work.key].add


class Group:
    """Collects the cases of one activity."""

    def __init__(self, executions: "Executions", work: Work) -> None:
        assert work.batch is not None
        self._executions = executions
        self._run = executions.run
        self._work = work
        self._batch: Batch = work.batch
        self._time = executions.time(work)
        set_up = self._run.luck.time(work.set_up, again=True)
        self._set_up, self._speed = set_up, executions.speed(work)
        self._waiting: list[Job] = []
        self._began = 0
        self._rings = -1.0
        for pool, _ in work.needs:
            if pool in self._run.teams:
                self._run.teams[pool].idle.append(self.look)

    def add(self, now: float, job: Job) -> None:
        """A case comes; its group begins if it is complete, else the clocks of the group are wound."""
        job.left = self._time if isinstance(self._time, float) else self._time(job.frame.case)
        job.ready = now
        self._waiting = [one for one in self._waiting if not one.dead]
        self._waiting.append(job)
        batch = self._batch
        if batch.most is not None and len(self._waiting) >= batch.most:
            self._begin(now, self._waiting[: batch.most])
            return
        if batch.at:
            self._wind(now)
            return
        if len(self._waiting) >= max(batch.least, 1) and self._is_somebody_free():
            self._begin(now, self._waiting[: batch.most or len(self._waiting)])
        elif batch.timeout is not None and len(self._waiting) == 1:
            self._run.push(now + batch.timeout, self._timed_out, self._began, None)

    def _is_somebody_free(self) -> bool:
        """Whether a group may begin that could still grow."""
        batch = self._batch
        if batch.most is not None and batch.least >= batch.most:
            return False
        teams = [(self._run.teams[p], c) for p, c in self._work.needs if p in self._run.teams]
        return all(team.free >= count and not team.waiting for team, count in teams)

    def look(self, now: float) -> None:
        """Somebody is free: a group of enough cases begins."""
        batch = self._batch
        if batch.at or len(self._waiting) < max(batch.least, 1):
            return
        if self._is_somebody_free():
            self._begin(now, self._waiting[: batch.most or len(self._waiting)])

    def _timed_out(self, now: float, began: int, _: object) -> None:
        """The first of a group has waited long enough."""
        if began == self._began and self._waiting:
            self._begin(now, list(self._waiting))

    def _wind(self, now: float) -> None:
        """The next of the times of day at which groups begin."""
        seconds = self._run.seconds
        offset = self._run.plan.course.midnight
        clock = now * seconds + offset
        day = clock // DAY * DAY
        times = [day + at for at in self._batch.at] + [day + DAY + at for at in self._batch.at]
        rings = (min(t for t in times if t > clock + 1e-6) - offset) / seconds
        if rings > self._rings:
            self._rings = rings
            self._run.push(rings, self._struck, None, None)

    def _struck(self, now: float, _: object, __: object) -> None:
        while self._waiting:
            self._begin(now, self._waiting[: self._batch.most or len(self._waiting)])

    # -- the group ---------------------------------------------------------------------------------

    def _begin(self, now: float, jobs: list[Job]) -> None:
        """Let a group begin: one job for its people, whose end is that of all its cases."""
        jobs = [job for job in jobs if not job.dead]
        self._waiting = [job for job in self._waiting if job not in jobs and not job.dead]
        self._began += 1
        if not jobs:
            return
        if self._waiting and self._batch.timeout is not None:
            first = self._waiting[0]
            self._run.push(max(first.ready + self._batch.timeout, now), self._timed_out, self._began, None)
        case = jobs[0].frame.case
        set_up = self._set_up if isinstance(self._set_up, float) else self._set_up(case)
        group = Job(self._work, None, None, now, self._done)
        group.owner, group.what = self._executions, jobs
        group.left = set_up / self._speed + sum(job.left for job in jobs)
        group.size = len(jobs)
        self._executions.request(now, group)

    def _done(self, now: float, jobs: list[Job], trail: Trail) -> None:
        """The group is done: all its cases go on together."""
        assert trail is not None
        before = trail[0]
        formed = trail[2] if before is None else before[2]
        sums, waited = self._run.sums, self._executions.place(self._work) + 2
        for job in jobs:
            if job.dead:
                continue
            sums[waited] += formed - job.ready
            own: Trail = (job.trail, self._work.slot + BATCHED, job.ready, job.ready, formed)
            if before is not None:
                own = _after(own, before)
            own = _after(own, trail)
            if job.frame.things is not None:
                job.frame.things.pop(job, None)
            job.state = "done"
            job.done(now, job.what, own)


def _after(own: Trail, last: Trail) -> Trail:
    """A trail with the last part of another."""
    assert last is not None
    return (own, last[1], last[2], last[3], last[4])
