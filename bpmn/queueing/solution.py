"""A net solved for its numbers: rates, loads, waits, and the time from customer to customer."""

from functools import cached_property

from bpmn.queueing.classes import classes, merged, of_class
from bpmn.queueing.clock import Clock
from bpmn.queueing.frame import Frame
from bpmn.queueing.moments import Moments, mixture
from bpmn.queueing.net import Instance, Net, Source
from bpmn.queueing.network import network
from bpmn.queueing.quality import settle
from bpmn.queueing.spells import UNKNOWN, Sojourns, Spell, spells

SELDOM = 1e-12
"""The weight of a start that no case comes to, beside others that cases come to."""


class Solution:
    """The solved net. Raises Endless where cases never end; all else is worked out when it is asked for."""

    def __init__(self, net: Net, frame: Frame) -> None:
        self.frame = frame
        self.classes = classes(net)
        known = merged(net, frame, self.classes) if self.classes else net
        self.net, self.defects = settle(known, frame.tokens, frame.stops)
        self.routing, returns = frame.routing(self.net)
        found = network(self.net, frame.layout, self.routing, returns, frame.memory)
        self.network = found
        self.rates = found.step_rates
        self.cases = sum(source.rate for source in net.sources if source.is_customer)

    @cached_property
    def spells(self) -> list[Spell]:
        """What one execution of each step is spent on."""
        return spells(self.net, self.network, self.frame.memory)

    @cached_property
    def sojourns(self) -> Sojourns:
        """The time in each step."""
        return Sojourns(self.net, self.frame, self.spells)

    @property
    def customers(self) -> list[Source]:
        """Where customers' cases come in."""
        return [source for source in self.net.sources if source.is_customer]

    @cached_property
    def clocks(self) -> list[tuple[Clock | None, list[tuple[float, int]]]]:
        """The customers' clock, or one per class of cases: with rates and starts of those it is for."""
        if not self.classes:
            entries = [(source.rate, source.step) for source in self.customers]
            return [(self._clock(self.net), entries)]
        found = []
        for name in dict.fromkeys([*self.classes.values(), ""]):
            entries = [(s.rate, s.step) for s in self.customers if self.classes.get(s.step, "") == name]
            if entries:
                found.append((self._clock(of_class(self.net, name)), entries))
        return found

    def seen_by(self, source: Source) -> Net:
        """The net as the cases of a source go through it."""
        return of_class(self.net, self.classes.get(source.step, "")) if self.classes else self.net

    def _clock(self, net: Net) -> Clock | None:
        return self.frame.customer.clock(net, self.sojourns.times, self.sojourns.blocks.longest)

    @cached_property
    def lead_time(self) -> Moments:
        """The time from customer to customer."""
        return mixture([(rate, time) for _, rate, time in self.customer_times]) if self.customers else UNKNOWN

    @cached_property
    def customer_times(self) -> list[tuple[int, float, Moments]]:
        """Per start of customers: the step, how many cases, and their time."""
        return [
            (step, rate, UNKNOWN if clock is None else clock.time(step))
            for clock, entries in self.clocks
            for rate, step in entries
        ]

    @cached_property
    def weights(self) -> dict[int, float]:
        """How often, per customer case, an execution of each step is part of the lead time."""
        total: dict[int, float] = {}
        for clock, entries in self.clocks:
            if clock is None:
                continue
            found = clock.weights([(rate / self.cases, step) for rate, step in entries])
            for step, weight in found.items():
                total[step] = total.get(step, 0.0) + weight
        return self.sojourns.weights(total)

    def process_time(self, process: Instance) -> Moments:
        """The time of an instance of a process."""
        clock = self.frame.process(process).clock(self.net, self.sojourns.times, self.sojourns.blocks.longest)
        if clock is None:
            return UNKNOWN
        if process.is_together:
            return clock.from_all(process.starts)
        return mixture([(self.rates[start] or SELDOM, clock.time(start)) for start in process.starts])
