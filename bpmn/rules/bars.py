"""Conditions that forbid something, and how they are asked one after the other."""

from collections.abc import Callable
from typing import NamedTuple

from bpmn.model import Element
from bpmn.rules.refusal import Refusal, refuse


class Bar(NamedTuple):
    """A condition that forbids something, and the sentence that says so."""

    forbids: Callable[[Element], bool]
    reason: str


def is_a(*kinds: type[Element]) -> Callable[[Element], bool]:
    """Whether an element is of one of these classes, as a question."""
    return lambda element: isinstance(element, kinds)


def first_of(bars: tuple[Bar, ...], element: Element) -> Refusal | None:
    """The refusal by the first of these bars that forbids an element."""
    return next((refuse(bar.reason) for bar in bars if bar.forbids(element)), None)


def either(kind: type[Element], *bars: Refusal | None) -> type[Element] | Refusal:
    """The first refusal, or the class of connection."""
    return next((bar for bar in bars if bar is not None), kind)
