"""What stays of a net while its numbers change: ways of tokens, stations, the order of times along paths."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.queueing.chains import final_replies
from bpmn.queueing.clock import Circular, Clock, Exact, without_awaited_messages
from bpmn.queueing.layout import Layout
from bpmn.queueing.memory import Memory
from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Instance, Net
from bpmn.queueing.paths import Plan
from bpmn.queueing.routing import Routing
from bpmn.queueing.runs import Returns
from bpmn.queueing.tokens import tokens

if TYPE_CHECKING:
    from bpmn.base.finding import ElementKey

MOST_ROUTINGS = 512
"""So many different routings are remembered; then all are forgotten."""


class Plans:
    """The order of times from starts to stops, as paths are, and where nobody waits for a message."""

    def __init__(self, net: Net, starts: Iterable[int], stops: Iterable[int] = ()) -> None:
        self._net = net
        self._starts = tuple(starts)
        self._stops = tuple(stops)

    @cached_property
    def _waiting(self) -> Plan:
        return Plan(self._net, self._starts, self._stops)

    @cached_property
    def _impatient(self) -> Plan:
        return Plan(without_awaited_messages(self._net), self._starts, self._stops)

    def clock(self, net: Net, times: Sequence[Moments], exact: Exact | None = None) -> Clock | None:
        """The clock for these numbers; None where a loop has no way out.

        Processes that exchange messages in turns can look like such a loop; then nobody waits for a message.
        """
        try:
            return Clock(net, times, self._waiting, exact)
        except Circular:
            pass
        try:
            return Clock(without_awaited_messages(net), times, self._impatient, exact)
        except Circular:
            return None


class Frame:
    """The structure of a net. It serves every net with the same ``signature``."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self.layout = Layout(net)
        self.memory = Memory()
        self.tokens = tokens(net, [source.step for source in net.sources])
        self.starts = tuple(source.step for source in net.sources if source.is_customer)
        self._routings: dict[object, tuple[Routing, Returns]] = {}
        self._processes: dict[ElementKey, Plans] = {}
        self._chains: dict[object, Plans] = {}
        self._called: dict[tuple[int, ...], tuple[Instance, Plans]] = {}

    @cached_property
    def stops(self) -> frozenset[int]:
        """Where customers' time stops."""
        return final_replies(self._net)

    @cached_property
    def customer(self) -> Plans:
        """The times of customers."""
        return Plans(self._net, self.starts, self.stops)

    def process(self, process: Instance) -> Plans:
        """The times of an instance of a process."""
        if process.key not in self._processes:
            self._processes[process.key] = Plans(self._net, process.starts, process.ends)
        return self._processes[process.key]

    def chain(self, start: int, end: int, given: Net) -> Plans:
        """The times from a start to an end; ``given`` is the net as the cases see it that get there."""
        key = (start, end, tuple([tuple([o.targets for o in step.outcomes]) for step in given.steps]))
        if key not in self._chains:
            self._chains[key] = Plans(given, [start], [end])
        return self._chains[key]

    def called(self, starts: tuple[int, ...]) -> tuple[Instance, Plans]:
        """The process that a call starts there, and the times of what it does for the call."""
        if starts not in self._called:
            found = next(p for p in self._net.processes if starts[0] in p.starts)
            self._called[starts] = found, Plans(self._net, starts, found.ends)
        return self._called[starts]

    def routing(self, net: Net) -> tuple[Routing, Returns]:
        """The solved traffic equations of a net, and what returns straight to its station. Raises Endless."""
        key = (
            tuple([o.probability for step in net.steps for o in step.outcomes]),
            tuple([(s.instances, s.work.mean == 0, s.delay.mean == 0) for s in net.steps]),
        )
        if key not in self._routings:
            if len(self._routings) >= MOST_ROUTINGS:
                self._routings.clear()
            found = Routing(self.tokens, net.steps, self.layout.at, len(self.layout.pools))
            self._routings[key] = found, Returns(found, net.steps)
        return self._routings[key]


def signature(net: Net) -> object:
    """What nets have in common that one frame serves."""
    return (
        tuple([tuple([o.targets for o in step.outcomes]) for step in net.steps]),
        tuple([(need.pool, need.quantity) for step in net.steps for need in step.needs]),
        tuple([pool.capacity is None for pool in net.pools]),
        tuple([(source.step, source.is_customer) for source in net.sources]),
    )
