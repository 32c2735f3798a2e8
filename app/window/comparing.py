"""Starts comparisons of the map in front, and what can be done on their page."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.session import Session
from app.translate import tr
from app.window.compare_page import ComparePage, Version
from app.window.pictures import export_drawing
from bpmn.model.document import Document
from bpmn.xml import file
from bpmn.xml.errors import EncodingLoss, UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Comparing:
    """Compares the map in front with another file or with what is saved."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.page = ComparePage()
        self._session: Session | None = None
        self.page.showWanted.connect(self._reveal)
        self.page.pictureWanted.connect(self._export)
        window.workspace.closed.connect(self._closed)

    def with_other(self) -> None:
        """Ask for another version of the map in front and compare."""
        session = self._window.workspace.active
        if session is None:
            return
        start = session.path or self._window.workspace.folder or Path.home()
        path = self._window.files.ask.version_to_compare(start)
        if path is not None:
            self.compare(session, path, path.name)

    def with_saved(self) -> None:
        """Compare the map in front with the version on disk."""
        session = self._window.workspace.active
        if session is None or session.path is None:
            self._window.say(tr("This map has not been saved yet: there is no other version of it."))
            return
        self.compare(session, session.path, tr("{name} on disk", name=session.name))

    def compare(self, session: Session, path: Path, title: str) -> None:
        """Compare a map as it is on the screen with a file; explains why if the file cannot be read."""
        window = self._window
        try:
            other = Document.parse(file.read(path), path.name)
            mine = Document.parse(session.document.to_bytes(), session.name)
        except UnreadableFile as error:
            window.files.ask.unreadable(error.message, None)
            return
        except EncodingLoss as error:
            window.files.ask.encoding_loss(error.reason)
            return
        self._session = session
        self.page.show_versions(
            Version(other, title), Version(mine, tr("{name} on the screen", name=session.name))
        )
        window.go(window.pages.indexOf(self.page))

    def _reveal(self, identifier: str) -> None:
        if self._session is not None:
            self._window.reveal(self._window.workspace.file_of(self._session), identifier)

    def _closed(self, session: Session) -> None:
        if session is self._session:
            self._session = None

    def _export(self) -> None:
        if self.page.versions is None:
            return
        first, second = (version.document.name.partition(".bpmn")[0] for version in self.page.versions)
        title = tr("{first} compared with {second}", first=second, second=first)
        export_drawing(self._window, self.page.drawing(), title)
