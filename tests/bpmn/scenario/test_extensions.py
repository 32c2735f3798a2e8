import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario import extensions
from bpmn.scenario.fields import FIELDS
from bpmn.scenario.parameters import Batch, Pedigree, Source
from tests.bpmn.queueing.systems import bpsim, const, element, exp, flow, maps

SPACE = 'xmlns:w="https://wholeflow.org/schema/1.0"'
A = ElementKey("a.bpmn", "A")


def extension(name, value):
    return f'<bpsim:VendorExtension name="{name}">{value}</bpsim:VendorExtension>'


def value(text="", attributes=""):
    return f"<w:value {SPACE} {attributes}>{text}</w:value>"


def read(*extensions, unit="hour"):
    return scenario.read(maps(a=flow("A") + bpsim(element("A", "".join(extensions)), unit=unit)))


@pytest.mark.parametrize(
    ("name", "field", "text", "expected"),
    [
        ("defect", "defect", "0.05", 0.05),
        ("detection", "detection", "0.9", 0.9),
        ("reworkTarget", "rework_target", "B", "B"),
        ("repeat", "repeat", "0.2", 0.2),
        ("repeatMost", "repeat_most", "3", 3),
        ("share", "share", "0.5", 0.5),
        ("efficiency", "efficiency", "1.2", 1.2),
        ("paidWhenIdle", "paid_when_idle", "false", False),
        ("loss", "loss", "0.01", 0.01),
        ("noAnswer", "no_answer", "0.1", 0.1),
        ("batch", "batch", "10", Batch(10, 10)),
    ],
)
def test_a_plain_value_is_read(name, field, text, expected):
    found = read(extension(name, value(text)))

    assert getattr(found.of(A), field) == expected
    assert found.problems == ()


def test_a_batch_is_read_with_its_time_in_the_unit_of_the_scenario():
    said = 'least="3" most="10" timeout="30" timeUnit="min" at="12:00 16:30" per="customer"'

    found = read(extension("batch", value(attributes=said))).of(A).batch

    assert found == Batch(3, 10, 0.5, (12 * 3600.0, 16.5 * 3600.0), "customer")


def test_times_and_counts_that_vary_are_bpsim_inside():
    found = read(extension("response", value(exp(2))), extension("instances", value(const(4)))).of(A)

    assert (found.response_time.mean, found.response_time.scv) == (2, 1)
    assert found.instances.mean == 4


def test_classes_have_shares_of_their_own():
    inside = '<w:of name="new" probability="0.3"/><w:of name="old" probability="0.1"/>'

    assert read(extension("classes", value(inside))).of(A).by_class == {"new": 0.3, "old": 0.1}


def test_the_pedigree_tells_where_a_number_comes_from():
    inside = (
        '<w:of parameter="processing_time" source="estimated" by="Anna" date="2026-05-01" low="8" high="15"'
        ' timeUnit="min"/><w:of parameter="probability" source="measured" low="0.1" high="0.2"/>'
    )

    found = read(extension("pedigree", value(inside)), unit="min").of(A).pedigree

    assert found["processing_time"] == Pedigree(Source.ESTIMATED, "Anna", "2026-05-01", 8, 15)
    assert found["probability"] == Pedigree(Source.MEASURED, low=0.1, high=0.2)


def test_what_others_extend_is_kept_apart():
    assert read(extension("colour", "<x xmlns='urn:x'>red</x>")).of(A).extras == (("colour", "red"),)


@pytest.mark.parametrize(
    ("name", "given", "detail"),
    [
        ("defect", value("1.5"), "a probability lies between 0 and 1"),
        ("efficiency", value("0"), "it must be above 0"),
        ("repeatMost", value("2.5"), "“2.5” is no whole number"),
        ("paidWhenIdle", value("perhaps"), "“perhaps” is neither true nor false"),
        ("batch", value(attributes='least="5" most="3"'), "a group has at least one case"),
        ("batch", value(attributes='at="noon"'), "“noon” is no time of day"),
        ("response", value(), "it holds no time"),
        ("pedigree", value('<w:of parameter="quantity" source="rumour"/>'), "“rumour” is no source"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_with_file_and_element(name, given, detail):
    field = FIELDS.get(extensions.FIELDS[name])
    label = "Where it comes from" if field is None else field.label

    (problem,) = read(extension(name, given)).problems

    assert str(problem).startswith(f"a.bpmn: “{label}” of “A” is not used: {detail}")
    assert problem.key == A
