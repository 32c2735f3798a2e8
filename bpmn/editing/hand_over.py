"""Giving an open end its other end."""

from bpmn.editing.properties import set_property
from bpmn.editing.rename import name_of, rename
from bpmn.editing.system_edit import SystemEdit
from bpmn.model import BaseElement, CallActivity, DataStoreReference, MessageFlow
from bpmn.model.document import Document
from bpmn.system.facts import LinkFact, identity
from bpmn.system.handovers import Counterpart, Plug
from bpmn.system.link import Kind
from bpmn.system.store import with_item


def join(step: SystemEdit, plug: Plug, counterpart: Counterpart) -> None:
    """Join an open end with an element of another map, as part of a step.

    A call activity gets the process as what it calls, a data store the name that the other map has. For a
    message the link is kept as decided; where this side has no name yet it takes that of the other.
    """
    document = step.document(plug.key.file)
    if plug.kind is Kind.CALL:
        _call(step, document, plug, counterpart)
    elif plug.kind is Kind.DATA:
        _store(document, plug, counterpart)
    else:
        _message(document, plug, counterpart)
        ends = (plug.key, counterpart.key) if plug.sends else (counterpart.key, plug.key)
        _confirm(step, LinkFact(*ends, counterpart.kind))


def _call(step: SystemEdit, document: Document, plug: Plug, counterpart: Counterpart) -> None:
    activity = document.element(plug.key.element)
    if not isinstance(activity, CallActivity):
        return
    if counterpart.key.file != plug.key.file and document.element(counterpart.key.element) is not None:
        # The id means something else in this map, so that a reference by it would not lead there.
        _confirm(step, LinkFact(plug.key, counterpart.key, Kind.CALL))
    else:
        set_property(document, activity, "called_element", counterpart.key.element)


def _store(document: Document, plug: Plug, counterpart: Counterpart) -> None:
    reference = document.element(plug.key.element)
    if reference is None:
        return
    rename(document, reference, counterpart.name)
    store = reference.data_store_ref if isinstance(reference, DataStoreReference) else None
    if store is not None:
        rename(document, store, counterpart.name)


def _message(document: Document, plug: Plug, counterpart: Counterpart) -> None:
    shown = [document.element(key.element) for key in plug.elements if key.file == plug.key.file]
    flows = [element for element in shown if isinstance(element, MessageFlow)]
    for element in flows or shown[:1]:
        if isinstance(element, BaseElement) and not name_of(element):
            rename(document, element, counterpart.name)


def _confirm(step: SystemEdit, fact: LinkFact) -> None:
    step.facts = with_item(step.facts, "links", identity(fact), fact)
