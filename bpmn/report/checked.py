"""Checks of a system with all that they can use: what the command line and the window show."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bpmn.analysis.check import Examined, examine
from bpmn.analysis.consequences import Search
from bpmn.analysis.context import Context
from bpmn.analysis.results import Results
from bpmn.analysis.soundness.soundness import together
from bpmn.queueing.analyse import analyse
from bpmn.system.link import Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.system import System

T = TypeVar("T")
MOST_STATES = 200_000
"""So many situations are looked at for findings; ``soundness`` looks further."""


def checked(system: System) -> Examined:
    """Everything that breaks in a system or a single map; loads and dead ends that are computed count."""
    seen = survey(system)
    links = find_links(system, seen)
    analysis = _tried(lambda: analyse(system, links))
    context = Context(system, links, seen, results=Results(analysis))
    search = search_of(system, links, seen)
    return examine(context, search=lambda *asked: _tried(lambda: search(*asked)))


def search_of(system: System, links: Links, seen: Survey) -> Search:
    """The search through all situations of a system that findings rest on."""
    return lambda assumed, about: together(
        system, links, seen=seen, assumed=assumed, about=about, budget=MOST_STATES
    )


def _tried(make: Callable[[], T]) -> T | None:
    """A result, or None where it cannot be computed, which is no reason not to check."""
    try:
        return make()
    except Exception:
        logging.getLogger(__name__).exception("checks go on without a part")
        return None
