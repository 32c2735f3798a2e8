"""Tells by the plain XML of two versions which elements differ: what the comparison is measured by.

Knows nothing of views, fields or matching: an element is what has an id and stands in a list of tags; it
says its tag, its attributes, the texts and parts in it, where it lies and how it is drawn.
"""

import xml.etree.ElementTree as ET

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DERIVED = {f"{MODEL}incoming", f"{MODEL}outgoing", f"{MODEL}flowNodeRef"}
PARTS = {
    f"{MODEL}{tag}"
    for tag in (
        *("laneSet", "childLaneSet", "documentation", "extensionElements", "timeDuration", "text"),
        *("sourceRef", "targetRef", "conditionExpression", "ioSpecification", "inputSet", "outputSet"),
    )
}
LINES = {f"{MODEL}{tag}" for tag in ("sequenceFlow", "messageFlow", "association")}


def is_part(node) -> bool:
    is_known = node.tag in PARTS or node.tag.endswith(("EventDefinition", "Characteristics", "Condition"))
    return is_known or not node.get("id") or not node.tag.startswith(MODEL)


class Version:
    """One version of a map: the signature of each element by its id."""

    def __init__(self, data: bytes) -> None:
        root = ET.fromstring(data)
        self.roles = {}
        self.drawings = {}
        for lane in root.iter(f"{MODEL}lane"):
            for node in lane.findall(f"{MODEL}flowNodeRef"):
                self.roles[node.text.strip()] = lane.get("id")  # inner lanes come after outer ones
        for node in root.iter():
            if node.get("bpmnElement") and not node.tag.endswith("BPMNPlane"):
                self.drawings.setdefault(node.get("bpmnElement"), []).append(_drawing(node))
        self.signatures = {}
        for node in root:
            if node.tag.startswith(MODEL):
                self._enter(node, root.get("id"))

    def _enter(self, node, around) -> None:
        if is_part(node):
            for child in node:
                self._enter(child, around)
            return
        identifier = node.get("id")
        inner = sorted(_said(child) for child in node if is_part(child) and child.tag not in DERIVED)
        where = None if node.tag in LINES or "Association" in node.tag else around
        role = self.roles.get(identifier)
        drawn = sorted(self.drawings.get(identifier, ()))
        attributes = sorted((k, v) for k, v in node.attrib.items() if k != "id" and v)
        self.signatures[identifier] = (node.tag, attributes, inner, where, role, drawn)
        for child in node:
            if child.tag not in DERIVED:
                self._enter(child, identifier)


def _said(node) -> str:
    children = "".join(sorted(_said(c) for c in node if is_part(c)))
    return f"{node.tag}{sorted(node.attrib.items())}{(node.text or '').strip()}({children})"


def _drawing(node) -> str:
    kept = sorted((k, v) for k, v in node.attrib.items() if k not in ("id", "bpmnElement"))
    return f"{node.tag}{kept}({''.join(_drawing(child) for child in node)})"
