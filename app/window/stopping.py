"""Shows that a check runs, lets a person stop it, and says what is missing then."""

from typing import TYPE_CHECKING

from app.panels.findings import FindingsPanel
from app.translate import tr
from app.window.analyses import OVERVIEW, Analyses
from app.window.page import Page

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Stopping:
    """Follows the check on the pages that show what it finds, and in the panel below the maps."""

    def __init__(
        self, analyses: Analyses, pages: tuple[Page, ...], below: FindingsPanel, window: "MainWindow"
    ) -> None:
        self._analyses, self._pages, self._below, self._window = analyses, pages, below, window
        for page in pages:
            page.can_stop = True
            page.stopWanted.connect(analyses.stop)
        below.stopWanted.connect(analyses.stop)
        analyses.busy.connect(self._busy)
        analyses.stopped.connect(self._say)

    def _busy(self, key: str, is_busy: bool) -> None:
        if key != OVERVIEW:
            return
        self._below.show_busy(is_busy)
        for page in self._pages:
            page.show_busy(is_busy)
            if is_busy:
                page.notice.hide()
        self._window.actions_by_name["stop_check"].setEnabled(is_busy)

    def _say(self) -> None:
        """Say what is missing now, and how to get it."""
        if self._analyses.overview.files:
            text = tr(
                "The check was stopped. Landscape, findings, numbers and handbook are as they were before, "
                "without your last changes."
            )
        else:
            text = tr("The check was stopped. Landscape, findings, numbers and handbook are missing.")
        for page in self._pages:
            page.notice.show_text(text, (tr("Check Again"), self._analyses.check))
        self._window.say(tr("{text} F5 checks again.", text=text))
