"""What a click on an answer decides about the system: functions for ``SystemFacts.decide``."""

from collections.abc import Callable, Sequence
from functools import partial

from bpmn.base.finding import ElementKey
from bpmn.system import decide
from bpmn.system.fact_journal import FactJournal
from bpmn.system.link import Candidate, Kind, Link, OpenQuestion
from bpmn.system.moved import Lost, Successor

Act = Callable[[FactJournal], None]
Name = Callable[[ElementKey], str]


def same(question: OpenQuestion, candidates: Sequence[Candidate], name: Name) -> Act:
    """The candidates are what the question asks for: the other end of a link, or the same team."""
    if question.kind is Kind.RESOURCE:
        keys = (question.source, *(candidate.key for candidate in candidates))
        return partial(decide.join_team, name=name(question.source), elements=keys)
    return partial(decide.confirm_link, source=question.source, target=candidates[0].key, kind=question.kind)


def different(question: OpenQuestion, candidates: Sequence[Candidate]) -> Act:
    """The candidates are none of what the question asks for."""
    keys = [candidate.key for candidate in candidates]
    if question.kind is Kind.RESOURCE:
        return partial(decide.part_teams, element=question.source, others=keys)
    return partial(decide.reject_all, source=question.source, targets=keys, kind=question.kind)


def outside(question: OpenQuestion, party: str = "") -> Act:
    """The other end is somebody outside, whom no map shows or whom ``party`` names."""
    return partial(decide.mark_external, element=question.source, party=party)


def link_is_right(link: Link) -> Act:
    """A link that was found by name is right."""
    return partial(decide.confirm_link, source=link.source, target=link.target, kind=link.kind)


def link_is_wrong(link: Link) -> Act:
    """A link that was found by name is wrong."""
    return partial(decide.reject_link, source=link.source, target=link.target, kind=link.kind)


def take_over(successor: Successor) -> Act:
    """All that was decided about elements that are gone is about others now."""
    return partial(decide.take_over, pairs=successor.pairs)


def forget(lost: Lost) -> Act:
    """What was decided about elements that are gone counts no more."""
    return partial(decide.forget_lost, keys=lost.keys)
