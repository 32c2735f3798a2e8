"""How long it takes from a step to the end: times added along paths, the longest taken where they part.

Loops and choices are solved exactly for means. Where paths run side by side and meet again, the longest of
them counts, with their times taken as independent; that over-estimates a little where they share queues.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bpmn.queueing.moments import ZERO, Moments, binding, from_second, longest, mixture
from bpmn.queueing.net import Join, Net, Outcome
from bpmn.queueing.paths import Component, Context, Plan, Way

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

UNKNOWN = Moments(math.nan, math.nan)
"""The time of a step behind a queue that never settles."""

ROUNDS, TOLERANCE = 60, 1e-12

Times = dict[int, Moments]
Exact = Callable[["Clock", Way], Moments | None]
"""What may know the longest of parallel paths better than by two moments; None where it does not."""


class Circular(ArithmeticError):  # noqa: N818 - says what it is
    """The times of steps depend on each other in a circle that nothing leaves."""


class Clock:
    """Times from the starts of a plan to its end, given the time spent in each step. Raises Circular."""

    def __init__(
        self,
        net: Net,
        sojourns: Sequence[Moments],
        plan: Plan,
        exact: Exact | None = None,
    ) -> None:
        self._exact = exact
        self.steps = net.steps
        self.sojourns = sojourns
        self.plan = plan
        self._times: dict[int | None, Times] = {}
        for until in plan.order:
            self._solve(plan.contexts[until])

    def from_any(self, starts: Sequence[tuple[float, int]]) -> Moments:
        """The time from one of several steps, each with a weight."""
        return mixture([(weight, self.time(step)) for weight, step in starts])

    def time(self, step: int) -> Moments:
        """The time from arrival at a step until all its paths are at an end."""
        return self._times[None][step]

    def time_within(self, until: int | None, step: int) -> Moments:
        """The time from arrival at a step until the step where its path meets others."""
        return self._times[until][step]

    def from_all(self, starts: Sequence[int]) -> Moments:
        """The time until all paths from several steps, which begin at once, are at an end."""
        return longest([self.time(step) for step in starts])

    # -- times -----------------------------------------------------------------------------------

    def _solve(self, context: Context) -> None:
        times: Times = {}
        self._times[context.until] = times
        for component in context.components:
            if component.is_loop:
                self._loop(context, component, times)
            else:
                step = component.steps[0]
                times[step] = self._followed(context, step, times)

    def _followed(self, context: Context, step: int, times: Times) -> Moments:
        """The time in a step and after it, where all that follows is known."""
        own, outcomes = self.sojourns[step], self.steps[step].outcomes
        ways = context.ways[step]
        if len(ways) == 1 and outcomes[ways[0].outcome].probability == 1:
            rest = self._rest(context, ways[0], times)
            return rest if own is ZERO else own if rest is ZERO else own + rest
        mean = second = 0.0
        for way in ways:
            probability = outcomes[way.outcome].probability
            if probability:
                rest = self._rest(context, way, times)
                mean += probability * rest.mean
                second += probability * (rest.variance + rest.mean * rest.mean)
        return Moments(own.mean + mean, own.variance + max(second - mean * mean, 0.0))

    def _rest(self, context: Context, way: Way, times: Times) -> Moments:
        if way.meeting is not None:
            return self.block(way) + times[way.meeting]
        if len(way.targets) == 1:
            target = way.targets[0]
            return ZERO if target == context.until else times[target]
        return longest(self._parallel(context, way, times)) if way.targets else ZERO

    def longest_of(self, context: Context, way: Way) -> Moments:
        """The longest of paths that do not meet again."""
        return longest(self._parallel(context, way, self._times[context.until]))

    def _parallel(self, context: Context, way: Way, times: Times) -> list[Moments]:
        return [ZERO if target == context.until else times[target] for target in way.targets]

    def block(self, way: Way) -> Moments:
        """The longest of the paths from a fork to the step where they meet.

        A fork on a loop inside its own branches is not counted again.
        """
        inner = self._times.get(way.meeting)
        if inner is None:
            return ZERO
        found = None if self._exact is None else self._exact(self, way)
        if found is not None:
            return found
        return longest([ZERO if t == way.meeting else inner[t] for t in way.targets])

    def _loop(self, context: Context, component: Component, times: Times) -> None:
        """Times of steps that lead to each other; repeated while the longest of parallel paths shifts."""
        inside = set(component.steps)
        if any(self._is_unknown(context, step, inside, times) for step in component.steps):
            times.update(dict.fromkeys(component.steps, UNKNOWN))
            return
        times.update(dict.fromkeys(component.steps, ZERO))
        forks = any(
            len(way.targets) > 1 and way.meeting is None
            for step in component.steps
            for way in context.ways[step]
        )
        for _ in range(ROUNDS if forks else 1):
            new = self._round(context, component.steps, times)
            settled = all(_close(new[step].mean, times[step].mean) for step in component.steps)
            times.update(new)
            if settled:
                break

    def _is_unknown(self, context: Context, step: int, inside: set[int], times: Times) -> bool:
        outcomes = self.steps[step].outcomes
        return math.isnan(self.sojourns[step].mean) or any(
            (way.meeting is not None and math.isnan(self.block(way).mean))
            or any(math.isnan(times[t].mean) for t in way.after() if t not in inside and t != context.until)
            for way in context.ways[step]
            if outcomes[way.outcome].probability
        )

    def _round(self, context: Context, steps: Sequence[int], times: Times) -> Times:
        """One linear solution, first for means, then for mean squares."""
        import numpy as np

        position = {step: index for index, step in enumerate(steps)}
        matrix = np.eye(len(steps))
        first, second = np.zeros(len(steps)), np.zeros(len(steps))
        follows: list[tuple[int, float, int]] = []
        for step in steps:
            row, own = position[step], self.sojourns[step]
            first[row] += own.mean
            second[row] += own.second
            for way in context.ways[step]:
                p = self.steps[step].outcomes[way.outcome].probability
                target, before, more = self._main(context, way, times)
                lead = own.mean + before.mean
                first[row] += p * (before.mean + more.mean)
                second[row] += p * (2 * own.mean * (before.mean + more.mean) + before.second + more.variance)
                if target in position:
                    matrix[row, position[target]] -= p
                    follows.append((row, 2 * p * lead, position[target]))
                elif target is not None and target != context.until:
                    after = times[target]
                    first[row] += p * after.mean
                    second[row] += p * (after.second + 2 * lead * after.mean)
        means = _solved(matrix, first)
        for row, weight, target_row in follows:
            second[row] += weight * means[target_row]
        squares = _solved(matrix, second)
        return {step: from_second(float(means[i]), float(squares[i])) for step, i in position.items()}

    def _main(self, context: Context, way: Way, times: Times) -> tuple[int | None, Moments, Moments]:
        """The step that a way leads to, the block before it, and what side paths add.

        The latter is a mean, and (as variance) a mean square.
        """
        if way.meeting is not None:
            return way.meeting, self.block(way), ZERO
        if not way.targets:
            return None, ZERO, ZERO
        if len(way.targets) == 1:
            return way.targets[0], ZERO, ZERO
        found = self._parallel(context, way, times)
        slowest = max(range(len(found)), key=lambda i: (found[i].mean, -i))
        whole, main = longest(found), found[slowest]
        return way.targets[slowest], ZERO, Moments(whole.mean - main.mean, whole.second - main.second)

    # -- weights ---------------------------------------------------------------------------------

    def weights(self, entries: Iterable[tuple[float, int]]) -> dict[int, float]:
        """How much of the time in each step is part of the mean time from these steps (weight, step).

        The sum of weights times times in steps is that mean, exactly. On parallel paths a step counts by
        the time that its path takes where that is the longest.
        """
        flows: dict[int | None, dict[int, float]] = {until: {} for until in self.plan.order}
        for weight, step in entries:
            flows[None][step] = flows[None].get(step, 0.0) + weight
        total: dict[int, float] = {}
        for until in reversed(self.plan.order):
            context = self.plan.contexts[until]
            for component in reversed(context.components):
                self._pass_on(context, component, flows, total)
        return total

    def _pass_on(
        self,
        context: Context,
        component: Component,
        flows: dict[int | None, dict[int, float]],
        total: dict[int, float],
    ) -> None:
        here = flows[context.until]
        if component.is_loop:
            self._go_round(context, component, here)
        inside = set(component.steps) if component.is_loop else set()
        for step in component.steps:
            weight = here.get(step, 0.0)
            if not weight:
                continue
            total[step] = total.get(step, 0.0) + weight
            for until, target, part in self._shares(context, step):
                if until != context.until or target not in inside:
                    flows[until][target] = flows[until].get(target, 0.0) + weight * part

    def _go_round(self, context: Context, component: Component, here: dict[int, float]) -> None:
        """Replace what enters a loop by all that passes its steps."""
        import numpy as np

        position = {step: index for index, step in enumerate(component.steps)}
        matrix = np.eye(len(position))
        for step, row in position.items():
            for until, target, part in self._shares(context, step):
                if until == context.until and target in position:
                    matrix[position[target], row] -= part
        entering = np.array([here.get(step, 0.0) for step in component.steps])
        for step, weight in zip(component.steps, _solved(matrix, entering), strict=True):
            here[step] = float(weight)

    def _shares(self, context: Context, step: int) -> Iterable[tuple[int | None, int, float]]:
        """Where the time after a step is spent: (context, step, share of the time from there)."""
        found: list[tuple[int | None, int, float]] = []
        for way in context.ways[step]:
            p = self.steps[step].outcomes[way.outcome].probability
            if not p:
                continue
            until = context.until if way.meeting is None else way.meeting
            if way.meeting is not None:
                if way.meeting != context.until:
                    found.append((context.until, way.meeting, p))
                if self.plan.rank[way.meeting] >= self.plan.rank[context.until]:
                    continue
            inner = self._times[until]
            times = [ZERO if t == until else inner[t] for t in way.targets]
            whole = None if way.meeting is None else self.block(way).mean
            parts = binding(times, whole) if len(times) > 1 else (1.0,) * len(times)
            found += [(until, t, p * s) for t, s in zip(way.targets, parts, strict=True) if t != until]
        return found


def _solved(matrix: "NDArray[float64]", constant: "NDArray[float64]") -> "NDArray[float64]":
    """The solution of linear equations of times. Raises Circular where there is none, or a negative one."""
    import numpy as np

    try:
        found = np.asarray(np.linalg.solve(matrix, constant), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise Circular from error
    if len(found) and found.min() < -TOLERANCE * max(abs(found).max(), 1.0):
        raise Circular
    return found


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a)) or (math.isnan(a) and math.isnan(b))


def without_awaited_messages(net: Net) -> Net:
    """The net in which nobody waits for a message."""
    steps = []
    for step in net.steps:
        awaited = {m for m in step.messages if net.steps[m].join is Join.MESSAGE}
        outcomes = tuple(
            Outcome(o.probability, tuple(t for t in o.targets if t not in awaited)) for o in step.outcomes
        )
        steps.append(replace(step, outcomes=outcomes) if awaited else step)
    return replace(net, steps=tuple(steps))
