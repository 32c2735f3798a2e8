from app.paths import sample_systems
from bpmn.queueing.analyse import analyse
from bpmn.report.step_numbers import step_numbers
from bpmn.system.links import find_links
from bpmn.system.system import System


def test_steps_of_the_sample_have_the_load_of_their_team():
    system = System.open(sample_systems()[0])
    analysis = analyse(system, find_links(system))

    found = step_numbers(system, analysis)

    loads = {r.name: r.utilisation for r in analysis.resources}
    with_team = [one for one in found.values() if one.team]
    assert len(with_team) > 10
    assert all(one.load == loads[one.team] for one in with_team)
    assert all(0 <= one.waiting_share <= 1 for one in found.values())
