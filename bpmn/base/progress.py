"""Progress and cancellation of long work, without threads and without Qt."""

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - a wish of the user, no error
    """Raised inside long work after the user asked to stop."""


class Progress(Protocol):
    """Is told how far the work is; may raise Cancelled."""

    def __call__(self, fraction: float, text: str = "") -> None:
        """Report fraction in 0..1 and what is being done."""


def silent(fraction: float, text: str = "") -> None:
    """Progress nobody looks at."""
