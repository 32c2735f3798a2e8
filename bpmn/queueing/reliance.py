"""How far the numbers can be trusted: what is exact, what is an approximation, what only a simulation tells.

The classes are those of systems whose answer is known: single queues and networks of exponential queues are
exact; two-moment networks are within 15 % of the wait at loads up to 0.9; where groups, priorities, hours or
joins meet queues there is no exact answer to compare with.
"""

from bpmn.base.message import Message, message
from bpmn.queueing.net import Join, Net
from bpmn.queueing.network import Network, Station
from bpmn.queueing.results import Reliance
from bpmn.queueing.solution import Solution

TWO_MOMENTS, ROUGH = 0.15, 0.3
"""The error of a wait, as a part of it."""
HEAVY = 0.9
ALMOST = 1e-6


def reliance(solution: Solution) -> Reliance:
    """How far the numbers of a solved net can be trusted."""
    net, found = solution.net, solution.network
    reasons = [*_heavy(net, found), *_joined(solution), *_mixed(net, found)]
    mean = solution.lead_time.mean
    if not solution.cases or not mean > 0:
        return Reliance(0.0, tuple(reasons))
    by_pool = {station.pool: station for station in found.stations}
    doubtful = 0.0
    for index, weight in solution.weights.items():
        step, spell = net.steps[index], solution.spells[index]
        waiting = weight * step.instances * spell.wait.mean
        stations = [by_pool[need.pool] for need in step.needs if need.pool in by_pool]
        doubtful += waiting * max((_error(net, found, station) for station in stations), default=0.0)
    if _has_joins(solution):
        doubtful = max(doubtful, TWO_MOMENTS * _waiting(solution))
    return Reliance(min(doubtful / mean, 1.0), tuple(reasons))


def _waiting(solution: Solution) -> float:
    return sum(w * solution.spells[i].wait.mean for i, w in solution.weights.items())


def _error(net: Net, found: Network, station: Station) -> float:
    """The error of the waits of a station, as a part of them."""
    if net.pools[station.pool].spans or _is_grouped(net, found, station):
        return ROUGH
    at_random = abs(station.arrival_scv - 1) < ALMOST
    if at_random and (station.people == 1 or abs(station.service.scv - 1) < ALMOST):
        return 0.0 if station.people == 1 or len(station.waits) < 2 else TWO_MOMENTS  # noqa: PLR2004
    return ROUGH if station.load > HEAVY else TWO_MOMENTS


def _is_grouped(net: Net, found: Network, station: Station) -> bool:
    """Whether groups come to a station, or a rule for groups is only estimated."""
    groups = [i for i in found.groups if any(need.pool == station.pool for need in net.steps[i].needs)]
    rules = [net.steps[i].group for i in groups]
    fixed = all(rule is not None and not rule.is_timed and not rule.is_flexible for rule in rules)
    return bool(groups) and not (fixed and station.people == 1)


def _heavy(net: Net, found: Network) -> list[Message]:
    return [
        message(
            "“{resource}” is over 90 % busy; there waits react to everything. Simulate to be sure.",
            resource=net.pools[station.pool].name,
        )
        for station in found.stations
        if HEAVY + ALMOST < station.load < 1 and _error(net, found, station)
    ]


def _has_joins(solution: Solution) -> bool:
    """Whether parallel paths that wait for people come together on the way of customers."""
    steps = solution.net.steps
    joins = any(steps[i].join in (Join.ALL, Join.SCOPE, Join.MESSAGE) for i in solution.weights)
    return joins and any(
        0 < w < 1 - ALMOST and solution.spells[i].wait.mean > 0 for i, w in solution.weights.items()
    )


def _joined(solution: Solution) -> list[Message]:
    if not _has_joins(solution):
        return []
    told = [
        message(
            "Parallel paths come together; their times are taken as independent, which is a little too long."
        )
    ]
    if solution.network.groups:
        told.append(message("Groups of cases and joins of parallel paths meet here. Simulate to be sure."))
    return told


def _mixed(net: Net, found: Network) -> list[Message]:
    """Priorities, groups and hours: right in direction, not to the digit."""
    told = []
    for station in found.stations:
        name = net.pools[station.pool].name
        if len(station.waits) > 1:
            text = message("“{resource}” works by priorities. Simulate to be sure.", resource=name)
            told.append(text)
        if net.pools[station.pool].spans:
            told.append(
                message("The hours of “{resource}” count on average. Simulate to be sure.", resource=name)
            )
        if _is_grouped(net, found, station):
            told.append(message("“{resource}” works on groups of cases. Simulate to be sure.", resource=name))
    return told
