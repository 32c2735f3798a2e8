import random
from datetime import datetime, timedelta

import pytest

from bpmn.importing.event_log import moment, read_log
from bpmn.importing.found import NotImported, enter_found
from bpmn.importing.log_numbers import numbers_of
from bpmn.model.document import Document
from bpmn.scenario.calendar_edit import calendars_of
from bpmn.scenario.edit import parameters_of
from tests.bpmn.queueing.systems import HEAD, resource

MAP = (
    '<process id="P" name="Orders"><startEvent id="Start"/><task id="A" name="Check order"><performer>'
    '<resourceRef>Clerks</resourceRef></performer></task><exclusiveGateway id="Ok" name="Ok?"/>'
    '<task id="B" name="Pack"/><endEvent id="Yes"/><endEvent id="No"/>'
    '<sequenceFlow id="f" sourceRef="Start" targetRef="A"/><sequenceFlow id="in" sourceRef="A" targetRef="Ok"/>'
    '<sequenceFlow id="yes" sourceRef="Ok" targetRef="B"/><sequenceFlow id="no" sourceRef="Ok" targetRef="No"/>'
    '<sequenceFlow id="g" sourceRef="B" targetRef="Yes"/></process>'
)


def document():
    return Document.parse(f"{HEAD}{resource('Clerks')}{MAP}</definitions>".encode(), "a.bpmn")


def office_log(path, cases=200, heads="case;activity;start;end;resource"):
    """Cases between 8 and 16 on workdays; three of four go on to be packed."""
    draw = random.Random(3)
    lines = [heads]
    begin = datetime(2026, 3, 2, 8)
    for case in range(cases):
        day = begin + timedelta(days=case // 10 % 5 + 7 * (case // 50), hours=case % 10 * 0.7)
        done = day + timedelta(minutes=draw.gammavariate(3, 5))
        lines.append(f"c{case};check  order;{day.isoformat()};{done.isoformat()};Anna")
        if draw.random() < 0.75:
            packed = done + timedelta(minutes=12)
            lines.append(f"c{case};Pack;{(done + timedelta(minutes=2)).isoformat()};{packed.isoformat()};Ben")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_durations_shares_arrivals_and_hours_are_found(tmp_path):
    map_ = document()

    found = numbers_of(read_log(office_log(tmp_path / "log.csv")), map_, "log.csv")
    notes = enter_found(map_, found.found)

    assert notes == ()
    check, unit = parameters_of(map_, "A")
    assert check.processing_time.mean * unit.seconds == pytest.approx(15 * 60, rel=0.1)
    assert check.pedigree["processing_time"].source == "log"
    pack = parameters_of(map_, "B")[0].processing_time
    assert (pack.mean * unit.seconds, pack.scv) == (pytest.approx(600), 0)
    shares = [parameters_of(map_, flow)[0].probability for flow in ("yes", "no")]
    assert shares[0] == pytest.approx(0.75, abs=0.08)
    assert sum(shares) == pytest.approx(1)
    start = parameters_of(map_, "Start")[0]
    assert start.inter_trigger_timer.mean * unit.seconds == pytest.approx(0.8 * 3600, rel=0.3)
    hours = calendars_of(map_)[start.calendar]
    assert hours.hours_per_week == pytest.approx(40, abs=5)
    assert parameters_of(map_, "Clerks")[0].calendar == start.calendar
    assert found.fits["A"].bars


def test_a_log_without_begins_says_that_its_times_contain_waits(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "Case ID,Activity,Timestamp\n1,Check order,2026-03-02 08:00\n1,Pack,2026-03-02 09:00\n"
        "2,Check order,2026-03-02 08:30\n2,Pack,2026-03-02 09:30\n"
    )

    found = numbers_of(read_log(path), document(), "log.csv").found

    assert found.durations["B"].mean == 3600
    assert any("contains the wait before" in str(note) for note in found.notes)


def test_zones_gaps_and_lacks_are_told(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "case,activity,start,end\n"
        "1,Check order,2026-03-02T08:00:00+01:00,2026-03-02T08:10:00+01:00\n"
        "2,Check order,2026-03-02T08:30:00+01:00,2026-03-02T08:40:00+01:00\n"
        "3,Check order,2026-03-02T07:30:00+00:00,2026-03-02T07:45:00+00:00\n"
        "4,Check order,2026-04-20T08:00:00+02:00,2026-04-20T08:10:00+02:00\n"
        "5,Check order,,soon\n"
        "6,Check order,2026-04-20T09:00:00+02:00,2026-04-20T08:50:00+02:00\n"
        "7,Dance,2026-04-20T09:00:00+02:00,2026-04-20T09:10:00+02:00\n"
    )
    log = read_log(path)

    notes = [str(note) for note in numbers_of(log, document(), "log.csv").found.notes]

    assert "1 of 7 events lack a case, an activity or a time and are passed over." in notes
    assert "3 events are in another time zone than most (UTC+2); they are converted." in notes
    assert "1 events end before they begin; how long they took is not used." in notes
    assert "Nothing is recorded between 2026-03-02 and 2026-04-20: was the log cut there?" in notes
    assert "The map has no step for: “Dance”." in notes


def test_a_log_in_xes_joins_starts_with_completions(tmp_path):
    def event(name, life, time):
        return (
            f'<event><string key="concept:name" value="{name}"/><string key="lifecycle:transition" value="{life}"/>'
            f'<date key="time:timestamp" value="2026-03-02T{time}:00.000+01:00"/></event>'
        )

    path = tmp_path / "log.xes"
    events = event("Check order", "start", "08:00") + event("Check order", "complete", "08:10")
    path.write_text(
        '<log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="c1"/>'
        f"{events}</trace></log>"
    )

    found = numbers_of(read_log(path), document(), "log.xes").found

    assert found.durations["A"].mean == 600


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.csv", "a,b\n1,2\n", "it lacks case, activity, end"),
        ("x.csv", "case,activity,time\n1,A,soon\n", "no event has a case, an activity and a time"),
        ("x.xes", "<log><trace>", "this is no event log"),
        ("x.txt", "", "an event log ends in .csv or .xes"),
        ("x.csv", "case,activity,time\n1,Dance,2026-03-02\n", "no activity of the log is a step of the map"),
    ],
)
def test_what_is_no_log_is_told(tmp_path, name, text, says):
    path = tmp_path / name
    path.write_text(text)

    with pytest.raises(NotImported) as error:
        numbers_of(read_log(path), document(), name)

    assert says in str(error.value)


@pytest.mark.parametrize(
    "text", ["2026-03-02T08:00:00", "2026-03-02 08:00", "02.03.2026 08:00", "2026/03/02 08:00:00"]
)
def test_moments_are_read_in_the_forms_of_tools(text):
    assert moment(text) == datetime(2026, 3, 2, 8)
