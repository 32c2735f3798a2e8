import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.model import Task
from bpmn.model.document import Document
from bpmn.scenario.parameters import Selected
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Facts, ResourceFact
from tests.bpmn.queueing.systems import Maps, bpsim, document, flow, maps, resource, staff


def pools(system, facts=None):
    return Resources(system, scenario.read(system), facts)


def lane(name, identifier="L"):
    return flow("A", extra=f'<laneSet id="LS"><lane id="{identifier}" name="{name}"/></laneSet>')


def test_resources_of_one_name_are_one_pool_across_maps():
    found = pools(maps(a=resource("Clerks") + bpsim(staff("Clerks", 2)), b=resource("Clerks")))

    pool = found.pool(ElementKey("b.bpmn", "Clerks"))
    assert pool.quantity == 2
    assert len(pool.keys) == 2


def test_generic_names_join_nothing():
    here, there = (f'<resource id="{identifier}" name="Staff"/>' for identifier in ("R1", "R2"))

    found = pools(maps(a=here + bpsim(staff("R1", 2)), b=there))

    assert found.pool(ElementKey("b.bpmn", "R2")).quantity is None


def test_equal_qualified_ids_are_one_resource_unless_the_names_differ():
    here, other = (f'<resource id="R" name="{name}"/>' for name in ("Staff", "Sales"))

    found = pools(maps(a=here + bpsim(staff("R", 2)), b=here, c=other))

    assert found.pool(ElementKey("b.bpmn", "R")).quantity == 2
    assert found.pool(ElementKey("c.bpmn", "R")).quantity is None


@pytest.mark.parametrize("written", ["o:R", "R"])
def test_a_performer_may_be_a_resource_of_another_map(written):
    one = document('<resource id="R" name="Staff"/>' + bpsim(staff("R", 2)), "one.bpmn")
    role = f'<performer id="F"><resourceRef>{written}</resourceRef></performer>'
    text = document(f'<process id="P"><task id="A">{role}</task></process>').to_bytes().decode()
    elsewhere = text.replace('targetNamespace="urn:d"', 'targetNamespace="urn:two" xmlns:o="urn:d"')
    two = Document.parse(elsewhere.encode(), "two.bpmn")

    found = pools(Maps({"one.bpmn": one, "two.bpmn": two}))
    needed = found.needs(ElementKey("two.bpmn", "A"), two.all(Task)[0].resources)

    assert needed == [Selected(written)]
    assert found.find("two.bpmn", written) == ElementKey("one.bpmn", "R")


def test_lanes_are_one_only_when_confirmed():
    system = maps(a=lane("Sales") + bpsim(staff("L", 3)), b=lane("Sales"))
    keys = (ElementKey("a.bpmn", "L"), ElementKey("b.bpmn", "L"))

    assert pools(system).pool(keys[1]).quantity is None
    assert pools(system, Facts(resources=(ResourceFact("Sales", keys),))).pool(keys[1]).quantity == 3


def standing_for(what, resources="", space="urn:d"):
    lanes = f'<laneSet id="LS"><lane id="L" partitionElementRef="{what}"/></laneSet>'
    text = document(resources + flow("A", extra=lanes)).to_bytes().decode()
    bound = f'targetNamespace="{space}" xmlns:o="urn:d"'
    return Document.parse(text.replace('targetNamespace="urn:d"', bound).encode())


@pytest.mark.parametrize("written", ["o:Clerks", "Clerks"])
def test_lanes_that_stand_for_a_resource_are_its_team(written):
    one = document(resource("Clerks") + bpsim(staff("Clerks", 3)), "one.bpmn")
    system = Maps({"one.bpmn": one, "two.bpmn": standing_for(written, space="urn:two")})

    found = pools(system).pool(ElementKey("two.bpmn", "L"))

    assert (found.name, found.quantity) == ("Clerks", 3)
    assert found.keys == (ElementKey("one.bpmn", "Clerks"), ElementKey("two.bpmn", "L"))


def test_lanes_that_stand_for_one_element_are_one_team():
    role = '<partnerRole id="R" name="Buyers"/>'
    system = Maps({"one.bpmn": standing_for("R", role), "two.bpmn": standing_for("o:R", space="urn:two")})

    assert pools(system).pool(ElementKey("one.bpmn", "L")).keys == (
        ElementKey("one.bpmn", "L"),
        ElementKey("two.bpmn", "L"),
    )


def test_what_people_said_of_a_lane_goes_before_what_it_stands_for():
    lane_key = ElementKey("two.bpmn", "L")
    one = document(resource("Clerks") + bpsim(staff("Clerks", 3)), "one.bpmn")
    system = Maps({"one.bpmn": one, "two.bpmn": standing_for("o:Clerks", space="urn:two")})

    found = pools(system, Facts(resources=(ResourceFact("Others", (lane_key,)),))).pool(lane_key)

    assert (found.name, found.quantity) == ("Others", None)


def test_different_numbers_for_one_team_are_told():
    found = pools(
        maps(
            a=resource("Clerks") + bpsim(staff("Clerks", 2)), b=resource("Clerks") + bpsim(staff("Clerks", 3))
        )
    )

    assert found.pool(ElementKey("a.bpmn", "Clerks")).quantity == 2
    assert "2 in a.bpmn, 3 in b.bpmn" in str(found.problems[0])


def test_a_selection_names_a_resource_by_id_or_name_here_or_elsewhere():
    text = '<resource id="R1" name="Back office"/>'
    found = pools(maps(a=text + flow("A"), b=flow("A")))

    assert found.find("a.bpmn", "R1") == ElementKey("a.bpmn", "R1")
    assert found.find("a.bpmn", "Back  office") == ElementKey("a.bpmn", "R1")
    assert found.find("b.bpmn", "Back office") == ElementKey("a.bpmn", "R1")
    assert found.find("b.bpmn", "Nobody") is None


def test_teams_that_people_split_are_two_in_spite_of_their_name():
    here, there = ElementKey("a.bpmn", "Clerks"), ElementKey("b.bpmn", "Clerks")
    facts = Facts(resources=(ResourceFact("Clerks at the desk", (here,)), ResourceFact("Others", (there,))))

    found = pools(maps(a=resource("Clerks") + bpsim(staff("Clerks", 2)), b=resource("Clerks")), facts)

    assert found.pool(here).keys == (here,)
    assert found.pool(there).quantity is None
    assert found.pool(here).name == "Clerks at the desk"
