"""The quick looks before graphs are built hide nothing that a look at the whole graph finds."""

import re
from pathlib import Path
from random import Random

import pytest

from bpmn.analysis.context import Context
from bpmn.analysis.hand_changes import hand_changes
from bpmn.analysis.rule import Fault
from bpmn.analysis.system_rules import h01_ping_pong, h02_rework_across
from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.system.system import System
from tests.benchmarks.links_and_checks import a_map
from tests.bpmn.analysis.test_incremental import decided_back, in_other_lanes, without_a_flow

MAPS = 5
CALLED = re.compile(r'calledElement="process(\d+)"')


def a_system(random: Random) -> Context:
    """Maps that only tell and call those that follow, some with steps in any lane, gaps and ways back."""
    documents = {}
    for number in range(MAPS):
        text = a_map(number, 1000 + number).replace("Order 1000", "Nobody")
        text = CALLED.sub(f'calledElement="process{random.randrange(number, MAPS) + 1}"', text)
        for change in random.choices((in_other_lanes, decided_back, without_a_flow), k=random.randrange(3)):
            text = change(text, random, [])
        documents[f"area{number}.bpmn"] = Document.parse(text.encode(), f"area{number}.bpmn")
    return Context(System(Path(), documents))


def slowly(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[Fault]:
    """What both checks find when they always look at the whole graph."""
    with monkeypatch.context() as patched:
        patched.setattr(h01_ping_pong, "hand_changes", lambda _: None)
        patched.setattr(h02_rework_across, "_decides", lambda _: True)
        return [*h01_ping_pong.check(context), *h02_rework_across.check(context)]


def test_the_quick_looks_hide_no_fault_and_often_spare_the_graph(monkeypatch: pytest.MonkeyPatch):
    rules, spared = set[str](), 0
    for seed in range(40):
        context = a_system(Random(seed))

        found = [*h01_ping_pong.check(context), *h02_rework_across.check(context)]

        spared += "own_flow" not in vars(context)
        assert found == slowly(context, monkeypatch)
        rules |= {fault.message.template for fault in found}
    assert len(rules) == 2
    assert spared


def test_hands_are_told_with_how_often_one_gives_to_the_other():
    text = a_map(1, 1000)
    one = Context(System(Path(), {"a.bpmn": Document.parse(text.encode(), "a.bpmn")}))
    process = ElementKey("a.bpmn", "process1")

    assert hand_changes(one) == {((process, "lane0"), (process, "lane1")): 1}


def test_one_id_in_two_processes_tells_nothing():
    text = a_map(1, 1000)
    twice = text.replace(
        "</bpmn:definitions>",
        '<bpmn:process id="other"><bpmn:task id="step1"/></bpmn:process></bpmn:definitions>',
    )

    assert hand_changes(Context(System(Path(), {"a.bpmn": Document.parse(twice.encode(), "a.bpmn")}))) is None
