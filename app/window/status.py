"""The line at the foot: saved or not, what is shown, how large."""

from typing import TYPE_CHECKING

from app.translate import tr
from app.widgets import label
from app.window import rail
from bpmn.model import Activity, ChoreographyActivity, Lane

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

PERCENT = 100


class Status:
    """Fills the status bar of the window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.saved, self.counts = label(""), label("")
        self.where, self.zoom = label(""), label("")
        bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        for part in (self.saved, self.counts):
            bar.addWidget(part)
        for part in (self.where, self.zoom):
            bar.addPermanentWidget(part)

    def refresh(self) -> None:
        """Say what is true now."""
        window = self._window
        on_map = window.pages.currentIndex() == rail.MAPS
        view = window.maps.view if on_map else None
        self.zoom.setText(tr("{percent} %", percent=round(view.view.zoom * PERCENT)) if view else "")
        if view is None:
            self._of_system()
            return
        session = view.session
        unsaved = window.workspace.is_unsaved(session)
        self.saved.setText(tr("Not saved") if unsaved else tr("Saved") if session.path else tr("New"))
        document = session.document
        steps = len(list(document.all(Activity))) + len(list(document.all(ChoreographyActivity)))
        roles = sum(1 for _ in session.document.all(Lane))
        self.counts.setText(tr("Steps: {steps} · roles: {roles}", steps=steps, roles=roles))
        names = [n for n in (_name(view.chosen), view.where.text()) if n]
        self.where.setText(" · ".join(names))

    def _of_system(self) -> None:
        workspace = self._window.workspace
        self.counts.setText("")
        self.where.setText("")
        if workspace.folder is None:
            self.saved.setText(tr("Works without the internet. Nothing leaves this computer."))
            return
        text = tr("{folder} · {count} maps", folder=workspace.folder.name, count=len(workspace.maps()))
        self.saved.setText(text)


def _name(chosen: object) -> str:
    elements = chosen if isinstance(chosen, list) else []
    return str(elements[0].node.get("name") or "").replace("\n", " ") if len(elements) == 1 else ""
