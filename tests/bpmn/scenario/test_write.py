import pytest

from bpmn.scenario import edit
from bpmn.scenario.distributions import USER, Distribution, constant, exponential
from bpmn.scenario.edit import NotEntered, parameters_of, set_values
from bpmn.scenario.parameters import Batch, Pedigree, Selected, Selection, Source
from bpmn.scenario.units import TimeUnit
from tests.bpmn.queueing.systems import arrival, bpsim, document, element, flow, resource, work
from tests.bpmn.scenario.test_edit import assert_edit
from tests.bpsim_structure import structure_errors
from tests.schema import schema_errors

HOUR, MINUTE = TimeUnit.HOUR, TimeUnit.MINUTE

VALUES = {
    "transfer_time": constant(2),
    "set_up_time": Distribution("TriangularDistribution", (3, 1, 8)),
    "processing_time": Distribution("GammaDistribution", (2, 5)),
    "validation_time": Distribution("WeibullDistribution", (2, 5)),
    "rework_time": Distribution("LogNormalDistribution", (5, 2)),
    "lag_time": Distribution(USER, points=((1.0, 0.5), (3.0, 0.5))),
    "queue_time": Distribution("UniformDistribution", (1, 2)),
    "wait_time": Distribution("ErlangDistribution", (6, 3)),
    "probability": 0.25,
    "condition": "amount > 10",
    "inter_trigger_timer": exponential(30),
    "trigger_count": 12.0,
    "selection": Selection((Selected("Clerks", 2.0), Selected("Desk"))),
    "availability": 1.0,
    "quantity": 3.0,
    "interruptible": True,
    "priority": 5.0,
    "fixed_cost": 1.5,
    "unit_cost": 0.5,
    "skills": ("weld", "cut"),
    "batch": Batch(3, 10, 45.0, (12 * 3600.0, 16.5 * 3600.0), "customer"),
    "defect": 0.05,
    "detection": 0.9,
    "rework_target": "A",
    "repeat": 0.2,
    "repeat_most": 3,
    "instances": Distribution("PoissonDistribution", (4,)),
    "share": 0.5,
    "efficiency": 1.25,
    "paid_when_idle": False,
    "loss": 0.01,
    "no_answer": 0.1,
    "response_time": exponential(45),
    "by_class": {"new": 0.3, "old": 0.1},
    "pedigree": {"processing_time": Pedigree(Source.ESTIMATED, "Anna", "2026-05-01", 8, 15)},
}


@pytest.mark.parametrize("name", VALUES)
def test_what_is_written_is_read_and_undone(name):
    def expect(changed):
        assert getattr(parameters_of(changed, "A")[0], name) == VALUES[name]

    assert_edit(document(flow("A")), lambda m: set_values(m, "A", {name: VALUES[name]}, MINUTE), expect)


@pytest.mark.parametrize("name", VALUES)
def test_taking_it_out_leaves_nothing_of_the_element(name):
    changed = document(flow("A"))
    set_values(changed, "A", {name: VALUES[name]}, MINUTE)

    set_values(changed, "A", {name: None}, MINUTE)

    assert "elementRef" not in changed.to_bytes().decode()


def test_all_together_are_valid_bpmn_and_bpsim():
    changed = document(resource("Clerks", "Desk") + flow("A"))
    set_values(changed, "A", dict(reversed(VALUES.items())), MINUTE)

    data = changed.to_bytes()

    assert structure_errors(data) == []
    assert schema_errors(data) == []


def test_a_second_value_changes_only_its_number():
    changed = document(flow("A"))
    set_values(changed, "A", {"batch": Batch(3, 10), "defect": 0.05}, MINUTE)
    before = changed.to_bytes()

    set_values(changed, "A", {"batch": Batch(3, 12), "defect": 0.06}, MINUTE)

    assert changed.to_bytes() == before.replace(b'most="10"', b'most="12"').replace(b"0.05", b"0.06")


def test_what_others_wrote_stays():
    foreign = '<bpsim:VendorExtension name="x"><y xmlns="urn:y" z="1"/></bpsim:VendorExtension>'
    mine = (
        "<bpsim:TimeParameters><!-- told by Anna --><bpsim:ProcessingTime><bpsim:ResultRequest>mean"
        '</bpsim:ResultRequest><bpsim:FloatingParameter instance="1" value="3"/></bpsim:ProcessingTime>'
        f"</bpsim:TimeParameters>{foreign}"
    )
    other = '<bpsim:Scenario id="O" name="Other"><bpsim:VendorExtension name="v"/></bpsim:Scenario>'
    changed = document(flow("A") + bpsim(element("A", mine), more=other))
    before = changed.to_bytes()

    set_values(changed, "A", {"processing_time": constant(4)}, HOUR)

    assert changed.to_bytes() == before.replace(b'value="3"', b'value="4" timeUnit="hour"')


def test_a_number_that_changes_loses_its_pedigree():
    changed = document(flow("A"))
    said = {name: Pedigree(Source.MEASURED) for name in ("processing_time", "priority")}
    set_values(changed, "A", {"processing_time": constant(4), "priority": 1.0, "pedigree": said}, MINUTE)

    set_values(changed, "A", {"processing_time": constant(5)}, MINUTE)

    assert parameters_of(changed, "A")[0].pedigree == {"priority": Pedigree(Source.MEASURED)}


def test_a_range_keeps_its_meaning_when_the_unit_of_the_map_is_another():
    changed = document(flow("A") + bpsim(arrival(1.0)))  # in hours

    said = {"processing_time": Pedigree(Source.GUESSED, low=30, high=90)}
    set_values(changed, "A", {"processing_time": constant(60), "pedigree": said}, MINUTE)

    found = parameters_of(changed, "A")[0]
    assert (found.processing_time.mean, found.pedigree["processing_time"].low) == (1, 0.5)


def test_a_file_of_the_first_version_keeps_its_version():
    old = document((flow("A") + bpsim(work("A", 2.0))).replace(
        "<bpsim:BPSimData>", '<bpsim:BPSimData xmlns:bpsim="http://www.bpsim.org/schemas/1.0">'
    ))  # fmt: skip

    set_values(old, "A", {"lag_time": constant(1), "defect": 0.1}, HOUR)

    found = parameters_of(type(old).parse(old.to_bytes(), "a.bpmn"), "A")[0]
    assert (found.lag_time.mean, found.defect) == (1, 0.1)
    assert old.to_bytes().decode().count("schemas/2.0") == 1  # what the root declared before


@pytest.mark.parametrize(
    "values",
    [
        {"defect": 1.1},
        {"batch": Batch(5, 3)},
        {"efficiency": 0.0},
        {"by_class": {"new": -0.1}},
        {"pedigree": {"quantity": Pedigree(low=3, high=2)}},
        {"response_time": constant(-1)},
        {"lag_time": Distribution("UniformDistribution", (3, 2))},
    ],
)
def test_impossible_numbers_are_refused_and_change_nothing(values):
    map_ = document(flow("A") + bpsim(arrival(1.0)))
    before = map_.to_bytes()

    with pytest.raises(NotEntered):
        set_values(map_, "A", {"priority": 1.0, **values})

    assert map_.to_bytes() == before


def test_a_number_goes_where_the_element_has_it_already():
    twice = element("A", work("A", 1.0).split(">", 1)[1].rpartition("</")[0]) + element(
        "A", "<bpsim:CostParameters/>"
    )
    changed = document(flow("A") + bpsim(twice))

    edit.set_duration(changed, "A", constant(5), HOUR)

    assert changed.to_bytes().decode().count("ProcessingTime>") == 2
