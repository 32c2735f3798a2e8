"""What every check returns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bpmn.base.message import Message


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; sorts from severe to mild."""
        return list(Severity).index(self)

    def at_least(self, other: "Severity") -> bool:
        """Whether this is as bad as other or worse."""
        return self.rank <= other.rank


class ElementKey(NamedTuple):
    """Names an element in a system; ids alone repeat between files.

    ``file`` is the POSIX path relative to the system's folder, ``element`` the id.
    """

    file: str
    element: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a process owner should look at. Refers to elements by key, so it crosses processes."""

    rule: str
    severity: Severity
    elements: tuple[ElementKey, ...]
    message: Message
    why: Message
    fix: Message
