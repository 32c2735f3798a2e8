"""Judges all initiatives of a system and their portfolio: what the command and the panel show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bpmn.base.message import message
from bpmn.base.progress import Progress, silent
from bpmn.improvement.assess import assess
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.effects import InitiativeEffect
from bpmn.improvement.engine import Analytic
from bpmn.improvement.initiative import Proposal, proposals
from bpmn.improvement.portfolio import Portfolio, portfolio
from bpmn.improvement.result_json import to_json
from bpmn.improvement.simulated import Simulated
from bpmn.improvement.workbench import Workbench
from bpmn.queueing.drafts import Links
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps
from bpmn.simulation import Workers
from bpmn.system.facts import Facts

__all__ = ["Improvement", "Wanted", "improve", "to_json"]


@dataclass(frozen=True, slots=True)
class Improvement:
    """The judged initiatives of a system; ``seed`` is that of the simulation, None without one."""

    base: Analysis
    judged_on: tuple[str, ...]
    initiatives: tuple[InitiativeEffect, ...]
    portfolio: Portfolio
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be judged: initiatives of these names (all without), on these metrics (the system's).

    Without ``all_subsets`` only single initiatives, all but one, and all together are valued. With
    ``is_quick`` queueing theory judges; else a simulation with this ``seed`` (None: the scenario's) in so
    many ``workers`` (None: one per core).
    """

    names: Collection[str] = ()
    metrics: Sequence[str] = ()
    all_subsets: bool = True
    is_quick: bool = True
    seed: int | None = None
    workers: int | None = None


def improve(
    system: Maps,
    links: Links | None = None,
    wanted: Wanted = Wanted(),
    facts: Facts | None = None,
    progress: Progress = silent,
) -> Improvement:
    """Judge the initiatives of a system.

    Raises CannotApply for an unknown name, and where an initiative does not fit the maps.
    """
    bench = Workbench(system, links, facts, wanted.metrics)
    chosen = _chosen(proposals(bench), wanted.names)
    seed = None
    if wanted.is_quick:
        effects = tuple(assess(bench, proposal, Analytic(bench)) for proposal in chosen)
    else:
        with Workers(wanted.workers) as workers:
            engine = Simulated(bench, wanted.seed, workers, progress)
            seed = engine.seed
            effects = tuple(assess(bench, proposal, engine) for proposal in chosen)
    together = portfolio(bench, chosen, all_subsets=wanted.all_subsets, progress=progress)
    return Improvement(bench.base, tuple(map(str, bench.judged)), effects, together, seed)


def _chosen(known: Sequence[Proposal], names: Collection[str]) -> list[Proposal]:
    lacking = set(names) - {proposal.name for proposal in known}
    if lacking:
        listed = ", ".join(f"“{proposal.name}”" for proposal in known) or "none"
        raise CannotApply(
            message("There is no initiative “{name}”; there are: {known}.", name=min(lacking), known=listed)
        )
    return [proposal for proposal in known if not names or proposal.name in names]
