import json

import pytest

from bpmn.model.document import Document
from bpmn.scenario.edit import parameters_of
from tests.bpmn.queueing.systems import HEAD, arrival, bpsim, flow, resource, staff, work


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    text = (
        resource("Clerks")
        + flow("Check")
        + bpsim(arrival(1.0), work("Check", 0.5, "Clerks"), staff("Clerks", 2))
    )
    (folder / "a.bpmn").write_bytes(f"{HEAD}{text}</definitions>".encode())
    (folder / "b.bpmn").write_bytes(f"{HEAD}{flow('Pack')}</definitions>".encode())
    return folder


def numbers(path, element):
    return parameters_of(Document.parse(path.read_bytes(), path.name), element)[0]


def test_the_numbers_are_shown_with_open_questions(wholeflow, office):
    found = wholeflow("scenario", office)

    assert found.code == 0
    assert "Level 0 of 3: arrivals, durations or people are still missing" in found.out
    assert "Takes: exponential 30 min" in found.out
    assert "How long does “Pack” usually take, and at worst? (b.bpmn)" in found.out


def test_the_numbers_are_printed_as_json(wholeflow, office):
    found = json.loads(wholeflow("scenario", office, "--format", "json").out)

    assert (found["schemaVersion"], found["timeUnit"], found["level"]) == (1, "hour", 0)
    assert found["parameters"][0] == {
        "table": "arrivals", "file": "a.bpmn", "element": "Start", "name": "Start",
        "field": "inter_trigger_timer", "value": "exponential 1 h",
        "source": None, "by": None, "date": None, "low": None, "high": None,
    }  # fmt: skip
    assert {"file": "b.bpmn", "element": "Pack", "field": "processing_time", "level": 1,
            "question": "How long does “Pack” usually take, and at worst?"} in found["missing"]  # fmt: skip


def test_a_number_is_set_in_its_map_alone(wholeflow, office):
    other = (office / "b.bpmn").read_bytes()
    before = (office / "a.bpmn").read_bytes()

    found = wholeflow("scenario", office, "--set", "a.bpmn#Check.processing_time=12 min")

    assert found.code == 0
    assert "Check  Takes: exponential 30 min → 12 min" in found.out
    assert numbers(office / "a.bpmn", "Check").processing_time.mean == pytest.approx(0.2)
    assert (office / "b.bpmn").read_bytes() == other
    assert len((office / "a.bpmn").read_bytes()) - len(before) < 40


def test_a_single_map_needs_no_file_name(wholeflow, office):
    wholeflow("scenario", office / "a.bpmn", "--set", "Clerks.quantity=3", "--set", "Check.priority=5")

    assert numbers(office / "a.bpmn", "Clerks").quantity == 3
    assert numbers(office / "a.bpmn", "Check").priority == 5


def test_a_dry_run_changes_nothing(wholeflow, office):
    before = (office / "a.bpmn").read_bytes()

    found = wholeflow("scenario", office / "a.bpmn", "--set", "Clerks.quantity=3", "--dry-run")

    assert "1 numbers would change; nothing was changed." in found.out
    assert (office / "a.bpmn").read_bytes() == before


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("Check.processing_time", "is not FILE#ELEMENT.FIELD=VALUE"),
        ("Gone.processing_time=1 h", "a.bpmn has no element “Gone”."),
        ("Check.probability=1", "“Check” has no number “probability”; there are: processing_time"),
        ("c.bpmn#Check.processing_time=1 h", "There is no map “c.bpmn”."),
    ],
)
def test_a_wish_that_means_nothing_is_refused(wholeflow, office, wish, says):
    before = (office / "a.bpmn").read_bytes()

    found = wholeflow("scenario", office / "a.bpmn", "--set", wish)

    assert found.code == 2
    assert says in found.err
    assert (office / "a.bpmn").read_bytes() == before


def test_a_value_that_cannot_be_is_told_and_the_others_are_taken(wholeflow, office):
    found = wholeflow(
        "scenario", office / "a.bpmn", "--set", "Clerks.quantity=3", "--set", "Check.defect=200 %"
    )

    assert found.code == 1
    assert "Not taken over: A share lies between 0 and 1 (0 and 100 %)." in found.err
    assert numbers(office / "a.bpmn", "Clerks").quantity == 3


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_exported_table_changes_nothing_when_it_comes_back(wholeflow, office, ending):
    table = office / f"numbers.{ending}"
    before = (office / "a.bpmn").read_bytes()

    assert wholeflow("scenario", office, "--export", table).code == 0
    found = wholeflow("scenario", office, "--import", table)

    assert "Nothing changes." in found.out
    assert (office / "a.bpmn").read_bytes() == before


def test_a_table_is_taken_over_with_promises(wholeflow, office):
    table = office / "numbers.csv"
    table.write_text(
        "Table;Map;Element;Field;Value;Source;Given by\n"
        "Steps;b.bpmn;Pack;processing_time;usually 10, at worst 60 min;estimated;Ben\n"
        "Promises;;Customer;target;2 days;;\n",
        encoding="utf-8",
    )

    found = wholeflow("scenario", office, "--import", table, "--format", "json")

    assert [c["after"] for c in json.loads(found.out)["changes"]] == ["usually 10, at worst 60 min", "2 days"]
    assert numbers(office / "b.bpmn", "Pack").pedigree["processing_time"].by == "Ben"
    assert '"promises": [\n    {"customer": "Customer", "target": 2, "unit": "day"}' in (
        office / "system.json"
    ).read_text(encoding="utf-8")


def test_numbers_are_fitted_to_a_log(wholeflow, office):
    log = office / "log.csv"
    lines = [
        f"{n},Pack,2026-03-0{2 + n % 5}T08:{n % 60:02}:00,2026-03-0{2 + n % 5}T09:{n % 60:02}:00"
        for n in range(30)
    ]
    log.write_text("\n".join(["case,activity,start,end", *lines]))

    dry = wholeflow("scenario", office, "--from-log", log, "--dry-run", "--format", "json")
    assert numbers(office / "b.bpmn", "Pack").processing_time is None
    found = wholeflow("scenario", office, "--from-log", log)

    (fit,) = [one for one in json.loads(dry.out)["fits"] if one["element"] == "Pack"]
    assert (fit["file"], fit["count"], fit["mean"]) == ("b.bpmn", 30, 3600)
    assert "Pack  Takes: nothing → 1 h (log, log.csv" in found.out
    assert numbers(office / "b.bpmn", "Pack").pedigree["processing_time"].source == "log"


def test_parameters_of_prosimos_are_taken_over(wholeflow, office):
    source = office / "p.json"
    work = {"resource_id": "r", "distribution_name": "fix", "distribution_params": [{"value": 300}]}
    source.write_text(json.dumps({"task_resource_distribution": [{"task_id": "Pack", "resources": [work]}]}))

    found = wholeflow("scenario", office, "--import", source)

    assert "Pack  Takes: nothing → 5 min (estimated, Prosimos)" in found.out
    assert found.code == 0


def test_a_log_that_names_no_step_is_refused(wholeflow, office):
    log = office / "log.csv"
    log.write_text("case,activity,time\n1,Dance,2026-03-02\n")

    found = wholeflow("scenario", office, "--from-log", log)

    assert (found.code, found.err.strip()) == (
        2,
        "Error: log.csv: no activity of the log is a step of a map.",
    )
