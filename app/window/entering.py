"""Numbers entered in tables, or taken over from one, become steps of the maps they stand in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.panels.number_tables import NumberTables
from app.translate import language, tr, tr_message
from app.workspace import Workspace
from bpmn.base.message import message
from bpmn.editing.refused import NotAllowed
from bpmn.importing.spreadsheet import UnreadableTable, read_rows, write_rows
from bpmn.model.document import Document
from bpmn.scenario.edit import NotEntered
from bpmn.scenario.table_changes import Difference, compare, enter, with_promises
from bpmn.scenario.tables import Row
from bpmn.xml import file as files
from bpmn.xml.errors import UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

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
        """Show what a table says otherwise than the maps; take it over if the person wants to."""
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
        if self._window.files.ask.takes_numbers(differences, path.name):
            self.enter_all(differences)

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
