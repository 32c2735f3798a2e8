"""Drawings as SVG text; equal drawings give equal bytes."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from bpmn.base.geometry import Bounds
from bpmn.notation.colours import LIGHT, resolve
from bpmn.notation.drawing import Drawing, Mark, Path, TextLine
from bpmn.notation.metrics import is_measured

FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
_HALO = 4.0


def svg(
    drawing: Drawing,
    area: Bounds,
    *,
    theme: Mapping[str, str] = LIGHT,
    background: str | None = "paper",
    title: str = "",
) -> str:
    """A complete SVG file that shows an area of the plane.

    ``background`` is a colour of the theme, None leaves the sheet transparent.
    """
    x, y, width, height = (_number(v) for v in area)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}"'
    lines = [f'{head} width="{width}" height="{height}" font-family={quoteattr(FONTS)}>']
    if title:
        lines.append(f"<title>{escape(_clean(title))}</title>")
    if background:
        paint = resolve(background, theme)
        lines.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{paint}"/>')
    lines += [_mark(mark, theme) for mark in drawing]
    return "\n".join([*lines, "</svg>", ""])


def _mark(mark: Mark, theme: Mapping[str, str]) -> str:
    return _text(mark, theme) if isinstance(mark, TextLine) else _path(mark, theme)


def _path(path: Path, theme: Mapping[str, str]) -> str:
    parts = [f'd="{_data(path)}"', f'fill="{resolve(path.fill, theme) if path.fill else "none"}"']
    if path.stroke and path.width:
        parts += [f'stroke="{resolve(path.stroke, theme)}"', f'stroke-width="{_number(path.width)}"']
        if path.is_round:
            parts.append('stroke-linecap="round" stroke-linejoin="round"')
        if path.dash:
            parts.append(f'stroke-dasharray="{" ".join(map(_number, path.dash))}"')
    return f"<path {' '.join(parts)}/>"


def _data(path: Path) -> str:
    words: list[str] = []
    for segment in path.segments:
        words.append(segment[0])
        for at, value in enumerate(segment[1:]):
            words.append(_number(value + (path.y if at % 2 else path.x)))
    return " ".join(words)


def _text(line: TextLine, theme: Mapping[str, str]) -> str:
    parts = [
        f'x="{_number(line.x)}"',
        f'y="{_number(line.y)}"',
        f'font-size="{_number(line.size)}"',
        f'fill="{resolve(line.colour, theme)}"',
    ]
    if line.anchor != "start":
        parts.append(f'text-anchor="{line.anchor}"')
    if line.is_bold:
        parts.append('font-weight="bold"')
    if line.is_italic:
        parts.append('font-style="italic"')
    if line.angle:
        parts.append(f'transform="rotate({_number(line.angle)} {_number(line.x)} {_number(line.y)})"')
    if is_measured(line.text):
        # Where Arial and its twins are missing, another font is made as wide as they are.
        parts.append(f'textLength="{_number(line.width)}" lengthAdjust="spacingAndGlyphs"')
    text = escape(_clean(line.text))
    written = f"<text {' '.join(parts)}>{text}</text>"
    if not line.halo:
        return written
    # Written twice, since many viewers do not know paint-order and would paint the halo over the letters.
    colour = resolve(line.halo, theme)
    halo = f'stroke="{colour}" stroke-width="{_number(_HALO)}" stroke-linejoin="round"'
    return f"<text {' '.join(parts)} {halo}>{text}</text>\n{written}"


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _number(value: float) -> str:
    """At most three decimals, no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
