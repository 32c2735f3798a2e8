"""What happens to a token on each place of a net: goes on, is worked on, waits, joins others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.model import (
    Activity,
    Association,
    BoundaryEvent,
    CancelEventDefinition,
    CompensateEventDefinition,
    FlowNode,
    SubProcess,
    ThrowEvent,
)
from bpmn.semantics.net import Action, PlaceKind, Transition
from bpmn.simulation.plan import Choice, Room, Spot, Trigger, Work
from bpmn.simulation.triggers import gateway_of, triggers_of

if TYPE_CHECKING:
    from bpmn.simulation.compile import Planner

UNDOING = (CompensateEventDefinition, CancelEventDefinition)

Grouped = dict[tuple[ElementKey, tuple[int, ...], bool], list[int]]
"""Transitions that are one thing that may happen: by element, what it takes from outside, caused outside."""


class Spots:
    """Makes the spots and rooms of a plan."""

    def __init__(self, planner: "Planner") -> None:
        self.planner = planner
        self.net = planner.net
        self.anchors = planner.anchors
        self.general = tuple(t.index for t in self.net.transitions if self._is_general(t))
        """The transitions that the firing rule is asked about."""
        self._users: dict[int, list[Transition]] = {}
        for transition in self.net.transitions:
            anchor = self.anchors.anchor(transition)
            for place in {p.index: p for p in self.anchors.taken(transition)}.values():
                if place.scope == anchor:
                    self._users.setdefault(place.index, []).append(transition)

    def all(self) -> Mapping[int, Spot]:
        """The spot of every place whose tokens belong to an instance of a scope."""
        framed = [p for p in self.net.places if self.anchors.in_frame(p)]
        return {p.index: self._spot(p.index) for p in framed}

    def starts(self) -> Mapping[int, tuple[Trigger, ...]]:
        """By message or signal the processes that it begins."""
        begun: dict[int, Grouped] = {}
        for transition in self.net.transitions:
            if transition.action is Action.START:
                for place in self._outside(transition):
                    if self.net.places[place].kind in (PlaceKind.MESSAGE, PlaceKind.SIGNAL):
                        self._group(begun.setdefault(place, {}), transition)
        return {
            place: tuple(self._begins(key, indices) for key, indices in groups.items())
            for place, groups in begun.items()
        }

    def _begins(self, key: tuple[ElementKey, tuple[int, ...], bool], indices: Sequence[int]) -> Trigger:
        return Trigger(key[0], self.planner.branches.choice(key[0], indices), key[1])

    def _outside(self, transition: Transition) -> tuple[int, ...]:
        """What a transition takes that belongs to no scope: messages, signals, what parties send."""
        kinds = (PlaceKind.MESSAGE, PlaceKind.SIGNAL, PlaceKind.PARTY)
        return tuple(p for p in transition.takes if self.net.places[p].kind in kinds)

    def _group(self, groups: Grouped, transition: Transition) -> None:
        outside = self._outside(transition)
        key = (transition.element, outside, transition.is_outside or bool(outside))
        groups.setdefault(key, []).append(transition.index)

    # -- one place ---------------------------------------------------------------------------------

    def _spot(self, place: int) -> Spot:
        users = self._without_repeats(self._users.get(place, []))
        if not users:
            return Spot(place)
        if any(t.joins or self._is_guarded(t) for t in users):
            return Spot(place, general=self._choices(users))
        taken = Counter(
            p.index for p in self.anchors.taken(users[0]) if p.scope == self.anchors.anchor(users[0])
        )
        if len(taken) > 1 or taken.total() > 1:
            return self._together(place, users, tuple(sorted(taken.items())))
        return self._alone(place, users)

    def _is_guarded(self, transition: Transition) -> bool:
        """Whether it asks that places be empty which are no reached ends (a complex join)."""
        if transition.action in (Action.FINISH, Action.START, Action.BESIDE):
            return False
        return any(self.net.places[p].kind is not PlaceKind.ENDED for p in transition.empty)

    @staticmethod
    def _without_repeats(users: Iterable[Transition]) -> list[Transition]:
        """An end that is reached again does what it does the first time."""
        return [t for t in users if not t.repeats]

    def _choices(self, users: Sequence[Transition]) -> tuple[Choice, ...]:
        groups: dict[tuple[ElementKey, bool], list[int]] = {}
        for transition in users:
            groups.setdefault((transition.element, bool(transition.takes)), []).append(transition.index)
        return tuple(self.planner.branches.choice(key, indices) for (key, _), indices in groups.items())

    def _together(self, place: int, users: Sequence[Transition], taken: tuple[tuple[int, int], ...]) -> Spot:
        key = users[0].element
        choice = self.planner.branches.choice(key, [t.index for t in users])
        return Spot(place, choice, self._work(key, users), taken)

    def _alone(self, place: int, users: Sequence[Transition]) -> Spot:
        own: list[Transition] = []
        groups: Grouped = {}
        for transition in users:
            if transition.is_outside or self._outside(transition):
                self._group(groups, transition)
            else:
                own.append(transition)
        found = triggers_of(self.planner, groups)
        is_active = self.net.places[place].kind is PlaceKind.ACTIVE
        chances = [t for t in found if t.chance is not None]
        waits = tuple(t for t in found if t.chance is None)
        if is_active:
            chances += self._chances_beside(place)
        if not own:
            race = gateway_of(self.planner, waits[0]) if any(t.share is not None for t in waits) else None
            return Spot(place, triggers=waits, chances=tuple(chances), is_active=is_active, race=race)
        key = own[0].element
        choice = self.planner.branches.choice(key, [t.index for t in own])
        undoes = self._undoes(key, own)
        return Spot(
            place,
            choice,
            self._work(key, own),
            (),
            (),
            waits,
            tuple(chances),
            is_active=is_active,
            undoes=undoes,
        )

    def _work(self, key: ElementKey, users: Sequence[Transition]) -> Work | None:
        """What is to be done before the transitions; a beginning activity works when it is active."""
        if users[0].action is Action.BEGIN:
            return None
        return self.planner.work(key, self._rework(key, users[0]))

    def _rework(self, key: ElementKey, transition: Transition) -> int | None:
        """The place before the element to which a case with a found defect goes back."""
        target = self.planner.scenario.of(key).rework_target
        scope = self.anchors.anchor(transition)
        if target is None or scope is None:
            return None
        wanted = ElementKey(key.file, target)
        places = [p for p in self.net.places if p.scope == scope]
        into = [p.index for p in places if p.kind is PlaceKind.FLOW and p.target == wanted]
        into += [p.index for p in places if p.kind is PlaceKind.ENTRY and p.element == wanted]
        return into[0] if into else None

    def _chances_beside(self, place: int) -> list[Trigger]:
        """What may come without interrupting when an activity is done, by its probability alone."""
        host = self.net.places[place]
        found: list[Trigger] = []
        for other in self.net.places:
            if other.kind is not PlaceKind.WATCH or other.scope != host.scope:
                continue
            view = self.planner.view(other.element)
            if isinstance(view, BoundaryEvent) and _host(view) == host.element.element:
                groups: Grouped = {}
                for transition in self._users.get(other.index, []):
                    self._group(groups, transition)
                found += [t for t in triggers_of(self.planner, groups) if t.chance is not None]
        return found

    def _undoes(
        self, key: ElementKey, own: Sequence[Transition]
    ) -> tuple[tuple[ElementKey | None, Work], ...]:
        """The activities that undo something here, in the order of the map."""
        view = self.planner.view(key)
        throws = isinstance(view, ThrowEvent) and any(isinstance(d, UNDOING) for d in view.definitions)
        if view is None or not throws:
            return ()
        hosts = _undone(view)
        found = ((hosts.get(handler.element), self.planner.work(handler)) for handler in own[0].performs)
        return tuple(
            (None if host is None else ElementKey(key.file, host), work)
            for host, work in found
            if work is not None
        )

    # -- scopes ------------------------------------------------------------------------------------

    def rooms(self) -> tuple[Room, ...]:
        """What simulation has to know about each scope."""
        cleared = self._cleared()
        counted = {
            p.scope for t in self.net.transitions if self._is_general(t) for p in self.anchors.taken(t)
        }
        found = []
        for scope in self.net.scopes:
            view = self.planner.view(scope.element)
            is_event = isinstance(view, SubProcess) and view.triggered_by_event
            process = self.planner.process(scope.process) if scope.element == scope.process else -1
            found.append(
                Room(scope.parent, process, scope.index in cleared, scope.index in counted, is_event=is_event)
            )
        return tuple(found)

    def _is_general(self, transition: Transition) -> bool:
        return bool(transition.joins) or self._is_guarded(transition)

    def _cleared(self) -> set[int]:
        """The scopes that something may break off: with activities that end early, all inside them."""
        found: set[int] = set()
        for transition in self.net.transitions:
            move = self.anchors.move(transition)
            anchor = self.anchors.anchor(transition)
            if anchor is None:
                continue
            chain = self.anchors.chain(anchor)
            if move.clears >= 0:
                found.add(chain[move.clears])
            if move.ends_host:
                found.add(chain[move.ends_host - 1])
            if transition.action is Action.INTERRUPT:
                found |= self._hosted(transition)
        inner = {s.index for s in self.net.scopes if any(a in found for a in self.anchors.chain(s.index))}
        return found | inner

    def _hosted(self, transition: Transition) -> set[int]:
        """The scopes inside the activity that a transition breaks off."""
        cleared = set(transition.clears)
        return {
            place.scope
            for place in self.net.places
            if place.index in cleared and place.scope is not None and self.anchors.in_frame(place)
        } - {self.anchors.anchor(transition)}


def _undone(view: FlowNode) -> dict[str, str]:
    """By the id of an activity that undoes something the id of what it undoes, as the map draws it."""
    hosts = {event.id: _host(event) for event in view.document.all(BoundaryEvent)}
    found: dict[str, str] = {}
    for drawn in view.document.all(Association):
        host = hosts.get(drawn.node.get("sourceRef"))
        if host is not None:
            found[drawn.node.get("targetRef") or ""] = host
    return found


def _host(event: BoundaryEvent) -> str | None:
    host = event.attached_to_ref
    return host.id if isinstance(host, Activity) else None
