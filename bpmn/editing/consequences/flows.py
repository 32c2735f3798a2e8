"""Flows stay legal when what they connect changes its process."""

from bpmn.editing.diagrams import connections_of, ends_of
from bpmn.editing.happened import Happened
from bpmn.editing.replacing import replace_connection
from bpmn.model import Element, FlowNode, MessageFlow, SequenceFlow
from bpmn.rules.allowed import may_connect
from bpmn.rules.scopes import container_of, organisation_of


def flows_stay_legal(happened: Happened) -> None:
    """After nodes went to another pool or sub-process: their flows go with them, change class or go.

    So do those of a node that became another one there, as an event does on the border of a step.
    """
    became = [view for view in happened.inserted() if isinstance(view, FlowNode)]
    for top in dict.fromkeys((*happened.transplanted(), *became)):
        for node in top.node.iter("*"):
            element = happened.document.view(node)
            if isinstance(element, FlowNode):
                for connection in connections_of(element):
                    _settle(connection)


def _settle(connection: Element) -> None:
    source, target = ends_of(connection)
    if source is None or target is None:
        return
    if isinstance(connection, SequenceFlow):
        _settle_sequence_flow(connection, source, target)
    elif isinstance(connection, MessageFlow) and organisation_of(source) == organisation_of(target):
        _replace(connection, source, target)


def _settle_sequence_flow(flow: SequenceFlow, source: Element, target: Element) -> None:
    home = container_of(source)
    if home is None or home != container_of(target):
        _replace(flow, source, target)
    elif flow.parent != home:
        flow.document.remove(flow.node)
        flow.document.append(home.node, flow.node)


def _replace(connection: Element, source: Element, target: Element) -> None:
    kind = may_connect(source, target)
    if isinstance(kind, type) and issubclass(kind, SequenceFlow | MessageFlow):
        replace_connection(connection, kind)
    else:
        connection.document.remove(connection.node)
