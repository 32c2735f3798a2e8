"""The error of an action that BPMN does not allow."""

from typing import TypeVar

from bpmn.base.message import Message
from bpmn.rules.refusal import Refusal, refuse

T = TypeVar("T")


class NotAllowed(Exception):  # noqa: N818 - says what it is
    """An action was refused; ``reason`` is a sentence for people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def allowed(verdict: T | Refusal) -> T:
    """The verdict, or NotAllowed where it is a refusal."""
    if isinstance(verdict, Refusal):
        raise NotAllowed(verdict.reason)
    return verdict


def not_allowed(template: str, **values: object) -> NotAllowed:
    """The error with this reason."""
    return NotAllowed(refuse(template, **values).reason)
