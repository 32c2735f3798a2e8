"""The longest of parallel paths on which nobody waits for people, from their whole distributions.

Two moments tell all of a path that is one time; of several in a row, of choices and of loops they do not.
Paths on which people wait stay at two moments, since their waits are known no better.
"""

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bpmn.queueing.clock import Clock
from bpmn.queueing.inversion import DEVIATIONS, Inverse, step_for
from bpmn.queueing.laws import Points, constants_of, of_spell
from bpmn.queueing.memory import Memory
from bpmn.queueing.moments import Moments, beyond, from_second, of_running
from bpmn.queueing.paths import Way
from bpmn.queueing.spectrum import Spectrum

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import complex128, float64
    from numpy.typing import NDArray

    from bpmn.queueing.spells import Spell


class Blocks:
    """Asked by a clock for the longest of the paths between a fork and the step where they meet."""

    def __init__(self, spells: "Sequence[Spell]", times: Sequence[Moments], memory: Memory) -> None:
        self._spells = spells
        self._times = times
        self._memory = memory

    def longest(self, clock: Clock, way: Way) -> Moments | None:
        """The longest of the paths of a way; None where two moments tell as much."""
        branches = [clock.plan.between(t, way.meeting) for t in way.targets if t != way.meeting]
        if not all(self._is_free(clock, step) for branch in branches for step in branch):
            return None
        if all(self._is_simple(clock, branch) for branch in branches):
            return None
        steps = sorted(set().union(*branches))
        objects = [clock.steps[step] for step in steps]
        values = (way.targets, way.meeting, *[self._times[step] for step in steps])
        return self._memory.ask("block", objects, values, lambda: self._found(clock, way, steps))

    def _is_free(self, clock: Clock, step: int) -> bool:
        spell = self._spells[step]
        return spell.wait.mean == 0 and not clock.steps[step].calls

    def _is_simple(self, clock: Clock, branch: Collection[int]) -> bool:
        """Whether a path is at most one time, or always takes the same."""
        timed = [step for step in branch if self._spells[step].whole.mean > 0]
        ways = [sum(o.probability > 0 for o in clock.steps[step].outcomes) for step in branch]
        if any(count > 1 for count in ways):
            return False
        return len(timed) <= 1 or all(self._spells[step].whole.is_constant for step in timed)

    def _found(self, clock: Clock, way: Way, steps: Sequence[int]) -> Moments:
        targets = [target for target in way.targets if target != way.meeting]
        constants = {value for step in steps for value in constants_of(self._spells[step])}
        times = [clock.time_within(way.meeting, target) for target in targets]
        inverses = [
            Inverse(self._transform(clock, way.meeting, to), time.mean, math.sqrt(time.variance), constants)
            for to, time in zip(targets, times, strict=True)
        ]
        return _on_grid(inverses, times, constants) if constants else _smooth(inverses, times)

    def _transform(
        self, clock: Clock, until: int | None, target: int
    ) -> "Callable[[Points], NDArray[complex128]]":
        def transform(points: Points) -> "NDArray[complex128]":
            def law(step: int) -> "NDArray[complex128] | None":
                return of_spell(points, self._spells[step], clock.steps[step], self._times[step])

            return Spectrum(clock, points, law, until).of(target)

        return transform


def _smooth(inverses: Sequence[Inverse], times: Sequence[Moments]) -> Moments:
    """The longest of times that all vary."""
    import numpy as np

    varying = [(inverse, time) for inverse, time in zip(inverses, times, strict=True) if not time.is_constant]
    base, step, points = beyond([time for _, time in varying], 0.0)
    done = np.ones_like(points)
    for inverse, _ in varying:
        done *= inverse.smooth(points)
    return of_running(base, step, points, 1 - done)


def _on_grid(inverses: Sequence[Inverse], times: Sequence[Moments], constants: Collection[float]) -> Moments:
    """The longest of times of which some parts are always the same."""
    import numpy as np

    span = max(time.mean + DEVIATIONS * math.sqrt(time.variance) for time in times)
    step = step_for(span, constants)
    count = 1 << math.ceil(math.log2(max(span / step, 2)))
    before, after = np.ones(count), np.ones(count)
    for inverse, time in zip(inverses, times, strict=True):
        at, just_before = _done(inverse, time, step, span, count)
        after *= at
        before *= just_before
    grid = step * np.arange(count)
    late, later = 1 - after[:-1], 1 - before[1:]
    mean = float((late + later).sum() * step / 2)
    second = float((grid[:-1] * late + grid[1:] * later).sum() * step)
    return from_second(mean, second)


def _done(
    inverse: Inverse, time: Moments, step: float, span: float, count: int
) -> "tuple[NDArray[float64], NDArray[float64]]":
    """The probability that a time is over at each point of a grid, and right before it."""
    import numpy as np

    if time.is_constant:
        at = step * np.arange(count)
        slack = step * 1e-6
        return (at >= time.mean - slack).astype(float), (at > time.mean + slack).astype(float)
    varying, constant = inverse.cells(step, span)
    done = np.cumsum(varying) - varying / 2 + np.cumsum(constant)
    return done, done - constant
