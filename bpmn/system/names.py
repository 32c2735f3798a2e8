"""When two names of different maps mean the same thing (see ``word_lists`` for the words)."""

import re
from functools import lru_cache

from bpmn.system.facts import Role
from bpmn.system.plain import plain
from bpmn.system.word_lists import words

SHORTEST = 3
"""Names with fewer characters match nothing."""

CAMEL = re.compile(r"(?<=[a-zà-öø-ÿß])(?=[A-ZÀ-ÖØ-Þ])")


def collapsed(name: str | None) -> str:
    """A name with XML's whitespace rules: no blanks at its ends, single ones inside."""
    return " ".join((name or "").split())


@lru_cache(maxsize=65536)
def normalised(name: str) -> str:
    """A name without case, diacritics, punctuation, camel case and leading article."""
    tokens = plain(CAMEL.sub(" ", name)).split()
    while len(tokens) > 1 and tokens[0] in words().articles:
        del tokens[0]
    return " ".join(tokens)


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
    known = normalised(name)
    stem = known.rstrip("0123456789 ")
    return len(collapsed(name)) >= SHORTEST and len(stem) >= SHORTEST and stem not in words().generic


@lru_cache(maxsize=65536)
def says_who(name: str) -> bool:
    """Whether the name of a resource or lane is special enough to tell who it is."""
    known = normalised(name)
    stem = known.rstrip("0123456789 ")
    return len(collapsed(name)) >= SHORTEST and len(stem) >= SHORTEST and stem not in words().teams


@lru_cache(maxsize=65536)
def role_by_name(name: str) -> Role:
    """The role that a pool's name suggests by its last word; unknown if it suggests none."""
    tokens = [t for t in normalised(name).split() if len(t) > 1 and not t.isdigit()]
    text = " ".join(tokens)
    for word, role in words().roles:
        if text == word or text.endswith(" " + word):
            return role
    return Role.UNKNOWN


@lru_cache(maxsize=65536)
def about_quality(name: str) -> bool:
    """Whether a name speaks of how good something is: a claim, a fault, a review."""
    return any(token in words().quality for token in normalised(name).split())
