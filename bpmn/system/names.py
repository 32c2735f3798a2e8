"""When two names of different maps mean the same thing.

The word lists stand in ``resources/names.json`` and may be changed there.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bpmn.system.facts import Role

SHORTEST = 3
"""Names with fewer characters match nothing."""

PUNCTUATION = re.compile(r"[_\-/.,;:()\"'’“”„«»\[\]{}!?&+]")
CAMEL = re.compile(r"(?<=[a-zà-öø-ÿß])(?=[A-ZÀ-ÖØ-Þ])")
DIGITS = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``resources/names.json``."""

    articles: frozenset[str]
    trailing: frozenset[str]
    message_words: frozenset[str]
    generic: frozenset[str]
    roles: tuple[tuple[str, Role], ...]


@cache
def words() -> Words:
    """The word lists, read once."""
    raw = json.loads(files("resources").joinpath("names.json").read_text(encoding="utf-8"))
    roles = tuple((_plain(word), Role(role)) for role, found in raw["roles"].items() for word in found)
    keys = ("articles", "trailing", "messageWords", "generic")
    articles, trailing, message_words, generic = (frozenset(map(_plain, raw[key])) for key in keys)
    return Words(articles, trailing, message_words, generic, roles)


def collapsed(name: str | None) -> str:
    """A name with XML's whitespace rules: no blanks at its ends, single ones inside."""
    return " ".join((name or "").split())


@lru_cache(maxsize=65536)
def normalised(name: str) -> str:
    """A name without case, diacritics, punctuation, camel case and leading article."""
    tokens = _plain(CAMEL.sub(" ", name)).split()
    while len(tokens) > 1 and tokens[0] in words().articles:
        del tokens[0]
    return " ".join(tokens)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(DIGITS.sub(" ", PUNCTUATION.sub(" ", bare)).split())


@lru_cache(maxsize=65536)
def party_name(name: str) -> str:
    """A normalised name of a pool or process without the general noun at its end.

    The noun stays where only the word for somebody outside would be left: a patient desk is no patient.
    """
    tokens = normalised(name).split()
    outside = {word for word, _ in words().roles}
    while count := _trailing(tokens):
        if " ".join(tokens[:-count]) in outside:
            break
        del tokens[-count:]
    return " ".join(tokens)


def _trailing(tokens: list[str]) -> int:
    """How many words the general noun at the end has; 0 where there is none or nothing else."""
    for count in (2, 1):
        if len(tokens) > count and " ".join(tokens[-count:]) in words().trailing:
            return count
    return 0


@lru_cache(maxsize=65536)
def content(name: str) -> str:
    """What a message's name is about: “Order received” and “Send order” are both “order”."""
    return " ".join(token for token in normalised(name).split() if token not in words().message_words)


@lru_cache(maxsize=65536)
def says_something(name: str) -> bool:
    """Whether a name is long and special enough to match by."""
    plain = normalised(name)
    stem = plain.rstrip("0123456789 ")
    return len(collapsed(name)) >= SHORTEST and len(stem) >= SHORTEST and stem not in words().generic


@lru_cache(maxsize=65536)
def role_by_name(name: str) -> Role:
    """The role that a pool's name suggests by its last word; unknown if it suggests none."""
    tokens = [t for t in normalised(name).split() if len(t) > 1 and not t.isdigit()]
    text = " ".join(tokens)
    for word, role in words().roles:
        if text == word or text.endswith(" " + word):
            return role
    return Role.UNKNOWN
