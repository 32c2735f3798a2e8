"""A document of blocks as PDF: text that can be searched, pictures as sharp as a printer needs."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.export.image import image
from bpmn.notation.colours import LIGHT
from bpmn.report.blocks import WIDTH, Block, Cell, Figure, Heading, Table
from bpmn.report.sheet_pictures import Picture

MARGIN_MM, DPI = 18, 96
SHARP = 3.0
SIZES = {1: 20, 2: 15, 3: 12}
STYLE = (
    f"body {{ font-family: Arial, 'Liberation Sans', sans-serif; font-size: 9pt; color: {LIGHT['text']}; }}"
    f" .small {{ font-size: 8pt; color: {LIGHT['textMuted']}; }}"
    " .lead { font-size: 12pt; font-weight: 600; }"
    f" .better {{ color: {LIGHT['better']}; }} .worse {{ color: {LIGHT['worse']}; }}"
)


def document_pdf(blocks: Sequence[Block], title: str) -> bytes:
    """The blocks on A4 pages; every chapter begins on a page of its own."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Wholeflow")
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    page = QPageLayout(size, upright, margins, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(page)
    writer.setResolution(DPI)
    document = QTextDocument()
    document.setDefaultStyleSheet(STYLE)
    width = writer.width()
    text = "".join(_rich(block, document, number, width) for number, block in enumerate(blocks))
    document.setHtml(f"<html><body>{text}</body></html>")
    document.setPageSize(QSizeF(width, writer.height()))
    document.print_(writer)
    return bytes(buffer.data().data())


def _rich(block: Block, document: QTextDocument, number: int, width: int) -> str:
    if isinstance(block, Heading):
        break_before = " page-break-before: always;" if block.level == 2 else ""  # noqa: PLR2004
        size = SIZES[block.level]
        return f'<p style="font-size: {size}pt; font-weight: 600;{break_before}">{escape(block.text)}</p>'
    if isinstance(block, Figure):
        return f"<p>{_picture(block.picture, document, f'figure-{number}', width)}</p>"
    if isinstance(block, Table):
        return _table(block, document, number)
    if block.is_verdict:
        soft = LIGHT[f"{block.kind}Soft"]
        return (
            f'<table width="100%" cellpadding="8" bgcolor="{soft}"><tr><td>'
            f'<span style="font-size: 12pt; font-weight: 600">{escape(block.text)}</span></td></tr></table>'
        )
    return f'<p class="{block.kind}">{escape(block.text)}</p>'


def _picture(picture: Picture, document: QTextDocument, name: str, width: int) -> str:
    """A picture as wide as drawn, at most as wide as the page."""
    drawn = image(picture.drawing, picture.area, scale=SHARP)
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), drawn)
    shown = min(width, width * picture.area.width / WIDTH)
    height = shown * picture.area.height / picture.area.width
    return f'<img src="{name}" width="{shown:.0f}" height="{height:.0f}"/>'


def _table(block: Table, document: QTextDocument, number: int) -> str:
    heads = "".join(
        f'<td align="{_side(block, at)}" class="small">{escape(head)}</td>'
        for at, head in enumerate(block.heads)
    )
    rows = []
    for line, row in enumerate(block.rows):
        cells = (
            f'<td align="{_side(block, at)}">{_cell(cell, document, f"cell-{number}-{line}-{at}")}</td>'
            for at, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table width="100%" cellpadding="3"><tr>{heads}</tr>{"".join(rows)}</table>'


def _side(block: Table, at: int) -> str:
    return "right" if at in block.numbers else "left"


def _cell(cell: Cell, document: QTextDocument, name: str) -> str:
    if cell.picture is not None:
        return _picture(cell.picture, document, name, round(cell.picture.area.width * 0.7))
    return f'<span class="{cell.kind}">{escape(cell.text)}</span>'
