"""Actions on maps that other suites made: they work or say why not, and undo brings every byte back."""

from random import Random

import pytest

from bpmn.editing.append import append_element
from bpmn.editing.become import become
from bpmn.editing.connect import connect
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename
from bpmn.editing.resize import resize
from bpmn.model import BPMNShape
from bpmn.model.document import Document
from bpmn.rules.becoming import choices
from tests.corpus import corpus_files, corpus_folder
from tests.schema import schema_errors


def actions(document, chance):
    """One of each action on shapes picked by chance."""
    shapes = [s for s in document.all(BPMNShape) if s.bpmn_element is not None]
    one, other = chance.choice(shapes), chance.choice(shapes)
    element = one.bpmn_element
    kinds = choices(element)
    yield lambda: move(document, [one], chance.randint(-90, 90), chance.randint(-90, 90))
    yield lambda: resize(document, one, one.bounds.grown(20))
    yield lambda: rename(document, element, "Another name")
    yield lambda: delete(document, [element])
    yield lambda: connect(document, element, other.bpmn_element)
    yield lambda: append_element(document, one, "task")
    if kinds:
        yield lambda: become(document, element, chance.choice(kinds))


@pytest.mark.parametrize("name", corpus_files())
def test_actions_on_real_maps_can_be_undone(name):
    path = corpus_folder() / name
    if path.stat().st_size > 60_000:
        pytest.skip("large")
    try:
        document = Document.parse(path.read_bytes(), name)
    except ValueError:
        return
    if not any(s.bpmn_element is not None for s in document.all(BPMNShape)):
        return
    before = document.to_bytes()
    was_valid = not schema_errors(before)
    done = []
    document.committed.connect(done.append)

    for action in actions(document, Random(name)):
        try:
            action()
        except NotAllowed:
            assert document.to_bytes() == before
            continue
        after = document.to_bytes()
        assert not (was_valid and schema_errors(after))
        assert Document.parse(after).to_bytes() == after
        while done:
            done.pop().undo()
        assert document.to_bytes() == before
