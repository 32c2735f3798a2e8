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
  <bpmn:process id="{process}" isExecutable="false">
    <bpmn:startEvent id="{start}"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="{diagram}">
    <bpmndi:BPMNPlane id="{plane}" bpmnElement="{process}">
      <bpmndi:BPMNShape id="{start}_di" bpmnElement="{start}">
        <dc:Bounds x="160" y="160" width="36" height="36"/>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""
PREFIXES = {
    "definitions": "Definitions",
    "process": "Process",
    "start": "Event",
    "diagram": "BPMNDiagram",
    "plane": "BPMNPlane",
}


def new_document(name: str = "", version: str = "0.1") -> Document:
    """A map with one process, one start event and its drawing; name is used in messages."""
    taken: set[str] = set()
    fresh = {}
    for place, prefix in PREFIXES.items():
        fresh[place] = new_id(prefix, "short", taken)
        taken.add(fresh[place])
    return Document.parse(BLANK.format(**fresh, version=version).encode(), name)
