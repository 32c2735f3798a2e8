"""What the checks find in the maps of the future that they do not find in those of today."""

from collections import Counter

from bpmn.analysis.check import check
from bpmn.base.finding import Finding
from bpmn.scenario.merged import Maps
from bpmn.system.links import find_links
from bpmn.system.system import System

Mark = tuple[object, ...]


def new_findings(before: Maps, after: Maps) -> tuple[Finding, ...]:
    """The findings of ``after`` that ``before`` has not, in the order in which to mend them."""
    if not isinstance(before, System) or not isinstance(after, System):
        return ()
    known = Counter(_mark(finding) for finding in check(before, find_links(before)))
    found = []
    for finding in check(after, find_links(after)):
        mark = _mark(finding)
        if known[mark]:
            known[mark] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _mark(finding: Finding) -> Mark:
    """What makes two findings the same: the rule and the elements it is about."""
    return (finding.rule, *finding.elements)
