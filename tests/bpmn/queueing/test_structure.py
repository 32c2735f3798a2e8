"""An end that terminates breaks off the other paths around it."""

import pytest

from bpmn.queueing.analyse import analyse
from tests.bpmn.queueing.systems import arrival, bpsim, const, maps, share
from tests.bpmn.queueing.systems import work as timed

STOP = '<endEvent id="Stop"><terminateEventDefinition/></endEvent>'
INSIDE = (
    '<startEvent id="S"/><parallelGateway id="F"/><exclusiveGateway id="X"/><task id="A"/><task id="B"/>'
    f'{STOP}<endEvent id="E"/><sequenceFlow id="f1" sourceRef="S" targetRef="F"/>'
    '<sequenceFlow id="f2" sourceRef="F" targetRef="A"/><sequenceFlow id="f3" sourceRef="F" targetRef="B"/>'
    '<sequenceFlow id="f4" sourceRef="A" targetRef="X"/><sequenceFlow id="stops" sourceRef="X" targetRef="Stop"/>'
    '<sequenceFlow id="f6" sourceRef="B" targetRef="E"/>'
)
SOMETIMES = INSIDE + '<endEvent id="E2"/><sequenceFlow id="ends" sourceRef="X" targetRef="E2"/>'


def lead_time(inside, *numbers, start="S"):
    times = [timed(name, mean, law=const) for name, mean in (("A", 10), ("B", 30))]
    text = f'<process id="P">{inside}</process>'
    analysis = analyse(maps(a=text + bpsim(arrival(1e6, start), *times, *numbers, unit="min")))
    return analysis.metric("leadTime"), analysis.warnings


def test_a_path_that_surely_terminates_ends_the_process():
    found, warnings = lead_time(INSIDE)

    assert found == pytest.approx(10)
    assert "the work of paths that it breaks off counts as done" in str(warnings[0])


def test_it_ends_only_the_sub_process_around_it():
    outer = (
        f'<startEvent id="Begin"/><subProcess id="Sub">{INSIDE}</subProcess><task id="C"/>'
        '<sequenceFlow id="o1" sourceRef="Begin" targetRef="Sub"/>'
        '<sequenceFlow id="o2" sourceRef="Sub" targetRef="C"/>'
    )

    assert lead_time(outer, timed("C", 5, law=const), start="Begin")[0] == pytest.approx(15)


def test_where_it_comes_only_sometimes_the_longest_path_counts():
    assert lead_time(SOMETIMES, share("stops", 0.5), share("ends", 0.5))[0] == pytest.approx(30)
