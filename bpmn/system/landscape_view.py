"""What the cards of a landscape can tell beside name, owner and time."""

from enum import StrEnum


class View(StrEnum):
    """How busy people are, how much of the time is waiting, what is wrong, or who answers for what."""

    LOAD = "load"
    WAITING = "waiting"
    FINDINGS = "findings"
    OWNER = "owner"
