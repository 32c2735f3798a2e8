"""How charts say sentences and numbers: in the reader's language, with no more digits than are known."""

import math
from collections.abc import Callable
from typing import NamedTuple

from bpmn.base.message import Message

MINUS = "−"
SIGNIFICANT, MOST_DECIMALS = 3, 3


def plain_number(value: float, digits: int = SIGNIFICANT) -> str:
    """A number with so many significant digits, at most three of them decimals, with a true minus."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    decimals = min(max(0, digits - 1 - math.floor(math.log10(abs(value)))), MOST_DECIMALS)
    text = f"{abs(value):.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


class Words(NamedTuple):
    """How sentences and numbers are said."""

    spoken: Callable[[Message], str] = str
    number: Callable[[float], str] = plain_number

    def signed(self, value: float) -> str:
        """A change: always with its sign, 0 without one."""
        text = self.number(value)
        return f"+{text}" if value > 0 and text != "0" else text


PLAIN = Words()
"""English, with a decimal point."""
