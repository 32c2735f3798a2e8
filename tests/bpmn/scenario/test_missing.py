from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario.edit import set_values
from bpmn.scenario.missing import Level
from bpmn.scenario.parameters import Pedigree, Source
from bpmn.scenario.standing import standing
from tests.bpmn.queueing.systems import Link, Links, arrival, bpsim, flow, maps, resource, share, staff, work
from tests.bpmn.scenario.test_problems import CHOICE

HOURS = (
    '<bpsim:Calendar id="Office">BEGIN:VEVENT\nDTSTART:20240101T080000\nDTEND:20240101T160000\n'
    "RRULE:FREQ=WEEKLY\nEND:VEVENT</bpsim:Calendar>"
)


def asked(system, links=None, visits=None):
    return [str(q.text) for q in standing(system, scenario.read(system), links, visits).questions]


def level(system):
    return standing(system, scenario.read(system)).level


def complete():
    """A system in which only measurements are missing."""
    system = maps(
        a=resource("Clerks")
        + flow("Check")
        + bpsim(arrival(1.0), work("Check", 0.5, "Clerks"), staff("Clerks", 2, 40), HOURS)
    )
    set_values(system.document("a.bpmn"), "Clerks", {"calendar": "Office"})
    return system


def test_a_bare_map_is_asked_for_arrivals_durations_and_people():
    system = maps(a=flow("Check"))

    assert asked(system) == [
        "How often does “Start” happen in “P” – how many cases a day or a week?",
        "How long does “Check” usually take, and at worst?",
        "Who does “Check”?",
    ]
    assert level(system) is Level.STRUCTURE


def test_a_team_is_asked_for_its_number_hours_and_cost():
    system = maps(a=resource("Clerks") + flow("Check") + bpsim(arrival(1.0), work("Check", 0.5, "Clerks")))

    assert asked(system)[:3] == [
        "How many “Clerks” are there?",
        "On which days and hours do “Clerks” work?",
        "What does an hour of “Clerks” cost?",
    ]


def test_a_gateway_is_asked_for_its_branches_once():
    system = maps(a=CHOICE + bpsim(arrival(1.0)))

    assert asked(system)[0] == "Of 100 cases at “All there?”, how many go which way: “Yes”, “No”?"
    assert level(system) is Level.VOLUMES


def test_the_rest_of_the_shares_need_not_be_said():
    system = maps(a=CHOICE + bpsim(arrival(1.0), share("yes", 0.9)))

    assert not any("Of 100" in text for text in asked(system))


def test_what_is_all_estimated_can_be_measured():
    system = complete()

    assert level(system) is Level.DETAILS
    assert asked(system) == [
        "How often “Start” happens is estimated. Can it be counted, or read from a log?",
        "How long “Check” takes is estimated. Can it be measured, or read from a log?",
    ]


def test_measured_numbers_reach_the_highest_level():
    system = complete()
    document = system.document("a.bpmn")
    set_values(document, "Check", {"pedigree": {"processing_time": Pedigree(Source.MEASURED)}})
    set_values(document, "Start", {"pedigree": {"inter_trigger_timer": Pedigree(Source.LOG)}})

    assert level(system) is Level.MEASURED
    assert asked(system) == []


def test_a_start_that_another_process_triggers_is_not_asked():
    system = maps(a=flow("Check"), b=flow("Pack"))
    links = Links((Link(ElementKey("a.bpmn", "Check"), ElementKey("b.bpmn", "Start")),))

    questions = standing(system, scenario.read(system), links).questions

    assert [q.key.file for q in questions if q.field == "inter_trigger_timer"] == ["a.bpmn"]


def test_what_is_visited_more_often_is_asked_first():
    system = maps(a=flow("Rare", "Often"))

    found = asked(system, visits={ElementKey("a.bpmn", "Often"): 3.0, ElementKey("a.bpmn", "Rare"): 0.1})

    assert "“Often”" in found[1]
    assert "“Rare”" in found[2]
