"""Where cases come from and where their outcome is told: the two ends of the customer's time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Participant
from bpmn.queueing import times
from bpmn.queueing.drafts import SENDING, Draft, Drafts, Links
from bpmn.queueing.net import Net, Reply, Source, Step
from bpmn.queueing.structure import reachable
from bpmn.scenario.parameters import Scenario

CUSTOMER, UNKNOWN = "customer", "unknown"


class _Outside:
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


def sources(
    drafts: Drafts, links: Links | None, scenario: Scenario, steps: Sequence[Step]
) -> tuple[tuple[Source, ...], list[Message]]:
    """The arrivals of a system and doubts about them.

    A start that another process triggers takes its cases from there; a rate of its own then counts only
    if nothing that triggers it has cases.
    """
    outside = _Outside(links)
    asking = _asking(links, outside)
    found: list[Source] = []
    doubts: list[Message] = []
    for process in drafts.processes:
        for draft in drafts.starts(process):
            party = asking.get(draft.key, "")
            arrival = _arrival(draft, scenario)
            if arrival is not None:
                found.append(Source(draft.index, *arrival, party or _own_party(draft, outside)))
            elif outside.is_customer(party):
                doubts.append(_unknown_rate(draft, party))
            elif scenario.of(draft.key).trigger_count is not None:
                doubts.append(_only_counted(draft))
    kept = _independent(found, drafts, steps, doubts)
    return _mark_customers(kept, outside, drafts), doubts


def _arrival(draft: Draft, scenario: Scenario) -> tuple[float, float] | None:
    """Rate and squared coefficient of variation of what starts here from outside; None if not known."""
    timer = scenario.of(draft.key).inter_trigger_timer
    if timer is not None:
        return (1 / timer.mean, timer.scv) if timer.mean > 0 else None
    seconds = times.timer_seconds(draft.view)
    return (scenario.time_unit.seconds / seconds, 0.0) if seconds else None


def _asking(links: Links | None, outside: _Outside) -> dict[ElementKey, str]:
    """The party that triggers each start."""
    return {
        link.target: outside.party_of[link.source]
        for link in (links.links if links else ())
        if link.kind in SENDING and link.source in outside.party_of
    }


def _own_party(draft: Draft, outside: _Outside) -> str:
    """The party whose own process a start belongs to; empty if it is nobody outside."""
    for pool in draft.view.document.all(Participant):
        process, key = pool.process_ref, ElementKey(draft.key.file, pool.id or "")
        if process is not None and process.id == draft.process.element and key in outside.party_of:
            return outside.party_of[key]
    return ""


def _independent(
    found: Sequence[Source], drafts: Drafts, steps: Sequence[Step], doubts: list[Message]
) -> list[Source]:
    """The sources that no other source's cases reach."""
    net = Net(tuple(steps))
    kept = list(found)
    by_index = {d.index: d for d in drafts.all}
    for source in found:
        others = [s.step for s in kept if s.step != source.step]
        upstream = [s for s in others if source.step in reachable(net, [s])]
        if upstream and source in kept:
            kept.remove(source)
            draft = by_index[source.step]
            doubts.append(
                message(
                    "“{element}” in {file} is started by another process; its own arrivals do not count.",
                    element=draft.name,
                    file=draft.key.file,
                )
            )
    return kept


def _mark_customers(kept: Iterable[Source], outside: _Outside, drafts: Drafts) -> tuple[Source, ...]:
    """Customers' cases are those customers start; without customers, all that no timer starts; else all."""
    sources_ = list(kept)
    views = {d.index: d.view for d in drafts.all}
    theirs = {s.step for s in sources_ if outside.is_customer(s.party)}
    if not theirs:
        theirs = {s.step for s in sources_ if not times.is_timer(views[s.step])}
    if not theirs:
        theirs = {s.step for s in sources_}
    return tuple(replace(s, is_customer=s.step in theirs) for s in sources_)


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
    outside = _Outside(links)
    found: dict[int, Reply] = {}
    for link in links.links if links else ():
        draft = drafts.by_key.get(link.source)
        party = outside.party_of.get(link.target)
        if draft is not None and party is not None and link.kind in SENDING:
            step = draft.index if draft.leave is None else draft.leave
            found.setdefault(step, Reply(step, party, outside.is_customer(party)))
    return tuple(found[step] for step in sorted(found))
