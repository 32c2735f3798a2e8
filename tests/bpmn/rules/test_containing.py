import pytest

from bpmn.model import (
    BoundaryEvent,
    ChoreographyTask,
    Conversation,
    DataStoreReference,
    Lane,
    MessageFlow,
    Participant,
    StartEvent,
    SubProcess,
    Task,
    TextAnnotation,
)
from bpmn.model.document import Document
from bpmn.rules.containing import may_contain

XML = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<collaboration id="map"><participant id="pool" processRef="process"/><participant id="box"/></collaboration>
<choreography id="choreography"/>
<process id="process"><laneSet id="s"><lane id="lane"/></laneSet><subProcess id="sub"/><task id="step"/></process>
</definitions>"""
TABLE = [
    ("process", Task, True),
    ("sub", SubProcess, True),
    ("pool", Task, True),
    ("lane", StartEvent, True),
    ("box", Task, False),
    ("box", TextAnnotation, True),
    ("box", Lane, False),
    ("map", Task, False),
    ("map", Participant, True),
    ("process", Participant, True),
    ("pool", Participant, False),
    ("sub", Participant, False),
    ("pool", Lane, True),
    ("lane", Lane, True),
    ("sub", Lane, False),
    ("map", DataStoreReference, True),
    ("map", Conversation, True),
    ("choreography", Conversation, False),
    ("process", Conversation, False),
    ("choreography", ChoreographyTask, True),
    ("process", ChoreographyTask, False),
    ("choreography", StartEvent, True),
    ("choreography", Task, False),
    ("map", MessageFlow, True),
    ("process", MessageFlow, False),
    ("process", BoundaryEvent, False),
    ("step", Task, False),
]


@pytest.mark.parametrize(("container", "kind", "fits"), TABLE)
def test_elements_lie_where_bpmn_lets_them(container, kind, fits):
    verdict = may_contain(Document.parse(XML).element(container), kind)

    assert bool(verdict) == fits
    assert fits or str(verdict.reason).endswith(".") or ":" in str(verdict.reason)
