import pytest

from bpmn.model import Resource
from bpmn.queueing.analyse import analyse
from bpmn.scenario import edit
from bpmn.scenario.distributions import Distribution, constant, exponential
from bpmn.scenario.edit import NotEntered, parameters_of
from bpmn.scenario.units import TimeUnit
from tests.bpmn.queueing.systems import Maps, arrival, bpsim, const, document, flow, resource, staff, work

HOUR, MINUTE = TimeUnit.HOUR, TimeUnit.MINUTE


def assert_edit(map_, change, expect):
    """The change has its effect, undo gives the old bytes, redo the new ones."""
    before = map_.to_bytes()
    steps = []
    map_.committed.connect(steps.append)

    change(map_)
    after = map_.to_bytes()
    expect(map_)
    for step in reversed(steps):
        step.undo()
    assert map_.to_bytes() == before
    for step in steps:
        step.redo()
    assert map_.to_bytes() == after
    return before.decode(), after.decode()


def test_a_duration_in_a_map_without_numbers_makes_the_base_scenario():
    def expect(map_):
        found, unit = parameters_of(map_, "A")
        assert found.processing_time.mean == 2
        assert unit is HOUR

    _, after = assert_edit(
        document(flow("A")), lambda m: edit.set_duration(m, "A", exponential(2.0), HOUR), expect
    )

    assert '<relationship type="BPSimData">' in after
    assert "<source>Defs</source><target>Defs</target>" in after.replace("\n", "").replace("  ", "")
    assert after.index("</process>") < after.index("<relationship")


def test_the_namespace_is_declared_on_the_root():
    map_ = document(flow("A"))
    bare = map_.to_bytes().replace(b' xmlns:bpsim="http://www.bpsim.org/schemas/2.0"', b"")
    map_ = type(map_).parse(bare, "a.bpmn")

    edit.set_duration(map_, "A", constant(5), MINUTE)

    text = map_.to_bytes().decode()
    assert text.count("xmlns:bpsim=") == 1
    assert "xmlns:bpsim=" in text[: text.index(">")]


def test_a_changed_number_changes_nothing_else():
    map_ = document(flow("A") + bpsim(arrival(1.0), work("A", 2.5)))

    before, after = assert_edit(
        map_,
        lambda m: edit.set_duration(m, "A", exponential(3.5), HOUR),
        lambda m: None,
    )

    assert after == before.replace('mean="2.5"', 'mean="3.5" timeUnit="hour"')


def test_a_time_keeps_its_unit_beside_another_base_unit():
    map_ = document(flow("A") + bpsim(work("A", 2.5)))

    edit.set_duration(map_, "A", constant(30), MINUTE)

    assert parameters_of(map_, "A")[0].processing_time.mean == pytest.approx(0.5)


def test_taking_the_last_number_out_leaves_nothing_empty():
    map_ = document(flow("A") + bpsim(arrival(1.0), work("A", 2.5)))

    def expect(changed):
        assert parameters_of(changed, "A")[0].processing_time is None

    _, after = assert_edit(map_, lambda m: edit.set_duration(m, "A", None), expect)

    assert 'elementRef="A"' not in after
    assert 'elementRef="Start"' in after


def test_parameters_stand_in_the_order_of_the_schema():
    map_ = document(flow("A") + bpsim(staff("A", 2)))

    edit.set_duration(map_, "A", constant(1), HOUR)
    edit.set_lag(map_, "A", constant(1), HOUR)
    edit.set_branch_share(map_, "A", 0.5)
    edit.set_unit_cost(map_, "A", 40, HOUR)

    text = map_.to_bytes().decode()
    order = [
        "TimeParameters",
        "ProcessingTime",
        "LagTime",
        "ControlParameters",
        "ResourceParameters",
        "CostParameters",
    ]
    places = [text.index(f"<bpsim:{name}>") for name in order]
    assert places == sorted(places)


def test_arrival_and_share_are_read_back():
    map_ = document(flow("A"))

    edit.set_arrival(map_, "Start", exponential(20), MINUTE)
    edit.set_branch_share(map_, "Start-A", 0.25)

    assert parameters_of(map_, "Start")[0].inter_trigger_timer.mean == 20
    assert parameters_of(map_, "Start-A")[0].probability == 0.25


def test_a_team_is_made_named_and_counted():
    def expect(map_):
        (team,) = map_.all(Resource)
        assert team.name == "Clerks"
        assert parameters_of(map_, team.id)[0].quantity == 3
        assert map_.element("A").resources[0].resource_ref == team

    assert_edit(document(flow("A")), lambda m: edit.set_resource(m, "A", "Clerks", 3), expect)


def test_an_activity_changes_its_team():
    map_ = document(resource("Clerks", "Experts") + flow("A"))
    edit.set_resource(map_, "A", "Clerks", 3)

    edit.set_resource(map_, "A", "Experts")

    assert [r.resource_ref.id for r in map_.element("A").resources] == ["Experts"]
    assert parameters_of(map_, "A")[0].selection.needs[0].resource == "Experts"
    edit.set_resource(map_, "A", None)
    assert list(map_.element("A").resources) == []
    assert parameters_of(map_, "A")[0].selection is None


def test_what_is_entered_is_analysed():
    map_ = document(flow("A"))
    edit.set_duration(map_, "A", exponential(60), MINUTE)
    edit.set_arrival(map_, "Start", exponential(1 / 4.5), HOUR)
    edit.set_resource(map_, "A", "Agents", 5)

    analysis = analyse(Maps({"a.bpmn": map_}))

    assert analysis.metric("leadTime") == pytest.approx(2.524986441 * 60, rel=1e-9)


def test_what_is_said_about_a_deleted_element_goes_from_every_scenario():
    after = f'<bpsim:Scenario id="S2" name="After" inherits="S">{work("A", 1.0)}</bpsim:Scenario>'
    map_ = document(flow("A") + bpsim(arrival(1.0), work("A", 2.5), more=after))

    _, text = assert_edit(map_, lambda m: edit.forget(m, ["A"]), lambda m: None)

    assert 'elementRef="A"' not in text
    assert 'elementRef="Start"' in text


@pytest.mark.parametrize(
    "change",
    [
        lambda m: edit.set_branch_share(m, "Start-A", 1.2),
        lambda m: edit.set_staff(m, "A", 0),
        lambda m: edit.set_arrival(m, "Start", constant(0)),
        lambda m: edit.set_duration(m, "A", constant(-1)),
        lambda m: edit.set_duration(m, "A", Distribution("UniformDistribution", (5, 1))),
        lambda m: edit.set_resource(m, "Start", "Clerks"),
        lambda m: edit.set_unit_cost(m, "A", -1, HOUR),
    ],
)
def test_impossible_numbers_are_refused_and_nothing_changes(change):
    map_ = document(flow("A"))
    before = map_.to_bytes()

    with pytest.raises(NotEntered):
        change(map_)

    assert map_.to_bytes() == before


def test_an_old_version_stays_in_its_namespace():
    old = bpsim(work("A", 1.0, law=const)).replace("bpsim:", "old:")
    map_ = document(
        flow("A")
        + old.replace("<old:BPSimData", '<old:BPSimData xmlns:old="http://www.bpsim.org/schemas/1.0"')
    )

    edit.set_lag(map_, "A", constant(2), HOUR)

    assert "<old:LagTime>" in map_.to_bytes().decode()
