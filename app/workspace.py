"""What is open: one folder of maps at most, the maps being edited, and which of them is in front."""

from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QUndoGroup

from app.folder import maps_of
from app.session import Session
from app.system_facts import SystemFacts
from app.system_steps import SystemSteps
from bpmn.editing.document import new_document
from bpmn.editing.system_edit import SystemEdit
from bpmn.model.document import Document
from bpmn.xml import file

NOTICE_MS = 200


class Workspace(QObject):
    """Opens, saves and closes maps. Asks nothing: who calls has asked the user before."""

    opened = Signal(object)
    closed = Signal(object)
    activated = Signal(object)
    edited = Signal(object)
    folderChanged = Signal()
    mapsChanged = Signal()
    changedOutside = Signal(object)
    revealed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sessions: list[Session] = []
        self.active: Session | None = None
        self.folder: Path | None = None
        self.undo_group = QUndoGroup(self)
        self.facts = SystemFacts(self)
        self.undo_group.addStack(self.facts.undo_stack)
        self.steps = SystemSteps(self.undo_group, self.facts, lambda: tuple(self.sessions))
        self._background: set[Session] = set()
        self._titles: dict[Session, str] = {}
        self._maps: list[Path] = []
        self._never_saved: set[Session] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda *_: self.look_for_maps())
        self._watcher.fileChanged.connect(lambda *_: QTimer.singleShot(NOTICE_MS, self, self.look_outside))

    # -- opening ---------------------------------------------------------------------------------

    def open(self, path: Path) -> Session:
        """Open a map, or bring it to the front if it is open. Raises UnreadableFile."""
        session = self._load(path)
        if session in self._background:
            self._background.remove(session)
            self.opened.emit(session)
        self.activate(session)
        return session

    def _load(self, path: Path) -> Session:
        """The session of a map, in the background unless it is open."""
        path = path.resolve()
        session = self.session_at(path)
        if session is None:
            session = self._adopt(Session.open(path, self))
            self._watcher.addPath(str(path))
            self._background.add(session)
        return session

    def open_folder(self, folder: Path) -> None:
        """Make a folder the system; open maps stay open."""
        folder = folder.resolve()
        self.facts.open(folder)
        self.drop_background()
        if self.folder is not None:
            self._watcher.removePath(str(self.folder))
        self.folder = folder
        self._watcher.addPath(str(folder))
        self._maps = maps_of(folder)
        self.folderChanged.emit()

    def look_for_maps(self) -> None:
        """List the maps of the folder again, after files came or went."""
        found = maps_of(self.folder) if self.folder else []
        if found != self._maps:
            self._maps = found
            self.mapsChanged.emit()

    def new(self, document: Document | None = None, title: str = "", kind: str = "process") -> Session:
        """A map that no file holds yet: a blank one of a kind, or the copy of another."""
        session = self._adopt(Session(document or new_document(title, kind=kind), parent=self))
        self._titles[session] = title
        if document is not None:
            self._never_saved.add(session)
        self.opened.emit(session)
        self.activate(session)
        return session

    def _adopt(self, session: Session) -> Session:
        self.sessions.append(session)
        self.undo_group.addStack(session.stack)
        session.document.changed.connect(lambda *_: self.edited.emit(session))
        session.cleanChanged.connect(lambda *_: self.edited.emit(session))
        return session

    # -- several maps at once --------------------------------------------------------------------

    def system_step(self, label: str) -> AbstractContextManager[SystemEdit]:
        """One undo step over the facts and any number of maps, for use with ``with``.

        ``document(file)`` of the result gives a map to edit with the functions of ``bpmn.editing``; one
        that is not open is opened in the background, where it waits unsaved. Nothing is written. If
        anything raises, nothing has changed.
        """
        return self.steps.make(label, lambda name: self.session_of(name).document)

    def session_of(self, name: str) -> Session:
        """The session of a file of the folder; opened in the background if need be. Raises UnreadableFile."""
        known = next((s for s in self.sessions if self.file_of(s) == name), None)
        return known or self._load((self.folder or Path()) / name)

    def is_in_background(self, session: Session) -> bool:
        """Whether a map has no tab: a step over several maps changed it, or a closed one can be undone."""
        return session in self._background

    def drop_background(self) -> None:
        """Forget the maps in the background that are saved and that no step is about any more."""
        for session in [s for s in self._background if not self.is_unsaved(s)]:
            if not self.facts.journal.holds(session.document):
                self._forget(session)

    # -- looking up ------------------------------------------------------------------------------

    def session_at(self, path: Path) -> Session | None:
        """The open map of this file, or None."""
        return next((s for s in self.sessions if s.path == path.resolve()), None)

    def maps(self) -> list[Path]:
        """The files of the folder that are maps, by name; empty without a folder."""
        return list(self._maps)

    def file_of(self, session: Session) -> str:
        """How findings and links name the file of a map: its path inside the folder, else its name."""
        if session.path is None:
            return self.title_of(session)
        if self.folder and session.path.is_relative_to(self.folder):
            return session.path.relative_to(self.folder).as_posix()
        return session.path.name

    def title_of(self, session: Session) -> str:
        """What people call a map: the name of its file without ending, or of the unsaved map."""
        if session.path is not None:
            return session.path.name.partition(".bpmn")[0]
        return self._titles.get(session, "")

    def is_unsaved(self, session: Session) -> bool:
        """Whether something of a map would be lost if it were closed now."""
        return session in self._never_saved or not session.is_clean

    def unsaved(self) -> list[Session]:
        """All maps of which something would be lost."""
        return [s for s in self.sessions if self.is_unsaved(s)]

    def documents(self) -> dict[str, bytes]:
        """The bytes of the open maps, by file: what analyses see instead of the disk.

        With a folder those that lie in it, otherwise all.
        """
        return {self.file_of(s): s.document.to_bytes() for s in self.sessions if self._is_part(s)}

    def _is_part(self, session: Session) -> bool:
        if self.folder is None:
            return True
        return session.path is not None and session.path.is_relative_to(self.folder)

    # -- showing ---------------------------------------------------------------------------------

    def activate(self, session: Session | None) -> None:
        """Bring a map to the front; its undo steps are those of the menu."""
        if session is self.active:
            return
        self.active = session
        self.undo_group.setActiveStack(session.stack if session else self.facts.undo_stack)
        self.activated.emit(session)

    def reveal(self, name: str, identifier: str) -> Session:
        """Show an element of a file of the folder, opening its map. Raises UnreadableFile."""
        known = next((s for s in self.sessions if self.file_of(s) == name), None)
        if known is None or known in self._background:
            known = self.open((self.folder or Path()) / name)
        self.activate(known)
        self.revealed.emit(known, identifier)
        return known

    # -- saving ----------------------------------------------------------------------------------

    def save(self, session: Session, *, overwrites: bool = False) -> None:
        """Write a map to its file. Raises ChangedOutside, NotSaved, EncodingLoss and OSError."""
        session.save(overwrites=overwrites)
        self._saved(session)

    def save_as(self, session: Session, path: Path) -> None:
        """Write a map to another file, its own from now on. Raises NotSaved, EncodingLoss, OSError."""
        old = session.path
        session.save_as(path.resolve())
        session.document.name = path.name
        if old is not None:
            self._watcher.removePath(str(old))
        self._watcher.addPath(str(session.path))
        self._saved(session)
        self.look_for_maps()

    def _saved(self, session: Session) -> None:
        self._never_saved.discard(session)
        self.edited.emit(session)

    # -- closing ---------------------------------------------------------------------------------

    def close(self, session: Session) -> None:
        """Close a map; what is unsaved is lost.

        A saved one that a step over several maps changed stays in the background, so that the step can be
        undone everywhere.
        """
        if not self.is_unsaved(session) and self.facts.journal.holds(session.document):
            self._background.add(session)
        else:
            self._background.discard(session)
            self.facts.journal.forget(session.document)
            self.sessions.remove(session)
        if session is self.active:
            others = [s for s in self.sessions if s not in self._background]
            self.activate(others[-1] if others else None)
        self.closed.emit(session)
        if session not in self._background:
            self._end(session)

    def _forget(self, session: Session) -> None:
        """Let go of a map in the background."""
        self._background.discard(session)
        self.facts.journal.forget(session.document)
        self.sessions.remove(session)
        self._end(session)

    def _end(self, session: Session) -> None:
        self.undo_group.removeStack(session.stack)
        self._never_saved.discard(session)
        if session.path is not None:
            self._watcher.removePath(str(session.path))
        session.close()

    def reload(self, session: Session) -> Session:
        """Read a map again from its file; edits and undo steps are lost. Raises UnreadableFile."""
        assert session.path is not None
        Document.parse(file.read(session.path), session.path.name)  # raises before anything is closed
        self.facts.journal.forget(session.document)
        self.close(session)
        return self.open(session.path)

    def look_outside(self) -> None:
        """Announce every map that another program changed on disk since it was opened or saved here."""
        for session in list(self.sessions):
            if session.path is None or not session.path.exists():
                continue
            if str(session.path) not in self._watcher.files():
                self._watcher.addPath(str(session.path))  # replacing a file ends the watch
            if session.is_changed_outside():
                self.changedOutside.emit(session)
