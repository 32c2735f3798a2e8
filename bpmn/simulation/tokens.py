"""Makes a handler per place: what happens when a token comes to it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bpmn.semantics.net import INSIDE
from bpmn.simulation.frames import Case, Frame, Handler, Trail, mark
from bpmn.simulation.general import Joining
from bpmn.simulation.hosting import Hosting
from bpmn.simulation.jobs import Jobs
from bpmn.simulation.ledger import PER_PROCESS
from bpmn.simulation.mail import Mail
from bpmn.simulation.plan import Choice, Spot
from bpmn.simulation.senders import Senders
from bpmn.simulation.waiting import Waiting

if TYPE_CHECKING:
    from bpmn.simulation.engine import Run


class Tokens:
    """The handlers of a run. ``on`` holds them by place."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.plan = run.plan
        self.kinds = run.plan.kinds
        self.scopes = run.plan.scopes
        self.active = frozenset(place for place, spot in self.plan.spots.items() if spot.is_active)
        self.on: list[Handler] = [_nowhere] * len(self.kinds)
        self.mail = Mail(run, self)
        self.waiting = Waiting(run, self)
        self.jobs = Jobs(run, self)
        self.hosting = Hosting(run, self)
        self.begin = self.hosting.begin
        self.joining = Joining(run, self)
        self.senders = Senders(run, self)
        self.links: list[Callable[[], None]] = []
        """Called when all handlers are there: what passes tokens on learns where they go in the end."""
        self._choices: dict[tuple[int, ...], Handler] = {}
        self._sums, self._ended = run.sums, run.ended
        first = run.places.processes
        self._counts = [first + PER_PROCESS * r.process if r.process >= 0 else -1 for r in self.plan.rooms]
        for place, spot in self.plan.spots.items():
            self.on[place] = self._handler(spot)
        self.mail.link()
        self.on[:] = [self.senders.direct(handler) for handler in self.on]
        for link in self.links:
            link()

    def keeps(self, place: int) -> bool:
        """Whether a token on a place keeps its scope going."""
        return self.kinds[place] in INSIDE

    # -- one place ---------------------------------------------------------------------------------

    def _handler(self, spot: Spot) -> Handler:
        if spot.general:
            return self.joining.general(spot)
        if spot.is_active:
            return self.hosting.handler(spot)
        if spot.choice is None:
            return self.waiting.handler(spot) if spot.triggers else _nowhere
        go = self.choose(spot.choice)
        if spot.undoes:
            go = self.jobs.undoing(spot.undoes, go)
        if spot.work is not None:
            go = self.jobs.worked(spot.work, spot.place, go)
        if spot.joins:
            return self.joining.together(spot, go)
        if not self.keeps(spot.place):
            return self._watched(go)
        return go

    @staticmethod
    def _watched(go: Handler) -> Handler:
        """A token that kept nothing going begins to do so."""

        def begin(now: float, frame: Frame, trail: Trail) -> None:
            frame.live += 1
            go(now, frame, trail)

        return begin

    def choose(self, choice: Choice) -> Handler:
        """Go on by one of several ways."""
        known = tuple(way.transition for way in choice.ways)
        if known in self._choices:
            return self._choices[known]
        fires = [self.senders.of(way.transition) for way in choice.ways]
        luck = self.run.luck
        decided = luck.bounds(choice)
        if len(fires) == 1 and not choice.free:
            found = fires[0]
        elif decided is not None:
            found = self._by_bounds(fires, luck.uniform(choice.key, "routing"), decided)
        else:
            found = self._chosen(fires, luck.decide(choice))
        self._choices[known] = found
        return found

    def _chosen(self, fires: list[Handler], decide: Callable[[Case], int] | int) -> Handler:
        if isinstance(decide, int):
            return fires[decide]

        def choose(now: float, frame: Frame, trail: Trail) -> None:
            fires[decide(frame.case)](now, frame, trail)

        return choose

    def _by_bounds(
        self, fires: list[Handler], uniform: Callable[[Case], float], bounds: Sequence[float]
    ) -> Handler:
        """Take the first way whose bound is above a random number."""
        ways = list(zip(bounds, fires, strict=True))
        last = fires[-1]

        def choose(now: float, frame: Frame, trail: Trail) -> None:
            number = uniform(frame.case)
            for bound, fire in ways:
                if number < bound:
                    fire(now, frame, trail)
                    return
            last(now, frame, trail)

        def link() -> None:
            nonlocal last
            ways[:] = [(bound, self.senders.direct(fire)) for bound, fire in ways]
            last = ways[-1][1]

        self.links.append(link)
        return choose

    # -- scopes ------------------------------------------------------------------------------------

    def open(self, now: float, parent: Frame, scope: int, places: Sequence[int], trail: Trail) -> None:
        """Open an event sub-process inside a frame with tokens on some places."""
        frame = Frame(parent.case, scope, parent, now)
        if self.plan.rooms[parent.scope].may_be_cleared:
            if parent.things is None:
                parent.things = {}
            parent.things[frame] = None
        self.fill(now, frame, places, trail)

    def starter(self, scope: int, places: Sequence[int]) -> Callable[[float, Case, Trail], None]:
        """Begins a process for a case with tokens on some places."""
        on = self.on

        def start(now: float, case: Case, trail: Trail) -> None:
            frame = Frame(case, scope, None, now)
            case.open += 1
            self.fill(now, frame, places, trail)

        if len(places) != 1 or not self.keeps(places[0]) or self.plan.rooms[scope].is_counted:
            return start
        place = places[0]

        def start_one(now: float, case: Case, trail: Trail) -> None:
            frame = Frame(case, scope, None, now)
            case.open += 1
            frame.live = 1
            on[place](now, frame, trail)

        return start_one

    def fill(self, now: float, frame: Frame, places: Sequence[int], trail: Trail) -> None:
        """Put a token on each of some places of a new frame."""
        frame.live = sum(1 for place in places if self.keeps(place))
        # Steps of an ad-hoc sub-process begin one by one: one that is done at once must not seem the last.
        extra = 0 if frame.live else 1
        frame.live += extra
        if self.plan.rooms[frame.scope].is_counted:
            mark(frame, places)
        for place in places:
            if not frame.dead:
                self.on[place](now, frame, trail)
        frame.live -= extra
        if extra and not frame.live and not frame.dead:
            self.finish(now, frame, trail)

    def finish(self, now: float, frame: Frame, trail: Trail) -> None:
        """Nothing keeps a frame going any more."""
        active, parent = frame.active, frame.parent
        if frame.things is not None or frame.watches is not None:
            frame.stop()
        frame.dead = True
        at = self._counts[frame.scope]
        if at >= 0:
            sums = self._sums
            sums[at] += 1
            sums[at + 1] += now - frame.born
        if active is not None:
            self.hosting.inside_done(now, active, frame, trail)
        elif parent is None:
            case = frame.case
            case.open -= 1
            if not case.open:
                self._ended(now, case, trail)
        else:
            if parent.things is not None:
                parent.things.pop(frame, None)
            parent.live -= 1
            if not parent.live and not parent.dead:
                self.finish(now, parent, trail)

    # -- outcomes ----------------------------------------------------------------------------------

    def teller(self, reply: int) -> Callable[[float, Case, Trail], None]:
        """Tells a customer the outcome, when it has travelled to them."""
        told, time = self.run.told, self.run.luck.time(self.plan.replies[reply].time)
        if time == 0.0:
            return lambda now, case, trail: told(now, case, trail, reply)
        slot, push = self.plan.replies[reply].slot, self.run.push

        def arrive(now: float, case: Case, trail: Trail) -> None:
            told(now, case, trail, reply)
            case.open -= 1
            if not case.open:
                self.run.ended(now, case, trail)

        def tell(now: float, case: Case, trail: Trail) -> None:
            ends = now + (time if isinstance(time, float) else time(case))
            case.open += 1
            push(ends, arrive, case, (trail, slot, now, now, ends))

        return tell


def _nowhere(now: float, frame: Frame, trail: Trail) -> None:
    """A token that nothing will ever take."""
