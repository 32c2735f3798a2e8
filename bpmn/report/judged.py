"""The judgement of initiatives, made in a worker from bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bpmn.analysis.cache import said
from bpmn.base.message import Message
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.improve import Improvement, Wanted, improve
from bpmn.report.opened import open_system
from bpmn.system.facts import Facts
from bpmn.system.links import find_links
from bpmn.system.system import System


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged initiatives, or why they cannot be judged; None where there are none.

    ``ground`` is the digest of what the verdicts rest on.
    """

    improvement: Improvement | None = None
    problem: Message | None = None
    ground: bytes = b""

    @property
    def verdicts(self) -> "Verdicts":
        """Which initiatives were judged, and on what."""
        found = self.improvement.initiatives if self.improvement is not None else ()
        return Verdicts(frozenset(effect.name for effect in found), self.ground)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The names of initiatives that were judged, and the digest of what the verdicts rest on."""

    names: frozenset[str] = frozenset()
    ground: bytes = b""

    def about(self, system: System) -> frozenset[str]:
        """The initiatives that were judged on a system as it is; none if anything has changed since."""
        return self.names if self.names and self.ground == said(system) else frozenset()


def judge(folder: Path, documents: Mapping[str, bytes], facts: Facts, *, is_quick: bool = True) -> Judged:
    """Judge all initiatives of a system; what is open counts, not what is on disk.

    ``is_quick`` by queueing theory, else by simulation, in the process that calls it.
    """
    system = open_system(folder, documents, facts)
    try:
        return Judged(
            improve(system, find_links(system), Wanted(is_quick=is_quick, workers=1), facts),
            ground=said(system),
        )
    except CannotApply as error:
        return Judged(problem=error.reason)


def judge_surely(folder: Path, documents: Mapping[str, bytes], facts: Facts) -> Judged:
    """Judge all initiatives of a system by simulation, which takes a while."""
    return judge(folder, documents, facts, is_quick=False)
