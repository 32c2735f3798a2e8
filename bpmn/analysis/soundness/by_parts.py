"""Judges the components of a part one by one, each among what those before it may send.

In its environment a component can do all that it can do among the others, and more. So, for every component:

- *safe*, *bounded*, *proper completion*: if the search finds nothing wrong, nothing is wrong. A transition
  that never fires there never fires: what is *dead* or *never started* there is.
- *no standing still*: in a stuck marking all components are at rest, so that those before the first that is
  not done have sent one of the outcomes; the search comes to that marking too.
- *option to complete*: each component in turn, those that send first, goes on until it is done for good or
  at least done, whatever the ones behind do meanwhile; then the next has to finish with one of the outcomes
  and nothing more, as the search demands.
- *no livelock*: likewise, if all that send can always come to rest or to an end.
- *orphan messages*: if one can be left, it can be left with the senders done for good; the search sees that.
- *unanswered*: if no way leads to the end of the component without an answer from it, whatever the senders
  do, none does among the others.

What the search does find wrong may come from the environment alone. It is said only where the way can be
replayed on the whole net (two tokens, work without limit, an end reached again, standing still, unread
messages, steps that fire), or where the environment is *exact*: its senders, directly and indirectly, send
no signals, can always come to an end or to rest, and where two of them have a sender in common that one has
only one outcome. Then each combination of outcomes happens. A step that fires in an exact environment fires:
senders go first, and messages wait. If all senders come to rest, what the component cannot do then it never
can. All else is left open.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.analysis.soundness.answers import unanswered
from bpmn.analysis.soundness.components import Component, components
from bpmn.analysis.soundness.environment import Environment, choices
from bpmn.analysis.soundness.examples import example, shown
from bpmn.analysis.soundness.explore import Graph, explore
from bpmn.analysis.soundness.judge import Judged, judge, reaching
from bpmn.analysis.soundness.known import NOTHING, Known
from bpmn.analysis.soundness.reduce import Reduced, reduced
from bpmn.analysis.soundness.stubborn import way_to_rest
from bpmn.analysis.soundness.verdict import CounterExample, Property
from bpmn.base.progress import Progress, silent
from bpmn.semantics.net import Net, PlaceKind, Transition
from bpmn.semantics.tokens import Marking, Rule, TooManyTokens, fire, initial, marked
from bpmn.semantics.trace import Trace

REST = 5_000
"""So many markings of each other component are looked at to show that all stand still."""


@dataclass(slots=True)
class _Searched:
    """A component with all that it can do in its environment."""

    small: Reduced
    graph: Graph
    judged: Judged
    last: list[int]
    """Markings at rest, if it can always come to one; else those in which it is done."""
    is_sure: bool
    """Whether it can always come to one of the last markings."""
    is_over: bool
    """Whether nothing more happens in the last markings."""
    is_exact: bool
    """Whether all that the environment does happens."""
    senders_are_over: bool
    """Whether all that is before it can always come to an end for good."""
    before: frozenset[int]
    """All components that it depends on, by number."""
    chosen: Mapping[int, tuple[int, int | None]]
    """By step of the environment that makes a choice, the sender and a marking of it with that outcome."""
    has_one_outcome: bool = True
    """Whether it sends the same to each component behind it whatever happens."""


def by_parts(net: Net, among: Sequence[int], budget: int, progress: Progress = silent) -> Known | None:
    """What is known about a part when its components are searched one by one.

    None if it is one component, or if one has more markings than the budget leaves. Where work multiplies
    in one without limit, only that is known.
    """
    found = components(net, among)
    if len(found) == 1:
        return None
    searched: list[_Searched] = []
    left = budget
    for one in found:
        made = _searched(net, one, found, searched, left, progress)
        searched.append(made)
        left -= len(made.graph.markings)
        if made.graph.unbounded is not None:
            return _Judge(net, among, found, searched).unlimited()
        if not made.graph.is_complete or left <= 0:
            return None
    return _Judge(net, among, found, searched).known()


def _searched(
    net: Net,
    component: Component,
    every: Sequence[Component],
    before: Sequence[_Searched],
    budget: int,
    progress: Progress,
) -> _Searched:
    environment = Environment(net)
    senders = [before[sender] for sender in component.comes]
    above: frozenset[int] = frozenset()
    is_apart = True
    for number, places in component.comes.items():
        sender = before[number]
        givers = _givers(net, every[number], places)
        found = choices(sender.small, sender.graph, sender.last, places, is_sure=sender.is_sure)
        environment.send(number, givers, found)
        sender.has_one_outcome = sender.has_one_outcome and len(found) == 1
        own = sender.before | {number}
        is_apart = is_apart and all(before[shared].has_one_outcome for shared in own & above)
        above |= own
    small = reduced(environment.net(), [*component.transitions, *environment.added])
    graph = explore(small.net, budget, progress)
    judged = judge(graph)
    last, is_sure, is_over = _last(graph, judged)
    is_exact = environment.is_exact and is_apart and all(s.is_exact for s in senders)
    are_over = all(s.senders_are_over and s.is_over and s.is_sure for s in senders)
    return _Searched(
        small, graph, judged, last, is_sure, is_over, is_exact, are_over, above, environment.chosen
    )


def _givers(net: Net, sender: Component, places: Sequence[int]) -> dict[int, Transition]:
    """A step of the sender for each place; one that empties it first, where one does."""
    found: dict[int, Transition] = {}
    for place in places:
        giving = [net.transitions[t] for t in sender.transitions if place in net.transitions[t].gives]
        found[place] = max(giving, key=lambda one: place in one.clears)
    return found


def _last(graph: Graph, judged: Judged) -> tuple[list[int], bool, bool]:
    """The last markings, whether they can always be reached, and whether nothing happens in them."""
    rest = [n for n in range(graph.expanded) if graph.begin[n] == graph.begin[n + 1]]
    if rest and all(reaching(graph, rest)):
        return rest, True, True
    return judged.finals, judged.doomed is None, False


class _Judge:
    """Puts together what the searches of the components say."""

    def __init__(
        self, net: Net, among: Sequence[int], every: Sequence[Component], searched: Sequence[_Searched]
    ) -> None:
        self._net, self._among, self._every, self._searched = net, among, every, searched
        self._reached: dict[tuple[int, ...], Marking | None] = {}
        mine = {p for index in among for p in _places(net.transitions[index])}
        self._pending = mine & set(net.pending)
        own = {p for part in every for places in part.comes.values() for p in places}
        self._foreign = [own - _taken(net, part) for part in every]

    def known(self) -> Known:
        """All that is certain."""
        found = self._searched
        examples = list(self._examples())
        shown_ = {one.property for one in examples}
        possible, impossible = self._fired()
        orphans = [p for at in range(len(found)) for p, _ in self._orphans(at)]
        named = [one for one in examples if one.property is Property.ORPHAN_MESSAGE]
        is_live = _answer(any(one.judged.stuck is not None for one in found), Property.DEADLOCK in shown_)
        completes = self._completes(is_live)
        return Known(
            safe=_answer(any(one.graph.doubled is not None for one in found), Property.SAFE in shown_),
            bounded=True,
            live=is_live,
            moves_on=self._moves_on(completes, shown_),
            completes=completes,
            proper=_answer(
                any(one.graph.repeated is not None for one in found), Property.PROPER_COMPLETION in shown_
            ),
            has_orphans=bool(orphans) if len(named) == len(set(orphans)) else None,
            has_unanswered=None if any(self._may_be_unanswered(one) for one in found) else False,
            possible=possible,
            impossible=impossible,
            states=sum(len(one.graph.markings) for one in found),
            examples=tuple(examples),
        )

    def unlimited(self) -> Known | None:
        """What is known if work multiplies without limit in the last component that was searched."""
        at = len(self._searched) - 1
        number = self._searched[at].graph.unbounded
        steps = None if number is None else self._way(at, number, [])
        if steps is None:
            return None
        found = (example(Property.BOUNDED, Trace(self._net, tuple(steps))),)
        states = sum(len(one.graph.markings) for one in self._searched)
        return replace(NOTHING, bounded=False, states=states, examples=found)

    def _completes(self, is_live: bool | None) -> bool | None:
        if all(one.judged.doomed is None for one in self._searched):
            return True
        certain = any(one.judged.doomed is not None and _is_certain(one) for one in self._searched)
        return False if certain or is_live is False else None

    def _moves_on(self, completes: bool | None, found: set[Property]) -> bool | None:
        if completes or Property.LIVELOCK in found:
            return Property.LIVELOCK not in found
        sending = {number for one in self._every for number in one.comes}
        are_sure = all(self._searched[number].is_sure for number in sending)
        return True if are_sure and all(one.judged.trapped is None for one in self._searched) else None

    def _fired(self) -> tuple[frozenset[int], frozenset[int]]:
        """The transitions of the part that certainly can fire, and those that certainly never do."""
        certain: set[int] = set()
        perhaps: set[int] = set()
        for at, one in enumerate(self._searched):
            labels = [label for label, fires in enumerate(one.graph.fired) if fires]
            perhaps.update(t for label in labels for t in one.small.steps[label].covers)
            if not one.is_exact:
                labels = list(self._replayed(at))
            certain.update(t for label in labels for t in one.small.steps[label].covers)
        among = frozenset(self._among)
        return frozenset(certain & among), frozenset(among - perhaps)

    def _replayed(self, at: int) -> Iterator[int]:
        """The steps of a component, by label, whose first time in the search can be replayed."""
        graph = self._searched[at].graph
        first: dict[int, int] = {}
        for index, label in enumerate(graph.labels):
            first.setdefault(label, index)
        for label, index in first.items():
            if self._way(at, bisect_right(graph.begin, index) - 1, [label]) is not None:
                yield label

    def _orphans(self, at: int) -> Iterator[tuple[int, int]]:
        """The messages to a component that may be left, by place of the whole net, each with a marking."""
        one = self._searched[at]
        for place, number in one.judged.orphans.items():
            if one.small.places[place] not in self._foreign[at]:
                yield one.small.places[place], number

    def _may_be_unanswered(self, one: _Searched) -> bool:
        """Whether a customer may be left without an answer of a component, if not of one behind it."""
        if not self._net.parties or not one.small.net.of_kind(PlaceKind.PARTY):
            return False
        end = len(self._net.places)
        # A component may be done although its environment is not, and need not be.
        places = tuple(
            replace(p, kind=PlaceKind.TRIGGER) if at >= end else p
            for p, at in zip(one.small.net.places, one.small.places, strict=True)
        )
        rule = Rule(replace(one.small.net, places=places), one.graph.rule.width)
        return bool(unanswered(replace(one.graph, rule=rule), self._net.parties))

    # -- what can be shown -------------------------------------------------------------------------

    def _examples(self) -> Iterator[CounterExample]:
        told: set[Property] = set()
        for at, one in enumerate(self._searched):
            graph, judged = one.graph, one.judged
            wrong: list[tuple[Property, int | None, list[int]]] = [
                (Property.SAFE, graph.doubled, []),
                (Property.DEADLOCK, judged.stuck, []),
                (Property.LIVELOCK, judged.trapped if _is_certain(one) else None, []),
            ]
            if graph.repeated is not None:
                wrong.append((Property.PROPER_COMPLETION, graph.repeated[0], [graph.repeated[1]]))
            for what, number, more in wrong:
                if number is None or what in told:
                    continue
                steps = self._way(at, number, more)
                if what is Property.DEADLOCK and steps is not None:
                    steps = self._with_rest(steps)
                if steps is not None and self._shows(steps, what):
                    told.add(what)
                    yield example(what, shown(self._net, steps, what))
            yield from self._unread(at)

    def _unread(self, at: int) -> Iterator[CounterExample]:
        for place, number in self._orphans(at):
            steps = self._way(at, number, [])
            steps = None if steps is None else self._with_rest(steps)
            if steps is None:
                continue
            counts = marked(self._net, Trace(self._net, tuple(steps)).last)
            if counts.get(place) and not self._is_pending(counts):
                readers = sorted({t.element for t in self._net.transitions if place in t.takes})
                lies = self._net.places[place]
                trace = shown(self._net, steps, Property.ORPHAN_MESSAGE)
                yield example(Property.ORPHAN_MESSAGE, trace, (lies.element, *readers), lies.name)

    def _shows(self, steps: Sequence[Transition], what: Property) -> bool:
        """Whether a way that can be replayed shows what it should."""
        if what is not Property.DEADLOCK:
            return True
        return self._is_pending(marked(self._net, Trace(self._net, tuple(steps)).last))

    def _is_pending(self, counts: Mapping[int, int]) -> bool:
        """Whether something in the part is not done."""
        return any(place in self._pending for place in counts)

    def _way(self, at: int, number: int, more: Sequence[int]) -> list[Transition] | None:
        """The steps on the whole net that lead a component to a marking: first those of its senders.

        None where they cannot be replayed.
        """
        wanted: dict[int, int] = {}
        own = self._steps(at, [*self._searched[at].graph.way(number), *more], wanted)
        if own is None:
            return None
        before = tuple(index for sender in sorted(wanted) for index in self._real(sender, wanted[sender]))
        if before not in self._reached:
            self._reached[before] = self._played(initial(self._net), before)
        marking = self._reached[before]
        if marking is None or self._played(marking, own) is None:
            return None
        return [self._net.transitions[index] for index in (*before, *own)]

    def _played(self, marking: Marking, indices: Sequence[int]) -> Marking | None:
        """The marking of the whole net after some steps; None if they cannot fire one after the other."""
        try:
            for index in indices:
                marking = fire(self._net, marking, self._net.transitions[index])
        except (ValueError, TooManyTokens):
            return None
        return marking

    def _steps(self, at: int, way: Sequence[int], wanted: dict[int, int]) -> list[int] | None:
        """The own steps on a component's way; ``wanted`` gets the marking that each sender has to come to.

        None if one would have to come to two.
        """
        one = self._searched[at]
        own: list[int] = []
        for index in (index for label in way for index in one.small.steps[label].origin):
            if index < len(self._net.transitions):
                own.append(index)
            elif index in one.chosen:
                sender, witness = one.chosen[index]
                if witness is None or wanted.setdefault(sender, witness) != witness:
                    return None
                if self._steps(sender, self._searched[sender].graph.way(witness), wanted) is None:
                    return None
        return own

    def _real(self, at: int, number: int) -> list[int]:
        """The component's own steps on its way to a marking."""
        one = self._searched[at]
        steps = (index for label in one.graph.way(number) for index in one.small.steps[label].origin)
        return [index for index in steps if index < len(self._net.transitions)]

    def _with_rest(self, steps: list[Transition]) -> list[Transition] | None:
        """The steps with more after them until nothing can happen; None if no such way is found."""
        steps = list(steps)
        for component in self._every:
            tokens = marked(self._net, Trace(self._net, tuple(steps)).last)
            small = reduced(replace(self._net, initial=tokens), component.transitions, fuse=False)
            way = way_to_rest(small.net, REST)
            if way is None:
                return None
            steps += [self._net.transitions[index] for label in way for index in small.steps[label].origin]
        return steps


def _answer(is_found: bool, is_shown: bool) -> bool | None:
    """True if nothing wrong was found, False if it was shown, else None."""
    if is_shown:
        return False
    return None if is_found else True


def _is_certain(one: _Searched) -> bool:
    """Whether what a component cannot do any more is real."""
    return one.is_exact and one.senders_are_over


def _taken(net: Net, component: Component) -> set[int]:
    return {place for index in component.transitions for place in net.transitions[index].takes}


def _places(one: Transition) -> tuple[int, ...]:
    return (*one.takes, *one.gives, *(join.place for join in one.joins))
