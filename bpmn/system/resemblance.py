"""Names that are nearly the same: good enough to ask a person, never to decide.

Two names resemble each other if they share four of five words, or differ in one letter of at least six.
Which names to compare at all is told by keys: names that resemble each other share at least one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from bpmn.system.names import content, normalised, says_something


class ResemblanceKey(NamedTuple):
    """Something that names share if they resemble each other: a word, or a name but for one letter."""

    what: str
    text: str


OVERLAP = 0.8
SHORTEST = 6
"""In shorter names one letter makes another word."""

LONGEST = 60
"""In longer names nobody looks for one wrong letter."""


@lru_cache(maxsize=65536)
def resembles(one: str, other: str) -> bool:
    """Whether two names, as they are written, are nearly the same."""
    if not says_something(one) or not says_something(other):
        return False
    first, second = normalised(one), normalised(other)
    if _digits(first) != _digits(second):
        return False
    words, others = frozenset(first.split()), frozenset(second.split())
    if len(words & others) >= OVERLAP * len(words | others):
        return True
    return min(len(first), len(second)) >= SHORTEST and _one_edit_apart(first, second)


def _digits(name: str) -> str:
    """Another number is another thing, not a slip."""
    return "".join(letter for letter in name if letter.isdigit())


def _one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes the same text (Levenshtein distance of at most 1)."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    rest = at + (len(short) == len(long))
    return short[rest:] == long[at + 1 :]


def resemblance_keys(name: str) -> Iterator[ResemblanceKey]:
    """What a name shares with every name that resembles it."""
    if not says_something(name):
        return
    plain = normalised(name)
    tokens = sorted(set(plain.split()))
    # Sets with so much in common share one of their first tokens in any fixed order.
    for token in tokens[: len(tokens) - ceil(OVERLAP * len(tokens)) + 1]:
        yield ResemblanceKey("token", token)
    if SHORTEST - 1 <= len(plain) <= LONGEST:
        yield ResemblanceKey("edit", plain)
        for at in (at for at, letter in enumerate(plain) if not letter.isdigit()):
            yield ResemblanceKey("edit", plain[:at] + plain[at + 1 :])


@lru_cache(maxsize=65536)
def is_told_in(message: str, label: str) -> bool:
    """Whether the label of an event tells a message's name: “Order form” in “Order form has come in”."""
    if not says_something(message) or not label:
        return False
    words, around = content(message).split(), content(label).split()
    return bool(words) and words != around and _is_within(words, around)


def _is_within(words: Sequence[str], around: Sequence[str]) -> bool:
    size = len(words)
    return any(around[at : at + size] == words for at in range(len(around) - size + 1))


def word_keys(name: str) -> Iterator[ResemblanceKey]:
    """The words of a name; a message told in a label shares its words with it."""
    for word in content(name).split():
        yield ResemblanceKey("word", word)
