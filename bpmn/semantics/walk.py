"""A case that is walked through a net step by step, forth and back.

This is the token game for people: it only orders what the firing rule allows. See ``bpmn.semantics.tokens``
for the rule itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import INSIDE, Net, PlaceKind, Transition
from bpmn.semantics.tokens import Marking, enabled, fire, initial, marked

BEGINNING = frozenset({PlaceKind.SLOT, PlaceKind.TRIGGER})


class Kind(StrEnum):
    """Who decides that a step happens."""

    GOES_ON = "goesOn"
    """Nothing else competes for the case: it goes on by itself."""
    DECISION = "decision"
    """One of several ways; whoever works on the case decides."""
    OUTSIDE = "outside"
    """The customer, another party, a clock or a failure causes it."""
    BEGINS = "begins"
    """A process begins by itself, or because somebody outside asks."""


class Standing(StrEnum):
    """What can be said about a case as it stands."""

    FRESH = "fresh"
    GOING = "going"
    ASKS = "asks"
    WAITS = "waits"
    DONE = "done"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that may happen next, and who decides it."""

    transition: Transition
    kind: Kind


@dataclass(frozen=True, slots=True)
class Token:
    """Tokens on one place. ``is_waiting``: no step that may happen now would take them."""

    element: ElementKey
    kind: PlaceKind
    count: int
    is_waiting: bool
    target: ElementKey | None = None


class Walk:
    """Where a case stands, how it came there and what may happen next.

    ``plan`` is a trace to follow, such as the counter-example of a check: ``next`` proposes its steps as
    long as nobody leaves it.
    """

    def __init__(self, net: Net, plan: Sequence[Transition] = ()) -> None:
        self.net = net
        self.plan = tuple(plan)
        self._steps: list[Transition] = []
        self._markings: list[Marking] = [initial(net)]
        self._since: list[Mapping[int, int]] = [dict.fromkeys(marked(net, self._markings[0]), 0)]
        """For every place that is marked the number of the step since which it is."""

    # -- where it stands -------------------------------------------------------------------------

    @property
    def steps(self) -> tuple[Transition, ...]:
        """What has happened, in order."""
        return tuple(self._steps)

    @property
    def marking(self) -> Marking:
        """The marking now."""
        return self._markings[-1]

    @property
    def standing(self) -> Standing:
        """What can be said about the case now."""
        kinds = {choice.kind for choice in self.choices()}
        if not self._is_inside():
            return Standing.DONE if self._steps else Standing.FRESH
        if Kind.GOES_ON in kinds:
            return Standing.GOING
        if Kind.DECISION in kinds:
            return Standing.ASKS
        return Standing.WAITS if Kind.OUTSIDE in kinds else Standing.STUCK

    def _is_inside(self) -> bool:
        """Whether a case is anywhere in a process, or a message is on its way that would begin one."""
        places = self.net.places
        going = {Kind.GOES_ON, Kind.DECISION}
        return any(places[p].kind in INSIDE for p in marked(self.net, self.marking)) or any(
            choice.kind in going for choice in self.choices()
        )

    def marked(self) -> dict[int, int]:
        """The number of tokens on each marked place, by index."""
        return marked(self.net, self.marking)

    def tokens(self) -> tuple[Token, ...]:
        """What can be seen on the maps: tokens in processes, and messages nobody has read yet."""
        taken = {place for t in enabled(self.net, self.marking) for place in _inputs(t)}
        shown = INSIDE | {PlaceKind.MESSAGE, PlaceKind.SIGNAL}
        found = []
        for index, count in marked(self.net, self.marking).items():
            place = self.net.places[index]
            if place.kind in shown:
                found.append(Token(place.element, place.kind, count, index not in taken, place.target))
        return tuple(found)

    # -- what comes next -------------------------------------------------------------------------

    def choices(self) -> tuple[Choice, ...]:
        """Everything that may happen next, by the order of the net."""
        found = enabled(self.net, self.marking)
        ours = [t for t in found if not t.is_outside and not self._begins(t)]
        return tuple(Choice(t, self._kind(t, ours)) for t in found)

    def next(self) -> Transition | None:
        """The step that comes by itself: the next one of the plan, else that of the longest standing token.

        None where somebody has to decide.
        """
        at = len(self._steps)
        if at < len(self.plan) and tuple(self._steps) == self.plan[:at]:
            return self.plan[at]
        alone = [choice.transition for choice in self.choices() if choice.kind is Kind.GOES_ON]
        return min(alone, key=self._age, default=None)

    def _kind(self, transition: Transition, ours: Iterable[Transition]) -> Kind:
        if self._begins(transition):
            return Kind.BEGINS
        if transition.is_outside:
            return Kind.OUTSIDE
        inputs = _inputs(transition)
        competes = any(other is not transition and inputs & _inputs(other) for other in ours)
        return Kind.DECISION if competes else Kind.GOES_ON

    def _begins(self, transition: Transition) -> bool:
        if transition.starts is None:
            return False
        is_free = any(self.net.places[place].kind in BEGINNING for place in transition.takes)
        return is_free or transition.is_outside

    def _age(self, transition: Transition) -> tuple[int, int]:
        since = self._since[-1]
        return max((since.get(p, 0) for p in _inputs(transition)), default=0), transition.index

    # -- moving ----------------------------------------------------------------------------------

    def take(self, transition: Transition) -> None:
        """Let a step happen. Raises ValueError if it may not."""
        after = fire(self.net, self.marking, transition)
        self._steps.append(transition)
        self._markings.append(after)
        before, now = self._since[-1], len(self._steps)
        fresh = set(transition.gives)
        places = marked(self.net, after)
        self._since.append({p: now if p in fresh else before.get(p, now) for p in places})

    def back(self) -> Transition | None:
        """Take the last step back and return it; None at the beginning."""
        if not self._steps:
            return None
        self._markings.pop()
        self._since.pop()
        return self._steps.pop()

    def restart(self) -> None:
        """Go back to the beginning."""
        while self.back() is not None:
            pass


def _inputs(transition: Transition) -> set[int]:
    """The places whose tokens a step would take."""
    return {*transition.takes, *(join.place for join in transition.joins)}
