import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario.standing import standing
from tests.bpmn.queueing.systems import arrival, bpsim, element, flow, maps, resource, share, staff, work

CHOICE = (
    '<process id="P" name="Orders"><startEvent id="Start"/><exclusiveGateway id="Ok" name="All there?"/>'
    '<endEvent id="Yes"/><endEvent id="No"/><sequenceFlow id="in" sourceRef="Start" targetRef="Ok"/>'
    '<sequenceFlow id="yes" sourceRef="Ok" targetRef="Yes"/>'
    '<sequenceFlow id="no" sourceRef="Ok" targetRef="No"/></process>'
)


def problems(text):
    system = maps(a=text)
    return standing(system, scenario.read(system)).problems


@pytest.mark.parametrize(
    ("yes", "no", "total"), [(0.9, 0.4, "130"), (0.5, 0.4, "90"), (1 / 3, 1 / 3, "66.6667")]
)
def test_shares_that_do_not_add_up_are_said(yes, no, total):
    (problem,) = problems(CHOICE + bpsim(share("yes", yes), share("no", no)))

    assert str(problem) == (
        f"a.bpmn: the shares of the branches of “All there?” add up to {total} %, not to 100 %. "
        "They are taken in proportion."
    )
    assert problem.key == ElementKey("a.bpmn", "Ok")


def test_a_branch_that_says_nothing_takes_the_rest():
    assert problems(CHOICE + bpsim(share("yes", 0.9))) == ()


def test_shares_of_a_class_must_add_up_too():
    classes = (
        '<bpsim:VendorExtension name="classes"><w:value xmlns:w="https://wholeflow.org/schema/1.0">'
        '<w:of name="new" probability="0.5"/></w:value></bpsim:VendorExtension>'
    )

    (problem,) = problems(CHOICE + bpsim(share("yes", 0.9), element("yes", classes), share("no", 0.1)))

    assert "add up to 60 % for “new”" in str(problem)


def test_a_resource_that_nobody_is_is_said():
    (problem,) = problems(flow("Check") + bpsim(work("Check", 1.0, "Ghosts")))

    assert str(problem) == (
        "a.bpmn: “Check” asks for “Ghosts”, which nobody is. Choose a team that there is."
    )
    assert problem.key == ElementKey("a.bpmn", "Check")


def test_a_team_without_people_is_said():
    text = resource("Clerks") + flow("Check") + bpsim(work("Check", 1.0, "Clerks"), staff("Clerks", 0))

    assert "there is nobody of them" in str(problems(text)[0])


def test_a_calendar_without_hours_is_said():
    calendar = '<bpsim:Calendar id="Never" name="Never">BEGIN:VCALENDAR\nEND:VCALENDAR</bpsim:Calendar>'

    (problem,) = problems(flow("A") + bpsim(arrival(1.0), calendar))

    assert (
        str(problem)
        == "a.bpmn: the calendar “Never” has no hours, so nobody ever works by it. Give it hours."
    )


def test_a_negative_time_is_said_with_its_element():
    (problem,) = problems(flow("Check") + bpsim(work("Check", -1.0)))

    assert str(problem) == "a.bpmn: “Takes” of “Check” is not used: a time cannot be negative."
    assert problem.key == ElementKey("a.bpmn", "Check")


def test_numbers_of_a_deleted_element_are_said():
    (problem,) = problems(flow("A") + bpsim(work("Gone", 1.0)))

    assert str(problem) == "a.bpmn: numbers are given for “Gone”, which is not in the map. They are not used."
