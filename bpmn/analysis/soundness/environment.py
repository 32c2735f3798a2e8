"""What a component gets from those before it, as a small net in place of theirs.

When a component before it is at rest (mostly it is done) it has sent each message *always*, *sometimes* or
*never*, and so often: a choice is one such outcome. The environment first makes one choice for each sender,
then sends what was chosen, at any time and in any order, and is done when all is sent. Since senders never
see who reads, everything that the component can do among the others it can do in this environment; the other
way round the environment may send in another order, and combine what senders with a common sender of their
own never combine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.analysis.soundness.explore import Graph
from bpmn.analysis.soundness.reduce import Reduced
from bpmn.semantics.net import Net, Place, PlaceKind, Transition

MOST_CHOICES = 64
"""With more outcomes only how often each message comes at least and at most is kept."""


@dataclass(frozen=True, slots=True)
class Choice:
    """So many messages on each channel for sure, so many more perhaps.

    ``witness`` is a marking of the sender in which it has sent exactly the sure ones; None if there is none.
    On a channel that is emptied before it is filled (signals) one stands for any number.
    """

    sure: tuple[int, ...]
    perhaps: tuple[int, ...]
    witness: int | None


def choices(
    small: Reduced, graph: Graph, last: Sequence[int], places: Sequence[int], *, is_sure: bool
) -> list[Choice]:
    """What a sender can have put on some places of the whole net in its last markings.

    Unless it is sure to come to one of these (``is_sure``), as much as ever it could is one more choice.
    """
    count = _Counter(small, graph, places)
    found: dict[tuple[int, ...], int] = {}
    for number in last:
        sent = count.of(number)
        before = found.get(sent)
        # One after which nothing more can happen is the better example.
        if before is None or (_is_still(graph, number) and not _is_still(graph, before)):
            found[sent] = number
    none = (0,) * len(places)
    made = [Choice(sent, none, number) for sent, number in sorted(found.items())]
    if len(made) > MOST_CHOICES:
        least, most = _least(found), _most(found)
        made = [Choice(least, tuple(b - a for a, b in zip(least, most, strict=True)), None)]
    if not is_sure:
        made.append(Choice(_most(count.of(number) for number in range(len(graph.markings))), none, None))
    return made


def _is_still(graph: Graph, number: int) -> bool:
    return graph.begin[number] == graph.begin[number + 1]


def _least(sent: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(min, zip(*sent, strict=True)))


def _most(sent: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(max, zip(*sent, strict=True)))


class _Counter:
    """Reads off a marking how often a sender has filled some places."""

    def __init__(self, small: Reduced, graph: Graph, places: Sequence[int]) -> None:
        at = {place: index for index, place in enumerate(small.places)}
        givers = [s for i, s in enumerate(small.steps) if graph.fired[i]]
        filled = [any(place in s.gives for s in givers) for place in places]
        self._index = [at.get(place, -1) if full else -1 for place, full in zip(places, filled, strict=True)]
        emptied = [any(place in s.clears for s in givers) for place in places]
        initial = small.whole.initial
        self._before = [
            0 if empty else initial.get(place, 0) for place, empty in zip(places, emptied, strict=True)
        ]
        self._rule, self._markings = graph.rule, graph.markings
        self._mask = graph.rule.fields(index for index in self._index if index >= 0)
        self._known: dict[int, tuple[int, ...]] = {}

    def of(self, number: int) -> tuple[int, ...]:
        """How often each place was filled before a marking."""
        masked = self._markings[number] & self._mask
        found = self._known.get(masked)
        if found is None:
            tokens = self._rule.unpack(masked)
            pairs = zip(self._index, self._before, strict=True)
            found = tuple(tokens.get(i, 0) - before if i >= 0 else 0 for i, before in pairs)
            self._known[masked] = found
        return found


class Environment:
    """A net with places and transitions added that send to a component."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._places: list[Place] = list(net.places)
        self._added: list[Transition] = []
        self._initial = dict(net.initial)
        self.chosen: dict[int, tuple[int, int | None]] = {}
        """By transition that makes a choice, the sender and its witness."""
        self.is_exact = True
        """Whether each choice is an outcome and nothing stands for any number."""

    @property
    def added(self) -> Sequence[int]:
        """The added transitions, by index."""
        return [one.index for one in self._added]

    def net(self) -> Net:
        """The whole net with what was added."""
        return replace(
            self._net,
            places=tuple(self._places),
            transitions=(*self._net.transitions, *self._added),
            initial=self._initial,
        )

    def send(self, sender: int, givers: Mapping[int, Transition], found: Sequence[Choice]) -> None:
        """Let a sender make one of its choices; ``givers`` has a step of it for each place that it fills."""
        places = list(givers)
        if not any(any(one.sure) or any(one.perhaps) for one in found):
            return
        sure = [self._pending(place) for place in places]
        start = self._pending(places[0], 1)
        optional: dict[int, int] = {}
        for one in found:
            gives = [p for p, n in zip(sure, one.sure, strict=True) for _ in range(n)]
            for index, n in enumerate(one.perhaps):
                if n and index not in optional:
                    optional[index] = self._pending(places[index])
                gives += [optional[index]] * n if n else []
            made = self._step(givers[places[0]], (start,), gives)
            self.chosen[made] = (sender, one.witness)
            self.is_exact = self.is_exact and one.witness is not None
        for index, place in enumerate(places):
            if any(one.sure[index] or one.perhaps[index] for one in found):
                self._filling(givers[place], sure[index], place)
        for index, place in optional.items():
            self._step(givers[places[index]], (place,), (sure[index],))
            self._step(givers[places[index]], (place,), ())

    def _filling(self, giver: Transition, sure: int, place: int) -> None:
        if place not in giver.clears:
            self._step(giver, (sure,), (place,))
            return
        self.is_exact = False
        self._step(giver, (sure,), (place, sure), (place,))
        self._step(giver, (sure,), (place,), (place,))
        if self._net.initial.get(place):
            # It was full from the beginning: whether it was filled again cannot be seen.
            self._step(giver, (sure,), ())

    def _pending(self, place: int, tokens: int = 0) -> int:
        """A place on which a token means that something is still to be sent."""
        shown = self._net.places[place]
        made = Place(len(self._places), PlaceKind.SLOT, shown.element, None, shown.name)
        self._places.append(made)
        if tokens:
            self._initial[made.index] = tokens
        return made.index

    def _step(
        self,
        giver: Transition,
        takes: tuple[int, ...],
        gives: Iterable[int],
        clears: tuple[int, ...] = (),
    ) -> int:
        index = len(self._net.transitions) + len(self._added)
        self._added.append(
            Transition(
                index, giver.action, giver.elements, giver.text, takes, tuple(sorted(gives)), clears,
                is_outside=True,
            )
        )  # fmt: skip
        return index
