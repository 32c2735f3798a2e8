"""Observations: noted at an element, shown there, and turned into cards of initiatives."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.dialogs.observe import ObservationDialog
from app.translate import tr
from app.widgets import button, column, label, row
from bpmn.base.finding import ElementKey
from bpmn.system import fact_changes
from bpmn.system.facts import Observation

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def observation_cards(window: "MainWindow", keys: Sequence[ElementKey], name: str) -> list[QWidget]:
    """What was noticed about an element, and the way to note more; nothing without a folder."""
    if window.workspace.folder is None or not keys:
        return []
    facts = window.workspace.facts.facts
    parts: list[QWidget] = [label(tr("Observations"), "section")]
    parts += [_card(window, one) for one in facts.observations if one.element in keys]
    note = button(
        tr("Note something here…"), partial(note_observation, window, keys[0], name), "link", "plus"
    )
    return [*parts, row(note, None)]


def _card(window: "MainWindow", one: Observation) -> QWidget:
    facts = window.workspace.facts
    told = " · ".join(part for part in (one.author, one.date) if part)
    made = [i.name for i in facts.facts.initiatives if one.id in i.observations]
    follow = (
        label(tr("Became “{name}”", name=made[0]), "small")
        if made
        else button(tr("Make an initiative"), partial(make_card, window, one), "link")
    )
    drop = button(tr("Remove"), partial(_remove, window, one), "link")
    return column(label(one.text, "", wraps=True), label(told, "small"), row(follow, 8, drop, None))


def note_observation(window: "MainWindow", key: ElementKey, name: str) -> None:
    """Ask what was noticed about an element, and keep it as one undo step."""
    dialog = ObservationDialog(name, window)
    if not dialog.exec():
        return
    facts = window.workspace.facts
    facts.put_observation(fact_changes.new_observation(facts.facts, dialog.observation(key)))
    window.maps.properties.show_again()


def make_card(window: "MainWindow", one: Observation) -> None:
    """Open the card of an initiative that an observation leads to."""
    window.system.change_initiative(fact_changes.card_of(window.workspace.facts.facts, one))
    window.maps.properties.show_again()


def _remove(window: "MainWindow", one: Observation) -> None:
    window.workspace.facts.remove_observation(one)
    window.maps.properties.show_again()
