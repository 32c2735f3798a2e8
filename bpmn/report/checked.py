"""Checks of a system with all that they can use: what the command line and the window show."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bpmn.analysis.check import Examined, examine
from bpmn.analysis.consequences import Search
from bpmn.analysis.context import Context
from bpmn.analysis.results import Results
from bpmn.analysis.soundness.soundness import together
from bpmn.queueing.analyse import analyse
from bpmn.report.limits import not_counted, not_searched, steps_of
from bpmn.system.link import Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.system import System

T = TypeVar("T")
MOST_STATES = 200_000
"""So many situations are looked at for findings; ``soundness`` looks further."""


def checked(system: System) -> Examined:
    """Everything that breaks in a system or a single map; loads and dead ends that are computed count.

    In a very large system they are left out; the notes say so.
    """
    seen = survey(system)
    links = find_links(system, seen)
    steps = steps_of(seen)
    uncounted, unsearched = not_counted(steps), not_searched(steps)
    analysis = _tried(lambda: analyse(system, links)) if uncounted is None else None
    context = Context(system, links, seen, results=Results(analysis))
    found = examine(context, search=None if unsearched else _trying(search_of(system, links, seen)))
    told = tuple(one for one in (uncounted, unsearched) if one is not None)
    return replace(found, notes=(*told, *found.notes))


def search_of(system: System, links: Links, seen: Survey) -> Search:
    """The search through all situations of a system that findings rest on."""
    return lambda assumed, about: together(
        system, links, seen=seen, assumed=assumed, about=about, budget=MOST_STATES
    )


def _trying(search: Search) -> Search:
    return lambda *asked: _tried(lambda: search(*asked))


def _tried(make: Callable[[], T]) -> T | None:
    """A result, or None where it cannot be computed, which is no reason not to check."""
    try:
        return make()
    except Exception:
        logging.getLogger(__name__).exception("checks go on without a part")
        return None
