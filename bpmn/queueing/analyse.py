"""The immediate numbers of a system: load, waits, and the time from customer to customer.

Exact for networks of exponential queues (Jackson) and single queues with Poisson arrivals; elsewhere the
two-moment network, whose waits are some per cent off.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bpmn.base.message import message
from bpmn.queueing.assembly import Assembly
from bpmn.queueing.drafts import Links
from bpmn.queueing.frame import Frame
from bpmn.queueing.net import Net, Source
from bpmn.queueing.numbers import Numbers
from bpmn.queueing.output import to_json
from bpmn.queueing.promises import Promise
from bpmn.queueing.results import Analysis
from bpmn.queueing.routing import Endless
from bpmn.queueing.solution import Solution
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Facts

__all__ = ["analyse", "analyse_net", "to_json"]


def analyse(system: Maps, links: Links | None = None, scenario: Scenario | None = None) -> Analysis:
    """Analyse a system in a scenario (the base scenario without one); without links each process alone."""
    scenario = scenario or read(system)
    facts = getattr(system, "facts", None)
    assembly = Assembly(system, links, scenario, facts if isinstance(facts, Facts) else None)
    return analyse_net(assembly.net, scenario, promises_of(facts))


def promises_of(facts: object) -> Sequence[Promise]:
    """What a system promises its customers."""
    return tuple(getattr(facts, "promises", ()))


def analyse_net(
    net: Net,
    scenario: Scenario,
    promises: Sequence[Promise] = (),
    *,
    whole: bool = False,
    brief: bool = False,
    frame_of: Callable[[Net], Frame] = Frame,
) -> Analysis:
    """Analyse a compiled net; see ``analyse``. ``frame_of`` finds the frame of a net."""
    is_known = bool(net.sources)
    if not is_known:
        net = _without_queues(net)
    nothing = Analysis(scenario.name, scenario.time_unit, warnings=net.warnings)
    try:
        numbers = Numbers(scenario, Solution(net, frame_of(net)), promises, is_known=is_known)
        return numbers.whole() if whole else numbers.analysis(brief=brief)
    except Endless:
        endless = message("A loop has no way out, so cases never end. Give the way out a share above 0.")
        return replace(nothing, stable=False, warnings=(*net.warnings, endless))


def _without_queues(net: Net) -> Net:
    """The net with one case at each start that nothing inside triggers, and nobody waiting for anybody."""
    triggered = {t for step in net.steps for o in step.outcomes for t in o.targets}
    triggered |= {start for step in net.steps for start in step.calls}
    starts = [start for process in net.processes for start in process.starts if start not in triggered]
    warning = message("It is not known how often cases come, so waits are left out. Enter the arrivals.")
    return replace(
        net,
        sources=tuple(Source(start, 1.0) for start in starts),
        pools=tuple(replace(pool, capacity=None) for pool in net.pools),
        warnings=(warning, *net.warnings),
    )
