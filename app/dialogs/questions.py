"""Everything the window asks a person, in one place, so that tests can answer instead."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from app.dialogs.frame import Frame
from app.translate import tr, tr_message
from bpmn.base.message import Message
from bpmn.system.store import Conflict

SAVE, DISCARD, CANCEL = "save", "discard", ""
MINE, THEIRS = "mine", "theirs"
ONE_LINE = "oneLine"
REPAIR, UTF8, COPY, OVERWRITE, RELOAD = "repair", "utf8", "copy", "overwrite", "reload"


class Questions:
    """Asks with dialogs; each method returns the answer, an empty one where the person cancelled."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    # -- files -----------------------------------------------------------------------------------

    def maps_to_open(self, start: Path) -> list[Path]:
        """Which maps to open."""
        title, kinds = tr("Open maps"), tr("BPMN maps (*.bpmn *.bpmn2 *.xml);;All files (*)")
        found, _ = QFileDialog.getOpenFileNames(self._parent, title, str(start), kinds)
        return [Path(name) for name in found]

    def folder_to_open(self, start: Path) -> Path | None:
        """Which folder to open."""
        found = QFileDialog.getExistingDirectory(self._parent, tr("Open a folder of maps"), str(start))
        return Path(found) if found else None

    def version_to_compare(self, start: Path) -> Path | None:
        """Which other version of a map to compare with."""
        title, kinds = tr("Compare with"), tr("BPMN maps (*.bpmn *.bpmn2 *.xml);;All files (*)")
        found, _ = QFileDialog.getOpenFileName(self._parent, title, str(start), kinds)
        return Path(found) if found else None

    def name_to_save(self, suggestion: Path) -> Path | None:
        """Under which name to save a map."""
        title, kinds = tr("Save map as"), tr("BPMN maps (*.bpmn)")
        found, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not found:
            return None
        path = Path(found)
        return path if path.suffix else path.with_suffix(".bpmn")

    def copy_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write a copy of a map for another program."""
        title, kinds = tr("Write the copy"), tr("BPMN maps (*.bpmn)")
        found, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not found:
            return None
        path = Path(found)
        return path if path.suffix else path.with_suffix(".bpmn")

    def picture_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write a picture; its ending says the kind."""
        title, kinds = tr("Export picture"), tr("SVG picture (*.svg);;PNG picture (*.png);;PDF (*.pdf)")
        found, chosen = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not found:
            return None
        path = Path(found)
        ending = chosen.rpartition("*")[2].rstrip(")") or ".svg"
        return path if path.suffix in (".svg", ".png", ".pdf") else path.with_name(path.name + ending)

    def landscape_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write the landscape: a picture, or a map for other suites."""
        pictures = tr("SVG picture (*.svg);;PNG picture (*.png);;PDF (*.pdf)")
        kinds = f"{pictures};;{tr('BPMN map for other programs (*.bpmn)')}"
        title = tr("Export landscape")
        found, chosen = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not found:
            return None
        path, ending = Path(found), chosen.rpartition("*")[2].rstrip(")") or ".svg"
        known = (".svg", ".png", ".pdf", ".bpmn")
        return path if path.suffix in known else path.with_name(path.name + ending)

    def handbook_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write the handbook."""
        title, kinds = tr("Export handbook"), tr("Page for the browser (*.html)")
        found, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        return Path(found).with_suffix(".html") if found else None

    def report_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write the report of a decision."""
        kinds = {tr("Page for the browser (*.html)"): ".html", tr("PDF page (*.pdf)"): ".pdf"}
        title = tr("Export report")
        found, kind = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), ";;".join(kinds))
        if not found:
            return None
        path = Path(found)
        return path if path.suffix in kinds.values() else path.with_name(path.name + kinds.get(kind, ".html"))

    def table_to_read(self, start: Path) -> Path | None:
        """From which table, event log or file of another simulator to take numbers over."""
        title = tr("Take over numbers")
        kinds = tr("Tables, logs, other simulators (*.xlsx *.csv *.xes *.json *.bpmn)")
        found, _ = QFileDialog.getOpenFileName(self._parent, title, str(start), kinds)
        return Path(found) if found else None

    def table_to_write(self, suggestion: Path) -> Path | None:
        """Into which file to write the numbers; its ending says the kind."""
        title, kinds = tr("Save as a table"), tr("Excel (*.xlsx);;CSV (*.csv)")
        found, chosen = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not found:
            return None
        path, ending = Path(found), ".csv" if "csv" in chosen else ".xlsx"
        return path if path.suffix in (".xlsx", ".csv") else path.with_name(path.name + ending)

    # -- sentences -------------------------------------------------------------------------------

    def tell(self, title: str, sentence: str, sign: str = "warning", details: str = "") -> None:
        """Explain something that cannot be changed now."""
        dialog = Frame(title, sentence, sign, self._parent)
        if details:
            text = QPlainTextEdit(details)
            text.setReadOnly(True)
            dialog.body.addWidget(text)
        dialog.add_choice("close", tr("Close"), is_primary=True)
        dialog.exec()

    def unsaved(self, names: Sequence[str]) -> str:
        """What to do with maps that are not saved: SAVE, DISCARD or CANCEL."""
        one = len(names) == 1
        title = tr("Save “{name}”?", name=names[0]) if one else tr("Save {count} maps?", count=len(names))
        sentence = tr("What is not saved will be lost.") if one else ", ".join(names)
        dialog = Frame(title, sentence, "warning", self._parent)
        dialog.add_choice(DISCARD, tr("Close without saving"))
        dialog.add_cancel()
        dialog.add_choice(SAVE, tr("Save") if one else tr("Save all"), is_primary=True)
        dialog.exec()
        return dialog.choice

    def one_line(self, title: str, action: str, suggestion: str = "") -> str:
        """A line of text that several things need; empty if the person does not want to."""
        dialog = Frame(title, "", "info", self._parent)
        field = QLineEdit(suggestion)
        field.setAccessibleName(title)
        dialog.body.addWidget(field)
        dialog.add_cancel()
        dialog.add_choice(ONE_LINE, action, is_primary=True)
        dialog.exec()
        return field.text().strip() if dialog.choice == ONE_LINE else ""

    def takes_theirs(self, conflict: Conflict) -> bool:
        """Whether the version that another program wrote counts where both changed one thing."""
        name = " · ".join(part for part in conflict.item if part)
        title = tr("“{name}” was changed twice", name=name)
        gone = conflict.theirs is None
        sentence = (
            tr("Another program removed it from system.json while you changed it here.")
            if gone
            else tr("Another program changed it in system.json while you changed it here.")
        )
        dialog = Frame(title, sentence, "warning", self._parent)
        dialog.add_choice(THEIRS, tr("Take the other version"))
        dialog.add_choice(MINE, tr("Keep mine"), is_primary=True)
        dialog.exec()
        return bool(dialog.choice == THEIRS)

    def unreadable(self, sentence: Message, changes: Sequence[Message] | None) -> str:
        """Explain why a file cannot be read; REPAIR if the person wants the offered copy."""
        dialog = Frame(tr("This file cannot be opened"), tr_message(sentence), "error", self._parent)
        if changes:
            lines = "\n".join(f"• {tr_message(change)}" for change in changes)
            text = tr("A repaired copy can be opened; the file itself stays as it is. In the copy:")
            dialog.sentence_label.setText(f"{dialog.sentence_label.text()}\n\n{text}\n{lines}")
            dialog.add_cancel()
            dialog.add_choice(REPAIR, tr("Open a repaired copy"), is_primary=True)
        else:
            dialog.add_choice("close", tr("Close"), is_primary=True)
        dialog.exec()
        return dialog.choice

    def encoding_loss(self, reason: Message) -> str:
        """UTF8 if the map may be written as UTF-8 from now on."""
        dialog = Frame(tr("This map needs another encoding"), tr_message(reason), "warning", self._parent)
        dialog.add_cancel()
        dialog.add_choice(UTF8, tr("Save as UTF-8"), is_primary=True)
        dialog.exec()
        return dialog.choice

    def not_saved(self, reason: Message) -> str:
        """COPY if the person wants a copy and a report of a map that could not be saved."""
        dialog = Frame(tr("The map was not saved"), tr_message(reason), "error", self._parent)
        dialog.add_cancel(tr("Close"))
        dialog.add_choice(COPY, tr("Save a copy and a report…"), is_primary=True)
        dialog.exec()
        return dialog.choice

    def changed_outside(self, name: str) -> str:
        """What to do where another program wrote the file meanwhile: OVERWRITE, RELOAD or nothing."""
        title = tr("“{name}” was changed outside", name=name)
        sentence = tr("Another program wrote this file since you opened it. Your version is still here.")
        dialog = Frame(title, sentence, "warning", self._parent)
        dialog.add_choice(OVERWRITE, tr("Save over it"))
        dialog.add_choice(RELOAD, tr("Load the other version"))
        dialog.add_cancel()
        dialog.exec()
        return dialog.choice
