"""Where the lead time goes: by cause and place, in parts that add up to it exactly."""

from bpmn.queueing.net import Cause, Step
from bpmn.queueing.results import Part
from bpmn.queueing.solution import Solution
from bpmn.queueing.spells import Spell


def partition(solution: Solution) -> tuple[Part, ...]:
    """The parts of the mean lead time of customers, in the order of steps; none where it never settles.

    On parallel paths a step counts by the time that its path takes where it is the longest.
    """
    mean = solution.lead_time.mean
    if not solution.cases or mean != mean:  # noqa: PLR0124 - not a number
        return ()
    found: dict[tuple[Cause, int], float] = {}
    for index in sorted(solution.weights):
        weight, step, spell = solution.weights[index], solution.net.steps[index], solution.spells[index]
        for cause, part in _parts(step, spell, solution.sojourns.own[index].mean):
            if part:
                found[cause, index] = found.get((cause, index), 0.0) + weight * part
    return tuple(
        Part(cause, solution.net.steps[index].key, solution.net.steps[index].process, time)
        for (cause, index), time in found.items()
    )


def _parts(step: Step, spell: Spell, own: float) -> list[tuple[Cause, float]]:
    """The means of a spell by cause, with all repetitions of the step."""
    whole = spell.whole.mean
    scale = own / whole if whole > 0 else 0.0
    return [(cause, part * scale) for cause, part in spell.parts(step)]
