"""The people of a running simulation, and how work is given to them.

A *desk* is a pool whose work always needs one unit, first come first served, at all hours: the common case,
which is kept simple for speed. Every other pool belongs to the *floor*: several pools at once (all or
nothing, so that no two wait for each other), priorities with or without preemption, hours of work.
"""

from bisect import insort
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from bpmn.scenario.calendar import Calendar
from bpmn.simulation.plan import Pool

Start = Callable[[float, Any, Any, float], None]
"""Begins work: now, what, its trail, since when it was asked for. Its unit is taken already."""


class Desk:
    """A pool of one kind of work; ``x`` is what the integral of its busy units lacks of now × busy."""

    __slots__ = ("capacity", "free", "queue", "x")

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.free = capacity
        self.queue: deque[tuple[Start, Any, Any, float]] = deque()
        self.x = 0.0

    def busy(self, now: float) -> float:
        """The integral of its busy units since the start."""
        return (self.capacity - self.free) * now + self.x


class Team:
    """A pool of the floor. ``idle`` are those who want to know when somebody has nothing to do."""

    __slots__ = (
        "calendar",
        "capacity",
        "free",
        "idle",
        "index",
        "plan",
        "running",
        "seconds",
        "waiting",
        "wakes",
        "x",
    )

    def __init__(self, plan: Pool, index: int, seconds: float) -> None:
        self.plan = plan
        self.index = index
        self.capacity = plan.capacity if plan.capacity is not None else 1 << 60
        self.free = self.capacity
        self.x = 0.0
        self.calendar: Calendar | None = plan.calendar
        self.seconds = seconds
        self.waiting: list[tuple[float, int, Job]] = []
        self.running: dict[Job, None] = {}
        self.wakes = -1.0
        self.idle: list[Callable[[float], None]] = []

    def busy(self, now: float) -> float:
        """The integral of its busy units since the start."""
        return (self.capacity - self.free) * now + self.x

    def is_open(self, now: float) -> bool:
        """Whether its people are there."""
        return self.calendar is None or self.calendar.is_open(now * self.seconds + 1e-6)

    def opens(self, now: float) -> float | None:
        """When its people come next; None if they never do."""
        assert self.calendar is not None
        change = self.calendar.next_change(now * self.seconds + 1e-6)
        return None if change is None else change / self.seconds


class Job:
    """One execution on its way to, or with, the people it needs.

    ``left`` is the work still to be done, in the time of people who are there; ``holds`` means that it keeps
    them until it is told otherwise.
    """

    __slots__ = (
        "arrived",
        "began",
        "dead",
        "done",
        "ends",
        "frame",
        "holds",
        "left",
        "needs",
        "owner",
        "preemptive",
        "priority",
        "ready",
        "sequence",
        "size",
        "state",
        "trail",
        "version",
        "what",
        "work",
        "worked",
    )

    def __init__(self, work: Any, frame: Any, trail: Any, now: float, done: Any) -> None:  # noqa: ANN401
        self.work = work
        self.needs: tuple[tuple[Team, int], ...] = ()
        self.frame = frame
        self.trail = trail
        self.arrived = now
        self.ready = now
        self.began = now
        self.ends = now
        self.done = done
        self.left = 0.0
        self.worked = 0.0
        self.size = 1
        self.priority: float = work.priority
        self.preemptive: bool = work.preemptive
        self.sequence = 0
        self.state = "new"
        self.version = 0
        self.dead = False
        self.holds = False
        self.owner: Any = None
        self.what: Any = None

    def stop(self) -> None:
        """Break it off; whoever works on it is free again."""
        if not self.dead:
            self.dead = True
            self.owner.dropped(self)


