"""The system that a worker is asked about: a folder with what is open of it."""

from collections.abc import Mapping
from pathlib import Path

from bpmn.model.document import Document
from bpmn.system.facts import Facts
from bpmn.system.system import System


def open_system(
    folder: Path | None, documents: Mapping[str, bytes], facts: Facts, before: System | None = None
) -> System:
    """The system of a folder, or of open maps alone; what is open counts, not what is on disk.

    Maps that say the same as those of ``before`` are not read again.
    """
    known = before if before is not None and before.folder == (folder or Path()) else None
    parsed = {name: _parsed(name, data, known) for name, data in documents.items()}
    if folder is None:
        return System(Path(), parsed, facts=facts)
    return System.open(folder, parsed, facts, known)


def _parsed(name: str, data: bytes, before: System | None) -> Document:
    if before is not None and name in before.files and before.data(name) == data:
        return before.document(name)
    return Document.parse(data, name)
