"""The net of what is open, made in a worker from bytes."""

from collections.abc import Mapping
from pathlib import Path

from bpmn.report.overview import open_system
from bpmn.semantics import Net, Sends, compile_net
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
