"""New ids in the style of the file (XML Schema, NCName; interchange limit 255 characters)."""

import re
import uuid
from collections.abc import Container, Iterable
from itertools import islice

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sid", re.compile(r"sid-[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}(?:_gui)?")),
    ("guid", re.compile(r"_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")),
    ("short", re.compile(r"[A-Za-z]+_[0-9a-z]{7}(?:_di)?")),
)
SAMPLE = 200


def style_of(identifiers: Iterable[str]) -> str:
    """The style most of the first ids are in: sid, guid, short, or short where none prevails."""
    sample = list(islice(identifiers, SAMPLE))
    for style, pattern in STYLES:
        if sample and sum(bool(pattern.fullmatch(i)) for i in sample) * 2 > len(sample):
            return style
    return "short"


def new_id(prefix: str, style: str, taken: Container[str]) -> str:
    """An id that is not taken. Random, so that maps edited side by side do not clash when merged."""
    while True:
        random = uuid.uuid4()
        if style == "sid":
            identifier = f"sid-{str(random).upper()}"
        elif style == "guid":
            identifier = f"_{random}"
        else:
            identifier = f"{prefix}_{_base36(random.int)[:7]}"
        if identifier not in taken:
            return identifier


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    for _ in range(12):
        number, rest = divmod(number, 36)
        text += digits[rest]
    return text
