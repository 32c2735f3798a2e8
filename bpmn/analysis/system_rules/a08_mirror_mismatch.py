"""A08: one map shows an exchange that the map at the other side does not show."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.ends import End
from bpmn.system.link import Link


def check(context: Context) -> Iterable[Fault]:
    """One fault per link that one of its two maps draws to the other, and the other does not draw back."""
    ends = {(end.key, end.sends): end for end in context.open_ends}
    for link in context.of_kind(SENT):
        one, other = ends.get((link.source, True)), ends.get((link.target, False))
        if one is None or other is None or one.key.file == other.key.file:
            continue
        for here, there in ((one, other), (other, one)):
            if shows(context, here, there.process) and not shows(context, there, here.process):
                yield _fault(context, here, there, link)


def shows(context: Context, end: End, process: ElementKey) -> bool:
    """Whether the pool that is drawn opposite of an end stands for a process."""
    if end.pool is None:
        return False
    return context.places.process_of.get(end.pool) == process or process in context.places.known_as(end.pool)


def _fault(context: Context, here: End, there: End, link: Link) -> Fault:
    ours, theirs = context.name(here.process), context.name(there.process)
    words = {"process": ours, "message": here.message_name, "other": theirs}
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
        message=here.message_name,
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
)
