"""The transform of the time from a step to the end, through choices, loops and parallel paths.

It follows a clock, whose means and plan it takes over: where paths part and meet, the longest of them is a
gamma time with its two moments.
"""

from typing import TYPE_CHECKING

from bpmn.queueing.clock import Clock
from bpmn.queueing.laws import Points, of_time
from bpmn.queueing.paths import Component, Context, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import complex128
    from numpy.typing import NDArray

    Vector = NDArray[complex128]


class Spectrum:
    """Transforms of the times of a clock at some points; ``law`` gives that of the time in a step."""

    def __init__(
        self,
        clock: Clock,
        points: Points,
        law: "Callable[[int], Vector | None]",
        until: int | None = None,
    ) -> None:
        """With ``until`` paths end there."""
        self._clock = clock
        self._points = points
        self._law = law
        self._found: dict[int, Vector] = {}
        context = clock.plan.contexts[until]
        for component in context.components:
            if component.is_loop:
                self._loop(context, component)
            else:
                step = component.steps[0]
                self._found[step] = self._with_own(step, self._after(context, step, frozenset())[0])

    def of(self, step: int) -> "Vector":
        """The transform of the time from arrival at a step to the end."""
        return self._found[step]

    def _with_own(self, step: int, after: "Vector") -> "Vector":
        own = self._law(step)
        return after if own is None else own * after

    def _after(
        self, context: Context, step: int, inside: frozenset[int]
    ) -> "tuple[Vector, list[tuple[int, Vector | float]]]":
        """What follows a step: a sum that is known, and factors of steps that are still to be found."""
        import numpy as np

        outcomes = self._clock.steps[step].outcomes
        known = np.zeros(self._points.size, dtype=np.complex128)
        if not context.ways[step]:
            return known + 1.0, []
        open_parts: list[tuple[int, Vector | float]] = []
        for way in context.ways[step]:
            p = outcomes[way.outcome].probability
            if not p:
                continue
            target, factor = self._way(context, way)
            if target is not None and target in inside:
                open_parts.append((target, p if factor is None else p * factor))
                continue
            rest = None if target is None else self._found[target]
            whole = rest if factor is None else (factor if rest is None else factor * rest)
            known += p if whole is None else p * whole
        return known, open_parts

    def _way(self, context: Context, way: Way) -> "tuple[int | None, Vector | None]":
        """The step that a way leads to, if there is one, and the transform of what comes before it."""
        if way.meeting is not None:
            return way.meeting, of_time(self._points, self._clock.block(way))
        if len(way.targets) == 1:
            target = way.targets[0]
            return (None if target == context.until else target), None
        if not way.targets:
            return None, None
        return None, of_time(self._points, self._clock.longest_of(context, way))

    def _loop(self, context: Context, component: Component) -> None:
        import numpy as np

        inside = frozenset(component.steps)
        position = {step: place for place, step in enumerate(component.steps)}
        count = len(position)
        matrix = np.zeros((self._points.size, count, count), dtype=np.complex128)
        matrix[:, range(count), range(count)] = 1.0
        constant = np.zeros((self._points.size, count), dtype=np.complex128)
        for step, row in position.items():
            known, open_parts = self._after(context, step, inside)
            own = self._law(step)
            constant[:, row] = known if own is None else own * known
            for target, factor in open_parts:
                matrix[:, row, position[target]] -= factor if own is None else own * factor
        solved = np.linalg.solve(matrix, constant[:, :, None])[:, :, 0]
        for step, row in position.items():
            self._found[step] = np.ascontiguousarray(solved[:, row])
