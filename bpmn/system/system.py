"""A folder of maps as one system: its documents, its facts and what could not be read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bpmn.base.message import message
from bpmn.model.document import Document
from bpmn.system import store
from bpmn.system.facts import Facts
from bpmn.system.shelf import Shelf
from bpmn.xml import file, names
from bpmn.xml.errors import UnreadableFile

MAPS = (".bpmn", ".bpmn2", ".bpmn20.xml")
PERHAPS = ".xml"
HEAD = 8192
MOST = 20_000
"""No more maps are read, and that is said: somebody named a whole disk."""


class System:
    """The maps of a folder as they were read once; open documents stand for their files.

    ``files`` are POSIX paths relative to ``folder``, sorted; ``unreadable`` holds the error of each map
    (and of ``system.json``) that could not be read. ``is_folder`` is false for a single map.
    """

    def __init__(
        self,
        folder: Path,
        documents: Mapping[str, Document],
        *,
        unreadable: Mapping[str, UnreadableFile] | None = None,
        facts: Facts | None = None,
        is_folder: bool = True,
    ) -> None:
        self.folder = folder
        self.files = tuple(sorted(documents, key=in_order))
        self.unreadable = dict(sorted((unreadable or {}).items()))
        self.facts = facts or Facts()
        self.is_folder = is_folder
        self.shelf = documents if isinstance(documents, Shelf) else Shelf(documents)

    @classmethod
    def open(
        cls,
        folder: Path,
        documents: Mapping[str, Document] | None = None,
        facts: Facts | None = None,
        before: "System | None" = None,
    ) -> "System":
        """Read a folder with all folders below it, or a single map.

        ``documents`` are open maps by their path relative to the folder: what is on the screen counts, not
        the file. ``facts`` stand for those of ``system.json``. Maps whose bytes are those of ``before`` are
        not parsed again.
        """
        is_folder = not folder.is_file()
        place = folder if is_folder else folder.parent
        found = Shelf(documents)
        unreadable: dict[str, UnreadableFile] = {}
        for name in map_names(folder, unreadable) if is_folder else [folder.name]:
            if name not in found:
                _read(place, name, (found, before.shelf if before is not None else None), unreadable)
        known = facts if facts is not None else _facts(folder, unreadable)
        return cls(place, found, unreadable=unreadable, facts=known, is_folder=is_folder)

    def document(self, file: str) -> Document:
        """The map at a path of ``files``. Raises KeyError for another one."""
        return self.shelf[file]

    @property
    def documents(self) -> Iterator[tuple[str, Document]]:
        """Every map with its path, in the order of ``files``, one after the other."""
        return ((name, self.shelf[name]) for name in self.files)

    def data(self, file: str) -> bytes:
        """The bytes of a map as it is now; a map that is not open is not parsed for that."""
        return self.shelf.data(file)

    def mark(self, file: str) -> str:
        """Names the content of a map that stands on disk; empty for maps that are open."""
        return self.shelf.mark(file)


def in_order(name: str) -> tuple[str, str]:
    """Sorts paths the same way on every machine."""
    return name.casefold(), name


def map_names(folder: Path, problems: dict[str, UnreadableFile] | None = None) -> list[str]:
    """The maps of a folder and of those below it as relative POSIX paths; hidden folders are left out.

    Files that end in ``.xml`` count if they say that they are BPMN. Folders behind symbolic links are not
    entered, so that a link that leads upwards does no harm. ``problems`` takes what could not be looked
    into.
    """
    found: list[str] = []
    told = problems if problems is not None else {}
    for place, folders, files in os.walk(folder, onerror=lambda error: _tell(folder, error, told)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and _is_map(path):
                found.append(path.relative_to(folder).as_posix())
    readable = [name for name in found if _is_text(name, told)]
    ordered = sorted(readable, key=in_order)
    if len(ordered) > MOST:
        reason = message("it is left out: only the first {count} maps of a folder are read.", count=MOST)
        told[ordered[MOST]] = UnreadableFile(ordered[MOST], reason)
    return ordered[:MOST]


def _tell(folder: Path, error: OSError, problems: dict[str, UnreadableFile]) -> None:
    path = Path(error.filename or folder)
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
    reason = message("this folder cannot be read ({detail}).", detail=error.strerror or error)
    problems[name] = UnreadableFile(name, reason)


def _is_text(name: str, problems: dict[str, UnreadableFile]) -> bool:
    """Whether a name can be shown and written; on some systems it is any bytes."""
    spoken = name.encode("utf-8", "replace").decode()
    if spoken != name:
        problems[spoken] = UnreadableFile(spoken, message("its name is not written in UTF-8."))
    return spoken == name


def _is_map(path: Path) -> bool:
    name = path.name.lower()
    if name.endswith(MAPS):
        return True
    if not name.endswith(PERHAPS):
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return names.MODEL.encode() in head.replace(b"\0", b"")


def _read(
    folder: Path, name: str, shelves: tuple[Shelf, Shelf | None], unreadable: dict[str, UnreadableFile]
) -> None:
    found, before = shelves
    try:
        found.read(name, file.read(folder / name), before)
    except UnreadableFile as error:
        unreadable[name] = error
    except RecursionError:
        unreadable[name] = UnreadableFile(name, message("its elements are nested too deep."))


def _facts(folder: Path, unreadable: dict[str, UnreadableFile]) -> Facts:
    if not folder.is_dir():
        return Facts()
    try:
        stored = store.load(folder)
    except UnreadableFile as error:
        unreadable[store.NAME] = error
        return Facts()
    if stored.unread:
        unreadable[store.NAME] = UnreadableFile(store.NAME, store.told(stored.unread))
    return stored.facts
