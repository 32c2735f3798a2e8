"""Draws real files and puts our pictures beside the reference pictures of the corpus.

    python -m tests.benchmarks.contact_sheet OUTPUT [--corpus FOLDER] [FILE …]

Writes one PNG per diagram, one sheet per reference picture with ours above, and index.html. Files are
relative to the corpus; without any, all references are drawn.
"""

import argparse
import html
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.export.image import MARGIN, image
from bpmn.model import BPMNPlane
from bpmn.model.document import Document
from bpmn.notation.plane import draw_plane, plane_bounds
from tests.corpus import corpus_folder

WIDEST = 2400
REFERENCES = "miwg/Reference"


def main() -> int:
    """Draw the files named on the command line, or all references."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--corpus", type=Path, default=corpus_folder())
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    QGuiApplication([])
    files = options.files or _references(options.corpus)
    rows = [row for file in files for row in _sheets(options.corpus, file, options.output)]
    (options.output / "index.html").write_text(_page(rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} sheets in {options.output}\n")
    return 0


def _references(corpus: Path) -> list[str]:
    return sorted(p.relative_to(corpus).as_posix() for p in (corpus / REFERENCES).glob("*.bpmn"))


def _sheets(corpus: Path, file: str, output: Path) -> list[tuple[str, str]]:
    """The diagrams of a file as (title, name of the picture)."""
    document = Document.parse((corpus / file).read_bytes(), file)
    planes = [d.plane for d in document.definitions.diagrams if d.plane is not None]
    rows = []
    for number, plane in enumerate(planes, 1):
        ours = _picture(plane)
        stem = Path(file).stem
        reference = _reference_picture(corpus, stem, number, len(planes))
        name = f"{file.replace('/', '_').removesuffix('.bpmn')}.{number}.png"
        (_beside(ours, reference) if reference else ours).save(str(output / name))
        rows.append((f"{file}, diagram {number}", name))
    return rows


def _picture(plane: BPMNPlane) -> QImage:
    area = plane_bounds(plane).grown(MARGIN)
    return image(draw_plane(plane), area, scale=min(1.5, WIDEST / area.width))


def _reference_picture(corpus: Path, stem: str, number: int, count: int) -> QImage | None:
    names = (f"{stem}.{number}.png", f"{stem}.png") if count > 1 else (f"{stem}.png", f"{stem}.1.png")
    for name in names:
        path = corpus / "pictures" / name
        if path.exists():
            return QImage(str(path))
    return None


def _beside(ours: QImage, reference: QImage) -> QImage:
    """Ours above, the reference below, equally wide."""
    below = reference.scaledToWidth(ours.width())
    sheet = QImage(ours.width(), ours.height() + below.height() + 20, QImage.Format.Format_RGB32)
    sheet.fill(0xFFB0B0B0)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, ours)
    painter.drawImage(0, ours.height() + 20, below)
    painter.end()
    return sheet


def _page(rows: list[tuple[str, str]]) -> str:
    body = "\n".join(
        f'<h2>{html.escape(title)}</h2><img src="{html.escape(name)}" style="max-width:100%">'
        for title, name in rows
    )
    return f"<!doctype html><meta charset=utf-8><title>Contact sheet</title>\n{body}\n"


if __name__ == "__main__":
    sys.exit(main())
