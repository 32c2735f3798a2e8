from bpmn.editing.edit import edit
from bpmn.model import BPMNDiagram, BPMNShape, DataInputAssociation, SendTask
from bpmn.model.document import Document

XML = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" targetNamespace="t">
  <message id="m" name="Order"/>
  <process id="p">
    <task id="a"><dataInputAssociation id="x"><sourceRef>r</sourceRef><targetRef>q</targetRef></dataInputAssociation></task>
    <sendTask id="s" messageRef="m"/>
    <dataObject id="d"/><dataObjectReference id="r" dataObjectRef="d"/>
    <subProcess id="sub"><task id="inner"/></subProcess>
  </process>
  <di:BPMNDiagram id="g1"><di:BPMNPlane id="l1" bpmnElement="p"><di:BPMNShape id="rs" bpmnElement="r"/></di:BPMNPlane></di:BPMNDiagram>
  <di:BPMNDiagram id="g2"><di:BPMNPlane id="l2" bpmnElement="sub"><di:BPMNShape id="is" bpmnElement="inner"/></di:BPMNPlane></di:BPMNDiagram>
</definitions>"""


def remove(document, identifier):
    with edit(document, "Delete"):
        document.remove(document.node(identifier))


def test_an_optional_reference_is_taken_away():
    document = Document.parse(XML)

    remove(document, "m")

    assert document.all(SendTask)[0].node.get("messageRef") is None


def test_what_needs_its_reference_goes_along_with_all_that_needs_it():
    document = Document.parse(XML)

    remove(document, "d")

    assert not document.all(DataInputAssociation)
    assert {shape.id for shape in document.all(BPMNShape)} == {"is"}


def test_the_diagram_of_a_sub_process_goes_with_it():
    document = Document.parse(XML)

    remove(document, "sub")

    assert [diagram.id for diagram in document.all(BPMNDiagram)] == ["g1"]


def test_a_second_element_with_the_same_id_keeps_the_references():
    document = Document.parse(XML.replace(b'<task id="inner"/>', b'<task id="inner"/><dataObject id="d"/>'))

    remove(document, "d")

    assert document.element("r") is not None


def test_references_that_led_nowhere_before_stay():
    data = XML.replace(b'messageRef="m"', b'messageRef="gone"')
    document = Document.parse(data)

    remove(document, "inner")

    assert b'messageRef="gone"' in document.to_bytes()
