"""A comparison names exactly the edited elements, whatever was edited."""

import contextlib
import uuid
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpmn.analysis.comparison.compare import Kind, compare
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.become import become
from bpmn.editing.connect import connect, reconnect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.properties import set_documentation
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import has_name, rename
from bpmn.editing.resize import resize
from bpmn.model import BPMNEdge, BPMNShape
from bpmn.model.document import Document
from bpmn.rules.becoming import choices
from bpmn.xml.errors import UnreadableFile
from tests.bpmn.analysis.comparison.signatures import Version
from tests.corpus import corpus_files, corpus_folder
from tests.documents import reloaded, simple_flow, with_pools

KINDS = (
    "userTask",
    "exclusiveGateway",
    "startEvent:message",
    "lane",
    "dataObjectReference",
    "textAnnotation",
)
ACTS = (
    "rename",
    "move",
    "resize",
    "append",
    "create",
    "connect",
    "reconnect",
    "delete",
    "become",
    "document",
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 999), st.integers(0, 999)), max_size=6)


def act(document, name, one, other):
    """Do one thing to a map, chosen by two numbers; what may not be done is left."""
    shapes, edges = document.all(BPMNShape), document.all(BPMNEdge)
    shape, second = shapes[one % len(shapes)], shapes[other % len(shapes)]
    element, partner = shape.bpmn_element, second.bpmn_element
    options = choices(element)
    acts = {
        "rename": lambda: has_name(element) and rename(document, element, f"Name {other}"),
        "move": lambda: move(document, [shape], one % 90 + 1, other % 90),
        "resize": lambda: resize(document, shape, Bounds(*shape.bounds[:2], 60 + one, 60 + other)),
        "append": lambda: append_element(document, shape, KINDS[other % 2]),
        "create": lambda: create(document, KINDS[one % len(KINDS)], Point(one, other), name=f"New {other}"),
        "connect": lambda: connect(document, element, partner),
        "reconnect": lambda: edges and reconnect(document, edges[one % len(edges)], partner, at_target=True),
        "delete": lambda: len(shapes) > 2 and delete(document, [element]),
        "become": lambda: options and become(document, element, options[other % len(options)]),
        "document": lambda: set_documentation(document, element, f"Text {other}"),
    }
    acts[name]()


def check(start, plan):
    """Edit a map as planned and see that the comparison tells what plain XML tells."""
    before = {"flow": lambda: simple_flow("a", "b", "c", "d"), "pools": lambda: with_pools("A", "B")}[start]()
    after = reloaded(before)
    for step in plan:
        with contextlib.suppress(NotAllowed):
            act(after, *step)

    differences = compare(before, after).differences

    old, new = (Version(d.to_bytes()).signatures for d in (before, after))
    gone, come = set(old) - set(new), set(new) - set(old)
    assert {d.before.element for d in differences if d.before} >= gone
    assert {d.after.element for d in differences if d.after} >= come
    told = {d.after.element for d in differences if d.before and d.after and d.before == d.after}
    assert told - {before.root.get("id")} == {i for i in set(old) & set(new) if old[i] != new[i]}
    assert {d.before.element for d in differences if d.kind is Kind.REMOVED} <= gone
    assert {d.after.element for d in differences if d.kind is Kind.ADDED} <= come


@pytest.fixture
def same_ids(monkeypatch):
    """New ids that are the same in every run."""
    random = Random(0)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=random.getrandbits(128)))


common = {"derandomize": True, "deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.parametrize("start", ["flow", "pools"])
@settings(max_examples=20, **common)
@given(plan=steps)
def test_the_edited_elements_are_named_and_no_others(same_ids, start, plan):
    check(start, plan)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("start", ["flow", "pools"])
@settings(max_examples=400, **common)
@given(plan=steps)
def test_many_edits_are_named_exactly(same_ids, start, plan):
    check(start, plan)


def readable_map(name):
    try:
        return Document.parse((corpus_folder() / name).read_bytes(), name)
    except UnreadableFile:
        pytest.skip("cannot be read")


@pytest.mark.parametrize("name", corpus_files())
def test_a_real_map_and_itself_have_no_differences(name):
    assert compare(readable_map(name), readable_map(name)).differences == ()
