"""What steps send: messages inside the system and to somebody outside, and how long they are on their way."""

from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing import branching, times
from bpmn.queueing.drafts import SENDING, Draft, Drafts, Links, sent_along, told_along
from bpmn.queueing.messages import Messages
from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Cause, Join, Reply, Step
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import ElementParameters, Scenario


@dataclass(frozen=True, slots=True)
class Piece:
    """What one flow node becomes: steps by their position, doubts, whose parameters they rest on."""

    steps: tuple[tuple[int, Step], ...]
    doubts: tuple[Message, ...]
    keys: tuple[ElementKey, ...]


class Sender:
    """What every compiling step needs: parameters, noting whose; doubts; further steps; and messages."""

    def __init__(self, system: Maps, links: Links | None, scenario: Scenario) -> None:
        self.scenario = scenario
        self.drafts = Drafts(system)
        self.sent = sent_along(links, self.drafts)
        self.told = told_along(links, self.drafts)
        self.awaited = {target.key for targets in self.sent.values() for target in targets}
        self.sending = {link.source for link in links.links if link.kind in SENDING} if links else set()
        self.messages = Messages(system, links)
        self.senders = {d.index if d.leave is None else d.leave: d for d in self.drafts.all}
        self.slots: dict[object, int] = {}
        self._doubts: list[Message] = []
        self._keys: dict[ElementKey, None] = {}
        self._more: list[tuple[int, Step]] = []

    def _begin(self, draft: Draft) -> None:
        self._doubts, self._keys, self._more = [], {draft.key: None}, []

    @property
    def size(self) -> int:
        """How many positions there are, with those of steps that stand for no flow node."""
        return self.drafts.size + len(self.slots)

    def _of(self, key: ElementKey) -> ElementParameters:
        self._keys[key] = None
        return self.scenario.of(key)

    def _slot(self, what: object) -> int:
        """The position of a step that stands for no flow node; the same one whenever it is asked for."""
        return self.slots.setdefault(what, self.size)

    def _assume(self, draft: Draft, what: str) -> None:
        self._doubts.append(
            message(
                "“{element}” in {file}: assumed {what}.", element=draft.name, file=draft.key.file, what=what
            )
        )

    def _with_messages(self, draft: Draft, step: Step) -> Step:
        """Add what the step sends, and whether it waits for a message."""
        direct, targets = [], []
        for target in self.sent.get(draft.key, ()):
            on_the_way = self._transport(draft, target.key, target.index)
            targets.append(target.index if on_the_way is None else on_the_way)
            if on_the_way is None and target.graph.into(target.node.id):
                direct.append(target.index)
        targets += self._replies_on_the_way(draft)
        outcomes = branching.also_sends(step.outcomes, targets)
        step = replace(step, outcomes=outcomes, messages=frozenset(direct))
        if draft.key in self.awaited and draft.graph.into(draft.node.id) and step.join is Join.NONE:
            return replace(step, join=Join.MESSAGE)
        return step

    def _transport(self, draft: Draft, target: ElementKey, index: int | None) -> int | None:
        """The position of the step for which a message is on its way, None where it takes no time."""
        flow = self.messages.flow(draft.key, target)
        if flow is None:
            return None
        parameters = self._of(flow)
        delay, loss = times.moments(parameters.transfer_time), parameters.loss or 0.0
        if not delay.mean and not loss:
            return None
        slot = self._slot(("message", draft.key, target))
        arriving = () if index is None else (index,)
        outcomes = branching.lost(arriving, loss)
        awaited = frozenset(arriving) if target in self.awaited else frozenset()
        step = Step(flow, draft.process, draft.name, delay=delay, delay_cause=Cause.TRANSPORT)
        self._more.append((slot, replace(step, outcomes=outcomes, messages=awaited)))
        return slot

    def _replies_on_the_way(self, draft: Draft) -> list[int]:
        """What is on its way to somebody outside."""
        slots = (self._transport(draft, pool, None) for pool in self.told.get(draft.key, ()))
        return [slot for slot in slots if slot is not None]

    def arrival_of(self, reply: Reply) -> Reply:
        """A reply at the step for which it is on its way, where it takes time."""
        sender = self.senders[reply.step]
        slots = [self.slots.get(("message", sender.key, pool)) for pool in self.told.get(sender.key, ())]
        found = next((slot for slot in slots if slot is not None), None)
        return reply if found is None else replace(reply, step=found)

    def _back_to(self, draft: Draft, parameters: ElementParameters) -> int | None:
        """The position of the step to which cases with a found defect go."""
        if not parameters.rework_target:
            return None
        target = self.drafts.sibling(draft, parameters.rework_target)
        if target is None:
            self._assume(draft, "that found defects are mended at once, since there is no such step to go to")
        return None if target is None else target.index

    def _given_time(self, draft: Draft) -> Moments:
        """A time that somebody entered at a throwing event or a gateway; it holds nobody."""
        parameters = self._of(draft.key)
        return times.work(parameters) + times.lag(parameters)

    def _event_time(self, draft: Draft) -> Moments | None:
        """How long an event waits: its own time, or that of whoever outside answers."""
        own = times.event_time(draft.view, self._of(draft.key), self.scenario.time_unit)
        party = self.messages.party(draft.key)
        if own is not None or party is None:
            return own
        answer = self._of(party).response_time
        return None if answer is None else times.moments(answer)

    def _share(self, draft: Draft, identifier: str) -> float | None:
        return self._of(ElementKey(draft.key.file, identifier)).probability
