"""H05: a process waits for somebody else without a time limit."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.waits import Wait, has_time_limit, waits
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.link import Link


def check(context: Context, file: str) -> Iterable[Fault]:
    """One fault per wait for a party or another owner that no timer ends or makes anybody look after."""
    for wait in waits(context, file):
        others = [link for link in wait.links if _is_elsewhere(context, wait, link)]
        if others and not has_time_limit(wait.step(context), ends_it=False):
            told = message(
                "“{step}” in “{process}” waits for “{partner}” without a time limit.",
                step=context.name(wait.key),
                process=context.process_name(wait.key),
                partner=_partner(context, others[0].source),
            )
            limit = fix(FixKind.ADD_TIME_LIMIT, wait.key, duration="P3D")
            yield Fault((wait.key,), told, links=(min(others, key=lambda x: x.level),), actions=(limit,))


def _is_elsewhere(context: Context, wait: Wait, link: Link) -> bool:
    """Whether a message comes from a party, or from a process of another owner."""
    source = context.place(link.source)
    if source is None or source == context.places.process_of[wait.key]:
        return False
    if context.topology.party_at(source) is not None:
        return True
    ours, theirs = context.owner(context.places.process_of[wait.key]), context.owner(source)
    return not ours or ours != theirs


def _partner(context: Context, key: ElementKey) -> str:
    party = context.topology.party_at(context.place(key))
    return party.name if party is not None else context.process_name(key)


RULE = Rule(
    "H05",
    Severity.WARNING,
    message("Waiting without a time limit"),
    message("When the other one is late nobody notices, and the delay goes through to the customer."),
    message("Add a time limit, so that somebody acts while there is still time."),
    check_map=check,
    reads=Reads.LINKED,
)
