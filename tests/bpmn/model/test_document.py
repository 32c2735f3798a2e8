"""Transactions, the index and names of a document."""

import pytest

from bpmn.model import Definitions, FormalExpression, SequenceFlow, Task, UserTask
from bpmn.model.document import Document
from bpmn.xml import names

MAP = f"""<definitions xmlns="{names.MODEL}" xmlns:t="urn:t" xmlns:xsi="{names.XSI}" targetNamespace="urn:t">
  <process id="p">
    <userTask id="a" name="Check"/>
    <task id="b"/>
    <boundaryEvent id="late" attachedToRef="t:a"/>
    <sequenceFlow id="f" sourceRef="a" targetRef="b">
      <conditionExpression xsi:type="tFormalExpression" language="urn:x">x</conditionExpression>
    </sequenceFlow>
  </process>
</definitions>""".encode()


@pytest.fixture
def document() -> Document:
    return Document.parse(MAP, "map")


def test_one_announcement_per_outermost_transaction(document: Document):
    announced = []
    document.changed.connect(announced.append)

    with document.transaction("outer"):
        document.set_attribute(document.node("a"), "name", "One")
        with document.transaction("inner"):
            document.set_attribute(document.node("b"), "name", "Two")

    assert len(announced) == 1
    assert announced[0].ids == {"a", "b"}
    assert not announced[0].structural


def test_an_inner_transaction_that_fails_takes_back_only_its_part(document: Document):
    with document.transaction("outer"):
        document.set_attribute(document.node("a"), "name", "kept")
        with pytest.raises(KeyError), document.transaction("inner"):
            document.set_attribute(document.node("b"), "name", "lost")
            raise KeyError

    assert document.element("a").name == "kept"
    assert document.element("b").name is None


def test_a_transaction_that_fails_leaves_the_bytes(document: Document):
    with pytest.raises(KeyError), document.transaction("outer"):
        document.remove(document.node("a"))
        raise KeyError

    assert document.to_bytes() == MAP


def test_a_change_outside_a_transaction_is_a_mistake(document: Document):
    with pytest.raises(RuntimeError, match="inside a transaction"):
        document.set_attribute(document.node("a"), "name", "x")


def test_redo_gives_the_result_again(document: Document):
    with document.transaction("rename") as transaction:
        document.element("a").name = "Inspect"
    after = document.to_bytes()

    transaction.undo()
    transaction.redo()

    assert document.to_bytes() == after


def test_the_index_follows_changes_and_undo(document: Document):
    with document.transaction("change") as transaction:
        document.set_attribute(document.node("a"), "id", "z")
        document.set_attribute(document.node("f"), "sourceRef", "z")

    assert document.node("a") is None
    assert [r.attribute for r in document.references("z")] == ["sourceRef"]
    transaction.undo()
    assert {r.attribute for r in document.references("a")} == {"sourceRef", "attachedToRef"}


def test_references_are_written_with_the_files_prefix(document: Document):
    with document.transaction("attach"):
        document.element("late").attached_to_ref = document.element("b")

    assert document.node("late").get("attachedToRef") == "t:b"


def test_references_are_written_bare_where_the_file_does_so():
    document = Document.parse(MAP.replace(b"t:a", b"a"), "map")

    with document.transaction("attach"):
        document.element("late").attached_to_ref = document.element("b")

    assert document.node("late").get("attachedToRef") == "b"


def test_views_of_one_node_are_equal_and_of_the_right_class(document: Document):
    assert document.element("a") == document.all(UserTask)[0]
    assert [task.id for task in document.all(Task)] == ["a", "b"]
    assert isinstance(document.definitions, Definitions)


def test_xsi_type_narrows_the_class_of_an_expression(document: Document):
    condition = document.all(SequenceFlow)[0].condition_expression

    assert isinstance(condition, FormalExpression)
    assert condition.language == "urn:x"
    assert document.all(FormalExpression) == [condition]


def test_a_value_that_is_already_there_changes_nothing(document: Document):
    committed = []
    document.committed.connect(committed.append)

    with document.transaction("nothing"):
        document.element("a").name = "Check"
        document.element("a").is_for_compensation = False
        document.element("late").attached_to_ref = document.element("a")

    assert committed == []


def test_a_child_goes_where_the_schema_wants_it(document: Document):
    with document.transaction("document"):
        document.element("f").documentation_text = "why"

    children = [str(child.tag) for child in document.node("f")]
    assert children == [names.model("documentation"), names.model("conditionExpression")]
