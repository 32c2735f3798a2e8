"""Connections that BPMN does not know, or that lead nowhere, are mended."""

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixKind, fix
from bpmn.editing.fixes.table import mend
from bpmn.model import (
    CallActivity,
    DataAssociation,
    DataInputAssociation,
    DataObjectReference,
    DataOutputAssociation,
    ItemDefinition,
    ManualTask,
    Message,
    MessageFlow,
    SequenceFlow,
    StartEvent,
)
from bpmn.model.document import Document
from tests.bpmn.analysis.examples import WRONG
from tests.bpmn.analysis.examples_between import carrying
from tests.bpmn.system.maps import bpmn, process, task
from tests.documents import assert_edit

MAP = "one.bpmn"


def parsed(text: str) -> Document:
    return Document.parse(text.encode(), MAP)


def test_a_call_is_led_to_another_process():
    document = parsed(bpmn(process("p", task("call", "Check", "callActivity", calledElement="gone"))))
    action = fix(FixKind.CALL, ElementKey(MAP, "call"), called="check")

    assert_edit(
        document,
        lambda: mend({MAP: document}, [action]),
        lambda: _are(document.element("call").called_element, "check"),
    )


def test_a_call_becomes_a_step():
    document = parsed(bpmn(process("p", task("call", "Check", "callActivity", calledElement="p"))))

    def expect() -> None:
        assert isinstance(document.element("call"), ManualTask)
        assert not document.all(CallActivity)

    assert_edit(
        document, lambda: mend({MAP: document}, [fix(FixKind.STEP_FOR_CALL, ElementKey(MAP, "call"))]), expect
    )


def test_a_message_inside_a_pool_becomes_a_flow():
    document = parsed(WRONG["A14"]["one"])
    message = document.all(MessageFlow)[0]

    def expect() -> None:
        assert not document.all(MessageFlow)
        assert ("plan", "build") in {(f.source_ref.id, f.target_ref.id) for f in document.all(SequenceFlow)}

    action = fix(FixKind.FLOW_FOR_MESSAGE, ElementKey(MAP, message.id))
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_message_beside_a_flow_just_goes():
    document = parsed(
        WRONG["A14"]["one"].replace(
            "</process>", '<sequenceFlow id="f" sourceRef="plan" targetRef="build"/></process>'
        )
    )
    action = fix(FixKind.FLOW_FOR_MESSAGE, ElementKey(MAP, document.all(MessageFlow)[0].id))

    mend({MAP: document}, [action])

    assert len([f for f in document.all(SequenceFlow) if f.target_ref.id == "build"]) == 1


def test_a_message_to_where_the_work_goes_anyway_becomes_a_document():
    document = parsed(
        WRONG["A14"]["one"].replace(
            "</process>", '<sequenceFlow id="f" sourceRef="plan" targetRef="build"/></process>'
        )
    )

    def expect() -> None:
        assert not document.all(MessageFlow)
        assert [one.name for one in document.all(DataObjectReference)] == ["Card"]
        lines = {(type(one), one.parent.id) for one in document.all(DataAssociation)}
        assert lines == {(DataOutputAssociation, "plan"), (DataInputAssociation, "build")}

    action = fix(FixKind.DOCUMENT_FOR_MESSAGE, ElementKey(MAP, document.all(MessageFlow)[0].id))
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_flow_between_pools_becomes_a_message():
    pools = '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y" processRef="q"/></collaboration>'
    text = bpmn(pools, process("p", task("a")), process("q", task("b")))
    document = parsed(
        text.replace(
            "</process>", '<sequenceFlow id="f" name="Go" sourceRef="a" targetRef="b"/></process>', 1
        )
    )

    def expect() -> None:
        assert not document.all(SequenceFlow)
        assert [(f.source_ref.id, f.name, f.target_ref.id) for f in document.all(MessageFlow)] == [
            ("a", "Go", "b")
        ]

    action = fix(FixKind.MESSAGE_FOR_FLOW, ElementKey(MAP, "f"))
    assert_edit(document, lambda: mend({MAP: document}, [action]), expect)


def test_a_link_between_processes_becomes_a_message():
    one, two = (parsed(WRONG["A13"][name]) for name in ("one", "two"))
    action = fix(FixKind.MESSAGE_FOR_LINK, ElementKey("one.bpmn", "away"), ElementKey("two.bpmn", "back"))

    mend({"one.bpmn": one, "two.bpmn": two}, [action])

    assert one.element("away").name == two.element("back").name == "Rush"
    assert isinstance(two.element("back"), StartEvent)


def test_a_message_carries_what_the_other_side_means():
    document = parsed(carrying("take", "t:Note"))
    action = fix(FixKind.ALIGN_ITEM, ElementKey(MAP, document.all(Message)[0].id), structure="Order")

    assert_edit(
        document,
        lambda: mend({MAP: document}, [action]),
        lambda: _are(document.all(ItemDefinition)[0].node.get("structureRef"), "t:Order"),
    )


def _are(value: str, wanted: str) -> None:
    assert value == wanted
