"""The log of a run is XES: a trace per case, its steps with begin and end."""

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from bpmn.scenario.distributions import constant
from bpmn.simulation import write_log
from tests.bpmn.semantics.models import END, START
from tests.bpmn.simulation.systems import comes, one_process, people, plan, resources, takes
from tests.bpmn.system.maps import task

XES = "{http://www.xes-standard.org/}"
TEXT = resources("R") + one_process(START, task("A", "Check &amp; pack"), task("B"), END)
NUMBERS = {"s": comes(1.0, constant, count=5), "A": takes(2, "R"), "R": people(1), "B": takes(0.5)}


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "out.xes"
    count = write_log(plan(TEXT, NUMBERS), path, duration=100.0)
    return count, ET.parse(path).getroot()


def said(event, name):
    return next(one.get("value") for one in event if one.get("key") == name)


def test_every_case_is_a_trace(log):
    count, root = log

    assert count == len(root.findall(f"{XES}trace")) == 5


def test_steps_begin_and_end_at_their_times(log):
    _, root = log
    events = root.findall(f"{XES}trace")[1].findall(f"{XES}event")

    told = [
        (said(e, "concept:name"), said(e, "lifecycle:transition"), said(e, "time:timestamp")) for e in events
    ]
    hours = [
        datetime.fromisoformat(time).hour + datetime.fromisoformat(time).minute / 60 for _, _, time in told
    ]
    assert [name for name, _, _ in told] == ["Check & pack", "Check & pack", "B", "B"]
    assert [stage for _, stage, _ in told] == ["start", "complete", "start", "complete"]
    assert hours == [3.0, 5.0, 5.0, 5.5]  # the first case takes from 1 to 3, the second waits for it


def test_who_did_it_is_named(log):
    _, root = log
    first = root.find(f"{XES}trace/{XES}event")

    assert said(first, "org:resource") == "R"
