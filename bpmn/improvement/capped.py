"""A limit of cases in a process: it moves the wait before the process, where no clock of the owner runs.

While the limit leaves everybody enough to do, the customer's time does not change (work is conserved); of
the N cases that would be in the process min(N, limit) are, and Little's law turns their mean into a time.
"""

import math
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Process
from bpmn.queueing.net import Cause
from bpmn.queueing.results import ActivityNumbers, Analysis, Part, ProcessNumbers
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Metric


def fewer_people(system: Maps, scenario: Scenario, process: ElementKey, cases: float) -> Scenario:
    """The scenario in which no team that works for one process alone has more people at work than cases."""
    resources = Resources(system, scenario)
    users: dict[tuple[ElementKey, ...], set[ElementKey]] = {}
    for file in system.files:
        for activity in system.document(file).all(Activity):
            around = activity.ancestor(Process)
            for need in resources.needs(ElementKey(file, activity.id or ""), activity.resources) or ():
                team = resources.find(file, need.resource)
                if team is not None and around is not None:
                    users.setdefault(resources.pool(team).keys, set()).add(ElementKey(file, around.id or ""))
    changes = {}
    for keys, processes in users.items():
        if processes == {process}:
            for key in keys:
                quantity = scenario.of(key).quantity
                if quantity is not None and quantity > cases:
                    changes[key] = replace(scenario.of(key), quantity=cases)
    return scenario.with_parameters(changes)


def capped(analysis: Analysis, key: ElementKey, cases: float) -> Analysis:
    """The analysis where at most so many cases are in a process; the rest of the time is spent before it."""
    process, rate = analysis.process(key), analysis.metric(Metric.THROUGHPUT)
    if process is None or process.lead_time is None or not rate or not process.visits:
        return analysis
    inside = _inside(analysis, process, rate * process.visits, cases)
    before = max(process.lead_time - inside, 0.0)
    parts = [p if p.key != key else _shorter(p, before) for p in analysis.processes]
    gate = ActivityNumbers(key, process.name, BEFORE, process.visits, 0.0, 0.0, before)
    waits = [a if a.process != key else _with_less(a, before, process) for a in analysis.activities]
    return replace(
        analysis,
        processes=tuple(parts),
        activities=tuple(waits),
        events=(*analysis.events, gate),
        partition=_with_gate(analysis, key, before * process.visits),
    )


BEFORE = ElementKey("", "")
"""The process in which cases wait before a limit: nobody's."""


def _with_gate(analysis: Analysis, key: ElementKey, before: float) -> tuple[Part, ...]:
    """The parts of the lead time: a process with shorter queues, and the wait before it."""
    queues = sum(p.mean for p in analysis.partition if p.process == key and p.cause is Cause.QUEUE)
    if queues <= 0:
        return analysis.partition
    taken = min(before, queues)
    scale = 1 - taken / queues
    parts = [
        replace(p, mean=p.mean * scale) if p.process == key and p.cause is Cause.QUEUE else p
        for p in analysis.partition
    ]
    return (*parts, Part(Cause.QUEUE, key, BEFORE, taken))


def _shorter(process: ProcessNumbers, by: float) -> ProcessNumbers:
    wait = None if process.wait is None else max(process.wait - by, 0.0)
    return replace(process, lead_time=(process.lead_time or 0.0) - by, wait=wait)


def _with_less(activity: ActivityNumbers, by: float, process: ProcessNumbers) -> ActivityNumbers:
    """The waits of a process shrink in proportion, together by the time that is spent before it."""
    if not activity.wait or not process.wait:
        return activity
    return replace(activity, wait=activity.wait * max(1 - by / process.wait, 0.0))


def _inside(analysis: Analysis, process: ProcessNumbers, rate: float, cases: float) -> float:
    """The time inside by Little's law, from the mean of min(N, limit).

    N is that of M/M/c where one team does all of the process, else geometric with the mean that it has.
    """
    lead_time = process.lead_time or 0.0
    mean = rate * lead_time
    steps = [a for a in analysis.activities if a.process == process.key and a.work]
    if len(steps) == 1 and process.wait:
        return _mean_below(steps[0].work * rate, mean, cases) / rate
    ratio = mean / (1 + mean)
    return float(mean * (1 - ratio**cases) / rate)


def _mean_below(offered: float, mean: float, cases: float) -> float:
    """The mean of min(N, limit) for M/M/c with this offered load and mean; c is found from the mean."""
    servers = max(math.floor(offered) + 1, 1)
    best = min(range(servers, servers + 200), key=lambda c: abs(_distribution(offered, c)[1] - mean))
    chances, _ = _distribution(offered, best)
    below = sum(min(n, cases) * p for n, p in enumerate(chances))
    return below + cases * max(1 - sum(chances), 0.0)


def _distribution(offered: float, servers: int) -> tuple[list[float], float]:
    """The chances of n cases in M/M/c, and their mean."""
    terms = [1.0]
    while len(terms) <= servers or terms[-1] > 1e-15 * terms[servers]:
        terms.append(terms[-1] * offered / min(len(terms), servers))
    total = math.fsum(terms)
    return [t / total for t in terms], math.fsum(n * t for n, t in enumerate(terms)) / total
