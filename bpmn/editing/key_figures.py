"""Key figures: what they are stands in ``system.json``; the map notes which of them measure an element."""

from bpmn.base.finding import ElementKey
from bpmn.editing.process_facts import attach_kpi, detach_kpi
from bpmn.editing.system_edit import Changing
from bpmn.system.fact_changes import new_kpi, without_kpi
from bpmn.system.facts import KpiFact
from bpmn.system.store import with_item
from bpmn.xml.errors import UnreadableFile


def add_kpi(change: Changing, kpi: KpiFact) -> KpiFact:
    """Add a key figure under an id of its own, which its map notes; gives it as it was added."""
    made = new_kpi(change.facts, kpi)
    put_kpi(change, made)
    return made


def put_kpi(change: Changing, kpi: KpiFact) -> None:
    """Add a key figure or change the one of this id; the map of what it measures notes its id."""
    old = change.facts.kpi(kpi.id)
    change.facts = with_item(change.facts, "kpis", (kpi.id,), kpi)
    noted = _noted(old)
    if noted != _noted(kpi):
        _forget(change, noted, kpi.id)
    new = _noted(kpi)
    if new is not None and _is_there(change, new):
        attach_kpi(change, new, kpi.id)


def remove_kpi(change: Changing, kpi: KpiFact) -> None:
    """Take a key figure away, here and in the map."""
    change.facts = without_kpi(change.facts, kpi.id)
    _forget(change, _noted(kpi), kpi.id)


def _noted(kpi: KpiFact | None) -> ElementKey | None:
    """The element whose map notes a key figure: what it measures, else where the measuring starts."""
    return next(iter(kpi.places), None) if kpi is not None else None


def _forget(change: Changing, key: ElementKey | None, kpi: str) -> None:
    if key is not None and _is_there(change, key):
        detach_kpi(change, key, kpi)


def _is_there(change: Changing, key: ElementKey) -> bool:
    """A figure about something that is gone (check M06) can still be changed."""
    try:
        return change.document(key.file).element(key.element) is not None
    except (KeyError, OSError, UnreadableFile):
        return False
