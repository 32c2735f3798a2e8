"""Runs all checks over a system and puts what they find in the order in which to mend it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

import networkx as nx

from bpmn.analysis.cache import CheckCache, Digests, Kept, Place
from bpmn.analysis.consequences import Outcome, Search, search_with
from bpmn.analysis.context import Context
from bpmn.analysis.results import Results
from bpmn.analysis.rule import Reads, Rule
from bpmn.analysis.soundness_rules import RULES as SOUNDNESS_RULES
from bpmn.analysis.system_rules import RULES
from bpmn.base.collector import settled_heap
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import Message, message
from bpmn.system.facts import AcceptedFinding, Facts, identity
from bpmn.system.link import Links
from bpmn.system.links import Survey
from bpmn.system.system import System

ALL_RULES: tuple[Rule, ...] = (*RULES, *SOUNDNESS_RULES)
"""The checks between maps, and those that pass on what a search found."""

UNREADABLE = "F01"
FAILED = "F02"
FELT = "C"
"""Checks whose id begins so are about what customers get."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination came to.

    ``findings`` are in the order in which to mend them; ``accepted`` are those that people decided to live
    with; ``ran`` names the rules that had to look again, each with the map it looked at (empty: all);
    ``notes`` say what the findings do not cover.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    cache: CheckCache = field(default_factory=CheckCache)
    ran: tuple[Place, ...] = ()
    notes: tuple[Message, ...] = ()


def check(
    system: System,
    links: Links | None = None,
    rules: Iterable[Rule] = ALL_RULES,
    *,
    seen: Survey | None = None,
    results: Results | None = None,
) -> list[Finding]:
    """Everything that breaks between the maps of a system, or in a single map.

    The worst come first, among equals those on a customer's way. Accepted findings are left out. A rule that
    fails becomes a finding itself. ``seen`` spares looking through the maps again, ``results`` are what
    checks need that is computed.
    """
    return list(examine(Context(system, links, seen, results=results), rules).findings)


@settled_heap()
def examine(
    context: Context,
    rules: Iterable[Rule] = ALL_RULES,
    cache: CheckCache | None = None,
    search: Search | None = None,
) -> Examined:
    """Check a system; a rule whose ground did not change since the cache was made does not look again.

    ``search`` looks through all situations once the other findings are known: what only follows from one of
    them is told there and is no finding of its own.
    """
    run = _Run(context, cache or CheckCache())
    is_accepted = _accepted(context.system.facts)
    chosen = list(rules)
    found = unreadable(context.system)
    found += run.weighed(rule for rule in chosen if rule.reads is not Reads.SEARCH)
    outcome = Outcome(context.results)
    if search is not None:
        outcome = search_with(context, search, [f for f in found if not is_accepted(f)])
        run.know(outcome.results)
    found += run.weighed(rule for rule in chosen if rule.reads is Reads.SEARCH)
    on_the_way = _on_the_way(context)
    ordered = _ordered(found, context, on_the_way)
    return Examined(
        tuple(outcome.told([f for f in ordered if not is_accepted(f)])),
        tuple(f for f in ordered if is_accepted(f)),
        CheckCache(run.entries),
        tuple(run.ran),
        outcome.notes,
    )


class _Run:
    """One pass over the rules with what is remembered of the last one."""

    def __init__(self, context: Context, old: CheckCache) -> None:
        self._context = context
        self._old = old
        self._digests = Digests(context)
        self.entries: dict[Place, Kept] = {}
        self.ran: list[Place] = []

    def know(self, results: Results) -> None:
        """Let the rules that follow know what a search found."""
        self._context = self._context.knowing(results)
        self._digests.results = results

    def weighed(self, rules: Iterable[Rule]) -> list[Finding]:
        """What the rules find that people did not turn off, with the severities that people gave them."""
        settings = {setting.rule: setting for setting in self._context.system.facts.check_settings}
        found: list[Finding] = []
        for rule in rules:
            wanted = settings.get(rule.id)
            if wanted is None or not wanted.off:
                found += _weighed(self.findings(rule), wanted.severity if wanted else "")
        return found

    def findings(self, rule: Rule) -> list[Finding]:
        """What a rule finds, looked up where nothing it reads has changed."""
        return [finding for file in self._scopes(rule) for finding in self._at(rule, file)]

    def _scopes(self, rule: Rule) -> Iterable[str]:
        return self._context.system.files if rule.check_map is not None else [""]

    def _at(self, rule: Rule, file: str) -> Iterable[Finding]:
        place, digest = (rule.id, file), self._digests.of(rule, file)
        known = self._old.get(place, digest)
        if known is None:
            self.ran.append(place)
            try:
                known = tuple(rule.findings(self._context, file))
            except Exception as error:
                logging.getLogger(__name__).exception("rule %s failed", rule.id)
                return [_failure(rule, error)]
        self.entries[place] = Kept(digest, known)
        return known


def _weighed(findings: Iterable[Finding], severity: str) -> Iterator[Finding]:
    """The findings with the severity that people gave the check."""
    known = severity in list(Severity)
    return (replace(f, severity=Severity(severity)) if known else f for f in findings)


def _accepted(facts: Facts) -> Callable[[Finding], bool]:
    """Tells whether people decided to live with a finding: with this rule at exactly these elements."""
    known = {identity(fact) for fact in facts.accepted_findings}
    if not known:
        return lambda _: False
    return lambda found: identity(AcceptedFinding(found.rule, found.elements)) in known


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


def _failure(rule: Rule, error: Exception) -> Finding:
    told = message(
        "Check {rule} could not be carried out ({kind}: {detail}).",
        rule=rule.id,
        kind=type(error).__name__,
        detail=error,
    )
    why = message("What this check looks for may be there without being shown.")
    mend = message("Report this together with the maps. All other checks were carried out.")
    return Finding(FAILED, Severity.WARNING, (), told, why, mend)


def _on_the_way(context: Context) -> set[ElementKey]:
    """The processes on a way from a customer to a customer, and those that customers deal with."""
    graph = context.topology.processes
    customers = [node for node in graph if context.topology.is_customer(node)]
    after = {n for customer in customers for n in nx.descendants(graph, customer)}
    before = {n for customer in customers for n in nx.ancestors(graph, customer)}
    beside = {n for customer in customers for n in nx.all_neighbors(graph, customer)}
    return (after & before) | beside


def _ordered(found: list[Finding], context: Context, on_the_way: set[ElementKey]) -> list[Finding]:
    """The findings in the order in which to mend them; only equals are told apart by what they say."""
    ranked = sorted((_order(f, context, on_the_way), at) for at, f in enumerate(found))
    equals = (list(group) for _, group in groupby(ranked, key=itemgetter(0)))
    return [
        one
        for group in equals
        for one in sorted((found[at] for _, at in group), key=lambda f: str(f.message) if group[1:] else "")
    ]


def _order(
    finding: Finding, context: Context, on_the_way: set[ElementKey]
) -> tuple[int, bool, bool, str, tuple[ElementKey, ...]]:
    """By severity, then by what the customer feels of it."""
    is_near = bool(on_the_way) and any(context.place(element) in on_the_way for element in finding.elements)
    is_felt = finding.rule.startswith(FELT)
    return (
        finding.severity.rank,
        not is_felt,
        not is_near,
        finding.rule,
        finding.elements,
    )
