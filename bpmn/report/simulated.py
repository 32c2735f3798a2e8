"""A simulation of what is open, made in a worker from bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bpmn.analysis.cache import said
from bpmn.report.opened import open_system
from bpmn.scenario.merged import read
from bpmn.simulation import Settings, Simulation, plan, simulate
from bpmn.system.facts import Facts
from bpmn.system.links import find_links


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a simulation found; ``ground`` is the digest of the system that it is about."""

    found: Simulation | None = None
    ground: bytes = b""


def simulated(folder: Path | None, documents: Mapping[str, bytes], facts: Facts) -> Simulated:
    """Simulate the base scenario of a system; what is open counts, not what is on disk.

    It runs in the process that calls it, which therefore can be ended at any time.
    """
    system = open_system(folder, documents, facts)
    ready = plan(system, find_links(system), read(system))
    return Simulated(simulate(ready, Settings(workers=1)), said(system))
