"""What joins one element with the rest of the system, and which initiatives touch it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.panels.finding_rows import stem
from app.panels.links import KINDS, LEVELS
from app.panels.verdicts import VerdictChip
from app.translate import tr, tr_message
from app.widgets import button, column, label, row
from bpmn.base.finding import ElementKey
from bpmn.improvement.effects import InitiativeEffect
from bpmn.model import Element, Participant
from bpmn.report.judged import Judged
from bpmn.report.overview import Overview
from bpmn.system.link import Link

Go = Callable[[ElementKey], object]


def own_keys(file: str, element: Element) -> tuple[ElementKey, ...]:
    """The names of an element in the system: a pool is also the process in it."""
    names = [element.id]
    if isinstance(element, Participant) and element.process_ref is not None:
        names.append(element.process_ref.id)
    return tuple(ElementKey(file, name) for name in names if name)


def link_cards(keys: Sequence[ElementKey], found: Overview, judged: Judged, go: Go) -> list[QWidget]:
    """A widget for each link of an element and for each initiative that changes it."""
    widgets: list[QWidget] = [label(tr("In the system"), "section")]
    for key in keys:
        own = [link for link in found.links.links if key in (link.source, link.target)]
        widgets += [_link(key, link, found, go) for link in own]
    key = keys[0]
    initiatives = [w for effect in _effects(judged) for w in _touching(key, effect)]
    if len(widgets) == 1 and not initiatives:
        widgets.append(label(tr("Nothing outside this map is joined to it."), "muted", wraps=True))
    return [*widgets, *initiatives]


def _link(key: ElementKey, link: Link, found: Overview, go: Go) -> QWidget:
    is_source = key == link.source
    other = link.target if is_source else link.source
    name = found.names.get(other) or other.element
    goto = button(name, partial(go, other), "link")
    kind = tr_message(KINDS[link.kind])
    words = tr("This {kind}", kind=kind) if is_source else tr("{kind} this", kind=kind)
    how = tr("in {map} · {how}", map=stem(other.file), how=tr_message(LEVELS[link.level]))
    below = label(how, "small", wraps=True)
    below.setToolTip(tr_message(link.evidence))
    first, second = (label(words), goto) if is_source else (goto, label(words))
    return column(row(first, 4, second, None), below)


def _effects(judged: Judged) -> list[InitiativeEffect]:
    return list(judged.improvement.initiatives) if judged.improvement is not None else []


def _touching(key: ElementKey, effect: InitiativeEffect) -> list[QWidget]:
    if not any(m.key == key for m in effect.moved):
        return []
    text = label(tr("“{name}” changes its time", name=effect.name), "", wraps=True)
    return [column(text, 4, row(VerdictChip(effect.verdict), None))]
