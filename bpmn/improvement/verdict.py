"""The table that turns a local and an end-to-end effect into one word."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import product


class Judgement(StrEnum):
    """What happened to one number."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNDECIDED = "undecided"


class Overall(StrEnum):
    """What happened to the judged numbers together."""

    WIN = "win"
    NEUTRAL = "neutral"
    TRADE_OFF = "trade-off"
    LOSS = "loss"


class Verdict(StrEnum):
    """The judgement of an initiative."""

    ALIGNED = "aligned"
    WASTED = "wasted"
    TRADE_OFF = "trade-off"
    SUB_OPTIMISATION = "sub-optimisation"
    SACRIFICE = "sacrifice"
    COST_WITHOUT_EFFECT = "cost-without-effect"
    HARMFUL = "harmful"
    HIDDEN_LEVER = "hidden-lever"
    NO_EFFECT = "no-effect"
    UNDECIDED = "undecided"


class SubLabel(StrEnum):
    """What else can be said about a verdict."""

    TRANSFER = "transfer"
    MOVED = "moved-outside-boundary"
    UNSTABLE = "unstable"
    CONDITIONAL = "conditional"
    DILUTED = "diluted"


TABLE: dict[tuple[Judgement, Overall], Verdict] = {
    (Judgement.BETTER, Overall.WIN): Verdict.ALIGNED,
    (Judgement.BETTER, Overall.NEUTRAL): Verdict.WASTED,
    (Judgement.BETTER, Overall.TRADE_OFF): Verdict.TRADE_OFF,
    (Judgement.BETTER, Overall.LOSS): Verdict.SUB_OPTIMISATION,
    (Judgement.SAME, Overall.WIN): Verdict.HIDDEN_LEVER,
    (Judgement.SAME, Overall.NEUTRAL): Verdict.NO_EFFECT,
    (Judgement.SAME, Overall.TRADE_OFF): Verdict.TRADE_OFF,
    (Judgement.SAME, Overall.LOSS): Verdict.HARMFUL,
    (Judgement.WORSE, Overall.WIN): Verdict.SACRIFICE,
    (Judgement.WORSE, Overall.NEUTRAL): Verdict.COST_WITHOUT_EFFECT,
    (Judgement.WORSE, Overall.TRADE_OFF): Verdict.TRADE_OFF,
    (Judgement.WORSE, Overall.LOSS): Verdict.HARMFUL,
}
"""Local effect and effect on the whole."""

DECIDED = (Judgement.BETTER, Judgement.SAME, Judgement.WORSE)


def judge(low: float | None, high: float | None, material: float) -> Judgement:
    """The judgement of a gain (above 0 is good) that lies between two values; None is undecided.

    ``material`` is the smallest gain that matters. *Same* is a proof that the gain is smaller than that, not
    a lack of evidence.
    """
    if low is None or high is None:
        return Judgement.UNDECIDED
    if low > material:
        return Judgement.BETTER
    if high < -material:
        return Judgement.WORSE
    return Judgement.SAME if -material <= low and high <= material else Judgement.UNDECIDED


def overall(judged: Iterable[Judgement]) -> Overall:
    """The class of decided judgements."""
    found = set(judged)
    if Judgement.BETTER in found:
        return Overall.TRADE_OFF if Judgement.WORSE in found else Overall.WIN
    return Overall.LOSS if Judgement.WORSE in found else Overall.NEUTRAL


def verdict(local: Judgement, judged: Iterable[Judgement], value: Judgement | None = None) -> Verdict:
    """The word for an initiative; undecided only if an undecided number could change the word.

    ``value`` is what a value function says of the whole; it decides a trade-off.
    """
    locals_ = DECIDED if local is Judgement.UNDECIDED else (local,)
    words = {TABLE[one, other] for one in locals_ for other in _possible(judged, value)}
    return words.pop() if len(words) == 1 else Verdict.UNDECIDED


def whole(judged: Iterable[Judgement], value: Judgement | None = None) -> Overall | None:
    """What the judged numbers come to together; None where an undecided one could change it."""
    found = _possible(judged, value)
    return found.pop() if len(found) == 1 else None


def _possible(judged: Iterable[Judgement], value: Judgement | None) -> set[Overall]:
    open_numbers = [DECIDED if j is Judgement.UNDECIDED else (j,) for j in judged]
    found = {overall(combination) for combination in product(*open_numbers)}
    if value in _PRICED and Overall.TRADE_OFF in found:
        found = (found - {Overall.TRADE_OFF}) | {_PRICED[value]}
    return found


_PRICED: dict[Judgement | None, Overall] = {
    Judgement.BETTER: Overall.WIN,
    Judgement.WORSE: Overall.LOSS,
}
"""What a value function makes of a trade-off; one that is worth nothing stays a trade-off."""
