"""New maps."""

from bpmn.model.document import Document
from bpmn.model.ids import new_id

BLANK = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" \
xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
xmlns:di="http://www.omg.org/spec/DD/20100524/DI" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
id="{definitions}" targetNamespace="https://wholeflow.org/maps" \
exporter="Wholeflow" exporterVersion="{version}">
  {content}
  <bpmndi:BPMNDiagram id="{diagram}">
    {drawing}
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""
PROCESS = """<bpmn:process id="{root}" isExecutable="false">
    <bpmn:startEvent id="{start}"/>
  </bpmn:process>"""
PROCESS_PLANE = """<bpmndi:BPMNPlane id="{plane}" bpmnElement="{root}">
      <bpmndi:BPMNShape id="{start}_di" bpmnElement="{start}">
        <dc:Bounds x="160" y="160" width="36" height="36"/>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>"""
POOL = """<bpmn:collaboration id="{root}">
    <bpmn:participant id="{pool}" processRef="{process}"/>
  </bpmn:collaboration>
  <bpmn:process id="{process}" isExecutable="false">
    <bpmn:startEvent id="{start}"/>
  </bpmn:process>"""
POOL_PLANE = """<bpmndi:BPMNPlane id="{plane}" bpmnElement="{root}">
      <bpmndi:BPMNShape id="{pool}_di" bpmnElement="{pool}" isHorizontal="true">
        <dc:Bounds x="160" y="80" width="600" height="250"/>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="{start}_di" bpmnElement="{start}">
        <dc:Bounds x="242" y="187" width="36" height="36"/>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>"""
EMPTY_PLANE = '<bpmndi:BPMNPlane id="{plane}" bpmnElement="{root}"/>'
KINDS = {
    "process": ("Process", PROCESS, PROCESS_PLANE),
    "collaboration": ("Collaboration", POOL, POOL_PLANE),
    "choreography": ("Choreography", '<bpmn:choreography id="{root}"/>', EMPTY_PLANE),
    "conversation": ("Collaboration", '<bpmn:collaboration id="{root}"/>', EMPTY_PLANE),
}
"""Kinds of new maps: what the id of the root begins with, the root, its plane."""

PREFIXES = {
    "definitions": "Definitions",
    "start": "Event",
    "diagram": "BPMNDiagram",
    "plane": "BPMNPlane",
    "pool": "Participant",
    "process": "Process",
}


def new_document(name: str = "", version: str = "0.1", kind: str = "process") -> Document:
    """A map with one process, one start event and its drawing; name is used in messages.

    The kind ``collaboration`` puts the process into a pool; ``choreography`` and ``conversation`` give an
    empty plane for elements of theirs.
    """
    prefix, content, drawing = KINDS[kind]
    ids: dict[str, str] = {}
    for place, start in {**PREFIXES, "root": prefix}.items():
        ids[place] = new_id(start, "short", ids.values())
    text = BLANK.format(content=content.format(**ids), drawing=drawing.format(**ids), version=version, **ids)
    return Document.parse(text.encode(), name)
