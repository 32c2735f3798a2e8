"""Every real map compiles to a net in which something can happen."""

import pytest

from bpmn.semantics import compile_net, enabled, fire, initial
from bpmn.system.system import System
from tests.corpus import corpus_files, corpus_folder

STEPS = 30


@pytest.mark.parametrize("name", corpus_files())
def test_a_real_map_can_be_played(name: str):
    system = System.open(corpus_folder() / name)

    net = compile_net(system)

    marking = initial(net)
    for _ in range(STEPS):
        possible = enabled(net, marking)
        if not possible:
            break
        marking = fire(net, marking, possible[0])
    places, elements = range(len(net.places)), {k for t in net.transitions for k in t.elements}
    assert all(
        place in places for t in net.transitions for place in (*t.takes, *t.gives, *t.clears, *t.empty)
    )
    assert all(system.document(key.file).node(key.element) is not None for key in elements)
