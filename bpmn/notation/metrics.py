"""How wide text is and where its lines break, from a table, so that every machine breaks alike."""

from functools import cache, lru_cache
from unicodedata import category, east_asian_width

from bpmn.notation import advances

LINE_HEIGHT = 1.2
BASE_LINE = 0.95
"""From the top of a line to its base line, in font sizes."""
_NARROWEST_STEP = 2.0
_UNITS = 2048
_WIDE, _OTHER = 2048, 1300
_SOFT_HYPHEN = "\u00ad"


@cache
def _table(is_bold: bool) -> dict[str, int]:
    runs = advances.BOLD if is_bold else advances.REGULAR
    return {
        chr(first + at): width
        for first, widths in runs.items()
        for at, width in enumerate(map(int, widths.split()))
        if width
    }


def _unlisted(character: str) -> int:
    """Width of a character outside the table: ideographs are square, combining signs take no room."""
    if category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return _WIDE if east_asian_width(character) in "WF" else _OTHER


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """Width of one line of text at a font size, both in diagram units."""
    table = _table(is_bold)
    total = sum(table[c] if c in table else _unlisted(c) for c in text if c != _SOFT_HYPHEN)
    return total * size / _UNITS


def is_measured(text: str) -> bool:
    """Whether the width of every character is known, not only guessed."""
    table = _table(is_bold=False)
    return all(character in table for character in text)


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """The lines of text that fit into width.

    Lines end at line breaks, blanks, hyphens, soft hyphens and between ideographs; a longer word is cut.
    """
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width, size, is_bold))
    return tuple(lines)


@lru_cache(maxsize=8192)
def wrap_evenly(text: str, width: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """The lines of ``wrap``, no more of them, but as equally long as words allow."""
    lines = wrap(text, width, size, is_bold)
    if len(lines) == 1:
        return lines
    narrow, wide = width / len(lines), width
    while wide - narrow > _NARROWEST_STEP:
        middle = (narrow + wide) / 2
        tried = wrap(text, middle, size, is_bold)
        if len(tried) > len(lines) or _cuts_words(tried, text):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _cuts_words(lines: tuple[str, ...], text: str) -> bool:
    """Whether a word was cut because a line was too narrow for it."""
    return " ".join(lines).split() != text.split()


def _wrap_paragraph(text: str, width: float, size: float, is_bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if text_width(_shown(line + piece), size, is_bold) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(_shown(line))
        line = piece.lstrip() if lines else piece
        while text_width(_shown(line), size, is_bold) > width and len(line) > 1:
            end = _fitting(line, width, size, is_bold)
            lines.append(line[:end])
            line = line[end:]
    lines.append(_shown(line))
    return lines


def _fitting(line: str, width: float, size: float, is_bold: bool) -> int:
    """How many characters of line fit into width, at least one."""
    end = 1
    while end < len(line) and text_width(line[: end + 1], size, is_bold) <= width:
        end += 1
    return end


def _shown(line: str) -> str:
    """The line as it appears: a soft hyphen shows only at its end."""
    line = line.strip()
    tail = "-" if line.endswith(_SOFT_HYPHEN) else ""
    return line.replace(_SOFT_HYPHEN, "") + tail


def _pieces(text: str) -> list[str]:
    """Parts of text between which a line may break; each keeps the blank or hyphen that ends it."""
    pieces: list[str] = []
    start = 0
    for at, character in enumerate(text):
        following = text[at + 1] if at + 1 < len(text) else ""
        if not following or _may_break(character, following):
            pieces.append(text[start : at + 1])
            start = at + 1
    return pieces


def _may_break(character: str, following: str) -> bool:
    if character.isspace() and character != "\u00a0":
        return not following.isspace()
    if character in ("-", _SOFT_HYPHEN, "\u2010", "\u2013", "/", "_"):
        return following.isalnum()
    return east_asian_width(character) in "WF" and east_asian_width(following) in "WF"


def fit(
    text: str, width: float, height: float, size: float, smallest: float = 9.0, is_bold: bool = False
) -> tuple[float, tuple[str, ...]]:
    """The font size, at most ``size``, and the lines with which text fits into a box.

    Text too long even at the smallest size ends in an ellipsis.
    """
    while True:
        lines = wrap_evenly(text, width, size, is_bold)
        if len(lines) * size * LINE_HEIGHT <= height or size <= smallest:
            break
        size -= 1
    room = max(int(height / (size * LINE_HEIGHT)), 1)
    if len(lines) > room:
        lines = (*lines[: room - 1], shortened(lines[room - 1] + "…", width, size, is_bold))
    return size, lines


def shortened(text: str, width: float, size: float, is_bold: bool = False) -> str:
    """Text cut to width; what was cut is shown as an ellipsis."""
    if text_width(text, size, is_bold) <= width:
        return text
    text = text.rstrip("…")
    while text and text_width(text + "…", size, is_bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"
