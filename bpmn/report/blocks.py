"""A document of headings, sentences, tables and pictures, and its form as one HTML file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bpmn.notation.colours import LIGHT
from bpmn.notation.svg import svg
from bpmn.report.sheet_pictures import Picture

WIDTH = 900.0
"""How wide pictures are drawn."""

STYLE = """
body { margin: 0 auto; padding: 32px 24px; width: 900px; color: $text;; background: $panel;;
  font: 14px/1.45 Inter, 'Segoe UI', 'Liberation Sans', Arial, sans-serif; }
h1 { font-size: 28px; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 40px 0 8px; border-top: 1px solid $border;; padding-top: 24px; }
h3 { font-size: 15px; margin: 20px 0 4px; }
p { margin: 4px 0 8px; }
.lead { font-size: 18px; font-weight: 600; }
.small { font-size: 12px; color: $textMuted;; }
.verdict { font-size: 18px; font-weight: 600; padding: 14px 18px; border-radius: 8px; border: 1px solid; }
code { font: 12px ui-monospace, Consolas, monospace; background: $sunken;; padding: 2px 4px; }
figure { margin: 8px 0; }
figure svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; margin: 4px 0 12px; }
th { text-align: left; font-weight: 400; font-size: 12px; color: $textMuted;; }
td, th { padding: 6px 12px 6px 0; border-bottom: 1px solid $border;; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.better { color: $better;; font-weight: 600; } .worse { color: $worse;; font-weight: 600; }
@media print { h2 { break-before: page; } figure, table { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the document), 2 (a chapter) or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; ``kind`` is lead, small, code or a verdict's colour with ``is_verdict``."""

    text: str
    kind: str = ""
    is_verdict: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``kind`` is better, worse or nothing. A picture stands in its place."""

    text: str
    kind: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below heads; ``numbers`` are the columns that stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture over the whole width."""

    picture: Picture


Block = Heading | Said | Table | Figure


def rows_of(rows: Iterable[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Plain texts as cells."""
    return tuple(tuple(Cell(text) for text in row) for row in rows)


def blocks_html(blocks: Iterable[Block], title: str, language: str = "en") -> str:
    """One HTML file that needs nothing else; equal blocks give equal text."""
    body = "\n".join(_html(block) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"/>'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>\n<body>{body}</body></html>\n"
    )


def _style() -> str:
    text = STYLE
    for name in sorted(LIGHT, key=len, reverse=True):
        text = text.replace(f"${name};", f"{LIGHT[name]};")
    return text


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Figure):
        return f"<figure>{_svg(block.picture)}</figure>"
    if isinstance(block, Table):
        return _table(block)
    if block.kind == "code":
        return f"<p><code>{escape(block.text)}</code></p>"
    if block.is_verdict:
        soft, line = LIGHT[f"{block.kind}Soft"], LIGHT[block.kind]
        return f'<p class="verdict" style="background: {soft}; border-color: {line}">{escape(block.text)}</p>'
    kind = f' class="{block.kind}"' if block.kind else ""
    return f"<p{kind}>{escape(block.text)}</p>"


def _svg(picture: Picture) -> str:
    return svg(picture.drawing, picture.area, background=None, title=picture.title)


def _table(block: Table) -> str:
    heads = "".join(
        f"<th{_side(at in block.numbers)}>{escape(head)}</th>" for at, head in enumerate(block.heads)
    )
    rows = "".join(
        f"<tr>{''.join(_cell(cell, is_number=at in block.numbers) for at, cell in enumerate(row))}</tr>"
        for row in block.rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _side(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(cell: Cell, *, is_number: bool) -> str:
    inside = _svg(cell.picture) if cell.picture is not None else escape(cell.text)
    if cell.kind:
        inside = f'<span class="{cell.kind}">{inside}</span>'
    return f"<td{_side(is_number)}>{inside}</td>"
