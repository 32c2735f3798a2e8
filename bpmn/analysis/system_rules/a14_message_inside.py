"""A14: a message inside one participant, or a sequence flow between two."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import Message, message
from bpmn.model import Activity, MessageFlow

FIX_FLOW = message("Replace the sequence flow by a message.")
FIX_DOCUMENT = message("The work goes there anyway: show what is handed over as a document.")
FIX_DELETE = message("The work goes there anyway: delete the message.")


def check(context: Context) -> Iterable[Fault]:
    """One fault per message flow that stays inside, and per sequence flow that goes out."""
    for key in sorted(context.ends.inside):
        told = message(
            "“{name}” is a message within “{process}”.",
            name=_label(context, key),
            process=_inside(context, key),
        )
        yield _inside_fault(context, key, told)
    for one in context.maps:
        for flow, *names in one.crossing:
            ends = [ElementKey(one.file, name) for name in names]
            around = [context.places.process_of.get(end) for end in ends]
            if None not in around and around[0] != around[1]:
                told = message(
                    "A sequence flow goes from “{source}” in one pool to “{target}” in another.",
                    source=context.name(ends[0]),
                    target=context.name(ends[1]),
                )
                place = ElementKey(one.file, flow or ends[0].element)
                actions = (fix(FixKind.MESSAGE_FOR_FLOW, place),) if flow else ()
                yield Fault((place, *ends), told, fix=FIX_FLOW, actions=actions)


def _inside_fault(context: Context, key: ElementKey, told: Message) -> Fault:
    """A second way to where the work goes anyway would do it twice: there the message is a document."""
    flow = context.element(key)
    ends = [flow.source_ref, flow.target_ref] if isinstance(flow, MessageFlow) else []
    source, target = (ElementKey(key.file, (end.id if end else None) or "") for end in ends or [None, None])
    process = context.places.process_of.get(source)
    graph = context.places.processes[process].flow if process is not None else None
    if graph is None or not {source, target} <= set(graph) or not nx.has_path(graph, source, target):
        return Fault((key,), told, actions=(fix(FixKind.FLOW_FOR_MESSAGE, key),))
    is_work = all(isinstance(end, Activity) for end in ends)
    actions = (fix(FixKind.DOCUMENT_FOR_MESSAGE, key),) if is_work else ()
    return Fault((key,), told, fix=FIX_DOCUMENT if is_work else FIX_DELETE, actions=actions)


def _label(context: Context, key: ElementKey) -> str:
    """The name of a message flow, else of what it leaves."""
    flow = context.element(key)
    source = flow.source_ref if isinstance(flow, MessageFlow) else None
    own = flow.node.get("name") if flow is not None else None
    return own or (source.node.get("name") if source is not None else None) or key.element


def _inside(context: Context, key: ElementKey) -> str:
    flow = context.element(key)
    source = flow.source_ref if isinstance(flow, MessageFlow) else None
    return context.process_name(ElementKey(key.file, (source.id if source else None) or key.element))


RULE = Rule(
    "A14",
    Severity.ERROR,
    message("Message inside one pool, or flow between two"),
    message("This is not BPMN: other tools refuse the map, and nobody can tell who hands over to whom."),
    message("Replace the message by a sequence flow."),
    check,
)
