"""S01–S07: what the search through all situations of a system finds. It is made elsewhere and passed in."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Check, Fault, Reads, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message
from bpmn.system.link import Kind

STARTS = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.SIGNAL, Kind.CALL})


def _found(rule: str) -> Check:
    """The check that passes on what was found under a rule."""

    def check(context: Context) -> Iterable[Fault]:
        """One fault per thing found; none where nobody has searched."""
        for one in context.results.unsound or ():
            if one.rule == rule:
                yield Fault(one.elements, one.message)

    return check


def _never_started(context: Context) -> Iterable[Fault]:
    """Processes that others are joined to and still never begin; A05 and A06 tell of the others."""
    joined = {
        context.place(link.target)
        for link in context.of_kind(STARTS)
        if context.place(link.source) != context.place(link.target)
    }
    for fault in _found("S05")(context):
        if joined.intersection(fault.elements):
            yield fault


RULES: tuple[Rule, ...] = (
    Rule(
        "S01",
        Severity.ERROR,
        message("Work that is done twice or multiplies"),
        message("The same case is worked on several times, and nobody sees which result counts."),
        message("Join paths that run at the same time with a parallel gateway before they go on together."),
        _found("S01"),
        reads=Reads.SEARCH,
    ),
    Rule(
        "S02",
        Severity.ERROR,
        message("Cases that stand still"),
        message("The case is never finished, and whoever waits for its result waits with it."),
        message("Join alternatives with an exclusive gateway, or give the wait a time limit."),
        _found("S02"),
        reads=Reads.SEARCH,
    ),
    Rule(
        "S03",
        Severity.ERROR,
        message("Cases that go round for ever"),
        message("People work on the case again and again, and it never comes to an end."),
        message("Add a way out of the circle."),
        _found("S03"),
        reads=Reads.SEARCH,
    ),
    Rule(
        "S04",
        Severity.WARNING,
        message("Steps that no case ever comes to"),
        message("The map promises work that nobody will ever do, and somebody may rely on it."),
        message("Connect the steps with the path that leads to them, or take them out."),
        _found("S04"),
        reads=Reads.SEARCH,
    ),
    Rule(
        "S05",
        Severity.ERROR,
        message("Processes that never begin although others are joined to them"),
        message("Whoever relies on the process gets nothing from it."),
        message("Look at what should start it: the path to the sender is never taken."),
        _never_started,
        reads=Reads.SEARCH,
    ),
    Rule(
        "S06",
        Severity.WARNING,
        message("Messages that may never be read"),
        message("Somebody is told something and nobody acts on it."),
        message("Let the receiver read it on every path, or tell the sender not to send it any more."),
        _found("S06"),
        reads=Reads.SEARCH,
    ),
    Rule(
        "S07",
        Severity.WARNING,
        message("Ends that one case reaches twice"),
        message("What follows the end, such as a reply or an invoice, happens twice for one case."),
        message("Join the paths with a parallel gateway before the end, or give each its own end."),
        _found("S07"),
        reads=Reads.SEARCH,
    ),
)
