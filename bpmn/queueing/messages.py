"""On which message flow each message goes, and which party outside answers."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.model import MessageFlow
from bpmn.queueing.drafts import SENDING, Links
from bpmn.scenario.merged import Maps


class Messages:
    """The message flows between the ends of links; half a flow, drawn to a pool, counts for its end."""

    def __init__(self, system: Maps, links: Links | None) -> None:
        self._from: dict[ElementKey, list[tuple[str, ElementKey]]] = {}
        self._to: dict[ElementKey, list[tuple[str, ElementKey]]] = {}
        for file in system.files:
            for flow in system.document(file).all(MessageFlow):
                source, target = flow.source_ref, flow.target_ref
                if flow.id and source is not None and target is not None and source.id and target.id:
                    key = ElementKey(file, flow.id)
                    self._from.setdefault(ElementKey(file, source.id), []).append((target.id, key))
                    self._to.setdefault(ElementKey(file, target.id), []).append((source.id, key))
        self._answering = _answering(links)

    def flow(self, source: ElementKey, target: ElementKey) -> ElementKey | None:
        """The message flow from one element to another.

        Between maps it is the one drawn at the sender, or else at the receiver, if there is only one.
        """
        leaving, coming = self._from.get(source, []), self._to.get(target, [])
        direct = [key for end, key in leaving if target == ElementKey(key.file, end)]
        found = direct or [key for _, key in leaving] or [key for _, key in coming]
        return found[0] if direct or len(found) == 1 else None

    def party(self, element: ElementKey) -> ElementKey | None:
        """The pool of somebody outside who sends what an element awaits, or None."""
        return self._answering.get(element)


def _answering(links: Links | None) -> Mapping[ElementKey, ElementKey]:
    if links is None:
        return {}
    outside = {element for party in links.parties for element in party.elements}
    return {
        link.target: link.source for link in links.links if link.kind in SENDING and link.source in outside
    }
