"""The words by which names are compared: those that came with the application, or the user's own.

A file ``names.json`` in the user's data folder takes the place of the lists it holds; lists that it lacks,
and all of them if it cannot be read, are those of ``resources/names.json``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bpmn.base.message import Message, message
from bpmn.base.user_data import user_data_folder
from bpmn.system.facts import Role
from bpmn.system.plain import plain

NAME = "names.json"
LISTS = ("articles", "trailing", "messageWords", "generic", "teams", "quality")
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, each word in its plain form; ``problem`` tells why the user's own are not used."""

    articles: frozenset[str]
    trailing: frozenset[str]
    message_words: frozenset[str]
    generic: frozenset[str]
    teams: frozenset[str]
    quality: frozenset[str]
    roles: tuple[tuple[str, Role], ...]
    problem: Message | None = None


@cache
def words() -> Words:
    """The word lists, read once."""
    return read_words(user_data_folder() / NAME)


def read_words(own: Path) -> Words:
    """The word lists with those of a user's own file instead of the ones that came with the application."""
    shipped = json.loads(files("resources").joinpath(NAME).read_text(encoding="utf-8"))
    try:
        return _words({**shipped, **_own(own)})
    except (OSError, ValueError, RecursionError) as error:
        told = message(
            "The word lists in {file} cannot be used ({detail}).", file=own.as_posix(), detail=error
        )
        return _words(shipped, told)


def _own(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("the file is too big")
    found = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(found, dict):
        raise ValueError("it is not an object")  # noqa: TRY004 - all that is wrong is told alike
    return found


def _words(raw: Mapping[str, Any], problem: Message | None = None) -> Words:
    lists = [frozenset(map(plain, _texts(raw[key], key))) for key in LISTS]
    articles, trailing, told, generic, teams, quality = lists
    given = raw["roles"]
    if not isinstance(given, dict) or not set(given) <= set(Role):
        raise ValueError(f"“roles” has other keys than {', '.join(Role)}")
    roles = tuple((plain(word), Role(role)) for role, found in given.items() for word in _texts(found, role))
    return Words(articles, trailing, told, generic, teams, quality, roles, problem)


def _texts(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"“{key}” is not a list of texts")
    return value
