"""Activities that last: with an inside, or with events beside them.

(BPMN 2.0.2, Execution Semantics: Activity, Sub-Process, Loop Activity, Multiple Instances Activity.)
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bpmn.simulation.executions import remember
from bpmn.simulation.frames import Active, Frame, Handler, Trail, Wait
from bpmn.simulation.plan import Spot, Trigger, Work

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens

Begin = Callable[[float, Frame, Trail, Any], None]
"""Begins an activity: now, the frame it stands in, trail, the scopes that it opens."""


class Hosting:
    """Makes handlers of places of activities that are being carried out."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self._begin: dict[int, Begin] = {}
        self._complete: dict[int, Callable[[float, Active, Trail], None]] = {}
        self._again: dict[int, Callable[[Active], int]] = {}

    def handler(self, spot: Spot) -> Handler:
        """A token on the place of an activity begins it without an inside."""
        self._begin[spot.place] = begin = self._made(spot)
        return lambda now, frame, trail: begin(now, frame, trail, ())

    def begin(
        self,
        now: float,
        frame: Frame,
        trail: Trail,
        place: int,
        into: Any,  # noqa: ANN401
    ) -> None:
        """Begin the activity of a place with the scopes that it opens."""
        self._begin[place](now, frame, trail, into)

    def _made(self, spot: Spot) -> Begin:
        arms = self.tokens.waiting.arms(spot.triggers, spot.place)
        scope = self.plan.scopes[spot.place]
        may_be_cleared = scope is not None and self.plan.rooms[scope].may_be_cleared
        self._complete[spot.place] = self._completing(spot)
        self._again[spot.place] = self._turns(spot.work)
        work = self._working(spot)
        wait_for = self.tokens.waiting.begin

        def begin(now: float, frame: Frame, trail: Trail, into: Any) -> None:  # noqa: ANN401
            active = Active(frame, spot, trail, now, into)
            if may_be_cleared:
                if frame.things is None:
                    frame.things = {}
                frame.things[active] = None
            if arms:
                active.wait = Wait(frame, trail, now, active, is_watch=False)
                wait_for(now, active.wait, arms)
                if not active.wait.alive:
                    return
            work(now, active, trail)

        return begin

    def _working(self, spot: Spot) -> Callable[[float, Active, Trail], None]:
        """The work of the activity itself, then what is inside it."""
        if spot.choice is None:
            return lambda now, active, trail: None  # noqa: ARG005 - only a trigger ends it
        if spot.work is None:
            return self._enter
        return self.tokens.jobs.hosted(spot.work, self._enter, self._complete[spot.place])

    # -- inside ------------------------------------------------------------------------------------

    def _enter(self, now: float, active: Active, trail: Trail) -> None:
        """Open what is inside, as often as it is repeated."""
        place = active.spot.place
        if not active.into:
            self._complete[place](now, active, trail)
            return
        work = active.spot.work
        if work is not None:
            self.run.sums[self.tokens.jobs.executions.place(work)] += 1
        count = self._again[place](active)
        if count == 0:
            self._complete[place](now, active, trail)
            return
        active.left = count
        for _ in range(count):
            self._open(now, active, trail)

    def _open(self, now: float, active: Active, trail: Trail) -> None:
        active.turn += 1
        for _, scope, places in active.into:
            frame = Frame(active.frame.case, scope, active.frame, now)
            frame.active = active
            active.things[frame] = None
            self.tokens.fill(now, frame, places, trail)

    def inside_done(self, now: float, active: Active, frame: Frame, trail: Trail) -> None:
        """One instance of the inside is done; the next begins, or the activity is complete."""
        active.things.pop(frame, None)
        active.left -= 1
        if active.left > 0:
            return
        more = self._again[active.spot.place](active)
        if more:
            active.left = more
            for _ in range(more):
                self._open(now, active, trail)
        else:
            self._complete[active.spot.place](now, active, trail)

    def _turns(self, work: Work | None) -> Callable[[Active], int]:
        """How many instances of the inside begin now, given how many there were."""
        if work is None or work.repetition is None:
            return lambda active: 1 if active.turn == 0 else 0
        decide = self.tokens.jobs.turns(work, work.repetition)

        def turns(active: Active) -> int:
            first = active.turn == 0
            if first:
                active.inside = decide.begin(active.frame.case)
            found: int = decide.next(active.frame.case, active.turn, active.inside)
            return found

        return turns

    # -- done --------------------------------------------------------------------------------------

    def _completing(self, spot: Spot) -> Callable[[float, Active, Trail], None]:
        """The activity is done: an error may come by chance, else it finishes."""
        if spot.choice is None:
            return lambda now, active, trail: None  # noqa: ARG005 - only a trigger ends it
        finish = self.tokens.choose(spot.choice)
        remembered = spot.work.key if spot.work is not None and spot.work.is_remembered else None
        chances = [self._chance(trigger, spot.place) for trigger in spot.chances]

        def complete(now: float, active: Active, trail: Trail) -> None:
            self.run.now = now
            active.stop()
            frame = active.frame
            for chance in chances:
                if chance(now, frame, trail):
                    return
            if remembered is not None:
                remember(frame, remembered)
            if not frame.dead:
                finish(now, frame, trail)

        return complete

    def _chance(self, trigger: Trigger, place: int) -> Callable[[float, Frame, Trail], bool]:
        """Whether an event comes with the end of the activity, and interrupts it."""
        go = self.tokens.waiting.go(trigger, place)
        uniform = self.run.luck.uniform(trigger.key, "chance")
        chance, interrupts = trigger.chance or 0.0, trigger.interrupts

        def try_it(now: float, frame: Frame, trail: Trail) -> bool:
            if uniform(frame.case) >= chance:
                return False
            if not interrupts:
                frame.live += 1
            go(now, frame, trail)
            return interrupts

        return try_it
