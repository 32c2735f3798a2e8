"""Writes the handbook into a file for the browser."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.translate import language, tr, tr_message
from bpmn.report.handbook_html import Book, handbook_html
from bpmn.report.principles import Edition
from bpmn.xml import file

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def export_handbook(window: "MainWindow") -> None:
    """Ask for a file and write the handbook of what is open."""
    found = window.system.analyses.overview
    if not found.handbook.sheets:
        window.say(tr("Open a folder of maps first."))
        return
    folder = window.workspace.folder or Path.home()
    path = window.files.ask.handbook_to_write(folder.parent / f"{folder.name}.html")
    if path is None:
        return
    book = Book(
        folder.name,
        found.handbook,
        window.workspace.facts.facts,
        found.landscape,
        Edition(window.settings.edition),
        tr_message,
        language(),
    )
    try:
        file.save(path, handbook_html(book).encode())
    except OSError as error:
        window.files.ask.tell(tr("The handbook was not written"), f"{error.strerror}: {path}")
        return
    window.say(tr("Handbook written: {name}", name=path.name))
