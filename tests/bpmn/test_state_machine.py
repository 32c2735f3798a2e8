"""Whatever people do in whatever order, a map stays whole and everything can be undone."""

import uuid
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.become import become
from bpmn.editing.connect import connect, reconnect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.diagrams import end_at, end_shapes
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename
from bpmn.editing.resize import resize
from bpmn.model import BPMNEdge, BPMNShape, Element, FlowNode, registry
from bpmn.model.document import Document
from bpmn.model.fields import QNameText
from bpmn.rules.becoming import choices
from tests.documents import beside_the_pools, blank, simple_flow, sub_process_that_says_nothing, with_pools
from tests.importer import complaints
from tests.schema import schema_errors

KINDS = (
    "task",
    "userTask",
    "subProcess",
    "subProcess:expanded",
    "subProcess:event:expanded",
    "startEvent:message",
    "intermediateCatchEvent:timer",
    "intermediateThrowEvent",
    "endEvent",
    "boundaryEvent:error",
    "boundaryEvent:timer:nonInterrupting",
    "exclusiveGateway",
    "eventBasedGateway",
    "participant",
    "participant:blackBox",
    "lane",
    "dataObjectReference",
    "dataStoreReference",
    "dataInput",
    "dataOutput",
    "textAnnotation",
    "group",
)
places = st.integers(0, 999)
shifts = st.integers(-200, 200)
picks = st.integers(0, 10_000)


