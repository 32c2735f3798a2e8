"""Makes ``incoming`` and ``outgoing`` of flow nodes agree with the sequence flows."""

from bpmn.editing.suites.notes import Copy
from bpmn.model import Element, FlowNode, SequenceFlow
from bpmn.xml import names


def agree(copy: Copy) -> None:
    """Write the flows of every node into it, in file order (BPMN 2.0.2, Sequence Flow)."""
    come: dict[Element, list[str]] = {}
    go: dict[Element, list[str]] = {}
    for flow in copy.document.all(SequenceFlow):
        for end, flows in ((flow.target_ref, come), (flow.source_ref, go)):
            if end is not None and flow.id:
                flows.setdefault(end, []).append(flow.id)
    for node in copy.document.all(FlowNode):
        _write(copy, node, "incoming", come.get(node, []))
        _write(copy, node, "outgoing", go.get(node, []))


def _write(copy: Copy, node: FlowNode, name: str, wanted: list[str]) -> None:
    """Keep the entries that are right, as they stand; take wrong ones away and add what is missing."""
    document, left = copy.document, list(wanted)
    for child in node.children(Element):
        if child.tag != names.model(name):
            continue
        identifier = document.local_id(child.node, (child.node.text or "").strip())
        if identifier in left:
            left.remove(identifier)
        else:
            document.remove(child.node)
    for identifier in left:
        document.append(node.node, document.create(names.model(name), text=identifier))
