"""Searching all maps of a system, made in a worker from bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bpmn.base.message import Message
from bpmn.model.document import Document
from bpmn.system.search import Hit, Query, search
from bpmn.system.system import in_order, map_names
from bpmn.xml import file
from bpmn.xml.errors import UnreadableFile

KEPT = 512
"""So many maps stay read between two searches of one worker."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in how many maps it looked, and which could not be read."""

    query: Query
    hits: tuple[Hit, ...] = ()
    maps: int = 0
    unreadable: tuple[Message, ...] = ()


def find(folder: Path | None, documents: Mapping[str, bytes], query: Query) -> Found:
    """Search a folder; the bytes of open maps stand for their files. Without a folder the open maps alone."""
    maps: dict[str, Document] = {name: Document.parse(data, name) for name, data in documents.items()}
    unreadable: list[Message] = []
    for name in map_names(folder) if folder is not None else ():
        if name not in maps:
            path = (folder or Path()) / name
            try:
                status = path.stat()
                maps[name] = _read(path, name, status.st_mtime_ns, status.st_size)
            except UnreadableFile as error:
                unreadable.append(error.message)
            except OSError:
                continue  # it went while we looked
    ordered = [(name, maps[name]) for name in sorted(maps, key=in_order)]
    return Found(query, search(ordered, query), len(maps), tuple(unreadable))


@lru_cache(maxsize=KEPT)
def _read(path: Path, name: str, changed: int, size: int) -> Document:
    """A map as it stands on disk; read again when its time or size is another one."""
    del changed, size
    return Document.parse(file.read(path), name)
