"""Starts comparisons of the map in front, and what can be done on their page."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs import Jobs
from app.session import Session
from app.translate import tr
from app.window.compare_page import ComparePage
from app.window.pictures import export_drawing
from bpmn.report.compared import Compared, Version, compared
from bpmn.xml import file
from bpmn.xml.errors import EncodingLoss, UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


KEY = "compare"


class Comparing:
    """Compares the map in front with another file or with what is saved, in a worker."""

    def __init__(self, window: "MainWindow", jobs: Jobs) -> None:
        self._window = window
        self._jobs = jobs
        self.page = ComparePage()
        self._session: Session | None = None
        self._files = "", ""
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._tell)
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
            other = Version(file.read(path), path.name, title)
            data = session.document.to_bytes()
        except UnreadableFile as error:
            window.files.ask.unreadable(error.message, None)
            return
        except EncodingLoss as error:
            window.files.ask.encoding_loss(error.reason)
            return
        mine = Version(data, session.name, tr("{name} on the screen", name=session.name))
        self._session, self._files = session, (other.file, mine.file)
        self.page.wait_for(other.title, mine.title)
        window.go(window.pages.indexOf(self.page))
        self._jobs.start(KEY, compared, other, mine)

    def _take(self, key: str, found: object) -> None:
        if key != KEY or not isinstance(found, Compared):
            return
        self.page.show_compared(found)
        if found.unreadable is not None:
            self.page.show_stopped()
            self._leave()
            self._window.files.ask.unreadable(found.unreadable, None)

    def _tell(self, key: str, detail: str) -> None:
        if key == KEY:
            self.page.show_stopped()
            self._window.say(tr("The comparison stopped: {detail}", detail=detail))

    def _leave(self) -> None:
        """Go back to where the comparison was asked for, unless the person went elsewhere meanwhile."""
        if self._window.pages.currentWidget() is self.page:
            self._window.commands.back()

    def _reveal(self, identifier: str) -> None:
        if self._session is not None:
            self._window.reveal(self._window.workspace.file_of(self._session), identifier)

    def _closed(self, session: Session) -> None:
        if session is self._session:
            self._session = None

    def _export(self) -> None:
        first, second = (name.partition(".bpmn")[0] for name in self._files)
        title = tr("{first} compared with {second}", first=second, second=first)
        export_drawing(self._window, self.page.drawing(), title)
