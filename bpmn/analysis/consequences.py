"""What the search through all situations finds, less what only follows from a finding that is listed anyway.

A break in the structure, such as a wait for a message that nobody sends, stops cases; that cases then stand
still and that steps behind are never done is no news. So the system is searched as if each listed break were
mended: what is awaited there may come (see ``compile_net``). What is left are findings of their own.
What is wrong only as long as the break is there is said by the break's finding. A break that people accepted,
or whose check is off, is listed no more: then what follows from it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.results import Results, Unsound
from bpmn.analysis.soundness.told import stuck, unsound
from bpmn.analysis.soundness.verdict import Soundness
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import Message, message
from bpmn.model import MessageFlow, SequenceFlow

Search = Callable[[frozenset[ElementKey], frozenset[ElementKey] | None], Soundness | None]
"""The verdict about a system where what these elements wait for may come; None if it could not be made.

With processes as well, only about what has to do with them.
"""

Wrong = tuple[str, tuple[ElementKey, ...]]
"""What the search finds, by its rule and elements."""

AWAITS: Mapping[str, slice] = {
    "A04": slice(1),
    "A06": slice(1, None),
    "A12": slice(1, None),
    "A13": slice(1, None),
    "A14": slice(1),
}
"""By rule, to which elements something would come if it were mended; a flow stands for its target."""

REASONS: Mapping[str, frozenset[str]] = {
    "S04": frozenset({"S02", "H04"}),
    "S05": frozenset({"S02", "H04"}),
    "S06": frozenset({"H07"}),
    "S07": frozenset({"S01"}),
}
"""By rule, the rules whose findings at the elements behind a finding are its reason."""


@dataclass(frozen=True)
class Outcome:
    """What a search means for the list: ``results`` for the rules, ``follows`` what breaks cause besides."""

    results: Results
    follows: Mapping[Finding, tuple[Message, ...]] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()

    def told(self, listed: Sequence[Finding]) -> list[Finding]:
        """The listed findings without mere consequences, which their causes tell."""
        behind = {(one.rule, one.elements): one.behind for one in self.results.unsound or ()}
        follows = {finding: list(texts) for finding, texts in self.follows.items()}
        every = frozenset().union(*REASONS.values())
        reasons = [finding for finding in listed if finding.rule in every]
        left: list[Finding] = []
        for one in listed:
            places = set(behind.get((one.rule, one.elements), ()))
            causes = REASONS.get(one.rule, frozenset()) if places else frozenset()
            about = (f for f in reasons if f.rule in causes and not places.isdisjoint(f.elements))
            cause = next(about, None) if causes else None
            if cause is None:
                left.append(one)
            elif not set(one.elements) <= set(cause.elements):
                follows.setdefault(cause, []).append(one.message)
        return [_with(one, follows.get(one, ())) for one in left]


def _with(finding: Finding, follows: Iterable[Message]) -> Finding:
    """A finding that tells what follows from it."""
    texts = list(dict.fromkeys(follows))
    if not texts:
        return finding
    told = message(
        "{finding} What follows from it: {consequence}", finding=finding.message, consequence=texts[0]
    )
    for text in texts[1:]:
        told = message("{finding} {consequence}", finding=told, consequence=text)
    return replace(finding, message=told)


def search_with(context: Context, search: Search, listed: Sequence[Finding]) -> Outcome:
    """Search a system as if the listed breaks were mended, and as it is to tell what follows from them.

    In a map by itself what nobody sends comes from another map. What has nothing to do with a break behaves
    alike both times and is searched once.
    """
    breaks = [finding for finding in listed if finding.rule in AWAITS]
    assumed = {key for finding in breaks for key in _awaiting(context, finding)}
    if not context.system.is_folder:
        assumed |= {end.key for end in context.open_ends if not end.sends}
    mended = search(frozenset(assumed), None)
    if mended is None:
        return Outcome(context.results)
    results = replace(context.results, stuck=stuck(mended), unsound=unsound(mended))
    behind = {finding: _behind(context, finding) for finding in breaks}
    about = frozenset(process for places in behind.values() for process in _processes(context, places))
    drawn = search(frozenset(), about) if about else None
    awaited = {finding: frozenset(_awaiting(context, finding)) for finding in breaks}

    @cache
    def alone(finding: Finding) -> frozenset[Wrong]:
        """What is wrong where everything but this break is mended."""
        theirs = frozenset(_processes(context, behind[finding]))
        verdict = search(frozenset(assumed) - awaited[finding], theirs)
        return frozenset((one.rule, one.elements) for one in unsound(verdict)) if verdict else frozenset()

    follows = _follows(behind, drawn, results, alone) if drawn is not None else {}
    return Outcome(results, follows, tuple(_notes(mended)))


def _awaiting(context: Context, finding: Finding) -> Iterable[ElementKey]:
    for key in finding.elements[AWAITS[finding.rule]]:
        element = context.element(key)
        target = element.target_ref if isinstance(element, MessageFlow | SequenceFlow) else element
        yield ElementKey(key.file, target.node.get("id") or "") if target is not None else key


def _notes(verdict: Soundness) -> Iterable[Message]:
    if not verdict.complete:
        yield message(
            "Not all situations were looked at. Not proven: no other error was found in {states} situations.",
            states=verdict.states,
        )


def _behind(context: Context, finding: Finding) -> frozenset[ElementKey]:
    """The elements of a break, all to which cases come that do not stop there, and their processes."""
    graph = context.topology.elements
    after = {*finding.elements}
    for key in _awaiting(context, finding):
        after.add(key)
        after |= nx.descendants(graph, key) if key in graph else set()
    processes = (context.places.process_of.get(key) for key in after)
    return frozenset(after | {process for process in processes if process is not None})


def _processes(context: Context, places: frozenset[ElementKey]) -> set[ElementKey]:
    """The processes among some places, and those that message flows among them join."""
    found = set()
    for key in places:
        element = context.element(key)
        ends = (element.source_ref, element.target_ref) if isinstance(element, MessageFlow) else ()
        keys = (ElementKey(key.file, end.node.get("id") or "") for end in ends if end is not None)
        found |= {context.places.process_of[one] for one in keys if one in context.places.process_of}
    return found | {key for key in places if key in context.places.processes}


def _follows(
    behind: Mapping[Finding, frozenset[ElementKey]],
    drawn: Soundness,
    results: Results,
    alone: Callable[[Finding], frozenset[Wrong]],
) -> dict[Finding, tuple[Message, ...]]:
    """What is wrong only as long as a break is there, by the break that leads there.

    Of several breaks it is told by those that are enough for it; where it takes them all, by each.
    """
    left = {(one.rule, one.elements) for one in results.unsound or ()}
    found: dict[Finding, list[Message]] = {}
    for one in unsound(drawn):
        wrong = (one.rule, one.elements)
        if wrong not in left:
            causes = _causes(behind, one)
            enough = [cause for cause in causes if wrong in alone(cause)] if len(causes) > 1 else causes
            for cause in enough or causes:
                found.setdefault(cause, []).append(one.message)
    return {finding: tuple(texts) for finding, texts in found.items()}


def _causes(behind: Mapping[Finding, frozenset[ElementKey]], one: Unsound) -> list[Finding]:
    """The breaks from which cases would come to what is wrong; none where a break itself says it."""
    places = set(one.elements)
    if any(places <= set(finding.elements) for finding in behind):
        return []
    return [finding for finding, after in behind.items() if places & after]