class Editing(RuleBasedStateMachine):
    """Edits one map by all actions, and goes back and forth in its history."""

    def __init__(self):
        super().__init__()
        self.random = Random(0)
        self.uuid4, uuid.uuid4 = uuid.uuid4, lambda: uuid.UUID(int=self.random.getrandbits(128))

    @initialize(start=st.sampled_from(["blank", "flow", "pools", "sub-process", "beside"]))
    def begin(self, start):
        made = {
            "blank": blank,
            "flow": lambda: simple_flow("start", "Check", "Pack", "end"),
            "pools": lambda: with_pools("Sales", "Stock", black_boxes=("Customer",)),
            "sub-process": sub_process_that_says_nothing,
            "beside": beside_the_pools,
        }
        self.open(made[start]())

    def open(self, document):
        self.document = document
        self.original = document.to_bytes()
        self.known = complaints(self.original)
        self.done, self.undone = [], []
        document.committed.connect(self.remember)

    def remember(self, transaction):
        self.done.append(transaction)
        self.undone.clear()

    def pick(self, number, kind=BPMNShape):
        found = self.document.all(kind)
        return found[number % len(found)] if found else None

    def attempt(self, action, *arguments, **more):
        """Do something; a refusal leaves everything as it was."""
        before, count = self.document.to_bytes(), len(self.done)
        try:
            action(self.document, *arguments, **more)
        except NotAllowed:
            assert self.document.to_bytes() == before
            assert len(self.done) == count
        else:
            assert len(self.done) <= count + 1, "an action is at most one undo step"

    @rule(kind=st.sampled_from(KINDS), x=places, y=places, name=st.sampled_from(["", "Name", "A & <b>"]))
    def create(self, kind, x, y, name):
        self.attempt(create, kind, Point(x, y), name=name)

    @rule(number=picks, kind=st.sampled_from(KINDS))
    def append(self, number, kind):
        shape = self.pick(number)
        if shape is not None:
            self.attempt(append_element, shape, kind)

    @rule(first=picks, second=picks)
    def connect(self, first, second):
        source, target = self.pick(first), self.pick(second)
        if source is not None and target is not None:
            self.attempt(connect, source.bpmn_element, target.bpmn_element)

    @rule(number=picks, other=picks, at_target=st.booleans())
    def reconnect(self, number, other, at_target):
        edge, shape = self.pick(number, BPMNEdge), self.pick(other)
        if edge is not None and shape is not None:
            self.attempt(reconnect, edge, shape.bpmn_element, at_target=at_target)

    @rule(numbers=st.lists(picks, min_size=1, max_size=3), dx=shifts, dy=shifts)
    def move(self, numbers, dx, dy):
        shapes = [shape for number in numbers if (shape := self.pick(number)) is not None]
        self.attempt(move, shapes, dx, dy)

    @rule(number=picks, width=st.integers(1, 700), height=st.integers(1, 400), dx=shifts)
    def resize(self, number, width, height, dx):
        shape = self.pick(number)
        if shape is not None:
            self.attempt(resize, shape, Bounds(shape.bounds.x + dx, shape.bounds.y, width, height))

    @rule(number=picks, name=st.sampled_from(["", "Other", "Zwölf\nZeilen", '<&">']))
    def rename(self, number, name):
        shape = self.pick(number)
        if shape is not None:
            self.attempt(rename, shape.bpmn_element, name)

    @rule(numbers=st.lists(picks, min_size=1, max_size=2), heals=st.booleans())
    def delete(self, numbers, heals):
        shapes = [shape for number in numbers if (shape := self.pick(number)) is not None]
        self.attempt(delete, [shape.bpmn_element for shape in shapes], heals=heals)

    @rule(number=picks)
    def delete_connection(self, number):
        edge = self.pick(number, BPMNEdge)
        if edge is not None:
            self.attempt(delete, [edge.bpmn_element])

    @rule(number=picks, choice=picks)
    def become(self, number, choice):
        shape = self.pick(number)
        options = choices(shape.bpmn_element) if shape is not None else []
        if options:
            self.attempt(become, shape.bpmn_element, options[choice % len(options)])

    @precondition(lambda self: self.done)
    @rule()
    def undo(self):
        transaction = self.done.pop()
        transaction.undo()
        self.document.announce(transaction)
        self.undone.append(transaction)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        transaction = self.undone.pop()
        transaction.redo()
        self.document.announce(transaction)
        self.done.append(transaction)

    @rule()
    def save_and_reload(self):
        data = self.document.to_bytes()
        assert self.document.difference(data) is None
        self.open(Document.parse(data, "again.bpmn"))
        assert self.document.to_bytes() == data

    @invariant()
    def ids_are_unique(self):
        assert self.document.duplicate_ids() == []

    @invariant()
    def references_resolve(self):
        for node in self.document.root.iter("{*}*"):
            for place, identifier in references(self.document.view(node)):
                assert self.document.node(identifier) is not None, f"{place} of {node.tag} to {identifier}"

    @invariant()
    def what_is_drawn_is_there(self):
        for kind in (BPMNShape, BPMNEdge):
            for depiction in self.document.all(kind):
                assert depiction.bpmn_element is not None

    @invariant()
    def flow_nodes_name_their_flows(self):
        for node in self.document.all(FlowNode):
            assert set(node.incoming) == set(node.incoming_flows)
            assert set(node.outgoing) == set(node.outgoing_flows)

    @invariant()
    def lines_are_docked(self):
        for edge in self.document.all(BPMNEdge):
            points = edge.waypoints
            for shape, point in zip(end_shapes(edge), (points[0], points[-1]), strict=True):
                if isinstance(shape, BPMNShape):
                    assert end_at(shape).bounds.grown(1.5).contains(point), f"{edge} at {shape}"

    @invariant()
    def other_suites_show_all_of_it(self):
        assert complaints(self.document.to_bytes()) <= self.known

    @invariant()
    def schema_allows_it(self):
        assert schema_errors(self.document.to_bytes()) == []

    def teardown(self):
        uuid.uuid4 = self.uuid4
        for transaction in reversed(getattr(self, "done", ())):
            transaction.undo()
        if hasattr(self, "document"):
            assert self.document.to_bytes() == self.original


def references(view: Element):
    """The names of fields of a view that refer to ids, with the ids."""
    for field in registry.fields(type(view)):
        if field.kind and field.is_attribute and not isinstance(field, QNameText):
            value = view.node.get(field.name)
            if value:
                yield field.name, value.rpartition(":")[2]
    if registry.reference_text(view.tag) and view.node.text:
        yield "text", view.node.text.strip().rpartition(":")[2]


common = {"derandomize": True, "deadline": None, "suppress_health_check": list(HealthCheck)}
Editing.TestCase.settings = settings(max_examples=25, stateful_step_count=25, **common)
TestEditing = Editing.TestCase


@pytest.mark.long
def test_long_histories():
    run_state_machine_as_test(Editing, settings=settings(max_examples=300, stateful_step_count=60, **common))
