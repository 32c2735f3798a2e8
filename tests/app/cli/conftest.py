"""A map and a way to run commands."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli import run
from tests.app.cli.shop import write_shop

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)
MAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<definitions {NAMESPACES} xmlns:v="urn:v" id="d" targetNamespace="urn:t">
  <process id="p" isExecutable='false'>
    <startEvent id="s" name="Order"/>
    <task  id="t" name='Check "all" parts' v:owner="Ann" />
    <endEvent id="e" name="Done"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
    <sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
  </process>
  <bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
    <bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="10" y="22" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="100" y="0" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="e_di" bpmnElement="e"><dc:Bounds x="260" y="22" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="46" y="40"/><di:waypoint x="100" y="40"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="f2_di" bpmnElement="f2"><di:waypoint x="200" y="40"/><di:waypoint x="260" y="40"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
"""


class Outcome(NamedTuple):
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def wholeflow(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs one command in this process."""

    def command(*words: object) -> Outcome:
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """A map of one process with a drawing."""
    path = tmp_path / "order.bpmn"
    path.write_text(MAP, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with the two maps of the shop."""
    return write_shop(tmp_path / "shop")
