"""Cards of initiatives as forms: written for a colleague without the folder, and read back."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.output import Refused, note
from app.translate import tr, tr_message
from bpmn.system.facts import Initiative

if TYPE_CHECKING:
    from bpmn.improvement.card_form import Place
    from bpmn.system.system import System


def write_card(system: "System", names: tuple[str, ...], out: Path) -> None:
    """Write the card of the one initiative that is named, or an empty one. Raises Refused."""
    from bpmn.improvement.card_form import UnreadableForm, write_form

    if len(names) > 1:
        raise Refused(tr("A form holds one initiative; name one with --initiative."))
    known = system.facts.initiative(names[0]) if names else Initiative("")
    if known is None:
        raise Refused(tr("There is no initiative “{name}” in system.json.", name=names[0]))
    try:
        write_form(out, known, places(system), tr_message)
    except UnreadableForm as error:
        raise Refused(error.reason) from error
    note(tr("Form written: {file}", file=out.name))


def places(system: "System") -> list["Place"]:
    """The elements that a form offers: those whose numbers an initiative can change."""
    from bpmn.improvement.card_form import Place
    from bpmn.report.overview import levers

    return [Place(lever.key, lever.name) for lever in levers(system)]


def read_card(system: "System", form: Path) -> str:
    """Take the card of a form over into ``system.json``; gives its title. Raises Refused."""
    from dataclasses import replace

    from bpmn.improvement.card_form import UnreadableForm, onto, read_form
    from bpmn.system import fact_changes, store

    if not system.is_folder:
        raise Refused(tr("A form is taken over into a folder of maps, not into a single map."))
    try:
        filled = read_form(form)
    except UnreadableForm as error:
        raise Refused(error.reason) from error
    stored = store.load(system.folder)
    card = onto(stored.facts.initiative(filled.name), filled)
    facts = fact_changes.with_initiative(stored.facts, card)
    try:
        store.save(system.folder, replace(stored, facts=facts))
    except store.NotWritable as error:
        raise Refused(error.reason) from error
    system.facts = facts
    note(tr("Taken over into system.json: {name}", name=card.name))
    return card.name
