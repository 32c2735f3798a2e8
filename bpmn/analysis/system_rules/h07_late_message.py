"""H07: a message can come after the time limit, when nobody takes it any more."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.flow import flow_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.waits import Wait, border_timers, timers_beside, waits
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.model import FlowNode, StartEvent, SubProcess


def check(context: Context) -> Iterable[Fault]:
    """One fault per wait with a time limit after which its message is neither taken nor called off."""
    for wait in waits(context):
        step = wait.step(context)
        limits = [event for event in border_timers(step) if event.cancel_activity]
        for timer in [*limits, *timers_beside(step)]:
            if not _is_settled(context, wait, timer):
                told = message(
                    "“{message}” can reach “{process}” after the time limit, and then nobody takes it.",
                    message=context.sent_name(wait.links[0]),
                    process=context.process_name(wait.key),
                )
                links = (min(wait.links, key=lambda link: link.level),)
                places = (wait.key, ElementKey(wait.key.file, timer.id or ""))
                yield Fault(places, told, links=links, actions=(_hear(context, wait),))
                break


def _hear(context: Context, wait: Wait) -> FixAction:
    """Take it in an event sub-process, drawn from its sender or from the pool that stands for them here."""
    link = min(wait.links, key=lambda one: one.level)
    ends = (end.pool for end in context.ends.open if end.key == wait.key and not end.sends)
    pools = [pool for pool in ends if pool is not None and pool.file == wait.key.file]
    drawn = (link.source,) if link.source.file == wait.key.file else tuple(pools[:1])
    return fix(FixKind.HEAR_LATE, wait.key, *drawn, message=context.sent_name(link))


def _is_settled(context: Context, wait: Wait, timer: FlowNode) -> bool:
    """Whether after the time limit the message is still taken, or its sender is told not to send it."""
    process = context.places.process_of[wait.key]
    graph = flow_of(context, process)
    start = ElementKey(wait.key.file, timer.id or "")
    later = {start, *nx.descendants(graph, start)} if start in graph else {start}
    if wait.key in later:
        return True
    sources = {link.source for link in wait.links}
    partners = {context.place(source) for source in sources}
    for link in context.of_kind(SENT):
        if link.source in later and context.place(link.target) in partners:
            return True
        if (
            link.source in sources
            and link.target != wait.key
            and _takes(context, link.target, process, later)
        ):
            return True
    return False


def _takes(context: Context, key: ElementKey, process: ElementKey, later: set[ElementKey]) -> bool:
    """Whether an element takes the message after the time limit: on the way from there, or at any time."""
    if context.places.process_of.get(key) != process:
        return False
    element = context.element(key)
    around = element.parent if isinstance(element, StartEvent) else None
    return key in later or (isinstance(around, SubProcess) and around.triggered_by_event)


RULE = Rule(
    "H07",
    Severity.WARNING,
    message("Message that comes too late"),
    message("The answer is lost or dealt with twice, and the other side believes that all is well."),
    message("Call it off when the time is over, or take late messages in an event sub-process."),
    check,
)
