"""Whatever a simulated case does, the net allows: there is no second firing rule."""

from typing import TYPE_CHECKING

import pytest

from bpmn.queueing.drafts import Drafts
from bpmn.scenario.distributions import constant, exponential
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.semantics import Action, compile_net, enabled, fire, initial, marked
from bpmn.simulation import Workers, run_paired
from bpmn.simulation.compile import plan
from bpmn.simulation.engine import Endless, Length, Run
from bpmn.simulation.length import Horizon
from bpmn.system.system import System
from tests.bpmn.semantics.models import END, START, boundary, gate, inside
from tests.bpmn.simulation.systems import one_process, system
from tests.bpmn.system.maps import event, node, task
from tests.corpus import corpus_files, corpus_folder

if TYPE_CHECKING:
    from bpmn.base.finding import ElementKey

CASES = 20
APART = 1_000.0
S2, E3 = event("start", "s2", None, None), event("end", "e3", None, None)

MODELS = {
    "inclusive": one_process(
        START, gate("inclusive", "o"), task("A"), task("B"), task("C"), gate("inclusive", "j"), END,
        flows="s>o o>A o>B A>j B>C C>j j>e",
    ),
    "two inclusive in a row": one_process(
        START, gate("inclusive", "o"), task("A"), task("B"), gate("inclusive", "j"), task("C"),
        gate("inclusive", "k"), END, flows="s>o o>A o>B o>C A>j B>j j>k C>k k>e",
    ),
    "complex": one_process(
        START, gate("parallel", "f"), task("A"), task("B"), gate("complex", "j"), task("C"), END,
        flows="s>f f>A f>B A>j B>j j>C C>e",
    ),
    "nested": one_process(
        START,
        node("subProcess", "sub", None, inside(S2, gate("parallel", "f"), task("A"), task("B"), E3, flows="s2>f f>A f>B A>e3 B>e3")),
        boundary("late", "sub", "timer"), event("end", "e2", "e2", None), END,
        flows="s>sub sub>e late>e2",
    ),
    "terminated": one_process(
        START, gate("parallel", "f"), task("A"), task("B"), event("end", "t", None, "terminate"), END,
        flows="s>f f>A f>B A>t B>e",
    ),
    "an error inside": one_process(
        START,
        node("subProcess", "sub", None, inside(S2, gate("exclusive", "g"), event("end", "bad", None, "error"), E3, flows="s2>g g>bad g>e3")),
        boundary("caught", "sub", "error"), task("Mend"), END, flows="s>sub sub>e caught>Mend Mend>e",
    ),
    "reminded": one_process(
        START, task("A"), boundary("r", "A", "timer", interrupting=False), task("Remind"),
        event("end", "e2", "e2", None), END, flows="s>A A>e r>Remind Remind>e2",
    ),
}  # fmt: skip


def numbers(maps: System) -> Scenario:
    """Cases come at every start, every task takes a random time, every timer rings after half of it."""
    found: dict[ElementKey, ElementParameters] = {}
    drafts = Drafts(maps)
    for draft in drafts.all:
        if type(draft.view).__name__.endswith("Task"):
            found[draft.key] = ElementParameters(processing_time=exponential(1.0))
        elif type(draft.view).__name__ == "BoundaryEvent":
            found[draft.key] = ElementParameters(inter_trigger_timer=exponential(0.5))
    for process in drafts.processes:
        for draft in drafts.starts(process):
            found[draft.key] = ElementParameters(inter_trigger_timer=constant(APART), trigger_count=CASES)
    return Scenario(parameters=found)


def check(maps: System, *, all_end: bool = False) -> None:
    """Simulate some cases and fire in the net what each of them did."""
    net = compile_net(maps)
    traces: dict[int, list[int]] = {}
    ready = plan(maps, scenario=numbers(maps), net=net)
    length = Length(APART * (CASES + 2), 10, events=200_000)
    run = Run(
        ready, 1, 0, length, trace=lambda _, case, index, __: traces.setdefault(case.index, []).append(index)
    )
    try:
        record = run.run()
    except Endless:
        return
    for trace in traces.values():
        _fire_all(net, trace)
    assert not all_end or (record.open_cases == 0 and len(record.leads) == CASES)


def _fire_all(net, trace):
    marking = initial(net)
    for index in trace:
        wanted = net.transitions[index]
        same = [wanted, *(t for t in net.transitions if t.repeats and t.elements == wanted.elements)]
        possible = {t.index for t in enabled(net, marking)}
        if wanted.action is Action.START and wanted.takes[0] not in marked(net, marking):
            return  # a case begins where the net waits for something from another process
        chosen = next((t for t in same if t.index in possible), None)
        if chosen is None and _goes_beyond(net, wanted):
            return
        assert chosen is not None, (wanted.action, wanted.element)
        marking = fire(net, marking, chosen)


def _goes_beyond(net, transition):
    """Whether simulation tells apart what the net takes together: repetitions, several instances."""
    repeated = any("carried out once" in str(note.text) for note in net.notes)
    several = any(t.empty for t in net.transitions if t.action is Action.START)
    return repeated or several


@pytest.mark.parametrize("name", MODELS)
def test_cases_do_what_the_net_allows(name: str):
    check(system(a=MODELS[name]), all_end=True)


@pytest.mark.parametrize("name", MODELS)
def test_parts_of_the_lead_time_add_up_to_it_whatever_the_shape(name: str):
    maps = system(a=MODELS[name])

    (runs,) = run_paired(
        [plan(maps, scenario=numbers(maps))], 1, 3, Horizon(30_000.0, warm_up=0), Workers(1)
    ).metrics

    for run in runs:
        assert run.cases == CASES
        assert sum(run.partition.values()) == pytest.approx(run.end_to_end["leadTime"], rel=1e-9)


@pytest.mark.parametrize("name", corpus_files())
def test_cases_of_real_maps_do_what_the_net_allows(name: str):
    maps = System.open(corpus_folder() / name)
    if not maps.files:
        pytest.skip("this file is refused")
    check(maps)
