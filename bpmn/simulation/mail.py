"""Messages, signals and what parties send: on their way, waiting to be read, or lost.

Mail is kept per case, so that a reply finds the case that asked (BPMN 2.0.2, Correlation).
"""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from bpmn.simulation.frames import Case, Trail, Wait
from bpmn.simulation.ledger import FIXED
from bpmn.simulation.plan import Trigger

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens

Send = Callable[[float, Case, Trail], None]


class Mail:
    """Delivers what is sent to the process that it begins or to whoever waits for it."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self._begin: dict[int, list[tuple[Trigger, Callable[[float, Case, Trail], None]]]] = {}

    def link(self) -> None:
        """Make what begins processes; done when all else is there."""
        for place, triggers in self.plan.starts.items():
            self._begin.setdefault(place, []).extend((t, self.starter(t)) for t in triggers)

    def starter(self, trigger: Trigger) -> Send:
        """Begins a process by one of the ways of a trigger."""
        choice = trigger.choice
        decide = self.run.luck.decide(choice)
        begins = [self._begun(way.transition) for way in choice.ways]
        if isinstance(decide, int):
            return begins[decide]
        return lambda now, case, trail: begins[decide(case)](now, case, trail)

    def _begun(self, transition: int) -> Send:
        move = self.plan.moves[transition]
        trace = self.run.trace
        start = self.tokens.starter(*move.begins) if move.begins is not None else None
        sends = [self.sender(place) for place in move.sends] + [self.asker(place) for place in move.asks]
        tell = self.tokens.teller(move.replies) if move.replies >= 0 else None

        def begin(now: float, case: Case, trail: Trail) -> None:
            if trace is not None:
                trace(now, case, transition, trail)
            for send in sends:
                send(now, case, trail)
            if tell is not None:
                tell(now, case, trail)
            if start is not None:
                start(now, case, trail)

        if not sends and tell is None and trace is None and start is not None:
            return start
        return begin

    # -- on the way --------------------------------------------------------------------------------

    def sender(self, place: int) -> Send:
        """Sends a message."""
        post = self.plan.posts.get(place)
        if post is None:
            return self._at_once(place)
        luck, slot, push, sums = self.run.luck, post.slot, self.run.push, self.run.sums
        time = luck.time(post.time, again=True)
        lost = luck.uniform(post.key, "loss", again=True) if post.loss else None
        loss, where = post.loss, FIXED.index("lost")

        def arrive(now: float, case: Case, trail: Trail) -> None:
            self.deliver(now, case, place, trail)
            self.landed(now, case, trail)

        def send(now: float, case: Case, trail: Trail) -> None:
            if lost is not None and lost(case) < loss:
                sums[where] += 1
                return
            ends = now + (time if isinstance(time, float) else time(case))
            case.open += 1
            push(ends, arrive, case, (trail, slot, now, now, ends))

        return send

    def _at_once(self, place: int) -> Send:
        """Delivers without delay; most messages begin a process, and nothing else waits for them."""
        begun, deliver = self._begin.setdefault(place, []), self.deliver

        def send(now: float, case: Case, trail: Trail) -> None:
            if case.waits is None and len(begun) == 1 and len(begun[0][0].takes) == 1:
                begun[0][1](now, case, trail)
            else:
                deliver(now, case, place, trail)

        return send

    def landed(self, now: float, case: Case, trail: Trail) -> None:
        """Something of a case is no longer on its way."""
        case.open -= 1
        if not case.open:
            self.run.ended(now, case, trail)

    def asker(self, place: int) -> Send:
        """Asks somebody outside, who answers after a time or never."""
        answer = self.plan.answers[place]
        luck, slot, push = self.run.luck, answer.slot, self.run.push
        time = luck.time(answer.time, again=True)
        silent = luck.uniform(answer.key, "noAnswer", again=True) if answer.silence else None
        silence = answer.silence

        def arrive(now: float, case: Case, trail: Trail) -> None:
            self.deliver(now, case, place, trail)

        def ask(now: float, case: Case, trail: Trail) -> None:
            if case.asked is None:
                case.asked = {}
            case.asked[place] = case.asked.get(place, 0) + 1
            if silent is not None and silent(case) < silence:
                return
            ends = now + (time if isinstance(time, float) else time(case))
            push(ends, arrive, case, (trail, slot, now, now, ends))

        return ask

    # -- arrived -----------------------------------------------------------------------------------

    def deliver(self, now: float, case: Case, place: int, trail: Trail) -> None:
        """Something has arrived: somebody who waits takes it, or a process begins, or it is kept."""
        if case.mail is None:
            case.mail = {}
        case.mail.setdefault(place, deque()).append(trail)
        waits = case.waits.get(place) if case.waits else None
        if waits:
            self._alive(waits)
            for wait, trigger in waits:
                if self.is_there(case, trigger.takes):
                    self.take(case, trigger.takes)
                    self.tokens.waiting.happened(now, wait, trigger, trail)
                    return
        for trigger, begin in self._begin.get(place, ()):
            if self.is_there(case, trigger.takes):
                self.take(case, trigger.takes)
                begin(now, case, trail)
                return

    @staticmethod
    def _alive(waits: list[tuple[Wait, Trigger]]) -> None:
        """Forget who waits no longer."""
        waits[:] = [(w, t) for w, t in waits if w.alive and not w.frame.dead]

    @staticmethod
    def is_there(case: Case, places: tuple[int, ...]) -> bool:
        """Whether all of some messages have come."""
        mail = case.mail
        return mail is not None and all(mail.get(place) for place in places)

    @staticmethod
    def take(case: Case, places: tuple[int, ...]) -> None:
        """Read one of each of some messages."""
        assert case.mail is not None
        for place in places:
            case.mail[place].popleft()
