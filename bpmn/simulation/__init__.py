"""Simulation of a whole system of processes, case by case, with intervals.

``plan(system, links, scenario)`` makes a system ready; a plan is a value that travels to other processes.
``simulate(plan, settings)`` runs it until the numbers are sure enough and gives a ``Simulation``.

To compare variants: ``run_paired(plans, seed, replications, horizon, workers)`` runs the same replications
with the same random numbers on each plan, and gives ``Paired``, whose ``metrics`` are for each plan, in the
order given, the numbers of each replication. ``RunMetrics`` has ``end_to_end`` by metric, ``quantiles``,
``processes`` and ``activities`` by key (times per instance and per execution, ``visits`` per customer
case), ``utilisation`` in the order of ``plan.pools``, ``partition`` by (cause, key), whose values add up to
the lead time, and ``leads``, the lead times themselves. Variants have to have the same horizon:
``common_horizon(plan)`` of the base. With ``workers`` (``Workers``) the same processes serve several calls.
``Paired.unstable`` says per variant which teams are overloaded; times then mean nothing.
"""

from bpmn.simulation.compile import plan
from bpmn.simulation.engine import Endless
from bpmn.simulation.length import Horizon
from bpmn.simulation.log import write_log
from bpmn.simulation.metrics import ActivityRun, ProcessRun, RunMetrics
from bpmn.simulation.output import to_json
from bpmn.simulation.paired import Paired, common_horizon, run_paired
from bpmn.simulation.plan import Plan
from bpmn.simulation.results import Simulation
from bpmn.simulation.simulate import Settings, simulate
from bpmn.simulation.statistics import Estimate
from bpmn.simulation.workers import Workers

__all__ = [
    "ActivityRun",
    "Endless",
    "Estimate",
    "Horizon",
    "Paired",
    "Plan",
    "ProcessRun",
    "RunMetrics",
    "Settings",
    "Simulation",
    "Workers",
    "common_horizon",
    "plan",
    "run_paired",
    "simulate",
    "to_json",
    "write_log",
]
