"""Export for another suite: choose which, see what it will not show, write the copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from app.dialogs.frame import Frame
from app.dialogs.questions import Questions
from app.translate import tr, tr_message
from app.widgets import label
from bpmn.base.message import Message, message
from bpmn.editing.export_for import export_for
from bpmn.editing.suites.notes import Note
from bpmn.model.document import Document
from bpmn.xml import file
from bpmn.xml.errors import NotSaved, UnreadableFile

TARGETS: tuple[tuple[str, Message], ...] = (
    ("generic", message("Any BPMN 2.0 program")),
    ("bpmn.io", message("bpmn.io")),
    ("camunda7", message("Camunda 7")),
    ("camunda8", message("Camunda 8")),
    ("signavio", message("Signavio")),
)


class ExportSuite(Frame):
    """Shows the notes of each target before anything is written; the map itself stays as it is.

    ``ask`` asks for the file of the copy, given a suggestion; a copy beside the maps of a ``system`` would
    be taken for one of them, so another place is suggested.
    """

    def __init__(
        self,
        data: bytes,
        path: Path | None,
        parent: QWidget | None = None,
        *,
        system: Path | None = None,
        ask: Callable[[Path], Path | None] | None = None,
    ) -> None:
        text = tr("Writes a copy that the other program opens without surprises. This map stays as it is.")
        super().__init__(tr("Export for another suite"), text, "outside", parent)
        self._data, self._path, self._system = data, path, system
        self._ask = ask or Questions(self).copy_to_write
        self.written: Path | None = None
        """The file of the copy, once it is written."""
        self.result_data = data
        self.target = QComboBox()
        self.target.setAccessibleName(tr("Program"))
        for name, title in TARGETS:
            self.target.addItem(tr_message(title), name)
        self.clean = QCheckBox(tr("Leave out everything that only Wholeflow understands"))
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setMinimumHeight(160)
        self.notes.setAccessibleName(tr("What changes in the copy"))
        self.body.addWidget(label(tr("Program"), "caption"))
        self.body.addWidget(self.target)
        self.body.addWidget(self.clean)
        self.body.addWidget(label(tr("What changes in the copy"), "caption"))
        self.body.addWidget(self.notes)
        self.add_cancel()
        self.write = self.add_choice("write", tr("Write the copy…"), is_primary=True)
        self.write.clicked.disconnect()
        self.write.clicked.connect(self._ask_and_write)
        self.target.currentIndexChanged.connect(lambda *_: self.refresh())
        self.clean.toggled.connect(lambda *_: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Make the copy for the chosen program and list what changes."""
        try:
            made = export_for(self._data, str(self.target.currentData()), clean=self.clean.isChecked())
        except (NotSaved, UnreadableFile) as error:
            self.write.setEnabled(False)
            reason = error.reason if isinstance(error, NotSaved) else error.message
            self.notes.setPlainText(tr_message(reason))
            return
        self.write.setEnabled(True)
        self.result_data = made.data
        document = Document.parse(self._data)
        notes = "\n".join(f"• {note_text(note, document)}" for note in made.notes)
        self.notes.setPlainText(notes or tr("Nothing: the copy says the same as the map."))

    def save(self, path: Path) -> None:
        """Write the copy. Raises OSError."""
        file.save(path, self.result_data)
        self.written = path
        self.accept()

    def suggestion(self) -> Path:
        """Where the copy might go: named after its program, beside the folder of the system."""
        start = self._path or Path.home() / "map.bpmn"
        name = f"{start.name.partition('.bpmn')[0]}-{self.target.currentData()}.bpmn"
        is_in_system = self._system is not None and start.is_relative_to(self._system)
        return (
            self._system.parent / name if self._system is not None and is_in_system else start.with_name(name)
        )

    def _ask_and_write(self) -> None:
        found = self._ask(self.suggestion())
        if found is None:
            return
        if self._path is not None and found.resolve() == self._path:
            self.sentence_label.setText(
                tr("Choose another file: the map itself is never replaced by a copy.")
            )
            return
        try:
            self.save(found)
        except OSError as error:
            self.sentence_label.setText(tr("Not written: {detail}", detail=error.strerror))


def note_text(note: Note, document: Document) -> str:
    """A note with the name of the element it is about."""
    element = document.element(note.element.element)
    name = str(element.node.get("name") or "") if element is not None else ""
    text = tr_message(note.message)
    return tr("{name}: {text}", name=" ".join(name.split()), text=text) if name else text
