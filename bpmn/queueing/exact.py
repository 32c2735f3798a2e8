"""Queues whose answer is known in closed form, and the approximation that contains them.

Times are in any one unit, rates per that unit. Callers ask only for stable queues: a load of 1 or more
has no steady state, and these functions raise ``Unstable``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Unstable(ValueError):  # noqa: N818 - says what it is
    """More work arrives than can be done; the queue grows without end."""

    def __init__(self, load: float) -> None:
        self.load = load
        super().__init__(f"the load is {load:.4g}; a queue settles only below 1")


@dataclass(frozen=True, slots=True)
class Queue:
    """The steady state of one queue. ``wait`` is before service, ``sojourn`` includes it."""

    load: float
    probability_of_waiting: float
    wait: float
    sojourn: float
    waiting: float
    present: float


def erlang_b(servers: int, offered: float) -> float:
    """Probability that all servers are busy in a system without a queue."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """Probability of waiting in M/M/c; ``offered`` is arrival rate times mean service time."""
    load = offered / servers
    if load >= 1:
        raise Unstable(load)
    blocked = erlang_b(servers, offered)
    return blocked / (1 - load * (1 - blocked))


def mmc(arrival_rate: float, service_time: float, servers: int) -> Queue:
    """M/M/c: Poisson arrivals, exponential service."""
    return ggc(arrival_rate, service_time, servers, 1.0, 1.0)


def mg1(arrival_rate: float, service_time: float, service_scv: float) -> Queue:
    """M/G/1 (Pollaczek and Khinchine)."""
    return ggc(arrival_rate, service_time, 1, 1.0, service_scv)


def mgc(arrival_rate: float, service_time: float, service_scv: float, servers: int) -> Queue:
    """M/G/c by the mean of the squared coefficients; exact for one server and for exponential service."""
    return ggc(arrival_rate, service_time, servers, 1.0, service_scv)


def ggc(
    arrival_rate: float, service_time: float, servers: int, arrival_scv: float, service_scv: float
) -> Queue:
    """G/G/c after Allen and Cunneen: the wait of M/M/c times (arrival scv + service scv) / 2.

    Where arrivals are more regular than at random, with the correction of Krämer and Langenbach-Belz (Whitt
    1983, The Queueing Network Analyzer).
    """
    offered = arrival_rate * service_time
    if offered == 0:
        return Queue(0.0, 0.0, 0.0, service_time, 0.0, 0.0)
    waiting = erlang_c(servers, offered)
    wait = waiting * service_time / (servers - offered) * (arrival_scv + service_scv) / 2
    wait *= _regular(offered / servers, arrival_scv, service_scv)
    return Queue(
        offered / servers,
        waiting,
        wait,
        wait + service_time,
        arrival_rate * wait,
        arrival_rate * (wait + service_time),
    )


def _regular(load: float, arrival_scv: float, service_scv: float) -> float:
    if arrival_scv >= 1 or arrival_scv + service_scv <= 0:
        return 1.0
    return math.exp(-2 * (1 - load) * (1 - arrival_scv) ** 2 / (3 * load * (arrival_scv + service_scv)))


def waits_longer(queue: Queue, time: float) -> float:
    """Probability of waiting longer than a time, the positive wait taken as exponential (exact in M/M/c)."""
    if queue.wait == 0:
        return 0.0
    return queue.probability_of_waiting * math.exp(-time * queue.probability_of_waiting / queue.wait)


def priority_waits(wait: float, load: float, class_loads: Sequence[float]) -> tuple[float, ...]:
    """Waits of non-preemptive priority classes, the most urgent first (Cobham).

    ``wait`` is that of the same queue in order of arrival, ``load`` its load, of which each class brings
    a part. The mean over classes, weighted by load, stays what it was (Kleinrock).
    """
    residual = wait * (1 - load)
    waits = []
    before = 0.0
    for own in class_loads:
        waits.append(residual / ((1 - before) * (1 - before - own)))
        before += own
    return tuple(waits)


def preemptive_waits(
    wait: float, load: float, classes: Sequence[tuple[float, float, float]], servers: int
) -> tuple[float, ...]:
    """Waits, interruptions included, of classes whose work more urgent work interrupts and resumes later.

    Classes are (load, mean service, mean square of service over twice the mean), the most urgent first;
    ``wait`` and ``load`` are those of the queue in order of arrival. Exact for M/G/1, and for M/M/c with
    equal services (of the classes up to one, the others notice nothing).
    """
    if servers == 1:
        return _preempted_alone(wait, load, classes)
    waits = []
    before = others = 0.0
    for own, _, _ in classes:
        up_to = before + own
        together = wait * _mmc_shape(up_to, servers) / _mmc_shape(load, servers) * up_to
        waits.append((together - others) / own if own else 0.0)
        before, others = up_to, together
    return tuple(waits)


def _mmc_shape(load: float, servers: int) -> float:
    """The wait of M/M/c in services."""
    return erlang_c(servers, load * servers) / (servers * (1 - load)) if load > 0 else 0.0


def _preempted_alone(
    wait: float, load: float, classes: Sequence[tuple[float, float, float]]
) -> tuple[float, ...]:
    whole = sum(own * residual for own, _, residual in classes)
    # How much longer one waits here than where cases come at random.
    scale = wait * (1 - load) / whole if whole else 0.0
    waits = []
    before = residuals = 0.0
    for own, service, residual in classes:
        residuals += own * residual * scale
        interrupted = service * (1 / (1 - before) - 1)
        waits.append(interrupted + residuals / ((1 - before) * (1 - before - own)))
        before += own
    return tuple(waits)


def jackson(
    arrivals: Sequence[float],
    routing: Sequence[Mapping[int, float]],
    stations: Sequence[tuple[float, int]],
) -> tuple[Queue, ...]:
    """An open Jackson network: outside arrival rates, routing probabilities, (service time, servers)."""
    import numpy as np

    size = len(stations)
    matrix = np.eye(size)
    for source, targets in enumerate(routing):
        for target, probability in targets.items():
            matrix[target, source] -= probability
    rates = np.linalg.solve(matrix, np.asarray(arrivals, dtype=float))
    return tuple(
        mmc(float(rate), time, servers) for rate, (time, servers) in zip(rates, stations, strict=True)
    )
