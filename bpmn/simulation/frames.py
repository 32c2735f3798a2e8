"""What exists while cases run: cases, instances of scopes, things under way in them.

A trail says how a token came to be where it is: (trail before, slot, asked, begun, done), or None. From
``begun`` to ``done`` the time counts for the slot, from ``asked`` to ``begun`` for the slot after it. Where
paths join, the trail of the last to arrive goes on, so that the times along a trail add up to the time since
the case began.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from collections import deque

    from bpmn.base.finding import ElementKey
    from bpmn.simulation.plan import Trigger

Trail = tuple[Any, int, float, float, float] | None
Handler = Callable[[float, Any, Any], None]
"""What happens at a time to something, mostly a frame, and its trail."""


class Case:
    """What a customer, a clock or somebody else set off, through all processes.

    ``open`` counts instances of processes and messages on their way. ``sample`` is the position of its
    lead time, -1 before there is one.
    """

    __slots__ = (
        "asked",
        "born",
        "defects",
        "index",
        "mail",
        "open",
        "sample",
        "source",
        "trail",
        "visits",
        "waits",
    )

    def __init__(self, index: int, source: int, born: float) -> None:
        self.index = index
        self.source = source
        self.born = born
        self.open = 0
        self.sample = -1
        self.defects = 0
        self.trail: Trail = None
        self.visits: dict[int, int] | None = None
        self.mail: dict[int, deque[Trail]] | None = None
        self.waits: dict[int, list[tuple[Wait, Trigger]]] | None = None
        self.asked: dict[int, int] | None = None


class Frame:
    """An instance of a scope. ``live`` counts the tokens that keep it going.

    ``active`` is the activity that it is the inside of. ``tokens`` holds those on places where tokens wait
    for each other, ``marks`` how many there are on each place where joins look at all of them. ``things``
    has to be stopped if the frame is broken off: jobs, activities, waits, frames of event sub-processes.
    """

    __slots__ = (
        "active",
        "born",
        "case",
        "dead",
        "done",
        "index",
        "live",
        "marks",
        "parent",
        "scope",
        "things",
        "tokens",
        "watches",
    )

    def __init__(self, case: Case, scope: int, parent: Optional["Frame"], now: float) -> None:
        self.case = case
        self.index = case.index
        self.scope = scope
        self.parent = parent
        self.born = now
        self.live = 0
        self.dead = False
        self.active: Active | None = None
        self.tokens: dict[int, list[Trail]] | None = None
        self.things: dict[Any, None] | None = None
        self.watches: dict[int, list[Wait]] | None = None
        self.done: list[ElementKey] | None = None
        self.marks: dict[int, int] | None = None

    def up(self, levels: int) -> "Frame":
        """The frame so many levels around this one."""
        found = self
        for _ in range(levels):
            assert found.parent is not None
            found = found.parent
        return found

    def clear(self) -> None:
        """Break off all that is in it."""
        self.live = 0
        self.tokens = None
        self.marks = None
        things, self.things = self.things, None
        for thing in things or ():
            thing.stop()
        watches, self.watches = self.watches, None
        for waits in (watches or {}).values():
            for wait in waits:
                wait.alive = False

    def stop(self) -> None:
        """Break it off with all that is in it."""
        self.dead = True
        self.clear()


class Wait:
    """A token that waits for one of several triggers; ``is_watch`` where nobody is held up by it."""

    __slots__ = ("active", "alive", "frame", "is_watch", "since", "trail")

    def __init__(
        self, frame: Frame, trail: Trail, now: float, active: Optional["Active"], *, is_watch: bool
    ) -> None:
        self.frame = frame
        self.trail = trail
        self.since = now
        self.active = active
        self.alive = True
        self.is_watch = is_watch

    def stop(self) -> None:
        """Wait no longer."""
        self.alive = False


class Active:
    """An activity that is being carried out, with what is inside it and what may happen beside it."""

    __slots__ = ("frame", "inside", "into", "left", "since", "spot", "things", "trail", "turn", "wait")

    def __init__(self, frame: Frame, spot: Any, trail: Trail, now: float, into: Any) -> None:  # noqa: ANN401
        self.frame = frame
        self.spot = spot
        self.trail = trail
        self.since = now
        self.into = into
        self.wait: Wait | None = None
        self.things: dict[Any, None] = {}
        self.left = 0
        self.turn = 0
        self.inside: Any = None

    def stop(self) -> None:
        """Break it off."""
        if self.wait is not None:
            self.wait.alive = False
        things, self.things = self.things, {}
        for thing in things:
            thing.stop()
        if self.frame.things is not None:
            self.frame.things.pop(self, None)


def mark(frame: Frame, places: Iterable[int]) -> None:
    """Note tokens that come to places of a frame whose joins look at all of them."""
    if frame.marks is None:
        frame.marks = {}
    for place in places:
        frame.marks[place] = frame.marks.get(place, 0) + 1
