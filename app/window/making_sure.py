"""Verdicts by simulation: whether they are wanted, that one runs, and the way to stop it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.window.analyses import JUDGED, SURE

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SWITCH = "simulate_verdicts"


class MakingSure(QObject):
    """Follows the switch of the menu, and shows on the page of initiatives what is being judged."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._settings, self._analyses = window.settings, window.system.analyses
        self._page = window.system.initiatives
        self._running: set[str] = set()
        switch = window.actions_by_name[SWITCH]
        switch.setChecked(self._settings.is_on(SWITCH, default=True))
        self._analyses.simulates_verdicts = switch.isChecked()
        switch.toggled.connect(self._switched)
        self._page.can_stop = True
        self._page.stopWanted.connect(self._analyses.stop_making_sure)
        self._analyses.busy.connect(self._busy)

    def _switched(self, is_on: bool) -> None:
        self._settings.switch(SWITCH, is_on)
        self._analyses.simulates_verdicts = is_on
        if not is_on:
            self._analyses.stop_making_sure()

    def _busy(self, key: str, is_busy: bool) -> None:
        if key not in (JUDGED, SURE):
            return
        (self._running.add if is_busy else self._running.discard)(key)
        self._page.show_busy(bool(self._running))
        self._page.show_making_sure(is_on=SURE in self._running)
