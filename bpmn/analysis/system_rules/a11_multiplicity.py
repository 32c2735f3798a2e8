"""A11: something is sent several times per case and received once, or the reverse."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.flow import loops_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.waits import is_waiting_at
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.link import Kind, Link
from bpmn.system.note_details import loop_around


def check(context: Context) -> Iterable[Fault]:
    """One fault per link between our own processes whose ends are passed a different number of times."""
    going_round = _going_round(context)
    own = set(context.own_processes())
    arriving: dict[ElementKey, int] = {}
    for link in context.of_kind(SENT):
        arriving[link.target] = arriving.get(link.target, 0) + 1
    for link in context.of_kind(SENT):
        ends = (context.places.process_of.get(link.source), context.places.process_of.get(link.target))
        if not own.issuperset(ends) or not is_waiting_at(context, link.target):
            continue
        yield from _judged(context, link, going_round, is_only=arriving[link.target] == 1)


def _judged(
    context: Context, link: Link, going_round: dict[ElementKey, frozenset[ElementKey]], *, is_only: bool
) -> Iterable[Fault]:
    is_repeated = context.maps.detail(link.target).repeats
    many = context.maps.detail(link.source).repeats or _repeats_alone(context, link, going_round)
    takes_many = is_repeated or link.target in going_round
    words = {
        "sender": context.process_name(link.source),
        "message": context.sent_name(link),
        "receiver": context.process_name(link.target),
    }
    if many and not takes_many:
        told = message(
            "“{sender}” can send “{message}” several times per case, “{receiver}” takes it once.", **words
        )
        actions = (fix(FixKind.RECEIVE_ALL, link.target),)
        yield Fault((link.source, link.target), told, links=(link,), actions=actions)
    elif is_only and not many and link.source not in going_round and is_repeated and not _asks(context, link):
        told = message(
            "“{receiver}” waits for “{message}” several times per case, “{sender}” sends it once.", **words
        )
        yield Fault((link.source, link.target), told, links=(link,))


def _asks(context: Context, link: Link) -> bool:
    """Whether the repetition that receives also begins the sender: then each round gets its answer."""
    around = loop_around(context.element(link.target))
    sender = context.places.process_of.get(link.source)
    begun = (x for x in context.of_kind([Kind.TRIGGER]) if context.places.process_of.get(x.target) == sender)
    return around is not None and any(loop_around(context.element(x.source)) == around for x in begun)


def _repeats_alone(
    context: Context, link: Link, going_round: dict[ElementKey, frozenset[ElementKey]]
) -> bool:
    """Whether the sender goes round without the receiver: no message of it leads back into the loop."""
    group = going_round.get(link.source)
    if group is None:
        return False
    receiver = context.places.process_of.get(link.target)
    back = (x for x in context.of_kind(SENT) if x.target in group)
    return all(context.places.process_of.get(x.source) != receiver for x in back)


def _going_round(context: Context) -> dict[ElementKey, frozenset[ElementKey]]:
    return {
        key: frozenset(group)
        for process in context.own_processes()
        for group in loops_of(context, process)
        for key in group
    }


RULE = Rule(
    "A11",
    Severity.WARNING,
    message("Sent more often than received"),
    message("What is sent too often lies around unread; what is awaited too often never comes."),
    message("Send one message for all, or let the receiver take each one."),
    check,
    needs_folder=True,
)
