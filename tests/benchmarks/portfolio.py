"""How long the numbers of all sets of ten initiatives take, on the first sample and on 200 stations.

Run ``python -m tests.benchmarks.portfolio [--initiatives N]``. Each initiative changes a time, a number of people or a
share; every set of them is evaluated (``Model.evaluate(…, whole=True)``). Times are of the clock, in seconds, after one
evaluation that loads what is needed.
"""

import argparse
import itertools
import time
from dataclasses import replace
from pathlib import Path

from bpmn.queueing.model import Model
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.queueing.systems import arrival, bpsim, maps, resource, share, staff, work

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "larkfield-telescopes"
STATIONS, PROCESSES = 200, 10


def two_hundred_stations() -> Model:
    """Ten processes of twenty tasks, each task with a team of its own and a way back after every fourth."""
    texts, numbers = [], []
    for p in range(PROCESSES):
        text, own = _process(p, STATIONS // PROCESSES)
        texts.append(text)
        numbers += own
    teams = resource(*(f"R{i}" for i in range(STATIONS)))
    return Model(maps(a=teams + "".join(texts) + bpsim(*numbers)))


def _process(p: int, tasks: int) -> tuple[str, list[str]]:
    names = [f"T{p * tasks + i}" for i in range(tasks)]
    nodes, flows, numbers = "", "", [arrival(1.0, f"S{p}")]
    at = f"S{p}"
    for i, name in enumerate(names):
        begin, gate = f"M{name}", f"X{name}"
        nodes += f'<exclusiveGateway id="{begin}"/><task id="{name}"/><exclusiveGateway id="{gate}"/>'
        flows += _flow(at, begin) + _flow(begin, name) + _flow(name, gate)
        if i % 4 == 3:
            flows += _flow(gate, f"M{names[i - 2]}")
            follows = f"M{names[i + 1]}" if i + 1 < tasks else f"E{p}"
            numbers += [share(f"{gate}-M{names[i - 2]}", 0.1), share(f"{gate}-{follows}", 0.9)]
        numbers += [staff(f"R{name[1:]}", 2), work(name, 1.0 + i % 5 / 10, f"R{name[1:]}")]
        at = gate
    flows += _flow(at, f"E{p}")
    return f'<process id="P{p}"><startEvent id="S{p}"/>{nodes}<endEvent id="E{p}"/>{flows}</process>', numbers


def _flow(a: str, b: str) -> str:
    return f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>'


def initiatives(model: Model, count: int):
    """Changes of times, people and shares in turn."""
    known = model.scenario.parameters
    times = [k for k, v in known.items() if v.processing_time is not None]
    teams = [k for k, v in known.items() if v.quantity is not None]
    shares = [k for k, v in known.items() if v.probability is not None and 0 < v.probability < 0.5]
    found = []
    for i in range(count):
        kind = (times, times, teams, times, shares)[i % 5]
        key = kind[i * 7 % len(kind)]
        old = known[key]
        if kind is times:
            new = replace(old, processing_time=old.processing_time.scaled(0.8))
        elif kind is teams:
            new = replace(old, quantity=old.quantity + 1)
        else:
            new = replace(old, probability=old.probability * 0.9)
        found.append((key, new))
    return found


def measure(name: str, model: Model, count: int) -> None:
    """Evaluate every set and print how long that took."""
    changes = initiatives(model, count)
    model.evaluate(whole=True)
    started = time.perf_counter()
    for size in range(count + 1):
        for chosen in itertools.combinations(changes, size):
            model.evaluate(dict(chosen), whole=True)
    taken = time.perf_counter() - started
    print(f"{name:<28}{2**count:>6} sets {taken:>8.2f} s {taken / 2**count * 1000:>8.2f} ms each")


def main() -> None:
    """Measure both systems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--initiatives", type=int, default=10)
    count = parser.parse_args().initiatives
    system = System.open(SAMPLE)
    measure("first sample", Model(system, find_links(system)), count)
    measure(f"{STATIONS} stations", two_hundred_stations(), count)


if __name__ == "__main__":
    main()
