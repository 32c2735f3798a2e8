"""Opening, saving and closing as a person wants it: asks, explains, loses nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.dialogs.questions import COPY, DISCARD, OVERWRITE, RELOAD, REPAIR, SAVE, UTF8, Questions
from app.paths import own_copy, sample_systems
from app.session import Session
from app.settings import Settings
from app.translate import tr, tr_message
from app.workspace import Workspace
from bpmn.model.document import Document
from bpmn.system.store import NotWritable
from bpmn.xml import file
from bpmn.xml.errors import ChangedOutside, EncodingLoss, NotSaved, UnreadableFile
from bpmn.xml.repair import repair


class Files(QObject):
    """The commands of the File menu."""

    said = Signal(str)

    def __init__(self, workspace: Workspace, settings: Settings, ask: Questions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self.ask = ask

    # -- opening ---------------------------------------------------------------------------------

    def new(self, kind: str = "process") -> None:
        """Draw a new map of a kind (see ``bpmn.editing.document.new_document``)."""
        self._workspace.new(title=tr("New map"), kind=kind)

    def open(self) -> None:
        """Ask for maps and open them."""
        for path in self.ask.maps_to_open(self._place()):
            self.open_path(path)

    def open_folder(self) -> None:
        """Ask for a folder and open it."""
        folder = self.ask.folder_to_open(self._place())
        if folder is not None:
            self.open_path(folder)

    def open_sample(self, sample: Path | None = None) -> None:
        """Open a sample system that came with the application, the first unless one is named."""
        samples = sample_systems()
        if samples:
            self.open_path(own_copy(sample or samples[0]))
        else:
            self.said.emit(tr("No sample came with this installation."))

    def open_path(self, path: Path) -> bool:
        """Open a map or a folder; explains why if it cannot be. True if it is open now."""
        try:
            if path.is_dir():
                self._workspace.open_folder(path)
                self._tell_trouble()
            else:
                self._workspace.open(path)
        except UnreadableFile as error:
            return self._offer_repair(path, error)
        self._settings.remember(path)
        return True

    def _tell_trouble(self) -> None:
        """Say what of the decisions about a folder could not be read; its maps are open all the same."""
        trouble = self._workspace.facts.trouble
        if trouble is not None:
            self.ask.tell(tr("Not all decisions could be read"), tr_message(trouble))

    def _offer_repair(self, path: Path, error: UnreadableFile) -> bool:
        repaired = None
        if path.is_file():
            try:
                repaired = repair(file.read(path), path.name)
            except UnreadableFile:
                repaired = None
        answer = self.ask.unreadable(error.message, repaired.changes if repaired else None)
        if answer != REPAIR or repaired is None:
            return False
        name = tr("{name} (repaired)", name=path.name.partition(".bpmn")[0])
        self._workspace.new(Document.parse(repaired.data, name), name)
        return True

    def reveal(self, name: str, identifier: str) -> bool:
        """Show an element of a file of the folder; explains why if it cannot be."""
        try:
            self._workspace.reveal(name, identifier)
        except UnreadableFile as error:
            self.ask.unreadable(error.message, None)
            return False
        return True

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save the map in front."""
        session = self._workspace.active
        return self.save_session(session) if session is not None else self.save_facts()

    def save_as(self) -> bool:
        """Save the map in front under another name."""
        session = self._workspace.active
        if session is None:
            return False
        suggestion = session.path or self._place() / f"{self._workspace.title_of(session)}.bpmn"
        path = self.ask.name_to_save(suggestion)
        return path is not None and self._write(session, lambda: self._workspace.save_as(session, path))

    def save_all(self) -> bool:
        """Save all maps and what was decided about the system; stops where a person cancels."""
        done = all(self.save_session(session) for session in self._workspace.unsaved())
        return done and self.save_facts()

    def save_facts(self) -> bool:
        """Save what was decided about the system."""
        facts = self._workspace.facts
        if not facts.is_unsaved or facts.folder is None:
            return True
        try:
            facts.save()
        except NotWritable as error:
            self.ask.tell(tr("The decisions were not saved"), tr_message(error.reason))
            return False
        except ChangedOutside:
            return self._join_facts()
        except OSError as error:
            self.ask.tell(tr("The decisions were not saved"), str(error))
            return False
        self.said.emit(tr("Decisions saved"))
        return True

    def _join_facts(self) -> bool:
        """Put what others decided meanwhile beside what was decided here, and save both."""
        facts = self._workspace.facts
        try:
            facts.merge(self.ask.takes_theirs)
            facts.save()
        except UnreadableFile as error:
            self.ask.tell(tr("The decisions were not saved"), tr_message(error.message))
            return False
        except (ChangedOutside, NotWritable, OSError) as error:
            self.ask.tell(tr("The decisions were not saved"), str(error))
            return False
        self.said.emit(tr("Saved together with what others decided meanwhile"))
        return True

    def save_session(self, session: Session) -> bool:
        """Save one map; asks for a name if it has none."""
        if session.path is None:
            self._workspace.activate(session)
            return self.save_as()
        return self._write(session, lambda: self._workspace.save(session))

    def _write(self, session: Session, write: Callable[[], None]) -> bool:
        try:
            write()
        except ChangedOutside:
            return self._changed_outside(session)
        except EncodingLoss as error:
            if self.ask.encoding_loss(error.reason) != UTF8:
                return False
            session.document.use_utf8()
            return self._write(session, write)
        except NotSaved as error:
            return self._copy_and_report(session, error)
        except OSError as error:
            self.ask.tell(tr("The map was not saved"), f"{error.strerror}: {error.filename}")
            return False
        assert session.path is not None
        self._settings.remember(session.path)
        self.said.emit(tr("Saved {name}", name=session.path.name))
        return True

    def _changed_outside(self, session: Session) -> bool:
        answer = self.ask.changed_outside(session.name)
        if answer == OVERWRITE:
            return self._write(session, lambda: self._workspace.save(session, overwrites=True))
        if answer == RELOAD:
            self.reload(session)
        return False

    def reload(self, session: Session) -> None:
        """Take the version of a map that is on disk."""
        try:
            self._workspace.reload(session)
        except UnreadableFile as error:
            self.ask.unreadable(error.message, None)

    def _copy_and_report(self, session: Session, error: NotSaved) -> bool:
        if self.ask.not_saved(error.reason) != COPY:
            return False
        path = self.ask.name_to_save(self._place() / f"{self._workspace.title_of(session)}-copy.bpmn")
        if path is None:
            return False
        file.save(path, session.document.to_bytes())
        report = path.with_name(f"{path.name}.report.txt")
        file.save(report, f"{error.reason}\n".encode())
        self.said.emit(tr("Copy and report written beside each other: {name}", name=path.name))
        return False

    # -- closing ---------------------------------------------------------------------------------

    def close(self) -> bool:
        """Close the map in front."""
        session = self._workspace.active
        return session is None or self.close_session(session)

    def close_session(self, session: Session) -> bool:
        """Close a map; asks first if something would be lost. False if the person cancelled."""
        if self._workspace.is_unsaved(session):
            answer = self.ask.unsaved([self._workspace.title_of(session)])
            if answer not in (SAVE, DISCARD) or (answer == SAVE and not self.save_session(session)):
                return False
        self._workspace.close(session)
        return True

    def may_quit(self) -> bool:
        """Ask about everything that would be lost; False if the person wants to stay."""
        names = [self._workspace.title_of(s) for s in self._workspace.unsaved()]
        if self._workspace.facts.is_unsaved:
            names.append(tr("decisions about the system"))
        if not names:
            return True
        answer = self.ask.unsaved(names)
        return answer == DISCARD or (answer == SAVE and self.save_all())

    def _place(self) -> Path:
        """The folder where dialogs begin."""
        active = self._workspace.active
        if active is not None and active.path is not None:
            return active.path.parent
        if self._workspace.folder is not None:
            return self._workspace.folder
        recent = self._settings.recent
        return (recent[0] if recent[0].is_dir() else recent[0].parent) if recent else Path.home()
