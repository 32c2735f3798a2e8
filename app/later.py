"""What is filled only when it is seen."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget


class Later:
    """Fills a widget now where it is seen, else when it comes into sight.

    The widget calls ``catch_up`` when it is shown, others before they ask something of it unseen.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._fill: Callable[[], None] | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the widget shows what is no longer true."""
        return self._fill is not None

    def fill(self, fill: Callable[[], None]) -> None:
        """Let the widget be filled; only the last call counts."""
        self._fill = fill
        if self._widget.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Fill the widget with what waits to be shown."""
        fill, self._fill = self._fill, None
        if fill is not None:
            fill()
