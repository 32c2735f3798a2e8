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
HIGH = 0.85
"""From this load on a team is drawn as narrow."""

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


def card(box: Bounds, name: str, below: str, time: str = "", *, is_support: bool) -> Drawing:
    """A process: head bar by kind, its name and, smaller, who owns it or where it is drawn, and its time."""
    colour = "procSupport" if is_support else "procCore"
    size, lines = fit(name, box.width - 2 * SIDE, 2 * NAME * 1.25, NAME, SMALL, is_bold=True)
    style = Style("text", is_bold=True)
    marks: list[Mark] = [
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, colour, "panel"),
        Path(half_rounded(box.width, HEAD, CORNER), box.x, box.y, 1.5, colour, colour),
        *block(lines, box.x + SIDE, box.y + HEAD + 8, size, style, "start"),
    ]
    y = box.y + HEAD + 8 + (len(lines) * 1.2 + 1) * NAME
    foot = TextLine(below, box.x + SIDE, y, SMALL, "textMuted", anchor="start")
    marks.append(_cut(foot, box.width - 2 * SIDE))
    if time:
        marks.append(TextLine(time, box.x + SIDE, y + 16, SMALL + 1, "text", anchor="start"))
    return tuple(marks)


def band(box: Bounds, name: str, does: str) -> Drawing:
    """A customer at the side, over the height of what concerns it; ``does`` says what it does there."""
    x, y = box.centre.x, box.centre.y
    title = shortened(name, max(box.height - 2 * (ICON + 16), 20), NAME + 1, True)
    return (
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, "customer", "customerSoft"),
        Path(PERSON, x - ICON / 2, box.y + 10, 1.5, "customer", None, (), is_round=True),
        TextLine(title, x - 1, y + ICON / 2, NAME + 1, "customer", is_bold=True, angle=-90),
        TextLine(does, x + 15, y + ICON / 2, SMALL, "customer", angle=-90),
    )


def load_bar(box: Bounds, load: float) -> Drawing:
    """How busy the narrowest team of a process is, with a mark at 85 %; ``load`` 1 is full."""
    x, y, width = box.x + SIDE, box.bottom - 12, box.width - 2 * SIDE - 40
    colour = "loadOver" if load >= 1 else "loadHigh" if load > HIGH else "loadOk"
    number = TextLine(
        f"{load:.0%}".replace("%", " %"),
        box.right - SIDE,
        y + 4,
        SMALL,
        "text",
        is_bold=load > HIGH,
        anchor="end",
    )
    return (
        Path(rounded(3)(width, 6), x, y - 3, 0, None, "sunken"),
        Path(rounded(3)(max(width * min(load, 1.0), 6.0), 6), x, y - 3, 0, None, colour),
        Path((("M", x + width * HIGH, y - 6), ("L", x + width * HIGH, y + 6)), 0, 0, 1.2, "text"),
        number,
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
