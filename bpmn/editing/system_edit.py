"""The frame of an action that concerns several maps or what people decided about the system."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from bpmn.editing.edit import edit
from bpmn.model.document import Document
from bpmn.model.journal import Transaction
from bpmn.system.fact_journal import FactJournal, SystemStep
from bpmn.system.facts import Facts


class Changing(Protocol):
    """What an action over the whole changes: the facts, which it replaces, and the maps that it asks for."""

    facts: Facts

    def document(self, file: str) -> Document:
        """The map of a file, open to be edited. Raises what opening a map raises."""


class SystemEdit:
    """What one system step may change: ``facts``, which may be replaced, and any map of the system."""

    def __init__(self, journal: FactJournal, label: str, map_of: Callable[[str], Document]) -> None:
        self.facts = journal.facts
        self.step: SystemStep | None = None
        """The step that was made; None until the end, and where nothing changed."""
        self._label = label
        self._map_of = map_of
        self._parts: dict[str, tuple[Document, Transaction]] = {}
        self._frames = ExitStack()

    def document(self, file: str) -> Document:
        """The map of a file, ready to be edited with the functions of ``bpmn.editing``.

        All that is done to it until the step ends is one undo step. Raises what opening a map raises.
        """
        if file not in self._parts:
            document = self._map_of(file)
            self._parts[file] = document, self._frames.enter_context(edit(document, self._label))
        return self._parts[file][0]

    @property
    def parts(self) -> list[tuple[Document, Transaction]]:
        """The maps that were changed, each with what was done to it, in the order of their files."""
        ordered = (self._parts[file] for file in sorted(self._parts))
        return [(document, transaction) for document, transaction in ordered if transaction.changes]


@contextmanager
def system_edit(journal: FactJournal, label: str, map_of: Callable[[str], Document]) -> Iterator[SystemEdit]:
    """One undo step over the facts and any number of maps; if it raises, nothing has changed anywhere.

    ``map_of`` gives the map of a file, named relative to the folder.
    """
    made = SystemEdit(journal, label, map_of)
    try:
        with made._frames:  # noqa: SLF001 - one thing in two pieces: a context manager and its value
            yield made
    except BaseException:
        for document, transaction in made.parts:
            if transaction.after and transaction.is_done:  # committed before another map refused
                transaction.undo()
                document.announce(transaction)
        raise
    if made.parts or made.facts != journal.facts:
        made.step = journal.change(label, made.facts, made.parts)
