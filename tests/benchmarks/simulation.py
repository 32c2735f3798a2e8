"""How fast simulation is: ``python -m tests.benchmarks.simulation [--peer PYTHON] [--workers N]``.

M/M/5 (beside simpy, where ``--peer`` is a Python that has it, counting the same), ten processes of 200
elements with shared teams, and how long it takes until a cancelled simulation has stopped.
"""

import argparse
import subprocess
import time
from pathlib import Path

from bpmn import simulation
from bpmn.base.finding import ElementKey
from bpmn.base.progress import Cancelled
from bpmn.scenario.distributions import exponential
from bpmn.scenario.parameters import ElementParameters, Scenario, Selected, Selection
from bpmn.simulation.engine import Length, Run
from bpmn.simulation.length import Horizon
from bpmn.simulation.workers import Task, Workers
from bpmn.system.system import System
from tests.bpmn.queueing.systems import document
from tests.bpmn.system.maps import event, node, process, task

CUSTOMERS = 200_000
PROCESSES, BLOCKS, TEAMS = 10, 40, 20
CASES, REPLICATIONS = 5_000, 20

PEER = """
import random, time, simpy
def main(customers):
    env, rng = simpy.Environment(), random.Random(1)
    agents = simpy.Resource(env, 5)
    leads, work, queue, busy, present, area, last = [], 0.0, 0.0, 0.0, 0, 0.0, 0.0
    def case():
        nonlocal work, queue, present, area, last
        born = env.now
        area += present * (env.now - last); last = env.now; present += 1
        with agents.request() as turn:
            yield turn
            queue += env.now - born
            spent = rng.expovariate(1.0)
            work += spent
            yield env.timeout(spent)
        area += present * (env.now - last); last = env.now; present -= 1
        leads.append(env.now - born)
    def source():
        for _ in range(customers):
            yield env.timeout(rng.expovariate(4.5))
            env.process(case())
    env.process(source())
    begin = time.process_time()
    env.run()
    print(customers / (time.process_time() - begin))
main(%d)
"""


def queue() -> simulation.Plan:
    """M/M/5 at a load of 0.9."""
    text = '<resource id="R" name="R"/>' + process(
        "p", event("start", "s", None, None), task("A"), event("end", "e", None, None)
    )
    needs = Selection((Selected("R"),))
    numbers = {
        "s": ElementParameters(inter_trigger_timer=exponential(1 / 4.5)),
        "A": ElementParameters(processing_time=exponential(1.0), selection=needs),
        "R": ElementParameters(quantity=5),
    }
    return planned({"a": text}, {ElementKey("a.bpmn", key): one for key, one in numbers.items()})


def planned(texts: dict[str, str], numbers: dict[ElementKey, ElementParameters]) -> simulation.Plan:
    """The plan of maps."""
    maps = System(Path(), {f"{name}.bpmn": document(text, f"{name}.bpmn") for name, text in texts.items()})
    return simulation.plan(maps, scenario=Scenario(parameters=numbers))


def company() -> simulation.Plan:
    """Ten processes of forty choices between three steps each, whose people come from twenty teams."""
    texts: dict[str, str] = {}
    numbers: dict[ElementKey, ElementParameters] = {}
    for number in range(PROCESSES):
        file = f"p{number}"
        texts[file] = one(number, numbers, f"{file}.bpmn")
    return planned(texts, numbers)


def one(number: int, numbers: dict[ElementKey, ElementParameters], file: str) -> str:
    """One process; its numbers are added."""
    nodes, flows, last = [event("start", "s", None, None)], [], "s"
    numbers[ElementKey(file, "s")] = ElementParameters(inter_trigger_timer=exponential(float(PROCESSES)))
    for block in range(BLOCKS):
        split, join = f"x{block}", f"y{block}"
        nodes += [node("exclusiveGateway", split), node("exclusiveGateway", join)]
        flows.append(f"{last}>{split}")
        for way in "abc":
            step = f"{way}{block}"
            team = f"T{(number + block) % TEAMS}"
            nodes.append(task(step))
            flows += [f"{split}>{step}", f"{step}>{join}"]
            numbers[ElementKey(file, step)] = ElementParameters(
                processing_time=exponential(1.0), selection=Selection((Selected(team),))
            )
        last = join
    nodes.append(event("end", "e", None, None))
    people = "".join(f'<resource id="T{i}" name="T{i}"/>' for i in range(TEAMS))
    for team in range(TEAMS):
        numbers[ElementKey(file, f"T{team}")] = ElementParameters(quantity=3)
    return people + process("p", *nodes, flows=[*flows, f"{last}>e"])


def measured_queue(peer: str | None) -> None:
    """Customers per second of M/M/5, and of the peer."""
    plan, length = queue(), Length(CUSTOMERS / 4.5)
    Run(plan, 1, 0, Length(100.0)).run()
    begin = time.process_time()
    record = Run(plan, 1, 1, length).run()
    spent = time.process_time() - begin
    print(f"M/M/5: {len(record.leads) / spent:,.0f} customers/s, {record.events / spent:,.0f} events/s")
    if peer:
        found = subprocess.run([peer, "-c", PEER % CUSTOMERS], capture_output=True, text=True, check=True)
        print(f"simpy: {float(found.stdout):,.0f} customers/s with the same statistics")


def measured_company(workers: int) -> None:
    """Seconds for twenty replications of 5,000 cases."""
    begin = time.perf_counter()
    plan = company()
    print(f"ten processes of 200 elements: ready in {time.perf_counter() - begin:.2f} s")
    length = Length(float(CASES))
    with Workers(workers) as crew:
        begin = time.perf_counter()
        tasks = [Task(0, number, 1, length) for number in range(REPLICATIONS)]
        records = [record for _, record in crew.run([plan], tasks)]
        spent = time.perf_counter() - begin
    events = sum(record.events for record in records)
    cases = sum(len(record.leads) for record in records)
    print(
        f"{cases:,} cases, {events:,} events: {spent:.1f} s with {workers} workers, {events / spent:,.0f} events/s"
    )


def measured_cancel(workers: int) -> None:
    """Milliseconds from the wish to stop to the end."""
    plan, asked = queue(), 0.0
    begun = time.perf_counter()

    def progress(_: float, __: str = "") -> None:
        nonlocal asked
        if time.perf_counter() - begun > 3:
            asked = asked or time.perf_counter()
            raise Cancelled

    try:
        simulation.run_paired([plan], 1, 8, Horizon(1e6), Workers(workers), progress)
    except Cancelled:
        print(f"cancelled after {1000 * (time.perf_counter() - asked):.0f} ms with {workers} workers")


def main() -> None:
    """Measure everything in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a Python that has simpy")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    measured_queue(given.peer)
    measured_company(given.workers)
    for workers in (1, given.workers):
        measured_cancel(workers)


if __name__ == "__main__":
    main()
