"""Each row of tests/data/marks.tsv: an element that shows a mark in a real file, looked at once by a person."""

from functools import cache
from pathlib import Path

import pytest

from bpmn.model import BPMNEdge, BPMNShape
from bpmn.model.document import Document
from bpmn.notation.plane import edge_drawing, shape_drawing
from tests.bpmn.notation.marks import marks_in
from tests.corpus import corpus_folder

TABLE = Path(__file__).resolve().parents[2] / "data" / "marks.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


@cache
def document(file: str) -> Document:
    path = corpus_folder() / file
    if not path.exists():
        pytest.skip("no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files")
    return Document.parse(path.read_bytes(), file)


@pytest.mark.parametrize(("kind", "mark", "file", "identifier"), ROWS, ids=[f"{r[0]}: {r[1]}" for r in ROWS])
def test_element_shows_its_mark(kind, mark, file, identifier):
    depicted = document(file).element(identifier)

    if isinstance(depicted, BPMNEdge):
        drawn = edge_drawing(depicted)
        assert drawn.marks
        assert drawn.kind == kind
    else:
        assert isinstance(depicted, BPMNShape)
        assert mark in marks_in(shape_drawing(depicted), kind)
