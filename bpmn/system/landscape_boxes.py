"""Boxes of the landscape: processes, the customer's band and other parties."""

from collections.abc import Callable
from dataclasses import replace

from bpmn.base.geometry import Bounds
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import fit, shortened, text_width
from bpmn.notation.outlines import half_rounded, rounded
from bpmn.system.facts import Role
from bpmn.system.landscape_model import Card

HEAD = 12.0
CORNER = 8.0
SIDE = 10.0
NAME, SMALL, TIME = 13.0, 11.0, 12.0
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
    Role.CUSTOMER: message("customer"),
    Role.SUPPLIER: message("supplier"),
    Role.PARTNER: message("partner"),
    Role.AUTHORITY: message("authority"),
    Role.UNKNOWN: message("outside"),
}
GROWS = message("grows")

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
HANDSHAKE: Segments = (
    ("M", 1, 5), ("L", 4, 4), ("L", 8, 5.5), ("L", 6, 8), ("C", 6.8, 9.4, 8.2, 9, 9, 7.6),
    ("L", 14, 11.5), ("C", 14.6, 12.4, 13.8, 13.4, 12.8, 13), ("L", 11.6, 12.4),
    ("M", 17, 5), ("L", 14, 4), ("L", 10, 4.4), ("L", 8, 5.5),
    ("M", 1, 11), ("L", 3.4, 11), ("L", 8, 14.6), ("C", 9, 15.2, 10, 14.6, 9.8, 13.8),
    ("M", 17, 11), ("L", 14, 11.5),
)  # fmt: skip
ICONS = {Role.SUPPLIER: FACTORY, Role.PARTNER: HANDSHAKE, Role.AUTHORITY: HANDSHAKE}


def card(box: Bounds, shown: Card, head: str | None = None, fill: str = "panel") -> Drawing:
    """A process: head bar by kind, its name, who owns it, and how long it takes.

    ``head`` is another colour for the head bar, ``fill`` one for the inside.
    """
    colour = "procSupport" if shown.is_support else "procCore"
    size, lines = fit(shown.title, box.width - 2 * SIDE, 2 * NAME * 1.25, NAME, SMALL, is_bold=True)
    top = box.y + HEAD + (9 if len(lines) == 1 else 5)
    marks: list[Mark] = [
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, colour, fill),
        Path(half_rounded(box.width, HEAD, CORNER), box.x, box.y, 1.5, head or colour, head or colour),
        *block(lines, box.x + SIDE, top, size, Style("text", is_bold=True), "start"),
    ]
    y = top + len(lines) * size * 1.2 + SMALL
    who = shown.owner or shown.key.file
    marks.append(
        _cut(TextLine(who, box.x + SIDE, y, SMALL, "textMuted", anchor="start"), box.width - 2 * SIDE)
    )
    if shown.figures.time:
        gap = 20 if len(lines) == 1 else 15
        marks.append(TextLine(shown.figures.time, box.x + SIDE, y + gap, TIME, "text", anchor="start"))
    return tuple(marks)


def band(box: Bounds, name: str, does: str) -> Drawing:
    """A customer at the side, over the height of what concerns it; ``does`` says what it does there."""
    x, room = box.centre.x, box.height - ICON - 28
    # In the middle of the band, unless a long name would reach into the icon.
    y = max(
        box.centre.y, box.bottom - 8 - room / 2 if text_width(name, NAME + 1, True) > room - ICON else 0.0
    )
    title = shortened(name, max(room, 20), NAME + 1, True)
    return (
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, "customer", "customerSoft"),
        Path(PERSON, x - ICON / 2, box.y + 10, 1.5, "customer", None, (), is_round=True),
        TextLine(title, x - 1, y, NAME + 1, "customer", is_bold=True, angle=-90),
        TextLine(does, x + 15, y, SMALL, "customer", angle=-90),
    )


def load_bar(box: Bounds, load: float, say: Callable[[Message], str] = str) -> Drawing:
    """How busy the narrowest team of a process is, with a mark at 85 %; ``load`` 1 is full and hatched."""
    x, y, width = box.x + SIDE, box.bottom - 13, box.width - 2 * SIDE - 40
    colour = "loadOver" if load >= 1 else "loadHigh" if load > HIGH else "loadOk"
    full = max(width * min(load, 1.0), 6.0)
    marks: list[Mark] = [
        Path(rounded(3)(width, 6), x, y - 3, 0, None, "sunken"),
        Path(rounded(3)(full, 6), x, y - 3, 0, None, colour),
    ]
    if load >= 1:
        hatch = [d for at in range(int(full // 5)) for d in (("M", at * 5, 3.0), ("L", at * 5 + 6, -3.0))]
        marks.append(Path(tuple(hatch), x, y, 1, "panel"))  # type: ignore[arg-type]
    marks.append(Path((("M", width * HIGH, -6), ("L", width * HIGH, 6)), x, y, 1.2, "text"))
    marks.append(_percent(box, y, load, is_bold=load > HIGH))
    if load >= 1:
        grows = TextLine(say(GROWS), box.right - SIDE, y - 9, SMALL, "loadOver", is_bold=True, anchor="end")
        marks.append(grows)
    return tuple(marks)


def wait_bar(box: Bounds, share: float) -> Drawing:
    """How much of the time in a process is waiting: work first, then the wait."""
    x, y, width = box.x + SIDE, box.bottom - 13, box.width - 2 * SIDE - 40
    work = width * (1 - min(max(share, 0.0), 1.0))
    return (
        Path(rounded(3)(width, 6), x, y - 3, 0, None, "wait"),
        *((Path(rounded(3)(max(work, 4.0), 6), x, y - 3, 0, None, "work"),) if work else ()),
        _percent(box, y, share, is_bold=share > HIGH),
    )


def _percent(box: Bounds, y: float, share: float, *, is_bold: bool) -> TextLine:
    text = f"{share:.0%}".replace("%", " %")
    return TextLine(text, box.right - SIDE, y + 4, SMALL, "text", is_bold, anchor="end")


def party_box(box: Bounds, shown: Card, say: Callable[[Message], str] = str) -> Drawing:
    """A supplier, partner, authority or somebody not yet known; an assumed role has a dashed outline.

    A long name takes both lines; the icon still tells the role.
    """
    role = shown.role or Role.UNKNOWN
    colour, room = COLOURS[role], box.width - 42
    word = say(WORDS[role]) + ("?" if shown.is_assumed else "")
    if text_width(shown.title, NAME, True) <= room:
        lines = [(shown.title, NAME, True), (word, SMALL, False)]
    else:
        size, parts = fit(shown.title, room, 2 * SMALL * 1.25, SMALL + 1, SMALL - 1, is_bold=True)
        lines = [(part, size, True) for part in parts]
        if len(lines) == 1:
            lines.append((word, SMALL, False))
    texts = [
        TextLine(text, box.x + 34, box.y + 17 + 15 * row, size, colour, is_bold, anchor="start")
        for row, (text, size, is_bold) in enumerate(lines)
    ]
    icon = ICONS.get(role, PERSON)
    dash = (5.0, 3.0) if shown.is_assumed else ()
    return (
        Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.5, colour, f"{colour}Soft", dash),
        Path(icon, box.x + 9, box.centre.y - ICON / 2, 1.5, colour, None, (), is_round=True),
        *(_cut(line, room) for line in texts),
    )


def _cut(line: TextLine, width: float) -> TextLine:
    return replace(line, text=shortened(line.text, width, line.size, line.is_bold))
