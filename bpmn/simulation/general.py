"""Places where tokens wait for each other: joins of all kinds, by the firing rule of the net."""

from typing import TYPE_CHECKING

from bpmn.simulation.frames import Case, Frame, Handler, Trail, mark
from bpmn.simulation.plan import Choice, Move, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens


class Joining:
    """Makes handlers of places whose tokens are taken together with others.

    In a scope with a join that looks at all its tokens (inclusive, complex), ``marks`` of the frame counts
    them: what a transition takes and gives is noted as one step, before anything else happens.
    """

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self._joins: dict[int, list[tuple[Choice, Callable[[Case], int] | int]]] = {}
        known: set[tuple[int, ...]] = set()
        for spot in self.plan.spots.values():
            for choice in spot.general:
                name = tuple(way.transition for way in choice.ways)
                scope = self.plan.scopes[spot.place]
                if name not in known and scope is not None:
                    known.add(name)
                    self._joins.setdefault(scope, []).append((choice, run.luck.decide(choice)))

    def together(self, spot: Spot, go: Handler) -> Handler:
        """A parallel join: goes on with the last of the tokens (BPMN 2.0.2, Parallel Gateway)."""
        place, needs = spot.place, spot.joins
        others = sum(count for _, count in needs) - 1

        def arrive(now: float, frame: Frame, trail: Trail) -> None:
            tokens = frame.tokens
            if tokens is None:
                tokens = frame.tokens = {}
            tokens.setdefault(place, []).append(trail)
            for other, count in needs:
                if len(tokens.get(other, ())) < count:
                    return
            for other, count in needs:
                del tokens[other][:count]
            frame.live -= others
            go(now, frame, trail)

        return arrive

    def general(self, spot: Spot) -> Handler:
        """A token waits until the firing rule lets one of its transitions fire."""
        place = spot.place

        def arrive(now: float, frame: Frame, trail: Trail) -> None:
            if frame.tokens is None:
                frame.tokens = {}
            frame.tokens.setdefault(place, []).append(trail)
            self.look(now, frame, trail)

        return arrive

    def look(self, now: float, frame: Frame, trail: Trail) -> None:
        """Let joins of a frame fire that may; what let them goes on as their trail."""
        rule = self.plan.rule
        for choice, decide in self._joins.get(frame.scope, ()):
            while frame.tokens and frame.marks is not None and not frame.dead:
                may = [way.transition for way in choice.ways if rule.may_fire(way.transition, frame.marks)]
                if not may:
                    break
                at = decide if isinstance(decide, int) else decide(frame.case)
                chosen = choice.ways[at].transition
                self._fire(now, frame, chosen if chosen in may else may[0], trail)

    def _fire(self, now: float, frame: Frame, transition: int, trail: Trail) -> None:
        assert frame.marks is not None
        assert frame.tokens is not None
        taken = self.plan.rule.taken(transition, frame.marks)
        keeping = 0
        for place in taken:
            waiting = frame.tokens.get(place)
            if waiting:
                waiting.pop(0)
            keeping += self.tokens.keeps(place)
        frame.live -= keeping - 1
        self.tokens.senders.of(transition)(now, frame, trail)

    # -- what is where -----------------------------------------------------------------------------

    def is_counted(self, scope: int | None) -> bool:
        """Whether the tokens of a scope are counted by place."""
        return scope is not None and scope >= 0 and self.plan.rooms[scope].is_counted

    def noted(self, move: Move, fire: Handler) -> Handler:
        """Note what a transition takes and gives, and let joins look once it has fired."""
        rule, index, takes, own = self.plan.rule, move.index, move.takes, move.own
        is_join = index in rule.needs

        def fire_noted(now: float, frame: Frame, trail: Trail) -> None:
            marks = frame.marks
            if marks is not None:
                for place in rule.taken(index, marks) if is_join else takes:
                    if place in marks:
                        marks[place] -= 1
                mark(frame, own)
            fire(now, frame, trail)
            if not frame.dead:
                self.look(now, frame, trail)

        return fire_noted
