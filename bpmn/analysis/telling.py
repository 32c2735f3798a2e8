"""Where a customer can be told: the ends of a process that can become messages."""

import networkx as nx

from bpmn.analysis.chains import Chain
from bpmn.analysis.context import Context
from bpmn.analysis.flow import flow_of
from bpmn.base.finding import ElementKey
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.model import EndEvent, EventDefinition


def can_tell(context: Context, key: ElementKey) -> bool:
    """Whether an element is a plain end, which may become one that sends."""
    element = context.element(key)
    return isinstance(element, EndEvent) and not element.children(EventDefinition)


def telling(context: Context, end: ElementKey, customer: str) -> tuple[FixAction, ...]:
    """The fix that tells a customer at an end; none where the end does something else."""
    if not can_tell(context, end):
        return ()
    label = message("Tell “{customer}” at “{end}”", customer=customer, end=context.name(end))
    name = context.maps.name(end) or context.process_name(end)
    return (fix(FixKind.TELL_PARTY, end, party=customer, message=name, label=label),)


def answering(context: Context, chain: Chain) -> tuple[FixAction, ...]:
    """The fixes that tell a customer at the ends of the process that the customer starts."""
    process = context.places.process_of.get(chain.start)
    if process is None:
        return ()
    graph = flow_of(context, process)
    reached = sorted(nx.descendants(graph, chain.start)) if chain.start in graph else []
    return tuple(action for end in reached for action in telling(context, end, chain.customer))
