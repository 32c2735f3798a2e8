"""Snapshots of processes."""

from bpmn.model import SubProcess, UserTask
from bpmn.model.document import Document
from bpmn.model.graph import process_graphs
from bpmn.xml import names

MAP = f"""<definitions xmlns="{names.MODEL}" targetNamespace="urn:t">
  <process id="p" name="Order">
    <laneSet><lane id="outer"><flowNodeRef>a</flowNodeRef><flowNodeRef>g</flowNodeRef>
      <childLaneSet><lane id="inner"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>
    <userTask id="a" name="Check"/>
    <boundaryEvent id="late" attachedToRef="a"/>
    <exclusiveGateway id="g" default="f2"/>
    <subProcess id="sub"><task id="inside"/></subProcess>
    <sequenceFlow id="f1" sourceRef="a" targetRef="g"/>
    <sequenceFlow id="f2" sourceRef="g" targetRef="sub"/>
    <sequenceFlow id="lost" sourceRef="g" targetRef="nowhere"/>
  </process>
  <process id="empty"/>
</definitions>""".encode()


def graph():
    return process_graphs(Document.parse(MAP, "map"))[0]


def test_every_process_has_a_graph():
    found = process_graphs(Document.parse(MAP, "map"))

    assert [(g.process_id, g.name, len(g.nodes)) for g in found] == [("p", "Order", 5), ("empty", "", 0)]


def test_nodes_know_their_kind_level_lane_and_host():
    nodes = graph().nodes

    assert (nodes["a"].kind, nodes["a"].lane) == (UserTask, "inner")
    assert nodes["g"].lane == "outer"
    assert nodes["late"].attached_to == "a"
    assert nodes["inside"].parent == "sub"
    assert nodes["sub"].kind is SubProcess


def test_flows_that_lead_nowhere_are_left_out():
    flows = graph().flows

    assert [(f.id, f.source, f.target, f.is_default) for f in flows] == [
        ("f1", "a", "g", False),
        ("f2", "g", "sub", True),
    ]


def test_neighbours_and_levels_are_found_by_id():
    found = graph()

    assert [f.id for f in found.out("g")] == ["f2"]
    assert [f.id for f in found.into("g")] == ["f1"]
    assert [n.id for n in found.children("sub")] == ["inside"]
    assert [n.id for n in found.children(None)] == ["a", "late", "g", "sub"]
