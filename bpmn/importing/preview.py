"""What numbers from elsewhere would change, before they do."""

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.base.message import Message, message
from bpmn.importing.found import Found, NotImported, enter_found
from bpmn.model.document import Document
from bpmn.scenario.merged import read
from bpmn.scenario.table_changes import Difference
from bpmn.scenario.tables import Row, rows


@dataclass(frozen=True, slots=True)
class Preview:
    """The numbers that would differ in a map, and what is said about those that cannot be taken over."""

    file: str
    differences: tuple[Difference, ...]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """A map as a system of its own."""

    file: str
    map_: Document

    @property
    def files(self) -> tuple[str, ...]:
        """Its name alone."""
        return (self.file,)

    def document(self, _: str) -> Document:
        """The map."""
        return self.map_


def preview(document: Document, file: str, found: Found) -> Preview:
    """What taking numbers over would change in a map; the map itself stays as it is. Raises NotEntered."""
    copy = Document.parse(document.to_bytes(), document.name)
    notes = enter_found(copy, found)
    before = {row.place: row for row in _rows(file, document)}
    after = _rows(file, copy)
    differences = [
        Difference(before.get(row.place) or Row(row.kind, row.key, row.field, row.name), row)
        for row in after
        if row != before.get(row.place) and (row.text or row.place in before)
    ]
    return Preview(file, tuple(differences), notes)


def _rows(file: str, document: Document) -> list[Row]:
    return rows([(file, document)], read(_One(file, document)))


def best_map(documents: Iterable[tuple[str, Document]], found: Found) -> str:
    """The map that has most of the steps and branches of which something is said. Raises NotImported."""
    wanted = {*found.durations, *found.shares}
    hits = {
        file: sum(document.node(identifier) is not None for identifier in wanted)
        for file, document in documents
    }
    best = max(hits, key=lambda file: hits[file], default="")
    if not best or not hits[best]:
        raise NotImported(message("None of the steps of the file is in a map."))
    return best
