"""Who asks and who answers in an exchange of a choreography."""

from app.panels.properties.field import Field, Shape
from bpmn.base.message import Message, message
from bpmn.editing.exchanges import engage, known_parties, parties_of
from bpmn.model import ChoreographyActivity, Element
from bpmn.model.document import Document


def _names(element: Element) -> list[str]:
    parties = known_parties(element) if isinstance(element, ChoreographyActivity) else []
    return [party.name for party in parties if party.name]


def _field(text: Message, *, asks: bool) -> Field:
    def read(element: Element) -> str:
        both = parties_of(element) if isinstance(element, ChoreographyActivity) else None
        return (both[0 if asks else 1].name or "") if both is not None else ""

    def write(document: Document, element: Element, name: str) -> None:
        if isinstance(element, ChoreographyActivity):
            engage(document, element, name, asks=asks)

    hint = message("Choose a party, or write the name of a new one")
    return Field(text, read, write, Shape.NAME, names=_names, hint=hint)


EXCHANGE_FIELDS = (_field(message("Who begins"), asks=True), _field(message("Who answers"), asks=False))
