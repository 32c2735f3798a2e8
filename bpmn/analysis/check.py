"""Runs all checks over a system and puts what they find in the order in which to mend it."""

import logging
from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Rule
from bpmn.analysis.system_rules import RULES
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.system.facts import AcceptedFinding, identity
from bpmn.system.link import Links
from bpmn.system.links import Survey
from bpmn.system.system import System

UNREADABLE = "F01"
FAILED = "F02"
FELT = "C"
"""Checks whose id begins so are about what customers get."""


def check(
    system: System,
    links: Links | None = None,
    rules: Iterable[Rule] = RULES,
    seen: Survey | None = None,
) -> list[Finding]:
    """Everything that breaks between the maps of a system, or in a single map.

    The worst come first, among equals those on a customer's way. Accepted findings are left out. A rule that
    fails becomes a finding itself. ``seen`` spares looking through the maps again.
    """
    context = Context(system, links, seen)
    found = unreadable(system)
    for rule in rules:
        found += _tried(rule, context)
    accepted = {identity(fact) for fact in system.facts.accepted_findings}
    on_the_way = _on_the_way(context)
    kept = [f for f in found if identity(AcceptedFinding(f.rule, f.elements)) not in accepted]
    return sorted(kept, key=lambda f: _order(f, context, on_the_way))


def unreadable(system: System) -> list[Finding]:
    """A finding for each map that cannot be read."""
    return [
        Finding(
            UNREADABLE,
            Severity.ERROR,
            (ElementKey(file, ""),),
            error.message,
            message("What this map holds is missing in everything that is said about the whole."),
            message("Mend the file at the place named, restore it, or take it out of the folder."),
        )
        for file, error in system.unreadable.items()
    ]


def _tried(rule: Rule, context: Context) -> list[Finding]:
    try:
        return rule.findings(context)
    except Exception as error:
        logging.getLogger(__name__).exception("rule %s failed", rule.id)
        told = message(
            "Check {rule} could not be carried out ({kind}: {detail}).",
            rule=rule.id,
            kind=type(error).__name__,
            detail=error,
        )
        why = message("What this check looks for may be there without being shown.")
        fix = message("Report this together with the maps. All other checks were carried out.")
        return [Finding(FAILED, Severity.WARNING, (), told, why, fix)]


def _on_the_way(context: Context) -> set[ElementKey]:
    """The processes on a way from a customer to a customer, and those that customers deal with."""
    graph = context.topology.processes
    customers = [node for node in graph if context.topology.is_customer(node)]
    after = {n for customer in customers for n in nx.descendants(graph, customer)}
    before = {n for customer in customers for n in nx.ancestors(graph, customer)}
    beside = {n for customer in customers for n in nx.all_neighbors(graph, customer)}
    return (after & before) | beside


def _order(
    finding: Finding, context: Context, on_the_way: set[ElementKey]
) -> tuple[int, bool, bool, str, tuple[ElementKey, ...], str]:
    """By severity, then by what the customer feels of it."""
    is_near = any(context.place(element) in on_the_way for element in finding.elements)
    is_felt = finding.rule.startswith(FELT)
    return (
        finding.severity.rank,
        not is_felt,
        not is_near,
        finding.rule,
        finding.elements,
        str(finding.message),
    )
