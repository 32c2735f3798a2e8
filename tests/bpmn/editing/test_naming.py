from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.naming import refer
from bpmn.model.document import Document

PREFIXED = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:me="urn:me" targetNamespace="urn:me"
 xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"><process id="p"><task id="a"/><boundaryEvent id="b" attachedToRef="me:a"/></process>
<di:BPMNDiagram><di:BPMNPlane bpmnElement="me:p"/></di:BPMNDiagram></definitions>"""


def test_new_references_have_no_prefix_so_that_every_suite_resolves_them():
    document = Document.parse(PREFIXED)

    task = create(document, "task", Point(100, 100))
    connect(document, document.element("a"), task)

    written = document.to_bytes().decode()
    assert written.count("me:") == PREFIXED.decode().count("me:")
    assert task.incoming_flows[0].source_ref == document.element("a")


def test_a_reference_that_is_right_already_stays_as_written():
    document = Document.parse(PREFIXED)

    with document.transaction("Refer"):
        refer(document.element("b"), "attachedToRef", document.element("a"))

    assert document.to_bytes() == PREFIXED
