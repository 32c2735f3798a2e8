"""How often 95 % intervals hold the true mean: ``python -m tests.benchmarks.coverage [--seeds 200]``.

Four systems with exact lead times, fixed seeds; with 200 seeds 800 intervals, of which 93 to 97 % should
hold the mean. Runs are as long as they are where nobody says how long.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from bpmn import simulation
from bpmn.base.finding import ElementKey
from bpmn.scenario.distributions import constant, exponential
from bpmn.scenario.parameters import ElementParameters, Selected, Selection
from tests.benchmarks.simulation import planned
from tests.bpmn.system.maps import event, node, process, task

START, END = event("start", "s", None, None), event("end", "e", None, None)
QUEUE = process("p", START, task("A"), END)
LOOP = process(
    "p", START, node("exclusiveGateway", "m"), task("A"), node("exclusiveGateway", "g"), END,
    flows=["s>m", "m>A", "A>g", "g>m", "g>e"],
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A system whose lead time is known: its map, people, work, shares of branches."""

    name: str
    exact: float
    text: str = QUEUE
    people: int = 1
    every: float = 1.0
    work: ElementParameters = field(default_factory=ElementParameters)
    shares: Mapping[str, float] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.name)


SYSTEMS = (
    Known("M/M/1 at 0.7", 0.7 / 0.3, every=1.0, work=ElementParameters(processing_time=exponential(0.7))),
    Known(
        "M/M/5 at 0.8", 1 + 0.5541125541 / (5 - 4), people=5, every=0.25,
        work=ElementParameters(processing_time=exponential(1.0)),
    ),
    Known("M/D/1 at 0.7", 0.7 + 0.7 * 0.7 / (2 * 0.3), work=ElementParameters(processing_time=constant(0.7))),
    Known(
        "M/M/1 with rework", 1 / (1 / 0.5 - 1 / 0.7) / 0.7, LOOP, 1, 1.0,
        ElementParameters(processing_time=exponential(0.5)), {"p_3": 0.3, "p_4": 0.7},
    ),
)  # fmt: skip


@cache
def plan_of(known: Known) -> simulation.Plan:
    """The plan of a system."""
    from dataclasses import replace

    numbers = {
        "s": ElementParameters(inter_trigger_timer=exponential(known.every)),
        "A": replace(known.work, selection=Selection((Selected("R"),))),
        "R": ElementParameters(quantity=known.people),
        **{flow: ElementParameters(probability=share) for flow, share in known.shares.items()},
    }
    keyed = {ElementKey("a.bpmn", name): one for name, one in numbers.items()}
    return planned({"a": f'<resource id="R" name="R"/>{known.text}'}, keyed)


def covered(known: Known, seed: int) -> bool:
    """Whether the interval of one run of ten replications holds the true lead time."""
    settings = simulation.Settings(seed=seed, replications=10, workers=1)
    found = simulation.simulate(plan_of(known), settings).lead_time.mean
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return found.low <= known.exact <= found.high


def main() -> None:
    """Count intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    total = 0
    for known in SYSTEMS:
        inside = sum(covered(known, seed) for seed in range(seeds))
        total += inside
        print(f"{known.name}: {inside} of {seeds} ({100 * inside / seeds:.1f} %)", flush=True)
    print(f"all: {total} of {seeds * len(SYSTEMS)} ({100 * total / seeds / len(SYSTEMS):.1f} %)")


if __name__ == "__main__":
    main()
