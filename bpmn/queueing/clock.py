"""How long it takes from a step to the end: times added along paths, the longest taken where they part.

Loops and choices are solved exactly for means. Where paths run side by side and meet again, the longest of
them counts, with their times taken as independent; that over-estimates a little where they share queues.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.queueing.moments import ZERO, Moments, from_second, longest, mixture
from bpmn.queueing.net import Join, Net, Outcome, Step
from bpmn.queueing.network import Station
from bpmn.queueing.structure import Shape, Terminations

UNKNOWN = Moments(math.nan, math.nan)
"""The time of a step behind a queue that never settles."""

ROUNDS, TOLERANCE = 60, 1e-12


@dataclass(frozen=True, slots=True)
class _Way:
    """One way on from a step: to ``targets`` after a ``block`` of parallel paths that met there."""

    probability: float
    targets: tuple[int, ...]
    block: Moments = ZERO


class Clock:
    """Times from steps of a net to its end, or to ``stops``, given the time spent in each step."""

    def __init__(
        self,
        net: Net,
        sojourns: Sequence[Moments],
        stops: Iterable[int] = (),
        starts: Iterable[int] = (),
    ) -> None:
        """``starts`` are the steps that will be asked for, if they are known beforehand."""
        self.net = net
        self.sojourns = sojourns
        self.shape = Shape(net, frozenset(stops), starts)
        self._terminations = Terminations(net)
        self._contexts: dict[int | None, dict[int, Moments]] = {}
        self._forks: set[tuple[int, int]] = set()

    def from_any(self, starts: Sequence[tuple[float, int]]) -> Moments:
        """The time from one of several steps, each with a weight."""
        return mixture([(weight, self.time(step)) for weight, step in starts])

    def time(self, step: int, until: int | None = None) -> Moments:
        """The time from arrival at a step until all its paths are at an end, or at ``until``."""
        if step == until:
            return ZERO
        times = self._contexts.setdefault(until, {})
        if step not in times:
            self._solve(step, until, times)
        return times[step]

    def _solve(self, start: int, until: int | None, times: dict[int, Moments]) -> None:
        ways: dict[int, list[_Way]] = {}
        open_steps = [start]
        while open_steps:
            step = open_steps.pop()
            if step in ways or step == until or step in times:
                continue
            ways[step] = self._ways(step, until)
            open_steps += [target for way in ways[step] for target in way.targets]
        times.update(_equations(ways, self.sojourns, until, times))

    def _ways(self, step: int, until: int | None) -> list[_Way]:
        found = []
        for probability, paths in self.shape.targets(step):
            targets = self._terminations.surviving(step, paths)
            meeting = self.shape.meeting(step) if len(targets) > 1 else None
            if meeting is None or meeting == until:
                found.append(_Way(probability, targets))
            else:
                found.append(_Way(probability, (meeting,), self._block(step, targets, meeting)))
        return found

    def _block(self, fork: int, targets: tuple[int, ...], meeting: int) -> Moments:
        """The longest of the paths from a fork to the step where they meet."""
        if (fork, meeting) in self._forks:
            # The fork lies on a loop inside its own branches; the inner turn is not counted again.
            return ZERO
        self._forks.add((fork, meeting))
        try:
            return longest([self.time(target, meeting) for target in targets])
        finally:
            self._forks.discard((fork, meeting))


def measure(
    net: Net,
    times: Sequence[Moments],
    stops: Iterable[int],
    ask: Callable[[Clock], Moments],
    starts: Iterable[int] = (),
) -> Moments:
    """What a clock of the net says; unknown where a loop has no way out.

    Processes that exchange messages in turns can look like such a loop; then nobody waits for a message.
    """
    from numpy.linalg import LinAlgError

    for waits in (True, False):
        given = net if waits else _without_awaited_messages(net)
        try:
            return ask(Clock(given, times, stops, starts))
        except LinAlgError:
            continue
    return UNKNOWN


def _without_awaited_messages(net: Net) -> Net:
    steps = []
    for step in net.steps:
        awaited = {m for m in step.messages if net.steps[m].join is Join.MESSAGE}
        outcomes = tuple(
            Outcome(o.probability, tuple(t for t in o.targets if t not in awaited)) for o in step.outcomes
        )
        steps.append(replace(step, outcomes=outcomes) if awaited else step)
    return replace(net, steps=tuple(steps))


def _equations(
    ways: Mapping[int, list[_Way]],
    sojourns: Sequence[Moments],
    until: int | None,
    known: Mapping[int, Moments],
) -> dict[int, Moments]:
    """Times of all steps of one context; repeated while the longest of parallel paths still shifts."""
    lost = _tainted(ways, sojourns, known)
    unknown = dict.fromkeys(lost, UNKNOWN)
    ways = {step: found for step, found in ways.items() if step not in lost}
    forks = any(len(way.targets) > 1 for found in ways.values() for way in found)
    times: dict[int, Moments] = dict.fromkeys(ways, ZERO)
    for _ in range(ROUNDS if forks else 1):
        new = _round(ways, sojourns, {**known, **times}, until)
        settled = all(_close(new[step].mean, times[step].mean) for step in ways)
        times = new
        if settled:
            break
    return times | unknown


def _tainted(
    ways: Mapping[int, list[_Way]], sojourns: Sequence[Moments], known: Mapping[int, Moments]
) -> set[int]:
    """The steps whose time is unknown because they, or what may follow, never settle."""
    lost = {step for step, time in known.items() if math.isnan(time.mean)}
    before = -1
    while before != len(lost):
        before = len(lost)
        for step, found in ways.items():
            if math.isnan(sojourns[step].mean) or any(
                math.isnan(way.block.mean) or not lost.isdisjoint(way.targets) for way in found
            ):
                lost.add(step)
    return lost & set(ways)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a)) or (math.isnan(a) and math.isnan(b))


def _round(
    ways: Mapping[int, list[_Way]],
    sojourns: Sequence[Moments],
    times: Mapping[int, Moments],
    until: int | None,
) -> dict[int, Moments]:
    """One linear solution, first for means, then for mean squares."""
    import numpy as np

    position = {step: index for index, step in enumerate(ways)}
    matrix = np.eye(len(ways))
    first, cross, second = (np.zeros(len(ways)) for _ in range(3))
    follows: list[tuple[int, float, int, float]] = []
    for step, found in ways.items():
        row, own = position[step], sojourns[step]
        first[row] += own.mean
        second[row] += own.second
        for way in found:
            target, more = _main(way, times, until)
            p, block = way.probability, way.block
            first[row] += p * (block.mean + more.mean)
            cross[row] += 2 * p * own.mean * (block.mean + more.mean)
            second[row] += p * (block.second + more.variance)
            if target in position:
                matrix[row, position[target]] -= p
                follows.append((row, 2 * p * (own.mean + block.mean), position[target], p))
            elif target is not None and target != until:
                after = times[target]
                first[row] += p * after.mean
                second[row] += p * (after.second + 2 * (own.mean + block.mean) * after.mean)
    means = np.linalg.solve(matrix, first)
    if len(means) and means.min() < -TOLERANCE * abs(means).max():
        raise np.linalg.LinAlgError
    for row, weight, target_row, _ in follows:
        cross[row] += weight * means[target_row]
    squares = np.linalg.solve(matrix, second + cross)
    return {step: from_second(float(means[i]), float(squares[i])) for step, i in position.items()}


def _main(way: _Way, times: Mapping[int, Moments], until: int | None) -> tuple[int | None, Moments]:
    """The step that a way leads to, and what side paths add: mean, and (as variance) mean square."""
    if not way.targets:
        return None, ZERO
    if len(way.targets) == 1:
        return way.targets[0], ZERO
    found = [ZERO if target == until else times[target] for target in way.targets]
    slowest = max(range(len(found)), key=lambda i: (found[i].mean, -i))
    whole = longest(found)
    main = found[slowest]
    return way.targets[slowest], Moments(whole.mean - main.mean, whole.second - main.second)


def sojourns(net: Net, stations: Iterable[Station]) -> tuple[Moments, ...]:
    """The time in each step per token: wait, work and delay, and the whole called process of a call."""
    by_pool = {station.pool: station for station in stations}
    own = [_own_time(step, by_pool) for step in net.steps]
    finished: dict[int, Moments] = {}
    for index, step in enumerate(net.steps):
        if step.calls:
            _call_time(net, own, index, finished, ())
    return tuple(finished.get(index, time) for index, time in enumerate(own))


def waiting_time(step: Step, by_pool: Mapping[int, Station]) -> Moments:
    """The wait of one execution for its pools; unknown where one of them never settles."""
    total = ZERO
    for need in step.needs:
        station = by_pool.get(need.pool)
        if station is not None:
            total += station.wait(step.priority) if station.is_stable else UNKNOWN
    return total


def _own_time(step: Step, by_pool: Mapping[int, Station]) -> Moments:
    worked = step.work if step.elapsed is None else step.elapsed
    once = waiting_time(step, by_pool) + worked + step.delay
    return repeated(once, step)


def repeated(once: Moments, step: Step) -> Moments:
    """The time of all instances of an activity."""
    if step.instances == 1:
        return once
    if step.is_parallel and step.instances >= 1:
        return longest([once] * round(step.instances)) if not math.isnan(once.mean) else once
    return Moments(once.mean * step.instances, once.variance * step.instances)


def _call_time(
    net: Net, own: Sequence[Moments], index: int, finished: dict[int, Moments], path: tuple[int, ...]
) -> Moments:
    """A call's own time and that of the process it calls; a circle of calls is not followed twice."""
    if index in finished or index in path:
        return finished.get(index, own[index])
    step = net.steps[index]
    called = next(p for p in net.processes if step.calls[0] in p.starts)
    inner = [i for i, other in enumerate(net.steps) if other.calls and other.process == called.key]
    times = list(own)
    for other in inner:
        times[other] = _call_time(net, own, other, finished, (*path, index))
    whole = measure(
        net, times, called.ends, lambda clock: longest([clock.time(s) for s in step.calls]), step.calls
    )
    finished[index] = own[index] + repeated(whole, step)
    return finished[index]
