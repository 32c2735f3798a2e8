"""What each transition of a net does, seen from the instance of a scope whose token it takes."""

from collections.abc import Iterable, Mapping, Sequence

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import Action, Net, Place, PlaceKind, Transition
from bpmn.simulation.plan import Move

IN_FRAMES = frozenset({PlaceKind.FLOW, PlaceKind.ENTRY, PlaceKind.ACTIVE, PlaceKind.HELD, PlaceKind.WATCH})
"""Kinds of places whose tokens belong to one instance of a scope."""


class Anchors:
    """In which scope each transition happens, and what it does from there."""

    def __init__(self, net: Net, replies: Mapping[ElementKey, int]) -> None:
        self.net = net
        self._replies = replies
        self.depth = [len(self.chain(scope.index)) for scope in net.scopes]
        self._inside: dict[int, set[int]] = {}
        for place in net.places:
            if self.in_frame(place) and place.scope is not None:
                for scope in self.chain(place.scope):
                    self._inside.setdefault(scope, set()).add(place.index)

    def in_frame(self, place: Place) -> bool:
        """Whether the tokens of a place belong to one instance of a scope."""
        return place.kind in IN_FRAMES and place.scope is not None

    def chain(self, scope: int) -> list[int]:
        """A scope and those around it, the innermost first."""
        found, at = [scope], self.net.scopes[scope].parent
        while at is not None:
            found.append(at)
            at = self.net.scopes[at].parent
        return found

    def taken(self, transition: Transition) -> list[Place]:
        """The places of scopes from which a transition takes tokens."""
        places = [*transition.takes, *(join.place for join in transition.joins)]
        return [p for index in places if self.in_frame(p := self.net.places[index])]

    def anchor(self, transition: Transition) -> int | None:
        """The innermost scope of the tokens that it takes; None where it takes none of any scope."""
        scopes = [p.scope for p in self.taken(transition) if p.scope is not None]
        return max(scopes, key=lambda s: self.depth[s], default=None)

    def move(self, transition: Transition) -> Move:
        """What a transition does."""
        anchor = self.anchor(transition)
        chain = self.chain(anchor) if anchor is not None else []
        places = [self.net.places[index] for index in transition.gives]
        framed = [p for p in places if self.in_frame(p)]
        ends_host = self._ends_host(transition, chain)
        clears = -1 if ends_host else self._clears(transition, chain)
        return Move(
            transition.index,
            -1 if anchor is None else anchor,
            tuple(p.index for p in self.taken(transition) if p.scope == anchor),
            own=tuple(p.index for p in framed if anchor is not None and p.scope == anchor),
            above=tuple((chain.index(p.scope), p.index) for p in framed if p.scope in chain[1:]),
            into=self._into(framed, chain),
            begins=_begun(framed) if anchor is None else None,
            sends=tuple(p.index for p in places if p.kind in (PlaceKind.MESSAGE, PlaceKind.SIGNAL)),
            replaces=self._of_kind(transition.clears, PlaceKind.SIGNAL),
            asks=tuple(
                p.index for p in places if p.kind is PlaceKind.PARTY and p.index not in transition.takes
            ),
            clears=clears,
            ends_host=ends_host,
            unwatches=self._unwatched(transition, chain, clears),
            replies=self._reply(transition),
            performs=self._performed(transition),
        )

    def _into(
        self, framed: Iterable[Place], chain: Sequence[int]
    ) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
        """Scopes that open: levels up to the frame they open in, scope, places."""
        opened: dict[int, list[int]] = {}
        for place in framed:
            if chain and place.scope is not None and place.scope not in chain:
                opened.setdefault(place.scope, []).append(place.index)
        found = []
        for scope, places in opened.items():
            parent = self.net.scopes[scope].parent
            assert parent in chain
            found.append((chain.index(parent), scope, tuple(places)))
        return tuple(found)

    def _ends_host(self, transition: Transition, chain: Sequence[int]) -> int:
        """How many levels up the activity stands that something inside it breaks off; 0 for none."""
        for place in self.taken(transition):
            if place.kind is PlaceKind.ACTIVE and place.scope in chain[1:]:
                return chain.index(place.scope)
        return 0

    def _clears(self, transition: Transition, chain: Sequence[int]) -> int:
        cleared = set(transition.clears)
        if transition.action is Action.FINISH:
            return -1
        wiped = [level for level, scope in enumerate(chain) if self._inside[scope] <= cleared]
        return max(wiped, default=-1)

    def _unwatched(
        self, transition: Transition, chain: Sequence[int], clears: int
    ) -> tuple[tuple[int, int], ...]:
        watches = [self.net.places[p] for p in self._of_kind(transition.clears, PlaceKind.WATCH)]
        return tuple(
            (chain.index(p.scope), p.index)
            for p in watches
            if p.scope in chain and chain.index(p.scope) > clears
        )

    def _of_kind(self, places: Iterable[int], kind: PlaceKind) -> tuple[int, ...]:
        return tuple(index for index in places if self.net.places[index].kind is kind)

    @staticmethod
    def _performed(transition: Transition) -> ElementKey | None:
        """The activity that is done with a transition, or None."""
        if transition.action is Action.FINISH and transition.elements:
            return transition.element
        is_done = transition.action is Action.PERFORM and transition.performs
        return transition.performs[0] if is_done else None

    def _reply(self, transition: Transition) -> int:
        """Which outcome for a customer it is, or -1."""
        if transition.action is Action.BEGIN or not transition.informs:
            return -1
        return self._replies.get(transition.element, -1)


def _begun(framed: Sequence[Place]) -> tuple[int, tuple[int, ...]] | None:
    scopes = {p.scope for p in framed}
    scope = next(iter(scopes), None)
    if scope is None or len(scopes) != 1:
        return None
    return scope, tuple(p.index for p in framed)