class Floor:
    """Gives the work of the floor's pools to their people.

    ``push`` schedules (time, function, job, version), ``clock`` tells the time.
    """

    def __init__(
        self,
        teams: Iterable[Team],
        push: Callable[..., None],
        clock: Callable[[], float],
        ended: Callable[..., None],
    ) -> None:
        self.teams = tuple(teams)
        self.push = push
        self.clock = clock
        self.ended = ended
        self._sequence = 0

    def request(self, now: float, job: Job) -> None:
        """Ask for the people of a job, who begin as soon as all are free and there."""
        self._sequence += 1
        job.sequence = self._sequence
        job.ready = now
        job.state = "waiting"
        for team, _ in job.needs:
            insort(team.waiting, (-job.priority, job.sequence, job))
        self._make_room(now, job)
        for team, _ in job.needs:
            self.dispatch(now, team)

    def dispatch(self, now: float, team: Team) -> None:
        """Begin what can begin. What lacks people of this team holds up all behind it, other waits do not."""
        at = 0
        if team.waiting and not team.is_open(now):
            self._wake(now, team)
            return
        while at < len(team.waiting):
            job = team.waiting[at][2]
            if self._fits(now, job):
                self._begin(now, job)
                at = 0
            elif team.free < next(count for one, count in job.needs if one is team):
                return
            else:
                at += 1
        if team.free:
            for look in team.idle:
                look(now)

    def _wake(self, now: float, team: Team) -> None:
        opens = team.opens(now)
        if opens is not None and team.wakes < opens:
            team.wakes = opens
            self.push(opens, self._woken, team, None)

    def _woken(self, now: float, team: Team, _: object) -> None:
        self.dispatch(now, team)

    def _fits(self, now: float, job: Job) -> bool:
        for team, count in job.needs:
            if team.free < count:
                return False
            if not team.is_open(now):
                self._wake(now, team)
                return False
        return True

    def _begin(self, now: float, job: Job) -> None:
        entry = (-job.priority, job.sequence, job)
        for team, count in job.needs:
            team.waiting.remove(entry)
            team.free -= count
            team.x -= count * now
            team.running[job] = None
        job.began = now
        job.state = "running"
        job.version += 1
        if job.holds:
            self.ended(now, job, job.version)
            return
        job.ends = self._until(now, job)
        self.push(job.ends, self.ended, job, job.version)

    def _until(self, now: float, job: Job) -> float:
        """When the work is done if nothing interrupts it: only hours count in which all are there."""
        calendars = [(t.calendar, t.seconds) for t, _ in job.needs if t.calendar is not None]
        if not calendars:
            return now + job.left
        first, seconds = calendars[0]
        if len(calendars) == 1:
            return max(first.work_until(now * seconds, job.left * seconds) / seconds, now)
        return _together([calendar for calendar, _ in calendars], now * seconds, job.left * seconds) / seconds

    def done(self, now: float, job: Job) -> None:
        """The people of a job are free again."""
        job.state = "done"
        self._release(now, job)

    def _release(self, now: float, job: Job) -> None:
        for team, count in job.needs:
            team.free += count
            team.x += count * now
            del team.running[job]
        for team, _ in job.needs:
            self.dispatch(now, team)

    def dropped(self, job: Job) -> None:
        """A job is broken off."""
        now = self.clock()
        if job.state == "waiting":
            for team, _ in job.needs:
                team.waiting.remove((-job.priority, job.sequence, job))
            for team, _ in job.needs:
                self.dispatch(now, team)
        elif job.state == "running":
            job.version += 1
            job.worked += self._worked(now, job)
            self.done(now, job)

    # -- preemption --------------------------------------------------------------------------------

    def _make_room(self, now: float, job: Job) -> None:
        """Interrupt less urgent work where people say that it may be, the least urgent and latest first."""
        for team, count in job.needs:
            while team.free < count:
                lower = [
                    j for j in team.running if j.preemptive and j.priority < job.priority and not j.holds
                ]
                if not lower:
                    return
                self._interrupt(now, min(lower, key=lambda j: (j.priority, -j.sequence)))

    def _interrupt(self, now: float, job: Job) -> None:
        done = self._worked(now, job)
        job.worked += done
        job.left = max(job.left - done, 0.0)
        job.version += 1
        job.state = "waiting"
        for team, count in job.needs:
            team.free += count
            team.x += count * now
            del team.running[job]
            insort(team.waiting, (-job.priority, job.sequence, job))

    def _worked(self, now: float, job: Job) -> float:
        """The work done since the job began, in hours in which its people are there."""
        calendars = [(t.calendar, t.seconds) for t, _ in job.needs if t.calendar is not None]
        if not calendars:
            return now - job.began
        first, seconds = calendars[0]
        return first.open_between(job.began * seconds, now * seconds) / seconds


def _together(calendars: list[Calendar], begin: float, work: float) -> float:
    """When so much time is over in which all of several calendars are open."""
    at = begin
    while True:
        is_open = all(calendar.is_open(at) for calendar in calendars)
        changes = [c for calendar in calendars if (c := calendar.next_change(at)) is not None]
        until = min(changes, default=float("inf"))
        if is_open:
            if at + work <= until:
                return at + work
            work -= until - at
        if until == float("inf"):
            return until
        at = until
