"""What happens when a transition fires: tokens taken, given, cleared; messages; scopes that open and end."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bpmn.simulation.frames import Frame, Handler, Trail, mark
from bpmn.simulation.plan import Move

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run
    from bpmn.simulation.tokens import Tokens


class Senders:
    """Makes a handler per transition: (now, frame whose token it takes, trail)."""

    def __init__(self, run: "Run", tokens: "Tokens") -> None:
        self.run = run
        self.plan = run.plan
        self.tokens = tokens
        self.on = tokens.on
        self._made: dict[int, Handler] = {}
        self.forwards: dict[Handler, int] = {}

    def of(self, transition: int) -> Handler:
        """The handler of a transition."""
        if transition not in self._made:
            move = self.plan.moves[transition]
            made = self._make(move)
            if self.tokens.joining.is_counted(move.scope):
                made = self.tokens.joining.noted(move, made)
            self._made[transition] = self._traced(transition, made)
        return self._made[transition]

    def _traced(self, transition: int, fire: Handler) -> Handler:
        trace = self.run.trace
        if trace is None:
            return fire

        def traced(now: float, frame: Frame, trail: Trail) -> None:
            trace(now, frame.case, transition, trail)
            fire(now, frame, trail)

        return traced

    def _make(self, move: Move) -> Handler:
        is_plain = not (
            move.above
            or move.into
            or move.sends
            or move.asks
            or move.ends_host
            or move.unwatches
            or move.replies >= 0
            or move.clears >= 0
        )
        if is_plain and len(move.own) == 1 and self.tokens.keeps(move.own[0]):
            return self._forward(move.own[0])
        if is_plain and not move.own:
            return self._end()
        if self._is_telling(move):
            return self._telling_end(self._given(move))
        if is_plain and all(self.tokens.keeps(p) for p in move.own) and not self._may_break(move):
            return self._fork(move.own)
        return self._general(move)

    def _may_break(self, move: Move) -> bool:
        scope = self.tokens.scopes[move.own[0]]
        return scope is None or self.plan.rooms[scope].may_be_cleared

    def _forward(self, place: int) -> Handler:
        on = self.on

        def forward(now: float, frame: Frame, trail: Trail) -> None:
            on[place](now, frame, trail)

        self.forwards[forward] = place
        return forward

    def direct(self, handler: Handler) -> Handler:
        """What a handler that only passes a token on to a place leads to in the end."""
        seen: set[int] = set()
        while handler in self.forwards and self.forwards[handler] not in seen:
            seen.add(self.forwards[handler])
            handler = self.on[self.forwards[handler]]
        return handler

    def _end(self) -> Handler:
        finish = self.tokens.finish

        def end(now: float, frame: Frame, trail: Trail) -> None:
            frame.live -= 1
            if not frame.live:
                finish(now, frame, trail)

        return end

    @staticmethod
    def _is_telling(move: Move) -> bool:
        """Whether a token ends and sends something, and that is all."""
        gives = move.own or move.above or move.into or move.ends_host or move.unwatches
        return not gives and move.clears < 0 and move.scope >= 0

    def _telling_end(self, out: Handler) -> Handler:
        finish = self.tokens.finish

        def end(now: float, frame: Frame, trail: Trail) -> None:
            out(now, frame, trail)
            frame.live -= 1
            if not frame.live:
                finish(now, frame, trail)

        return end

    def _fork(self, places: tuple[int, ...]) -> Handler:
        on, more = self.on, len(places) - 1

        def fork(now: float, frame: Frame, trail: Trail) -> None:
            frame.live += more
            for place in places:
                on[place](now, frame, trail)

        return fork

    # -- everything else ---------------------------------------------------------------------------

    def _general(self, move: Move) -> Handler:
        base_of = self._taken(move)
        out = self._given(move)
        give = self._gives(move)
        finish, run, look = self.tokens.finish, self.run, self.tokens.joining.look

        def fire(now: float, frame: Frame, trail: Trail) -> None:
            run.now = now
            base = base_of(frame)
            out(now, frame, trail)
            give(now, frame, trail)
            if base.marks is not None and base is not frame and not base.dead:
                look(now, base, trail)
            if not base.live and not base.dead:
                finish(now, base, trail)

        return fire

    def _taken(self, move: Move) -> Callable[[Frame], Frame]:
        """Takes the token and clears; gives the frame in which it goes on."""
        unwatches = move.unwatches

        def unwatch(frame: Frame) -> None:
            for levels, place in unwatches:
                watches = frame.up(levels).watches
                for wait in watches.pop(place, ()) if watches else ():
                    wait.alive = False

        if move.ends_host:
            levels = move.ends_host

            def end_host(frame: Frame) -> Frame:
                unwatch(frame)
                host = frame.up(levels - 1).active
                assert host is not None
                host.stop()
                host.frame.live -= 1
                if host.frame.marks:
                    host.frame.marks[host.spot.place] -= 1
                return host.frame

            return end_host
        if move.clears >= 0:
            above = move.clears

            def clear(frame: Frame) -> Frame:
                unwatch(frame)
                base = frame.up(above)
                base.clear()
                return base

            return clear

        def take(frame: Frame) -> Frame:
            unwatch(frame)
            frame.live -= 1
            return frame

        return take

    def _given(self, move: Move) -> Handler:
        """Sends messages, asks parties, tells customers."""
        mail = self.tokens.mail
        senders = [mail.sender(place) for place in move.sends]
        asks = [mail.asker(place) for place in move.asks]
        replies, signals = move.replies, move.replaces
        tell = self.tokens.teller(replies) if replies >= 0 else None
        if len(senders) == 1 and not asks and tell is None and not signals:
            send = senders[0]
            return lambda now, frame, trail: send(now, frame.case, trail)
        if tell is not None and not asks and not senders and not signals:
            return lambda now, frame, trail: tell(now, frame.case, trail)

        def out(now: float, frame: Frame, trail: Trail) -> None:
            if tell is not None:
                tell(now, frame.case, trail)
            if signals and frame.case.mail:
                for place in signals:
                    frame.case.mail.pop(place, None)
            for ask in asks:
                ask(now, frame.case, trail)
            for send in senders:
                send(now, frame.case, trail)

        return out

    def _gives(self, move: Move) -> Handler:
        """Puts the tokens."""
        own = [(0, place) for place in move.own]
        targets = [(levels, place, self.tokens.keeps(place)) for levels, place in (*own, *move.above)]
        active = next((p for p in move.own if p in self.tokens.active), None)
        into, inside = () if active is not None else move.into, move.into
        opens, on, begin = self.tokens.open, self.on, self.tokens.begin
        counted = self._counting(targets)

        def give(now: float, frame: Frame, trail: Trail) -> None:
            frames = counted(frame)
            parents = [frame.up(levels) for levels, _, _ in into]
            for parent in parents:
                parent.live += 1
            for (_, place, _), one in zip(targets, frames, strict=True):
                if one.dead:
                    continue
                if place == active:
                    begin(now, one, trail, place, inside)
                else:
                    on[place](now, one, trail)
            for (_, scope, places), parent in zip(into, parents, strict=True):
                if not parent.dead:
                    opens(now, parent, scope, places, trail)

        return give

    def _counting(self, targets: Sequence[tuple[int, int, bool]]) -> Callable[[Frame], list[Frame]]:
        """Gives the frames that get tokens, which keep them going already."""

        def counted(frame: Frame) -> list[Frame]:
            frames = [frame.up(levels) for levels, _, _ in targets]
            for (levels, place, keeps), one in zip(targets, frames, strict=True):
                if keeps:
                    one.live += 1
                if levels and one.marks is not None:
                    mark(one, (place,))
            return frames

        return counted
