"""Texts of numbers in the user's language: "usually 10, at worst 60 min" is "meist 10, höchstens 60 min"."""

import re

from app.translate import language

WORDS: dict[str, dict[str, str]] = {
    "de": {
        "usually": "meist",
        "at worst": "höchstens",
        "exponential": "exponentiell",
        "or more": "oder mehr",
        "to": "bis",
        "after": "nach",
        "at": "um",
        "per hour": "pro Stunde",
        "per": "je",
        "or": "oder",
        "yes": "ja",
        "no": "nein",
        "days": "Tage",
        "day": "Tag",
        "hour": "Stunde",
        "Mon": "Mo",
        "Tue": "Di",
        "Wed": "Mi",
        "Thu": "Do",
        "Fri": "Fr",
        "Sat": "Sa",
        "Sun": "So",
    }
}
"""The words that stand in texts of numbers, and what they are in another language. Both are read."""

NAMES = frozenset({"selection", "skills", "by_class", "condition", "rework_target", "calendar"})
"""Fields whose texts hold names that people gave."""


def local(field: str, text: str) -> str:
    """The text of a number in the user's language."""
    words = WORDS.get(language(), {})
    if not words or field in NAMES:
        return text
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.sub(rf"\b({pattern})\b", lambda found: words[found[0]], text)
