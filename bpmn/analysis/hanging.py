"""Processes with ends that hang in the air: A03, A04 and A06 speak of these ends one by one."""

from bpmn.analysis.context import SENT, Context
from bpmn.base.finding import ElementKey
from bpmn.system.ends import End


def hanging(context: Context) -> list[End]:
    """The ends of messages that nothing is joined to, that nobody asks about, and that do not go outside."""
    joined = {key for link in context.of_kind(SENT) for key in (link.source, link.target)}
    joined |= context.external
    return [end for end in context.open_ends if end.key not in joined and not context.is_unsettled(end.key)]


def hanging_in(context: Context, *, sending: bool = False) -> set[ElementKey]:
    """The processes with such ends, or only with such as send."""
    return {end.process for end in hanging(context) if end.sends or not sending}
