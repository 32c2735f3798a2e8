"""A net solved for its numbers: rates, loads, waits, and the time from customer to customer."""

from functools import cached_property

from bpmn.queueing.clock import Clock
from bpmn.queueing.frame import Frame
from bpmn.queueing.moments import Moments, mixture
from bpmn.queueing.net import Instance, Net
from bpmn.queueing.network import network
from bpmn.queueing.spells import UNKNOWN, Sojourns, Spell, spells

SELDOM = 1e-12
"""The weight of a start that no case comes to, beside others that cases come to."""


class Solution:
    """The solved net. Raises Endless where cases never end; all else is worked out when it is asked for."""

    def __init__(self, net: Net, frame: Frame) -> None:
        self.net = net
        self.frame = frame
        self.routing, returns = frame.routing(net)
        found = network(net, frame.layout, self.routing, returns, [source.rate for source in net.sources])
        self.network = found
        self.rates = found.step_rates
        self.cases = sum(source.rate for source in net.sources if source.is_customer)

    @cached_property
    def spells(self) -> list[Spell]:
        """What one execution of each step is spent on."""
        return spells(self.net, self.network)

    @cached_property
    def sojourns(self) -> Sojourns:
        """The time in each step."""
        return Sojourns(self.net, self.frame, self.spells)

    @cached_property
    def clock(self) -> Clock | None:
        """The customer's clock; None where a loop has no way out."""
        return self.frame.customer.clock(self.net, self.sojourns.times)

    @property
    def customers(self) -> list[tuple[float, int]]:
        """Where customers' cases come in, and how many."""
        return [(source.rate, source.step) for source in self.net.sources if source.is_customer]

    @cached_property
    def lead_time(self) -> Moments:
        """The time from customer to customer."""
        if not self.customers or self.clock is None:
            return UNKNOWN
        return self.clock.from_any(self.customers)

    def process_time(self, process: Instance) -> Moments:
        """The time of an instance of a process."""
        clock = self.frame.process(process).clock(self.net, self.sojourns.times)
        if clock is None:
            return UNKNOWN
        if process.is_together:
            return clock.from_all(process.starts)
        return mixture([(self.rates[start] or SELDOM, clock.time(start)) for start in process.starts])
