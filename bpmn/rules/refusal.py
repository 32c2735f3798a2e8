"""The answer no, with its reason."""

from dataclasses import dataclass
from typing import Literal

from bpmn.base.message import Message, message


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something BPMN does not allow; false in conditions, and the reason is a sentence for people."""

    reason: Message

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return str(self.reason)


Verdict = Literal[True] | Refusal
"""True, or why not."""


def refuse(template: str, **values: object) -> Refusal:
    """A Refusal with this reason."""
    return Refusal(message(template, **values))
