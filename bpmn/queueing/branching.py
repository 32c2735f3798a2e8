"""Which paths leave a gateway or an activity together, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from bpmn.queueing.net import Outcome

MOST_BRANCHES = 8
"""An inclusive gateway with more branches than this is taken as taking all of them."""

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Branch:
    """A path that leaves a step; ``share`` is its probability, None where nobody said."""

    target: int
    share: float | None = None
    is_default: bool = False
    by_class: Mapping[str, float] = field(default_factory=dict)

    @property
    def known(self) -> float | None:
        """Its probability, or the mean over the classes for which people gave one."""
        if self.share is None and self.by_class:
            return sum(self.by_class.values()) / len(self.by_class)
        return self.share


@dataclass(frozen=True, slots=True)
class Split:
    """The outcomes of a step; ``assumed`` says what had to be assumed about its shares, empty if nothing."""

    outcomes: tuple[Outcome, ...]
    assumed: str = ""


def parallel(branches: Sequence[Branch]) -> Split:
    """All paths at once."""
    return Split((Outcome(1.0, tuple(b.target for b in branches)),)) if branches else Split(())


def exclusive(branches: Sequence[Branch]) -> Split:
    """Exactly one path; paths without a share divide what the others leave equally."""
    if len(branches) < 2:  # noqa: PLR2004 - no choice
        return parallel(branches)
    classes = dict.fromkeys(name for b in branches for name in b.by_class)
    return _by_class(branches, list(classes)) if classes else _alike(branches)


def _alike(branches: Sequence[Branch]) -> Split:
    """Exactly one path, whatever the class of the case."""
    given = sum(b.share for b in branches if b.share is not None)
    silent = sum(1 for b in branches if b.share is None)
    if silent == len(branches):
        return _scaled(branches, [1 / silent] * silent, "equal shares, because none is known")
    rest = max(1 - given, 0.0) / silent if silent else 0.0
    shares = [rest if b.share is None else b.share for b in branches]
    total = sum(shares)
    if total <= 0:
        return _scaled(branches, [1 / len(branches)] * len(branches), "equal shares, because all are 0")
    if abs(total - 1) > TOLERANCE:
        return _scaled(
            branches, [s / total for s in shares], f"shares in proportion: they add up to {total:g}"
        )
    if silent and given < 1 - TOLERANCE and silent > 1:
        return _scaled(branches, shares, "equal shares of the rest, because some are not known")
    return _scaled(branches, [s / total for s in shares], "")


def _by_class(branches: Sequence[Branch], classes: Sequence[str]) -> Split:
    """Exactly one path, with other shares for some classes of cases."""
    common = exclusive([replace(b, share=b.known, by_class={}) for b in branches])
    position = {outcome.targets: outcome for outcome in common.outcomes}
    outcomes = {b.target: position.get((b.target,), Outcome(0.0, (b.target,))) for b in branches}
    for name in classes:
        own = exclusive([replace(b, share=b.by_class.get(name, b.share), by_class={}) for b in branches])
        shares = {outcome.targets[0]: outcome.probability for outcome in own.outcomes}
        outcomes = {
            target: replace(o, by_class=(*o.by_class, (name, shares.get(target, 0.0))))
            for target, o in outcomes.items()
        }
    return Split(tuple(outcomes.values()), common.assumed)


def _scaled(branches: Sequence[Branch], shares: Sequence[float], assumed: str) -> Split:
    chosen = zip(branches, shares, strict=True)
    return Split(tuple(Outcome(share, (b.target,)) for b, share in chosen if share > 0), assumed)


def inclusive(branches: Sequence[Branch]) -> Split:
    """Any of the paths, each with its own probability; the default if no other is taken.

    Without a default, at least one path is always taken: the probabilities are those under this condition.
    """
    if len(branches) < 2:  # noqa: PLR2004 - no choice
        return parallel(branches)
    if len(branches) > MOST_BRANCHES:
        return Split(parallel(branches).outcomes, "that all paths are taken, because there are so many")
    default = next((b for b in branches if b.is_default), None)
    optional = [b for b in branches if b is not default]
    unknown = any(b.share is None for b in optional)
    shares = [0.5 if b.share is None else b.share for b in optional]
    combined: dict[tuple[int, ...], float] = {}
    for taken in product((True, False), repeat=len(optional)):
        probability = 1.0
        for is_taken, share in zip(taken, shares, strict=True):
            probability *= share if is_taken else 1 - share
        targets = tuple(b.target for b, is_taken in zip(optional, taken, strict=True) if is_taken)
        if not targets and default is not None:
            targets = (default.target,)
        if targets and probability > 0:
            combined[targets] = combined.get(targets, 0.0) + probability
    total = sum(combined.values())
    if total <= 0:
        return Split(parallel(branches).outcomes, "that all paths are taken, because all shares are 0")
    outcomes = tuple(Outcome(probability / total, targets) for targets, probability in combined.items())
    return Split(outcomes, "that each path is taken half of the time" if unknown else "")


def lost(targets: tuple[int, ...], share: float) -> tuple[Outcome, ...]:
    """A message on its way, of which this share never arrives."""
    return (Outcome(1 - share, targets), Outcome(share, ())) if share else (Outcome(1.0, targets),)


def also_sends(outcomes: Sequence[Outcome], messages: Sequence[int]) -> tuple[Outcome, ...]:
    """The same outcomes, each of which also sends messages to these steps."""
    if not messages:
        return tuple(outcomes)
    if not outcomes:
        return (Outcome(1.0, tuple(messages)),)
    return tuple(Outcome(o.probability, (*o.targets, *messages)) for o in outcomes)


def interrupted(outcomes: Sequence[Outcome], boundaries: Sequence[tuple[int, float]]) -> tuple[Outcome, ...]:
    """Outcomes of an activity that events on its edge end early, each with its probability."""
    rest = max(1 - sum(share for _, share in boundaries), 0.0)
    normal = tuple(Outcome(o.probability * rest, o.targets) for o in outcomes) if rest else ()
    if not outcomes and rest:
        normal = (Outcome(rest, ()),)
    early = tuple(Outcome(share, (target,)) for target, share in boundaries if share > 0)
    return (*normal, *early)


def accompanied(outcomes: Sequence[Outcome], boundaries: Sequence[tuple[int, float]]) -> tuple[Outcome, ...]:
    """Outcomes of an activity to which events on its edge add paths without ending it."""
    found = tuple(outcomes) or (Outcome(1.0, ()),)
    for target, share in boundaries:
        with_path = [Outcome(o.probability * share, (*o.targets, target)) for o in found if share > 0]
        without = [Outcome(o.probability * (1 - share), o.targets) for o in found if share < 1]
        found = (*with_path, *without)
    return found
