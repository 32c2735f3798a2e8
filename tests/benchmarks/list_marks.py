"""Lists which element with which mark occurs in which file of the corpus: tests/data/marks.tsv.

    python -m tests.benchmarks.list_marks [SHEET.png]

With a picture's name it also draws every row, so that a person can look at each.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from app.export.image import image, png
from bpmn.base.geometry import Bounds
from bpmn.model import BPMNDiagram, BPMNEdge, BPMNPlane, BPMNShape
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing, Mark, TextLine, moved
from bpmn.notation.plane import edge_drawing, shape_drawing
from bpmn.xml.errors import UnreadableFile
from tests.bpmn.notation.marks import marks_in
from tests.corpus import corpus_files, corpus_folder

TABLE = Path(__file__).resolve().parents[1] / "data" / "marks.tsv"
HEAD = "element\tmark\tfile\tdiagram element"
TILE, COLUMNS = (190.0, 150.0), 9
FIRST = ("miwg/Reference", "synthetic", "chor-js", "bpmn-js")

Row = tuple[str, str, str, str]


def main() -> int:
    """Write the table; draw it if a picture is asked for."""
    rows = sorted(_rows())
    TABLE.write_text("\n".join([HEAD, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
    if sys.argv[1:]:
        QGuiApplication([])
        Path(sys.argv[1]).write_bytes(_sheet(rows))
    sys.stdout.write(f"{len(rows)} rows\n")
    return 0


def planes(file: str) -> list[BPMNPlane]:
    """The planes of a file of the corpus; none if it cannot be read."""
    try:
        document = Document.parse((corpus_folder() / file).read_bytes(), file)
    except UnreadableFile:
        return []
    return [d.plane for d in document.all(BPMNDiagram) if d.plane is not None]


def _rows() -> list[Row]:
    """The first file of each combination; references are looked at first."""
    files = [str(f) for f in corpus_files() if not str(f).startswith("hostile")]
    files.sort(key=lambda f: (next((i for i, p in enumerate(FIRST) if f.startswith(p)), len(FIRST)), f))
    found: dict[tuple[str, str], Row] = {}
    for file in files:
        for plane in planes(file):
            for kind, mark, identifier in _marks(plane):
                found.setdefault((kind, mark), (kind, mark, file, identifier))
    return list(found.values())


def _marks(plane: BPMNPlane) -> Iterator[tuple[str, str, str]]:
    for one in plane.elements:
        if not one.id:
            continue
        if isinstance(one, BPMNShape):
            drawn = shape_drawing(one)
            for mark in marks_in(drawn, drawn.look.kind):
                yield drawn.look.kind, mark, one.id
        elif isinstance(one, BPMNEdge):
            line = edge_drawing(one)
            if line.marks:
                yield line.kind, "line", one.id


def _sheet(rows: list[Row]) -> bytes:
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        x, y = (number % COLUMNS) * TILE[0], (number // COLUMNS) * TILE[1]
        marks += _tile(row, x, y)
    area = Bounds(0, 0, COLUMNS * TILE[0], -(-len(rows) // COLUMNS) * TILE[1])
    return png(image(tuple(marks), area, scale=1.25))


def _tile(row: Row, x: float, y: float) -> Drawing:
    """One element where it stands in its file, with the words of its row below."""
    kind, mark, file, identifier = row
    captions = (
        TextLine(f"{kind}: {mark}", x + TILE[0] / 2, y + 136, 10, is_bold=True),
        TextLine(Path(file).name[:34], x + TILE[0] / 2, y + 147, 9, "inkMuted"),
    )
    for plane in planes(file):
        for one in plane.elements:
            if one.id != identifier:
                continue
            drawn = shape_drawing(one) if isinstance(one, BPMNShape) else edge_drawing(one)
            return captions + _centred(drawn.drawing, x, y)
    return captions


def _centred(drawing: Drawing, x: float, y: float) -> Drawing:
    """The drawing in a tile; a larger one shows its upper left part."""
    boxes = [m.bounds for m in drawing]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    dx = x + max((TILE[0] - (right - left)) / 2, 8) - left
    dy = y + max((124 - (bottom - top)) / 2, 6) - top
    return tuple(m for m in moved(drawing, dx, dy) if m.bounds.x < x + TILE[0] * 3)


if __name__ == "__main__":
    sys.exit(main())
