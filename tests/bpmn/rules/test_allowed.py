import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.model import (
    Association,
    BoundaryEvent,
    CancelEventDefinition,
    ConversationLink,
    DataInputAssociation,
    DataOutputAssociation,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    MessageFlow,
    SequenceFlow,
    Task,
    TimerEventDefinition,
)
from bpmn.model.document import Document
from bpmn.rules.allowed import may_attach, may_connect
from bpmn.rules.refusal import Refusal
from tests.documents import blank, named, with_pools

XML = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<collaboration id="c"><participant id="A" processRef="a"/><participant id="B" processRef="b"/>
<participant id="Box"/><conversation id="talk"/></collaboration>
<process id="a">{}</process><process id="b"><task id="theirs"/><startEvent id="theirStart"/>
<startEvent id="theirTimer"><timerEventDefinition/></startEvent></process></definitions>"""
HERE = """<startEvent id="start"/><task id="step"/><task id="next"/><receiveTask id="receive"/>
<endEvent id="end"/><exclusiveGateway id="fork"/><eventBasedGateway id="wait"/>
<sendTask id="undo" isForCompensation="true"/>
<intermediateThrowEvent id="linkOut"><linkEventDefinition name="x"/></intermediateThrowEvent>
<intermediateCatchEvent id="linkIn"><linkEventDefinition name="x"/></intermediateCatchEvent>
<intermediateCatchEvent id="timer"><timerEventDefinition/></intermediateCatchEvent>
<intermediateThrowEvent id="signal"><signalEventDefinition/></intermediateThrowEvent>
<boundaryEvent id="edge" attachedToRef="step"/>
<boundaryEvent id="mail" attachedToRef="step"><messageEventDefinition/></boundaryEvent>
<boundaryEvent id="compensate" attachedToRef="step"><compensateEventDefinition/></boundaryEvent>
<subProcess id="sub"><task id="inner"/></subProcess>
<subProcess id="handler" triggeredByEvent="true"/>
<dataObject id="d"/><dataObjectReference id="data" dataObjectRef="d"/>
<textAnnotation id="note"/><textAnnotation id="other"/>
<sequenceFlow id="flow" sourceRef="step" targetRef="next"/>"""


@pytest.fixture(scope="module")
def document():
    return Document.parse(XML.format(HERE).encode())


ALLOWED = [
    ("start", "step", SequenceFlow),
    ("step", "step", SequenceFlow),
    ("step", "end", SequenceFlow),
    ("edge", "next", SequenceFlow),
    ("wait", "receive", SequenceFlow),
    ("wait", "timer", SequenceFlow),
    ("linkIn", "step", SequenceFlow),
    ("step", "linkOut", SequenceFlow),
    ("step", "theirs", MessageFlow),
    ("step", "theirStart", MessageFlow),
    ("end", "theirs", MessageFlow),
    ("A", "B", MessageFlow),
    ("Box", "step", MessageFlow),
    ("step", "Box", MessageFlow),
    ("theirs", "mail", MessageFlow),
    ("inner", "Box", MessageFlow),
    ("data", "step", DataInputAssociation),
    ("data", "signal", DataInputAssociation),
    ("step", "data", DataOutputAssociation),
    ("start", "data", DataOutputAssociation),
    ("note", "step", Association),
    ("flow", "note", Association),
    ("note", "data", Association),
    ("compensate", "next", Association),
    ("talk", "Box", ConversationLink),
    ("A", "talk", ConversationLink),
]


@pytest.mark.parametrize(("source", "target", "kind"), ALLOWED)
def test_the_rules_choose_the_connection(document, source, target, kind):
    assert may_connect(document.element(source), document.element(target)) is kind


REFUSED = [
    ("end", "step", "end event has no outgoing"),
    ("step", "start", "start event has no incoming"),
    ("step", "edge", "boundary event"),
    ("step", "handler", "event sub-process"),
    ("handler", "step", "event sub-process"),
    ("linkOut", "step", "link event"),
    ("step", "linkIn", "link event"),
    ("step", "undo", "compensation activity"),
    ("compensate", "step", "association, not by a flow"),
    ("step", "inner", "does not cross"),
    ("wait", "step", "event-based gateway"),
    ("fork", "theirs", "Between two pools"),
    ("step", "theirTimer", "message events receive"),
    ("signal", "theirs", "message events send"),
    ("theirs", "edge", "boundary event for messages"),
    ("theirs", "undo", "compensation"),
    ("A", "step", "different pools"),
    ("data", "fork", "Data is read"),
    ("note", "other", "annotation"),
    ("talk", "step", "participants"),
]


@pytest.mark.parametrize(("source", "target", "reason"), REFUSED)
def test_a_refusal_gives_its_reason(document, source, target, reason):
    verdict = may_connect(document.element(source), document.element(target))

    assert isinstance(verdict, Refusal)
    assert not verdict
    assert reason in str(verdict.reason)


def test_a_step_after_an_event_based_gateway_takes_no_other_flow():
    document = blank()
    gateway = create(document, "eventBasedGateway", Point(100, 100))
    receive = create(document, "receiveTask", Point(300, 100))
    task = create(document, "task", Point(100, 300))
    connect(document, gateway, receive)

    assert "no other incoming" in str(may_connect(task, receive))


def test_a_lane_stands_for_its_pool():
    document = with_pools("Sales", black_boxes=("Customer",))
    lane = create(document, "lane", Point(0, 0), named(document, "Sales"))

    assert may_connect(lane, named(document, "Customer")) is MessageFlow


def test_events_sit_on_activities_that_take_them(document):
    step, undo, handler = (document.element(i) for i in ("step", "undo", "handler"))

    assert may_attach(step, BoundaryEvent) is True
    assert may_attach(step, IntermediateCatchEvent, TimerEventDefinition) is True
    assert may_attach(step, IntermediateThrowEvent) is True
    assert not may_attach(step, IntermediateThrowEvent, TimerEventDefinition)
    assert not may_attach(step, Task)
    assert not may_attach(undo, BoundaryEvent)
    assert not may_attach(handler, BoundaryEvent)
    assert not may_attach(document.element("fork"), BoundaryEvent)
    assert "transaction" in str(may_attach(step, BoundaryEvent, CancelEventDefinition))
