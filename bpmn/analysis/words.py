"""Words by which steps are recognised; the lists in ``resources/names.json`` may be changed there."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from bpmn.system.names import normalised


@cache
def _list(name: str) -> frozenset[str]:
    raw = json.loads(files("resources").joinpath("names.json").read_text(encoding="utf-8"))
    return frozenset(normalised(word) for word in raw[name])


def is_check(name: str) -> bool:
    """Whether the name of a step says that something is checked or approved."""
    return bool(_tokens(name) & _list("checks"))


def is_review(name: str) -> bool:
    """Whether a name says that somebody looks at how things went."""
    return bool(_tokens(name) & _list("reviews"))


def counts(texts: Iterable[str]) -> bool:
    """Whether names or conditions speak of how often something is done."""
    wanted = _list("counts")
    return any(_tokens(text) & wanted or any(c.isdigit() for c in text) for text in texts)


def is_periodic(name: str) -> bool:
    """Whether the name of an event says that it comes at fixed times."""
    return bool(_tokens(name) & _list("periods"))


def _tokens(name: str) -> frozenset[str]:
    return frozenset(normalised(name).split())
