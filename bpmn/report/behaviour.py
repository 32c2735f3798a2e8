"""The net of what is open, made in a worker from bytes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bpmn.analysis.soundness.soundness import together
from bpmn.base.finding import ElementKey
from bpmn.report.opened import open_system
from bpmn.semantics import Net, Sends, compile_net
from bpmn.semantics.trace import Trace
from bpmn.system.facts import Facts
from bpmn.system.links import find_links


def behaviour(folder: Path | None, documents: Mapping[str, bytes], facts: Facts) -> Net:
    """How the maps of a folder, or those that are open, behave together.

    Whoever walks through it says what customers and suppliers do: they may send as often as they like.
    """
    system = open_system(folder, documents, facts)
    links = find_links(system)
    outside = {element: Sends.ALWAYS for party in links.parties for element in party.elements}
    return compile_net(system, links, parties=outside)


def way_to(
    folder: Path | None, documents: Mapping[str, bytes], facts: Facts, elements: Sequence[ElementKey]
) -> Trace | None:
    """The shortest way to what the search found wrong with these elements; None if there is nothing any more.

    It is the very trace that the search found, on the net that was searched.
    """
    verdict = together(open_system(folder, documents, facts))
    wanted = frozenset(elements)
    fitting = (one for one in verdict.counter_examples if frozenset(one.elements) == wanted)
    return next((one.trace for one in fitting), None)
