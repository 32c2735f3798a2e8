"""The maps of a system: of many only those last asked for are parsed, the others wait as packed bytes.

A parsed map takes some four hundred kilobytes, a packed one about three; to parse it again takes a third of a
millisecond.
"""

import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping

from bpmn.model.document import Document
from bpmn.xml.file import fingerprint

ROOM = 300
"""So many maps that were read from files stay parsed."""

QUICKLY = 1
"""How thoroughly bytes are packed."""


class Shelf(Mapping[str, Document]):
    """Maps by their path; ``staying`` ones are open somewhere and are never parsed anew."""

    def __init__(self, staying: Mapping[str, Document] | None = None, room: int = ROOM) -> None:
        self._staying = dict(staying or {})
        self._room = room
        self._parsed: OrderedDict[str, Document] = OrderedDict()
        self._packed: dict[str, bytes] = {}
        self._marks: dict[str, str] = {}

    def __getitem__(self, name: str) -> Document:
        known = self._staying.get(name)
        if known is not None:
            return known
        if name in self._parsed:
            self._parsed.move_to_end(name)
            return self._parsed[name]
        document = Document.parse(zlib.decompress(self._packed[name]), name)
        self._keep(name, document)
        return document

    def __contains__(self, name: object) -> bool:
        return name in self._staying or name in self._marks

    def __iter__(self) -> Iterator[str]:
        yield from self._staying
        yield from self._marks

    def __len__(self) -> int:
        return len(self._staying) + len(self._marks)

    def read(self, name: str, data: bytes, before: "Shelf | None" = None) -> None:
        """Add what a file holds. Raises UnreadableFile where that is no map.

        What ``before`` knows already with the same bytes is taken over as it is.
        """
        mark = fingerprint(data)
        if before is None or before.mark(name) != mark:
            self._keep(name, Document.parse(data, name))
        else:
            known = before.held(name)
            if isinstance(known, Document):
                self._keep(name, known)
            else:
                self._packed[name] = known
        self._marks[name] = mark

    def held(self, name: str) -> Document | bytes:
        """A map that was read from a file as it is held: parsed, or its packed bytes."""
        return self._parsed.get(name) or self._packed[name]

    def data(self, name: str) -> bytes:
        """The bytes of a map; it is not parsed for that."""
        packed = self._packed.get(name)
        return zlib.decompress(packed) if packed is not None else self[name].to_bytes()

    def mark(self, name: str) -> str:
        """Names the content of a map that was read from a file and not changed; empty for others."""
        is_changed = name in self._parsed and self._parsed[name].revision
        return "" if is_changed else self._marks.get(name, "")

    def _keep(self, name: str, document: Document) -> None:
        """Hold a map parsed; the one asked for longest ago is packed instead, unless it was changed."""
        self._parsed[name] = document
        self._packed.pop(name, None)
        if len(self._parsed) > self._room:
            oldest, old = self._parsed.popitem(last=False)
            if old.revision:
                self._staying[oldest] = old
                self._marks.pop(oldest, None)
            else:
                self._packed[oldest] = zlib.compress(old.to_bytes(), QUICKLY)
