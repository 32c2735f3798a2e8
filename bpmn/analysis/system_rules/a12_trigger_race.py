"""A12: one message can begin a new case and be taken by a running one."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.system.link import Kind, Link


def check(context: Context) -> Iterable[Fault]:
    """One fault per sender whose message reaches both a start and a waiting step of one process."""
    reached: dict[tuple[ElementKey, ElementKey], list[Link]] = {}
    for link in context.of_kind(SENT):
        process = context.places.process_of.get(link.target)
        if (
            process is not None
            and process not in context.topology.theirs
            and not context.places.is_border(link.target)
        ):
            reached.setdefault((link.source, process), []).append(link)
    for (source, process), links in sorted(reached.items()):
        if {link.kind for link in links} == {
            Kind.TRIGGER,
            Kind.MESSAGE,
        } and source not in context.places.pools:
            targets = tuple(sorted(link.target for link in links))
            told = message(
                "“{message}” can start a new case of “{process}” and be taken by a running one.",
                message=context.sent_name(links[0]),
                process=context.name(process),
            )
            yield Fault((source, *targets), told, links=tuple(links))


RULE = Rule(
    "A12",
    Severity.WARNING,
    message("Message that may start a second case"),
    message("A second case is opened for the same customer, and each of the two knows only half."),
    message("Give the two messages different names, or let only one of the two places take it."),
    check,
)
