"""What compares two states of a system: an engine says how figures change and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bpmn.base.message import Message, message
from bpmn.improvement.effects import Moved
from bpmn.improvement.estimates import Estimate
from bpmn.improvement.figures import is_share, relative, waits_of
from bpmn.improvement.model_error import model_error
from bpmn.improvement.moved import moved
from bpmn.improvement.workbench import NOTHING, VALUE, Plan, Workbench
from bpmn.queueing.results import Analysis
from bpmn.system.facts import KpiFact

if TYPE_CHECKING:
    from bpmn.base.finding import ElementKey


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure in two states.

    ``change`` is relative with its raw sign (with ``is_absolute`` the difference); ``judged`` is what counts
    for the word: the difference for shares, else the same. None is unknown.
    """

    before: float | None
    after: float | None
    change: Estimate | None = None
    is_absolute: bool = False
    judged: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures in two states, and where time moved. ``before`` and ``after`` are analyses of both.

    ``method`` says how it was found out and how sure it is; ``is_partial`` marks a search that was stopped.
    """

    before: Analysis
    after: Analysis
    figures: Mapping[KpiFact, Comparison]
    moved: tuple[Moved, ...] = ()
    method: Message | None = None
    is_partial: bool = False
    notes: tuple[Message, ...] = ()
    theory: Mapping[KpiFact, float] = field(default_factory=dict)
    """The changes that queueing theory gives, where another engine gave those of ``figures``."""


class Engine(Protocol):
    """Compares the system as it is with the system after a plan."""

    def compare(
        self,
        plan: Plan,
        figures: Sequence[KpiFact],
        materials: Mapping[KpiFact, float],
        start: Plan = NOTHING,
    ) -> Compared:
        """How these figures change; ``materials`` are the smallest changes that matter.

        Without ``start`` the plan begins from the system as it is. Raises CannotApply.
        """


class Analytic:
    """By queueing theory: the same answer every time, with the error of the model as its interval."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def compare(
        self,
        plan: Plan,
        figures: Sequence[KpiFact],
        materials: Mapping[KpiFact, float],  # noqa: ARG002 - nothing is tried until it is sure enough
        start: Plan = NOTHING,
    ) -> Compared:
        """How figures change."""
        bench = self._bench
        end = start | plan
        before, after = bench.after(start), bench.after(end)
        error = model_error(before, after)
        found = {figure: self._one(figure, (start, end), error.share) for figure in figures}
        if error.share:
            share = f"{error.share:.0%}".replace("%", " %")
            method = message("By queueing theory; waits may be {share} off.", share=share)
        else:
            method = message("By queueing theory, which is exact here.")
        return Compared(
            before, after, found, moved(before, after, bench.names(end)), method, notes=error.reasons
        )

    def _one(self, figure: KpiFact, states: tuple[Plan, Plan], share: float) -> Comparison:
        old, new = (self._bench.read(figure, state) for state in states)
        change, is_absolute = relative(old, new)
        if change is None or old is None or new is None:
            return Comparison(old, new)
        if figure.measure == VALUE:
            change, is_absolute = new - old, True
        bound = share * self._doubtful(figure, states, new - old)
        scale = 1.0 if is_absolute else abs(old)
        estimate = Estimate(change, bound / scale)
        judged = Estimate(new - old, bound) if is_share(figure) else estimate
        return Comparison(old, new, estimate, is_absolute, judged)

    def _doubtful(self, figure: KpiFact, states: tuple[Plan, Plan], difference: float) -> float:
        """How much of a figure's change rests on waits: those of each team may be off by themselves.

        Within one team waits only change places (Kleinrock's conservation law), so their sum counts.
        """
        bench = self._bench
        before, after = (waits_of(figure, bench.after(state)) for state in states)
        if before or after:
            shifts: dict[ElementKey, float] = {}
            for key in dict.fromkeys((*before, *after)):
                team = bench.teams.get(key, key)
                shifts[team] = shifts.get(team, 0.0) + after.get(key, 0.0) - before.get(key, 0.0)
            return sum(map(abs, shifts.values()))
        rests_on_waits = figure.measure in (VALUE, "onTime")
        return abs(difference) if rests_on_waits else 0.0
