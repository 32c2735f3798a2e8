"""What every check returns."""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixAction
from bpmn.base.message import Message

__all__ = ["ElementKey", "Finding", "Severity"]


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; sorts from severe to mild."""
        return RANKS[self]

    def at_least(self, other: "Severity") -> bool:
        """Whether this is as bad as other or worse."""
        return self.rank <= other.rank


RANKS = {severity: rank for rank, severity in enumerate(Severity)}
"""From severe to mild."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a process owner should look at. Refers to elements by key, so it crosses processes."""

    rule: str
    severity: Severity
    elements: tuple[ElementKey, ...]
    message: Message
    why: Message
    fix: Message
    level: str = ""
    """The weakest level (M0 … M6) of the links it rests on; empty where it rests on none."""
    actions: tuple[FixAction, ...] = ()
    """What can be done about it by one click, the best first."""
