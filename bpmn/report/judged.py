"""The judgement of initiatives, made in a worker from bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bpmn.base.message import Message
from bpmn.improvement.improve import Improvement, improve
from bpmn.improvement.initiative import CannotApply
from bpmn.report.overview import open_system
from bpmn.system.facts import Facts
from bpmn.system.links import find_links


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged initiatives, or why they cannot be judged; None where there are none."""

    improvement: Improvement | None = None
    problem: Message | None = None


def judge(folder: Path, documents: Mapping[str, bytes], facts: Facts) -> Judged:
    """Judge all initiatives of a system; what is open counts, not what is on disk."""
    system = open_system(folder, documents, facts)
    try:
        return Judged(improve(system, find_links(system), facts=facts))
    except CannotApply as error:
        return Judged(problem=error.reason)
