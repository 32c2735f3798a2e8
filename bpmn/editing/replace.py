"""Replacing words in all maps of a system as one step."""

from collections.abc import Iterable, Sequence
from dataclasses import replace as with_value

from bpmn.base.finding import ElementKey
from bpmn.editing.properties import set_documentation
from bpmn.editing.rename import rename
from bpmn.editing.system_edit import SystemEdit
from bpmn.model import BaseElement, CategoryValue, Element, Lane, Participant
from bpmn.model.document import Document
from bpmn.system.facts import Facts, PartyFact, Role, identity
from bpmn.system.names import normalised, role_by_name
from bpmn.system.search import Hit, Part, texts
from bpmn.system.store import with_item


def replace(step: SystemEdit, hits: Iterable[Hit], by: str) -> list[Hit]:
    """Put other words where something was found; the hits that could not be replaced are returned.

    Ids are never replaced, as other maps and programs refer to them, and a text that is no longer what it
    was when it was found is left. Names of parties and teams that people decided about follow.
    """
    left: list[Hit] = []
    renamed: list[tuple[ElementKey, str, str]] = []
    pools: list[tuple[ElementKey, str, str]] = []
    for hit in hits:
        document = step.document(hit.key.file)
        element = document.element(hit.key.element)
        if hit.part is Part.ID or element is None or _text(element, hit.part) != hit.text:
            left.append(hit)
            continue
        _write(document, element, hit.part, hit.replaced(by))
        if hit.part is Part.NAME and isinstance(element, Participant | Lane):
            renamed.append((hit.key, hit.text, hit.replaced(by)))
            pools += renamed[-1:] if isinstance(element, Participant) else []
    step.facts = keep_roles(follow_names(step.facts, renamed), pools)
    return left


def _text(element: Element, part: Part) -> str:
    return next((text for _, text in texts(element, (part,))), "")


def _write(document: Document, element: Element, part: Part, text: str) -> None:
    if part is Part.DESCRIPTION and isinstance(element, BaseElement):
        set_documentation(document, element, text)
    elif isinstance(element, CategoryValue):
        element.value = text or None
    else:
        rename(document, element, text)


def follow_names(facts: Facts, renamed: Sequence[tuple[ElementKey, str, str]]) -> Facts:
    """The facts in which parties and teams have the new names of the pools and roles they are about.

    A fact follows only if all elements that it names were renamed alike; otherwise it would take a name
    that some of them do not have.
    """
    names = {key: (old, new) for key, old, new in renamed}
    for section in ("parties", "resources"):
        for fact in getattr(facts, section):
            changes = {names.get(key) for key in fact.elements}
            change = changes.pop() if len(changes) == 1 else None
            if change is not None and fact.name == change[0] and change[1]:
                facts = with_item(facts, section, identity(fact), None)
                moved = with_value(fact, name=change[1])
                facts = with_item(facts, section, identity(moved), moved)
    return facts


def keep_roles(facts: Facts, pools: Sequence[tuple[ElementKey, str, str]]) -> Facts:
    """The facts in which a pool that only its old name made a customer or the like stays one.

    Nothing is kept where the new name says a role by itself or people decided about it.
    """
    known = {normalised(fact.name) for fact in facts.parties}
    kept: dict[str, PartyFact] = {}
    for key, old, new in pools:
        role = role_by_name(old)
        if role is Role.UNKNOWN or role_by_name(new) is not Role.UNKNOWN or normalised(new) in known:
            continue
        fact = kept.setdefault(normalised(new), PartyFact(new, role))
        kept[normalised(new)] = with_value(fact, elements=(*fact.elements, key))
    for fact in kept.values():
        facts = with_item(facts, "parties", identity(fact), fact)
    return facts
