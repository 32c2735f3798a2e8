"""What queueing theory knows beforehand about a simulation: how long it has to be, and what must come out."""

from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse_net
from bpmn.queueing.frame import Frame
from bpmn.queueing.net import Net, Step
from bpmn.queueing.routing import Endless
from bpmn.queueing.solution import Solution
from bpmn.scenario.distributions import EXPONENTIAL

if TYPE_CHECKING:
    from bpmn.simulation.compile import Planner

BUSY = 0.85
"""Above this load short runs tell too little (Whitt, Planning Queueing Simulations, 1989)."""


def is_endless(net: Net) -> bool:
    """Whether a loop has no way out."""
    try:
        Solution(net, Frame(net))
    except Endless:
        return True
    return False


def memory(net: Net) -> float:
    """How long the busiest team takes to forget its past: its service time over (1 - load) squared.

    (Cohen, The Single Server Queue: relaxation time of M/M/1.)
    """
    try:
        stations = Solution(net, Frame(net)).network.stations if net.sources else ()
    except Endless:
        return 0.0
    found = [0.0]
    for station in stations:
        capacity = net.pools[station.pool].capacity or 1.0
        if 0 < station.load < 1 and station.rate:
            service = station.load * capacity / station.rate
            found.append(2 * service / capacity / (1 - station.load) ** 2)
    return max(found)


def known_waits(planner: "Planner") -> tuple[tuple[ElementKey, float], ...]:
    """The waits that are known exactly at very busy teams: where the system is a network of Jackson's.

    That is: cases come at random, every team does work of one exponential law in the order in which it
    comes, and paths do not part.
    """
    net = planner.assembly.net
    if not net.sources or not _is_jackson(planner):
        return ()
    try:
        found = analyse_net(net, planner.scenario, brief=True)
    except Endless:
        return ()
    busy = {r.name for r in found.resources if r.utilisation is not None and BUSY < r.utilisation < 1}
    steps = {step.key: step for step in net.steps if step.is_activity}
    waits = ((a.key, a.wait) for a in found.activities if _team(net, steps[a.key]) in busy and a.visits)
    return tuple((key, wait) for key, wait in waits if wait is not None)


def _team(net: Net, step: Step) -> str:
    return net.pools[step.needs[0].pool].name if step.needs else ""


def _is_jackson(planner: "Planner") -> bool:
    laws: dict[int, set[float]] = {}
    for work in planner.works.values():
        if work.batch or work.repetition or work.priority or work.preemptive or work.detection:
            return False
        if not work.needs:
            continue
        draw = work.work
        if len(work.needs) > 1 or work.needs[0][1] != 1 or draw is None:
            return False
        if draw.constant or [law.kind for _, law in draw.parts] != [EXPONENTIAL]:
            return False
        laws.setdefault(work.needs[0][0], set()).add(round(draw.mean / work.speed, 12))
    gaps = [planner.scenario.of(planner.assembly.net.steps[s.step].key) for s in planner.assembly.net.sources]
    at_random = all(
        said.inter_trigger_timer is not None and said.inter_trigger_timer.kind == EXPONENTIAL for said in gaps
    )
    alike = all(len(means) == 1 for means in laws.values())
    pools = planner.assembly.net.pools
    parts = any(len(transition.gives) > 2 for transition in planner.net.transitions)  # noqa: PLR2004
    return at_random and alike and not parts and all(p.share == p.open_share == 1 for p in pools)
