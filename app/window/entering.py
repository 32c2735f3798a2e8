"""Numbers entered in tables, or taken over from one, become steps of the maps they stand in."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.panels.number_changes import TAKE, NumberChanges
from app.panels.number_tables import NumberTables
from app.translate import language, tr, tr_message
from app.workspace import Workspace
from bpmn.base.message import Message, message
from bpmn.editing.refused import NotAllowed
from bpmn.importing.found import enter_found
from bpmn.importing.sources import Taken
from bpmn.importing.spreadsheet import UnreadableTable, is_table, read_rows, write_rows
from bpmn.model.document import Document
from bpmn.report.taken import taken
from bpmn.scenario.edit import NotEntered
from bpmn.scenario.fit import Fit
from bpmn.scenario.table_changes import Difference, compare, enter, with_promises
from bpmn.scenario.tables import Row
from bpmn.xml import file as files
from bpmn.xml.errors import UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Takes = Callable[[Sequence[Difference], str, Mapping[str, Fit], Sequence[Message]], bool]
KEY = "taken"
SET = message("Set numbers")
TAKEN = message("Take over numbers")


class Entering(QObject):
    """Joins the tables with the maps."""

    def __init__(self, tables: NumberTables, workspace: Workspace, window: "MainWindow") -> None:
        super().__init__(window)
        self._tables = tables
        self._workspace = workspace
        self._window = window
        tables.rowChanged.connect(self.change)
        tables.importWanted.connect(self.choose_table)
        tables.exportWanted.connect(self.choose_target)
        self._name = ""
        self.takes: Takes = self._ask
        """Asks whether what differs is taken over."""
        window.jobs.finished.connect(self._take)
        window.jobs.failed.connect(self._tell)

    def _ask(
        self,
        differences: Sequence[Difference],
        name: str,
        fits: Mapping[str, Fit],
        notes: Sequence[Message],
    ) -> bool:
        dialog = NumberChanges(differences, name, self._window, fits, notes)
        dialog.exec()
        return dialog.choice == TAKE

    def change(self, before: Row, after: Row) -> None:
        """Enter one row, or say why it cannot be."""
        try:
            with self._workspace.system_step(SET.template) as step:
                unit = self._tables.entered.unit
                document = step.document(after.key.file) if after.key.file else None
                differences = compare([before], [after], lambda _: document, unit)
                _refuse_wrong(differences)
                if document is not None:
                    enter(document, after.key.file, differences, unit)
                step.facts = with_promises(step.facts, differences)
        except (NotAllowed, NotEntered) as error:
            self._window.say(tr_message(error.reason))
            self._tables.take_back()
        except (UnreadableFile, OSError) as error:
            self._window.say(str(error))
            self._tables.take_back()
        else:
            self._tables.took(before, after)

    def choose_table(self) -> None:
        """Ask for a table and show what it would change."""
        path = self._window.files.ask.table_to_read(self._workspace.folder or Path())
        if path is not None:
            self.take_over(path)

    def take_over(self, path: Path) -> None:
        """Show what a file says otherwise than the maps; take it over if the person wants to.

        Logs and files of other simulators are worked out in a worker.
        """
        if not is_table(path):
            workspace = self._workspace
            known = workspace.folder, workspace.documents(), workspace.facts.facts
            self._window.say(tr("Reading “{name}” …", name=path.name))
            self._name = path.name
            self._window.jobs.start(KEY, taken, path, *known)
            return
        try:
            differences = self.differences(path)
        except UnreadableTable as error:
            self._window.say(tr_message(error.reason))
            return
        except (UnreadableFile, OSError) as error:
            self._window.say(str(error))
            return
        if not differences:
            self._window.say(tr("“{name}” says the same as the maps.", name=path.name))
            return
        if self.takes(differences, path.name, {}, ()):
            self.enter_all(differences)

    def _take(self, key: str, result: object) -> None:
        """Show what a worker found in a file from elsewhere."""
        if key != KEY:
            return
        if isinstance(result, Message):
            self._window.say(tr_message(result))
        elif isinstance(result, Taken):
            shown = result.preview
            if not shown.differences:
                same = tr("“{name}” says the same as the maps.", name=self._name)
                self._window.say(" ".join([same, *(tr_message(note) for note in shown.notes)]))
            elif self.takes(shown.differences, self._name, result.numbers.fits, shown.notes):
                self.enter_found(result)

    def _tell(self, key: str, detail: str) -> None:
        if key == KEY:
            self._window.say(tr("“{name}” could not be read: {detail}", name=self._name, detail=detail))

    def enter_found(self, result: Taken) -> None:
        """Enter what was found elsewhere into its map, as one step."""
        try:
            with self._workspace.system_step(TAKEN.template) as step:
                enter_found(step.document(result.preview.file), result.found)
        except (NotAllowed, NotEntered) as error:
            self._window.say(tr_message(error.reason))
        except (UnreadableFile, OSError) as error:
            self._window.say(str(error))
        else:
            count = len(result.preview.differences)
            self._window.say(tr("{count} numbers were taken over.", count=count))

    def differences(self, path: Path) -> Sequence[Difference]:
        """What a table says otherwise than the maps."""
        known: dict[str, Document | None] = {}

        def document(name: str) -> Document | None:
            if name not in known:
                known[name] = self._document(name)
            return known[name]

        return compare(self._tables.entered.rows, read_rows(path), document, self._tables.entered.unit)

    def _document(self, name: str) -> Document | None:
        """A map as it is on the screen, else as it is on disk; None where there is none in the folder."""
        open_one = next((s for s in self._workspace.sessions if self._workspace.file_of(s) == name), None)
        if open_one is not None:
            return open_one.document
        if not any(row.key.file == name for row in self._tables.entered.rows):
            return None
        return Document.parse(files.read((self._workspace.folder or Path()) / name), name)

    def enter_all(self, differences: Sequence[Difference]) -> None:
        """Enter what can be, in all maps as one step."""
        possible = [one for one in differences if one.problem is None]
        try:
            with self._workspace.system_step(TAKEN.template) as step:
                for name in dict.fromkeys(d.after.key.file for d in possible if d.after.key.file):
                    enter(step.document(name), name, possible, self._tables.entered.unit)
                step.facts = with_promises(step.facts, possible)
        except (NotAllowed, NotEntered) as error:
            self._window.say(tr_message(error.reason))
            return
        except (UnreadableFile, OSError) as error:
            self._window.say(str(error))
            return
        self._window.say(tr("{count} numbers were taken over.", count=len(possible)))

    def choose_target(self) -> None:
        """Ask where to, and write all numbers as a table."""
        suggestion = (self._workspace.folder or Path()) / tr("numbers.xlsx")
        path = self._window.files.ask.table_to_write(suggestion)
        if path is not None:
            self.save_table(path)

    def save_table(self, path: Path) -> None:
        """Write all numbers as a table, with heads in the user's language."""
        separator = "," if language() == "en" else ";"
        try:
            write_rows(path, self._tables.entered.rows, tr_message, separator)
        except UnreadableTable as error:
            self._window.say(tr_message(error.reason))
            return
        except OSError as error:
            self._window.say(str(error))
            return
        self._window.say(tr("Written: {file}", file=path.name))


def _refuse_wrong(differences: Sequence[Difference]) -> None:
    """Raise NotAllowed where a number cannot be entered."""
    wrong = next((one.problem for one in differences if one.problem is not None), None)
    if wrong is not None:
        raise NotAllowed(wrong)
