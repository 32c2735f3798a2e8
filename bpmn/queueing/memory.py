"""What was worked out once from the very same objects: sets of initiatives share most of their changes."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

MOST = 50_000
"""So many results are remembered; then all are forgotten."""


class Memory:
    """Results by the identity of what they rest on, and by plain values.

    Everything they rest on is kept with them, so that no identity is given away again.
    """

    def __init__(self) -> None:
        self._known: dict[object, tuple[object, object]] = {}

    def ask(
        self, what: str, objects: Sequence[object], values: tuple[object, ...], make: Callable[[], T]
    ) -> T:
        """The result for these objects and values; ``what`` tells questions apart."""
        key = (what, *map(id, objects), *values)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            result = make()
            self._known[key] = (objects, result)
            return result
        return found[1]  # type: ignore[return-value]
