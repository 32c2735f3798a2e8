"""A map that is open for work: its document, its file and its undo steps."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.translate import tr
from app.undo import record
from bpmn.model.document import Document
from bpmn.xml import file


class Session(QObject):
    """An open document with its path, its undo stack and what stands on disk."""

    titleChanged = Signal(str)
    cleanChanged = Signal(bool)
    saved = Signal(object)
    """The path that the map was saved to."""

    def __init__(
        self,
        document: Document,
        path: Path | None = None,
        saved_fingerprint: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.path = path
        self.stack = QUndoStack(self)
        self.saved_fingerprint = saved_fingerprint
        """Names the bytes that were last read from or written to the file; None for a map without one."""
        self._forget = record(document, self.stack)
        self.stack.cleanChanged.connect(self.cleanChanged)
        self.stack.cleanChanged.connect(self._tell_title)

    @classmethod
    def open(cls, path: Path, parent: QObject | None = None) -> "Session":
        """Read a file. Raises UnreadableFile."""
        data = file.read(path)
        return cls(Document.parse(data, path.name), path, file.fingerprint(data), parent)

    @property
    def name(self) -> str:
        """The name of the file, or that of a map that has none yet."""
        if self.path is not None:
            return self.path.name
        return self.document.name or tr("Untitled map")

    @property
    def title(self) -> str:
        """The name, with a dot in front while changes are not saved."""
        return self.name if self.is_clean else f"• {self.name}"

    @property
    def is_clean(self) -> bool:
        """Whether the file on disk holds everything."""
        return self.stack.isClean()

    def save(self, *, overwrites: bool = False) -> None:
        """Write the map to its file.

        Raises what ``Document.save`` raises, ChangedOutside only unless ``overwrites``; ValueError for a
        map without a file.
        """
        if self.path is None:
            raise ValueError("a map without a file is saved with save_as")
        self._write(self.path, None if overwrites else self.saved_fingerprint)

    def save_as(self, path: Path) -> None:
        """Write the map to another file, which is its file from then on; raises what ``save`` raises."""
        self._write(path, None)

    def is_changed_outside(self) -> bool:
        """Whether another program changed or removed the file since it was read or written here."""
        if self.path is None or self.saved_fingerprint is None:
            return False
        return file.fingerprint_of(self.path) != self.saved_fingerprint

    def close(self) -> None:
        """Forget the undo steps and stop following the document."""
        self._forget()
        self.stack.clear()

    @Slot(bool)
    def _tell_title(self, _is_clean: bool) -> None:
        """A slot, so that Qt breaks the connection before the stack goes, which says it is clean then."""
        self.titleChanged.emit(self.title)

    def _write(self, path: Path, expected: str | None) -> None:
        self.saved_fingerprint = self.document.save(path, expected)
        moved = path != self.path
        self.path = path
        self.stack.setClean()
        if moved:
            self.titleChanged.emit(self.title)
        self.saved.emit(path)
