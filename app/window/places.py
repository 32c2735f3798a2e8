"""Where one has been: pages and elements, to go back and forward like in a browser."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.session import Session

MOST = 100


class Place(NamedTuple):
    """A page; on the page of maps the map and the element, on that of a party its name as the element."""

    page: int
    session: Session | None = None
    element: str = ""


class Places(QObject):
    """The places in the order of visiting, and which one is shown."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visited: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Come to a place; what lay ahead is forgotten. Another element of the same map is the same visit."""
        if self._visited and _is_same(self._visited[self._at], place):
            self._visited[self._at] = place
            return
        self._visited = [*self._visited[max(0, self._at - MOST) : self._at + 1], place]
        self._at = len(self._visited) - 1
        self.changed.emit()

    def forget(self, session: Session) -> None:
        """A map was closed: its places are gone."""
        before = self._visited[: self._at + 1]
        self._visited = [p for p in self._visited if p.session is not session]
        self._at = sum(p.session is not session for p in before) - 1
        self.changed.emit()

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (1); None at the end."""
        if not 0 <= self._at + by < len(self._visited):
            return None
        self._at += by
        self.changed.emit()
        return self._visited[self._at]

    def can_step(self, by: int) -> bool:
        """Whether there is a place in this direction."""
        return 0 <= self._at + by < len(self._visited)


def _is_same(one: Place, other: Place) -> bool:
    """Whether two places are one visit: one page, one map; without a map, what the page is about."""
    return one[:2] == other[:2] and (one.session is not None or one.element == other.element)
