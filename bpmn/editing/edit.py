"""The frame of every action: one transaction, and what follows from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bpmn.editing.consequences.drawings import drawings_can_be_shown
from bpmn.editing.consequences.flows import flows_stay_legal
from bpmn.editing.consequences.growth import containers_grow
from bpmn.editing.consequences.hosts import boundary_events_follow_their_host
from bpmn.editing.consequences.labels import labels_stay_beside
from bpmn.editing.consequences.lanes import lanes_own_what_lies_in_them
from bpmn.editing.consequences.lines import lines_stay_docked
from bpmn.editing.consequences.numbers import numbers_go_with_their_element
from bpmn.editing.consequences.reach import places_can_be_drawn
from bpmn.editing.consequences.references import references_go_with_their_target
from bpmn.editing.happened import Happened
from bpmn.model.document import Document
from bpmn.model.journal import Transaction

CONSEQUENCES: tuple[Callable[[Happened], None], ...] = (
    flows_stay_legal,
    references_go_with_their_target,
    drawings_can_be_shown,
    containers_grow,
    boundary_events_follow_their_host,
    lines_stay_docked,
    labels_stay_beside,
    lanes_own_what_lies_in_them,
    references_go_with_their_target,
    places_can_be_drawn,
    numbers_go_with_their_element,
)
"""What follows from an action, in this order; each sees what the ones before it did."""


@contextmanager
def edit(document: Document, label: str) -> Iterator[Transaction]:
    """One undo step with a name for people; at its end the consequences are drawn, once.

    Within another edit this is part of it.
    """
    with document.transaction(label, lambda transaction: _follow(document, transaction)) as transaction:
        yield transaction


def _follow(document: Document, transaction: Transaction) -> None:
    happened = Happened(document, transaction)
    for consequence in CONSEQUENCES:
        consequence(happened)
