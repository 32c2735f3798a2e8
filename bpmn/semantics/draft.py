"""A net while it is being compiled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.semantics.net import INSIDE, Action, Join, Net, Note, Place, PlaceKind, Scope, Transition
from bpmn.system.link import Links

INTERRUPTED = INSIDE | {PlaceKind.WATCH}
"""Kinds of places that an interruption of their scope empties."""


@dataclass(slots=True)
class Step:
    """A transition before its scopes are known in full.

    ``clears_inside`` and ``empty_inside`` are scopes of which everything inside is meant; ``ends_inside`` are
    scopes whose reached ends are forgotten. ``join`` names the gateway of an inclusive join.
    """

    action: Action
    elements: Sequence[ElementKey]
    text: Message
    takes: tuple[int, ...] = ()
    gives: tuple[int, ...] = ()
    clears: tuple[int, ...] = ()
    clears_inside: int | None = None
    ends_inside: int | None = None
    empty: tuple[int, ...] = ()
    empty_inside: int | None = None
    inputs: tuple[int, ...] = ()
    waits: bool = True
    gate: tuple[int, str] | None = None
    performs: tuple[ElementKey, ...] = ()
    starts: ElementKey | None = None
    informs: tuple[ElementKey, ...] = ()
    is_outside: bool = False
    repeats: bool = False


@dataclass(slots=True)
class Draft:
    """Collects places, steps, scopes and notes."""

    places: list[Place] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    initial: dict[int, int] = field(default_factory=dict)
    notes: dict[ElementKey, Note] = field(default_factory=dict)
    uncaught: dict[ElementKey, None] = field(default_factory=dict)
    activities: dict[ElementKey, None] = field(default_factory=dict)
    names: dict[ElementKey, str] = field(default_factory=dict)
    _known: dict[tuple[int | None, PlaceKind, ElementKey, object], int] = field(default_factory=dict)

    def scope(self, parent: int | None, element: ElementKey, process: ElementKey) -> int:
        """A new scope."""
        self.scopes.append(Scope(len(self.scopes), parent, element, process))
        return len(self.scopes) - 1

    def place(
        self,
        kind: PlaceKind,
        element: ElementKey,
        scope: int | None = None,
        name: str = "",
        target: ElementKey | None = None,
        part: object = None,
    ) -> int:
        """The place of a kind for an element in a scope, made when first asked for."""
        known = (scope, kind, element, (target, part))
        found = self._known.get(known)
        if found is None:
            found = self._known[known] = len(self.places)
            self.places.append(Place(found, kind, element, scope, name, target))
        return found

    def add(self, step: Step) -> None:
        """A step."""
        self.steps.append(step)

    def note(self, element: ElementKey, text: Message) -> None:
        """Say once per element what is simplified."""
        self.notes.setdefault(element, Note(element, text))

    def net(self, processes: Iterable[ElementKey], links: Links) -> Net:
        """The finished net."""
        inside = self._inside()
        reach = _Reach(self.places, self.steps)
        return Net(
            tuple(self.places),
            tuple(self._finished(index, step, inside, reach) for index, step in enumerate(self.steps)),
            tuple(self.scopes),
            dict(sorted(self.initial.items())),
            tuple(sorted(self.activities)),
            tuple(sorted(processes)),
            tuple(sorted(self.uncaught)),
            tuple(self.notes[key] for key in sorted(self.notes)),
            links.parties,
            len(links.open),
            dict(sorted(self.names.items())),
        )

    def _inside(self) -> Mapping[int, Sequence[Place]]:
        """Every place of each scope and of the scopes in it."""
        found: dict[int, list[Place]] = {scope.index: [] for scope in self.scopes}
        for place in self.places:
            scope = place.scope
            while scope is not None:
                found[scope].append(place)
                scope = self.scopes[scope].parent
        return found

    def _finished(
        self, index: int, step: Step, inside: Mapping[int, Sequence[Place]], reach: "_Reach"
    ) -> Transition:
        clears = set(step.clears)
        if step.clears_inside is not None:
            clears |= {p.index for p in inside[step.clears_inside] if p.kind in INTERRUPTED}
        if step.ends_inside is not None:
            clears |= {p.index for p in inside[step.ends_inside] if p.kind is PlaceKind.ENDED}
        empty = set(step.empty)
        if step.empty_inside is not None:
            empty |= {p.index for p in inside[step.empty_inside] if p.kind in INSIDE}
        return Transition(
            index,
            step.action,
            tuple(dict.fromkeys(step.elements)),
            step.text,
            tuple(sorted(step.takes)),
            tuple(sorted(step.gives)),
            tuple(sorted(clears)),
            tuple(sorted(empty)),
            reach.joins(step),
            step.performs,
            step.starts,
            step.informs,
            step.is_outside,
            step.repeats,
        )


class _Reach:
    """From where tokens come to the inputs of inclusive joins, within one scope."""

    def __init__(self, places: Sequence[Place], steps: Sequence[Step]) -> None:
        self._before: dict[int, list[tuple[Step, int]]] = {}
        joins = {places[p].scope for s in steps if s.inputs and s.waits for p in s.inputs}
        for step in steps:
            for source in (*step.takes, *step.inputs):
                scope = places[source].scope
                if scope not in joins or places[source].kind not in INSIDE:
                    continue
                for target in step.gives:
                    if places[target].scope == scope:
                        self._before.setdefault(target, []).append((step, source))

    def joins(self, step: Step) -> tuple[Join, ...]:
        """The inputs of an inclusive join with the places that it waits for while one is unmarked."""
        if not step.waits:
            return tuple(Join(place, ()) for place in step.inputs)
        return tuple(Join(place, self._awaits(place, step)) for place in step.inputs)

    def _awaits(self, place: int, join: Step) -> tuple[int, ...]:
        seen = {place}
        stack = [place]
        while stack:
            for step, source in self._before.get(stack.pop(), ()):
                if source not in seen and (step.gate is None or step.gate != join.gate):
                    seen.add(source)
                    stack.append(source)
        return tuple(sorted(seen - set(join.inputs)))
