"""What the time in each step is spent on: waiting for people, for a group, working, and other waits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.queueing.blocks import Blocks
from bpmn.queueing.clock import Clock
from bpmn.queueing.frame import Frame
from bpmn.queueing.groups import Gathered
from bpmn.queueing.memory import Memory
from bpmn.queueing.moments import ZERO, Moments, binding, longest
from bpmn.queueing.net import Cause, Net, Step
from bpmn.queueing.network import Network, Station, group_time

UNKNOWN = Moments(math.nan, math.nan)
NOTHING = Gathered()


@dataclass(frozen=True, slots=True)
class Spell:
    """One execution of a step by what its time is spent on; unknown where a queue never settles."""

    queue: Moments = ZERO
    off_calendar: Moments = ZERO
    batch: Moments = ZERO
    work: Moments = ZERO
    delay: Moments = ZERO

    @property
    def wait(self) -> Moments:
        """All waiting for people and for groups."""
        return self.queue + self.off_calendar + self.batch

    @property
    def whole(self) -> Moments:
        """The time from arrival to leaving."""
        return Moments(
            self.queue.mean + self.off_calendar.mean + self.batch.mean + self.work.mean + self.delay.mean,
            self.queue.variance
            + self.off_calendar.variance
            + self.batch.variance
            + self.work.variance
            + self.delay.variance,
        )

    def parts(self, step: Step) -> tuple[tuple[Cause, float], ...]:
        """The means by cause."""
        return (
            (Cause.QUEUE, self.queue.mean),
            (Cause.OFF_CALENDAR, self.off_calendar.mean),
            (Cause.BATCH, self.batch.mean),
            (Cause.WORK, self.work.mean),
            (step.delay_cause, self.delay.mean),
        )


NO_TIME = Spell()


def spells(net: Net, found: Network, memory: Memory) -> list[Spell]:
    """The spell of one execution of each step."""
    by_pool = {station.pool: station for station in found.stations}
    groups = found.groups
    return [
        NO_TIME
        if not step.needs
        and step.work is ZERO
        and step.delay is ZERO
        and index not in groups
        and step.elapsed is None
        else _spell(step, by_pool, groups[index])
        if index in groups
        else _known(step, by_pool, memory)
        for index, step in enumerate(net.steps)
    ]


def _known(step: Step, by_pool: Mapping[int, Station], memory: Memory) -> Spell:
    """The spell of a step, from memory where neither it nor its stations changed."""
    there = [by_pool.get(need.pool) for need in step.needs]
    return memory.ask("spell", (step, *there), (), lambda: _spell(step, by_pool, None))


def _spell(step: Step, by_pool: Mapping[int, Station], group: Gathered | None) -> Spell:
    work = step.work if step.elapsed is None else step.elapsed
    if not step.needs and group is None:
        return Spell(work=work, delay=step.delay)
    queue = off = ZERO
    for need in step.needs:
        station = by_pool.get(need.pool)
        if station is None:
            continue
        if not station.is_stable:
            queue = UNKNOWN
            break
        wait, closed = station.wait(step.priority), station.off_calendar(work)
        queue = wait if queue is ZERO else queue + wait
        off = closed if off is ZERO else off + closed
    if group is None:
        return Spell(queue, off, ZERO, work, step.delay)
    return Spell(queue, off, group.wait, group_time(step, group.of_a_case), step.delay)


def repeated(once: Moments, step: Step) -> Moments:
    """The time of all instances of an activity."""
    if step.instances == 1:
        return once
    if step.is_parallel and step.instances >= 1:
        return longest([once] * round(step.instances)) if not math.isnan(once.mean) else once
    return Moments(once.mean * step.instances, once.variance * step.instances)


class Sojourns:
    """The time in each step per token: its spells, and the whole called process of a call."""

    def __init__(self, net: Net, frame: Frame, own: Sequence[Spell]) -> None:
        self.net = net
        self.frame = frame
        self._spells = own
        self.own = [
            ZERO if spell is NO_TIME else repeated(spell.whole, step)
            for spell, step in zip(own, net.steps, strict=True)
        ]
        self._calls: dict[int, Moments] = {}
        calling = [index for index, step in enumerate(net.steps) if step.calls]
        for index in calling:
            self._call(index, ())
        self.times = list(self.own)
        self.blocks = Blocks(own, self.times, frame.memory)
        for index in calling:
            self.times[index] = self._calls[index]

    def _call(self, index: int, path: tuple[int, ...]) -> Moments:
        """A call's own time and that of the process it calls; a circle of calls is not followed twice."""
        if index in self._calls or index in path:
            return self._calls.get(index, self.own[index])
        step = self.net.steps[index]
        process, plans = self.frame.called(step.calls)
        times = list(self.own)
        for other, found in enumerate(self.net.steps):
            if found.calls and found.process == process.key:
                times[other] = self._call(other, (*path, index))
        clock = plans.clock(self.net, times, Blocks(self._spells, times, self.frame.memory).longest)
        whole = UNKNOWN if clock is None else clock.from_all(step.calls)
        self._calls[index] = self.own[index] + repeated(whole, step)
        return self._calls[index]

    def weights(self, found: Mapping[int, float]) -> dict[int, float]:
        """Weights of steps where those of calls are passed on to the steps of the called processes."""
        total = dict(found)
        waiting = [(index, weight) for index, weight in found.items() if self.net.steps[index].calls]
        depth = len(self.net.steps)
        while waiting and depth:
            depth -= 1
            index, weight = waiting.pop()
            step = self.net.steps[index]
            _, plans = self.frame.called(step.calls)
            clock = plans.clock(self.net, self.times, self.blocks.longest)
            if clock is None:
                continue
            inside = self._inside(clock, step, weight)
            for one, share in inside.items():
                total[one] = total.get(one, 0.0) + share
            waiting += [(one, share) for one, share in inside.items() if self.net.steps[one].calls]
        return total

    def _inside(self, clock: Clock, step: Step, weight: float) -> dict[int, float]:
        whole = clock.from_all(step.calls)
        scale = repeated(whole, step).mean / whole.mean if whole.mean else step.instances
        shares = binding([clock.time(s) for s in step.calls]) if len(step.calls) > 1 else (1.0,)
        entries = [(weight * scale * share, start) for start, share in zip(step.calls, shares, strict=True)]
        return clock.weights(entries)
