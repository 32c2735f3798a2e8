"""Tokens that wait: for messages, clocks, somebody outside; the first that comes counts.

(BPMN 2.0.2, Execution Semantics: Event-Based Gateway, Intermediate Events, Boundary Events.)
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.simulation.frames import Case, Frame, Handler, Trail, Wait
from bpmn.simulation.plan import Spot, Trigger

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens

Arm = Callable[[float, Wait], bool]
"""Begins to wait; true if what is waited for is there already, and so has happened."""


class Waiting:
    """Makes handlers of places where tokens wait."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self._goes: dict[int, Handler] = {}

    def handler(self, spot: Spot) -> Handler:
        """A token waits on a place for one of its triggers."""
        arms = self.arms(spot.triggers, spot.place)
        is_watch = not self.tokens.keeps(spot.place)
        place = spot.place
        if not is_watch and len(spot.triggers) == 1 and self._is_clock(spot.triggers[0]):
            return self._delay(spot.triggers[0], place)

        if spot.race is not None:
            return self._raced(spot, arms, spot.race)

        def wait(now: float, frame: Frame, trail: Trail) -> None:
            one = Wait(frame, trail, now, None, is_watch=is_watch)
            if is_watch:
                if frame.watches is None:
                    frame.watches = {}
                frame.watches.setdefault(place, []).append(one)
            self.begin(now, one, arms)

        return wait

    def _raced(self, spot: Spot, arms: Sequence[Arm], gateway: ElementKey) -> Handler:
        """It is decided beforehand which trigger comes; those of processes may come first.

        Where it is one of these that is to come, clocks run beside it.
        """
        uniform = self.run.luck.uniform(gateway, "routing")
        pairs = list(zip(spot.triggers, arms, strict=True))
        bounds, total = [], 0.0
        for trigger in spot.triggers:
            total += trigger.share or 0.0
            bounds.append(total)
        own = [arm for trigger, arm in pairs if trigger.is_own]
        clocks = [arm for trigger, arm in pairs if not trigger.takes]
        chosen = [[*own, *clocks] if t.is_own else [*own, arm] for t, arm in pairs]

        def wait(now: float, frame: Frame, trail: Trail) -> None:
            number = uniform(frame.case) * total
            at = next((i for i, bound in enumerate(bounds) if number < bound), len(bounds) - 1)
            self.begin(now, Wait(frame, trail, now, None, is_watch=False), chosen[at])

        return wait

    @staticmethod
    def begin(now: float, wait: Wait, arms: Sequence[Arm]) -> None:
        """Wait for each trigger, in the order of the map, until one has happened."""
        for arm in arms:
            if arm(now, wait):
                return

    def _is_clock(self, trigger: Trigger) -> bool:
        return not trigger.takes and trigger.at is None and trigger.delay is not None

    def _delay(self, trigger: Trigger, place: int) -> Handler:
        """Time that passes; nothing else can happen meanwhile."""
        go, slot, push = self.go(trigger, place), trigger.slot, self.run.push
        time = self.run.luck.time(trigger.delay)

        def passed(now: float, frame: Frame, trail: Trail) -> None:
            if not frame.dead:
                go(now, frame, trail)

        def delay(now: float, frame: Frame, trail: Trail) -> None:
            ends = now + (time if isinstance(time, float) else time(frame.case))
            if ends == now:
                go(now, frame, trail)
            else:
                push(ends, passed, frame, (trail, slot, now, now, ends))

        return delay

    # -- one trigger -------------------------------------------------------------------------------

    def arms(self, triggers: Sequence[Trigger], place: int) -> list[Arm]:
        """What begins to wait for each of some triggers."""
        for trigger in triggers:
            self.go(trigger, place)
        return [self._mail(t) if t.takes else self._clock(t) for t in triggers]

    def go(self, trigger: Trigger, place: int) -> Handler:
        """What happens once a trigger has come."""
        known = trigger.choice.ways[0].transition
        if known not in self._goes:
            go = self.tokens.choose(trigger.choice)
            if trigger.work is not None:
                go = self.tokens.jobs.worked(trigger.work, place, go)
            self._goes[known] = go
        return self._goes[known]

    def _clock(self, trigger: Trigger) -> Arm:
        """Wait for a time or a moment."""
        push, slot = self.run.push, trigger.slot
        time = self.run.luck.time(trigger.delay)
        moment, never = trigger.at, trigger.delay is None and trigger.at is None

        def rings(now: float, wait: Wait, trail: Trail) -> None:
            if wait.alive and not wait.frame.dead:
                self.happened(now, wait, trigger, trail)

        def arm(now: float, wait: Wait) -> bool:
            if never:
                return False
            if moment is not None:
                ends = max(moment, now)
            else:
                ends = now + (time if isinstance(time, float) else time(wait.frame.case))
            push(ends, rings, wait, (wait.trail, slot, now, now, ends))
            return False

        return arm

    def _mail(self, trigger: Trigger) -> Arm:
        """Wait for messages, signals and what parties send."""
        mail, takes = self.tokens.mail, trigger.takes
        unasked = [self._unasked(trigger, p) for p in takes if self.plan.answers.get(p) is not None]

        def arm(now: float, wait: Wait) -> bool:
            case = wait.frame.case
            if mail.is_there(case, takes):
                mail.take(case, takes)
                self.happened(now, wait, trigger, wait.trail)
                return True
            if case.waits is None:
                case.waits = {}
            for place in takes:
                case.waits.setdefault(place, []).append((wait, trigger))
            for send in unasked:
                send(now, case, wait.trail)
            return not wait.alive

        return arm

    def _unasked(self, trigger: Trigger, place: int) -> Callable[[float, Case, Trail], None]:
        """Somebody outside who was not asked sends when it is waited for, after the time of the event."""
        ask = self.tokens.mail.asker(place)
        answer = self.plan.answers[place]
        own = trigger.delay if answer.time is None else None
        time = self.run.luck.time(own, again=True)
        push, slot, deliver = self.run.push, trigger.slot, self.tokens.mail.deliver

        def arrive(now: float, case: Case, trail: Trail) -> None:
            deliver(now, case, place, trail)

        def send(now: float, case: Case, trail: Trail) -> None:
            asked = case.asked
            if asked is not None and asked.get(place, 0) > 0:
                asked[place] -= 1
            elif own is None:
                ask(now, case, trail)
                assert case.asked is not None
                case.asked[place] -= 1
            else:
                ends = now + (time if isinstance(time, float) else time(case))
                push(ends, arrive, case, (trail, slot, now, now, ends))

        return send

    # -- it has come -------------------------------------------------------------------------------

    def happened(self, now: float, wait: Wait, trigger: Trigger, trail: Trail) -> None:
        """A trigger has come: what it interrupts stops, and its way is taken."""
        wait.alive = False
        frame = wait.frame
        if wait.active is not None:
            self.run.now = now
            wait.active.stop()
        if wait.is_watch:
            frame.live += 1
        self._goes[trigger.choice.ways[0].transition](now, frame, trail)
