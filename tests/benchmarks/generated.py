"""Maps of any size for benchmarks: chains of tasks in one process, all drawn."""

from bpmn.xml import names

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<bpmn:definitions xmlns:bpmn="{names.MODEL}" xmlns:bpmndi="{names.BPMNDI}" xmlns:dc="{names.DC}" '
    f'xmlns:di="{names.DI}" xmlns:xsi="{names.XSI}" id="Definitions_1" targetNamespace="urn:benchmark">\n'
)
ROW = 50


def generated_map(elements: int) -> bytes:
    """A map with this many flow elements: half of them tasks, half the sequence flows between them."""
    tasks = elements // 2
    process = "".join(_task(i) for i in range(tasks)) + "".join(_flow(i) for i in range(elements - tasks))
    plane = "".join(_shape(i) for i in range(tasks)) + "".join(_edge(i) for i in range(elements - tasks))
    text = (
        f'{HEAD}  <bpmn:process id="Process_1" isExecutable="false">\n{process}  </bpmn:process>\n'
        '  <bpmndi:BPMNDiagram id="Diagram_1">\n    <bpmndi:BPMNPlane id="Plane_1" bpmnElement="Process_1">\n'
        f"{plane}    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n"
    )
    return text.encode()


def _task(i: int) -> str:
    into = f"      <bpmn:incoming>Flow_{i - 1}</bpmn:incoming>\n" if i else ""
    kind = ("userTask", "serviceTask", "exclusiveGateway", "task")[i % 4]
    return (
        f'    <bpmn:{kind} id="Node_{i}" name="Check order no. {i}">\n{into}'
        f"      <bpmn:outgoing>Flow_{i}</bpmn:outgoing>\n    </bpmn:{kind}>\n"
    )


def _flow(i: int) -> str:
    # The last flow of each map leads back to the first node.
    target = f"Node_{i + 1}" if i % ROW != ROW - 1 else f"Node_{i - ROW + 1}"
    return f'    <bpmn:sequenceFlow id="Flow_{i}" sourceRef="Node_{i}" targetRef="{target}" />\n'


def _shape(i: int) -> str:
    x, y = 100 + i % ROW * 150, 100 + i // ROW * 140
    return (
        f'      <bpmndi:BPMNShape id="Node_{i}_di" bpmnElement="Node_{i}">\n'
        f'        <dc:Bounds x="{x}" y="{y}" width="100" height="80" />\n      </bpmndi:BPMNShape>\n'
    )


def _edge(i: int) -> str:
    x, y = 200 + i % ROW * 150, 140 + i // ROW * 140
    return (
        f'      <bpmndi:BPMNEdge id="Flow_{i}_di" bpmnElement="Flow_{i}">\n'
        f'        <di:waypoint x="{x}" y="{y}" />\n        <di:waypoint x="{x + 50}" y="{y}" />\n'
        "      </bpmndi:BPMNEdge>\n"
    )
