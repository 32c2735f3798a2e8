"""Where cases come from and where their outcome is told: the two ends of the customer's time."""

from collections.abc import Sequence
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Participant
from bpmn.queueing import times
from bpmn.queueing.calendars import WEEK, week_of
from bpmn.queueing.drafts import SENDING, Draft, Drafts, Links
from bpmn.queueing.net import Net, Reply, Source, Step
from bpmn.queueing.structure import reachable
from bpmn.scenario.parameters import Scenario

CUSTOMER, UNKNOWN = "customer", "unknown"


class Outside:
    """The external parties by the elements drawn for them; customers are known, or assumed if none is."""

    def __init__(self, links: Links | None) -> None:
        self.party_of: dict[ElementKey, str] = {}
        parties = list(links.parties) if links else []
        wanted = CUSTOMER if any(p.role == CUSTOMER for p in parties) else UNKNOWN
        self.customers = {p.name for p in parties if p.role == wanted}
        for party in parties:
            for element in party.elements:
                self.party_of[element] = party.name

    def is_customer(self, party: str) -> bool:
        """Whether a party's time is the customer's."""
        return party in self.customers


class Arrivals:
    """Where cases may come from; asked again and again with other numbers."""

    def __init__(self, drafts: Drafts, links: Links | None) -> None:
        self.drafts = drafts
        self.outside = Outside(links)
        asking = _asking(links, self.outside)
        starts = [draft for process in drafts.processes for draft in drafts.starts(process)]
        self.starts = [(draft, asking.get(draft.key, "")) for draft in starts]
        self._own = {draft.index: _own_party(draft, self.outside) for draft in starts}
        self._timers = {draft.index: times.timer_seconds(draft.view) for draft in starts}
        self._is_timer = {draft.index: times.is_timer(draft.view) for draft in starts}
        self._kept: dict[object, frozenset[int]] = {}

    @property
    def keys(self) -> frozenset[ElementKey]:
        """The elements whose parameters say how often cases come."""
        return frozenset(draft.key for draft, _ in self.starts)

    def sources(
        self, scenario: Scenario, steps: Sequence[Step], structure: object
    ) -> tuple[tuple[Source, ...], list[Message]]:
        """The arrivals in a scenario and doubts about them; ``structure`` names the paths between the steps.

        A start that another process triggers takes its cases from there; a rate of its own then counts only
        if nothing that triggers it has cases.
        """
        found: list[Source] = []
        doubts: list[Message] = []
        for draft, party in self.starts:
            seconds = self._timers[draft.index]
            source = _source(draft, seconds, scenario, party or self._own[draft.index])
            if source is not None:
                found.append(source)
            elif self.outside.is_customer(party):
                doubts.append(_unknown_rate(draft, party))
            elif scenario.of(draft.key).trigger_count is not None:
                doubts.append(_only_counted(draft))
        key = (tuple(source.step for source in found), structure)
        if key not in self._kept:
            self._kept[key] = _independent([source.step for source in found], steps)
        kept = self._kept[key]
        views = {draft.index: draft for draft, _ in self.starts}
        doubts += [_triggered(views[source.step]) for source in found if source.step not in kept]
        return self._mark_customers([s for s in found if s.step in kept]), doubts

    def _mark_customers(self, found: Sequence[Source]) -> tuple[Source, ...]:
        """Customers' cases are those they start; without customers, all that no timer starts; else all."""
        theirs = {s.step for s in found if self.outside.is_customer(s.party)}
        if not theirs:
            theirs = {s.step for s in found if not self._is_timer[s.step]}
        if not theirs:
            theirs = {s.step for s in found}
        return tuple(s if s.step in theirs else replace(s, is_customer=False) for s in found)


def _source(draft: Draft, seconds: float | None, scenario: Scenario, party: str) -> Source | None:
    """What starts here from outside, how often and how irregularly; None if not known."""
    timer = scenario.of(draft.key).inter_trigger_timer
    calendar = scenario.calendar(draft.key)
    spans = () if calendar is None else week_of(calendar)
    there = sum(end - begin for begin, end in spans) / WEEK if calendar is not None else 1.0
    between, scv = (timer.mean, timer.scv) if timer is not None else (0.0, 0.0)
    if timer is None:
        between = (seconds or 0.0) / scenario.time_unit.seconds
    return Source(draft.index, there / between, scv, party, spans=spans) if between > 0 else None


def _asking(links: Links | None, outside: Outside) -> dict[ElementKey, str]:
    """The party that triggers each start."""
    return {
        link.target: outside.party_of[link.source]
        for link in (links.links if links else ())
        if link.kind in SENDING and link.source in outside.party_of
    }


def _own_party(draft: Draft, outside: Outside) -> str:
    """The party whose own process a start belongs to; empty if it is nobody outside."""
    for pool in draft.view.document.all(Participant):
        process, key = pool.process_ref, ElementKey(draft.key.file, pool.id or "")
        if process is not None and process.id == draft.process.element and key in outside.party_of:
            return outside.party_of[key]
    return ""


def _independent(found: Sequence[int], steps: Sequence[Step]) -> frozenset[int]:
    """The starts that no other start's cases reach; of two that reach each other the later one is kept."""
    net = Net(tuple(steps))
    ahead = {step: reachable(net, [step]) for step in found}
    kept = list(found)
    for step in found:
        if any(step in ahead[other] for other in kept if other != step):
            kept.remove(step)
    return frozenset(kept)


def _triggered(draft: Draft) -> Message:
    return message(
        "“{element}” in {file} is started by another process; its own arrivals do not count.",
        element=draft.name,
        file=draft.key.file,
    )


def _unknown_rate(draft: Draft, party: str) -> Message:
    return message(
        "“{element}” in {file}: enter how often “{party}” asks; without it nothing is counted from here.",
        element=draft.name,
        file=draft.key.file,
        party=party,
    )


def _only_counted(draft: Draft) -> Message:
    return message(
        "“{element}” in {file} has a number of cases but no time between them; only a simulation can use it.",
        element=draft.name,
        file=draft.key.file,
    )


def replies(drafts: Drafts, links: Links | None) -> tuple[Reply, ...]:
    """The steps that send something to an external party, in the order of the maps."""
    outside = Outside(links)
    found: dict[int, Reply] = {}
    for link in links.links if links else ():
        draft = drafts.by_key.get(link.source)
        party = outside.party_of.get(link.target)
        if draft is not None and party is not None and link.kind in SENDING:
            step = draft.index if draft.leave is None else draft.leave
            found.setdefault(step, Reply(step, party, outside.is_customer(party)))
    return tuple(found[step] for step in sorted(found))
