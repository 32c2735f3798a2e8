"""A08: one map shows an exchange that the map at the other side does not show."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context, shows
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.ends import End
from bpmn.system.link import Link


def check(context: Context) -> Iterable[Fault]:
    """One fault per link that one of its two maps draws to the other, and the other does not draw back."""
    for link in context.of_kind(SENT):
        one, other = context.end_of(link, sends=True), context.end_of(link, sends=False)
        if one is None or other is None or one.key.file == other.key.file:
            continue
        for here, there in ((one, other), (other, one)):
            if shows(context.places, here, there.process) and not shows(context.places, there, here.process):
                yield _fault(context, here, there, link)


def _fault(context: Context, here: End, there: End, link: Link) -> Fault:
    ours, theirs = context.name(here.process), context.name(there.process)
    words = {"process": ours, "message": context.message_of(here), "other": theirs}
    if there.pool is not None:
        told = message("“{process}” and “{other}” show different partners for “{message}”.", **words)
    elif here.sends:
        told = message(
            "“{process}” sends “{message}” to “{other}”, whose map does not show it.",
            **words,
        )
    else:
        told = message("“{process}” gets “{message}” from “{other}”, whose map does not show it.", **words)
    sends = str(there.sends).lower()
    mirror = fix(
        FixKind.DRAW_MIRROR,
        there.key,
        party=_pool_name(context, here),
        message=context.message_of(here),
        sends=sends,
    )
    return Fault(
        (here.key, there.key), told, links=(link,), actions=() if there.pool is not None else (mirror,)
    )


def _pool_name(context: Context, end: End) -> str:
    """How the other map should call a process: like its own pool, if it has one."""
    pools = [pool for pool in context.places.processes[end.process].pools if pool.file == end.process.file]
    names = [context.name(pool) for pool in pools]
    return next(iter(names), "") or context.name(end.process)


RULE = Rule(
    "A08",
    Severity.WARNING,
    message("Exchange that only one side shows"),
    message("The two owners see the interface differently, so one of them changes it without the other."),
    message("Agree on it and draw it in both maps."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
