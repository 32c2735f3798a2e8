"""Boxes of the landscape: processes, the customer's band and other parties."""

from dataclasses import replace

from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import fit, shortened
from bpmn.notation.outlines import half_rounded, rounded
from bpmn.system.facts import Role

HEAD = 12.0
CORNER = 8.0
SIDE = 10.0
NAME, SMALL, SMALLEST = 13.0, 11.0, 9.0
ICON = 18.0

COLOURS = {
    Role.CUSTOMER: "customer",
    Role.SUPPLIER: "supplier",
    Role.PARTNER: "partner",
    Role.AUTHORITY: "partner",
    Role.UNKNOWN: "procSupport",
}
"""The colour of a party; its soft shade fills the box."""

WORDS = {
    Role.SUPPLIER: "supplier",
    Role.PARTNER: "partner",
    Role.AUTHORITY: "authority",
    Role.UNKNOWN: "outside",
}

PERSON: Segments = (
    ("M", 9, 9.5),
    ("C", 6.8, 9.5, 5.3, 7.8, 5.3, 5.8),
    ("C", 5.3, 3.7, 6.9, 2.2, 9, 2.2),
    ("C", 11.1, 2.2, 12.7, 3.7, 12.7, 5.8),
    ("C", 12.7, 7.8, 11.2, 9.5, 9, 9.5),
    ("Z",),
    ("M", 2.5, 16),
    ("C", 2.5, 12.6, 5.2, 11.4, 9, 11.4),
    ("C", 12.8, 11.4, 15.5, 12.6, 15.5, 16),
)
FACTORY: Segments = (
    ("M", 2, 16),
    ("L", 2, 5),
    ("L", 5, 5),
    ("L", 5, 9),
    ("L", 9.5, 6.5),
    ("L", 9.5, 9),
    ("L", 14, 6.5),
    ("L", 14, 9),
    ("L", 16, 8),
    ("L", 16, 16),
    ("Z",),
)


def card(box: Bounds, name: str, below: str, *, is_support: bool) -> Drawing:
    """A process: head bar by kind, its name and, smaller, who owns it or where it is drawn."""
    colour = "procSupport" if is_support else "procCore"
    size, lines = fit(name, box.width - 2 * SIDE, 2 * NAME * 1.25, NAME, SMALL, is_bold=True)
    style = Style("text", is_bold=True)
    marks: list[Mark] = [
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, colour, "panel"),
        Path(half_rounded(box.width, HEAD, CORNER), box.x, box.y, 1.5, colour, colour),
        *block(lines, box.x + SIDE, box.y + HEAD + 8, size, style, "start"),
    ]
    foot = TextLine(below, box.x + SIDE, box.bottom - 10, SMALL, "textMuted", anchor="start")
    return (*marks, _cut(foot, box.width - 2 * SIDE))


def band(box: Bounds, name: str) -> Drawing:
    """A customer over the whole width."""
    return (
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, "customer", "customerSoft"),
        Path(PERSON, box.x + 16, box.centre.y - ICON / 2, 1.5, "customer", None, (), is_round=True),
        TextLine(name, box.x + 46, box.centre.y + 5, NAME + 1, "customer", is_bold=True, anchor="start"),
    )


def party_box(box: Bounds, name: str, role: Role, *, is_assumed: bool) -> Drawing:
    """A supplier, partner, authority or somebody not yet known; an assumed role has a dashed outline."""
    colour = COLOURS[role]
    icon = FACTORY if role is Role.SUPPLIER else PERSON
    word = TextLine(
        _word(role, is_assumed=is_assumed), box.x + 36, box.bottom - 9, SMALL, colour, anchor="start"
    )
    dash = (5.0, 3.0) if is_assumed else ()
    size, lines = fit(name, box.width - 44, NAME * 1.3, NAME, SMALL, is_bold=True)
    title = TextLine(lines[0], box.x + 36, box.y + 18, size, colour, is_bold=True, anchor="start")
    return (
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, colour, f"{colour}Soft", dash),
        Path(icon, box.x + 10, box.centre.y - ICON / 2, 1.5, colour, None, (), is_round=True),
        _cut(title, box.width - 44),
        word,
    )


def _word(role: Role, *, is_assumed: bool) -> str:
    return f"{WORDS.get(role, role)}?" if is_assumed else str(WORDS.get(role, role))


def _cut(line: TextLine, width: float) -> TextLine:
    return replace(line, text=shortened(line.text, width, line.size, line.is_bold))
