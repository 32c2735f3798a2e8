"""Cards of initiatives as forms: saved for a colleague, and taken over when they come back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.translate import tr, tr_message
from bpmn.improvement.card_form import Place, UnreadableForm, onto, read_form, write_form
from bpmn.system.facts import Initiative

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def save_form(window: "MainWindow", initiative: Initiative) -> None:
    """Ask for a file and write the card of an initiative into it."""
    folder = window.workspace.folder
    if folder is None:
        return
    name, _ = QFileDialog.getSaveFileName(
        window,
        tr("Save as a form"),
        str(folder.parent / f"{initiative.name or tr('Initiative')}.xlsx"),
        tr("Forms (*.xlsx)"),
    )
    if not name:
        return
    places = [Place(lever.key, lever.name) for lever in window.system.analyses.overview.levers]
    try:
        write_form(Path(name), initiative, places, tr_message)
    except UnreadableForm as error:
        window.files.ask.tell(tr("The form was not written"), tr_message(error.reason))
    except OSError as error:
        window.files.ask.tell(tr("The form was not written"), f"{error.strerror}: {name}")
    else:
        window.say(tr("Form written: {name}", name=Path(name).name))


def take_form(window: "MainWindow") -> None:
    """Ask for a form and take its initiative over as one undo step."""
    if window.workspace.folder is None:
        window.say(tr("Open a folder of maps first: an initiative changes a system."))
        return
    name, _ = QFileDialog.getOpenFileName(window, tr("Take over a form"), "", tr("Forms (*.xlsx)"))
    if not name:
        return
    try:
        filled = read_form(Path(name))
    except UnreadableForm as error:
        window.files.ask.tell(tr("The form was not taken over"), tr_message(error.reason))
        return
    except OSError as error:
        window.files.ask.tell(tr("The form was not taken over"), f"{error.strerror}: {name}")
        return
    facts = window.workspace.facts
    card = onto(facts.facts.initiative(filled.name), filled)
    facts.put_initiative(card)
    window.system.initiatives.choose(card.name)
    window.system.judge_all()
    window.say(tr("Taken over: {name}", name=card.name))
