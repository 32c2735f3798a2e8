"""Which elements look different after a change."""

from bpmn.model.document import ChangeSet, Document, owner_id

HOPS = 2
"""How far a change is seen: a task's new name is its own, a category's is that of its group."""


def touched_ids(document: Document, change: ChangeSet) -> frozenset[str]:
    """The ids of everything that may look different: what changed and what refers to it."""
    found = set(change.ids)
    fresh = set(change.ids)
    for _ in range(HOPS):
        fresh = {
            identifier
            for touched in fresh
            for node, _ in document.references(touched)
            if (identifier := owner_id(node)) and identifier not in found
        }
        found |= fresh
    return frozenset(found)
