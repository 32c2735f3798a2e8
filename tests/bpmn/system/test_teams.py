"""People who work in several processes."""

import pytest

from bpmn.analysis.check import check
from bpmn.system import decide
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Decision, Facts, LinkFact, ResourceFact
from bpmn.system.link import Links
from bpmn.system.links import find_links
from bpmn.system.teams import team_of
from bpmn.system.topology import topology
from tests.bpmn.system.maps import a_system, asked, bpmn, key, process, task, told


def performed(
    resource: str = "clerk", name: str = "Order clerk", space: str = "urn:shop", ref: str = "clerk"
) -> str:
    """A process with a task that a resource performs."""
    defined = f'<resource id="{resource}" name="{name}"/>' if resource else ""
    inside = f"<performer><resourceRef>{ref}</resourceRef></performer>"
    return bpmn(defined, process("p", task("t", inside=inside), name="Work"), space=space)


def laned(name: str, of: str | None = None, *more: str, space: str = "urn:lanes") -> str:
    """A process with one lane."""
    stands = f' partitionElementRef="{of}"' if of else ""
    lane = f'<laneSet><lane id="lane" name="{name}"{stands}/></laneSet>'
    return bpmn(*more, process("q", task("t"), inside=lane), space=space)


def resources(links: Links) -> list[str]:
    return [one for one in told(links) if " resource " in one]


def test_a_resource_that_two_processes_of_a_map_use_joins_them():
    inside = "<performer><resourceRef>clerk</resourceRef></performer>"
    one = bpmn(
        '<resource id="clerk"/>',
        process("p", task("t", inside=inside)),
        process("q", task("u", inside=inside)),
    )

    assert resources(find_links(a_system(one=one))) == ["one.p>one.q resource M0"]


def test_a_resource_of_another_map_joins_by_reference():
    two = performed("", space="urn:other", ref="clerk")

    assert resources(find_links(a_system(one=performed(), two=two))) == ["one.p>two.p resource M1"]


def test_one_qualified_id_is_one_resource():
    found = find_links(a_system(one=performed(name=""), two=performed(name="")))

    assert resources(found) == ["one.p>two.p resource M3"]


def test_equal_ids_in_a_namespace_of_a_tool_are_not_one_resource():
    space = "http://bpmn.io/schema/bpmn"

    assert (
        resources(
            find_links(a_system(one=performed(name="", space=space), two=performed(name="", space=space)))
        )
        == []
    )


def test_resources_of_equal_names_are_one():
    found = find_links(a_system(one=performed(), two=performed("other", ref="other", space="urn:b")))

    assert resources(found) == ["one.p>two.p resource M4"]


@pytest.mark.parametrize("name", ["Clerks", "User", "Manager", "Mitarbeiter", "ab"])
def test_names_that_do_not_tell_who_it_is_join_nothing(name: str):
    found = find_links(
        a_system(one=performed(name=name), two=performed("o", name=name, ref="o", space="urn:b"))
    )

    assert (resources(found) == []) is (name != "Clerks")


def test_the_owner_of_a_process_does_not_work_in_it():
    inside = '<resourceRole name="Process Owner"><resourceRef>clerk</resourceRef></resourceRole>'
    one = bpmn(
        '<resource id="clerk" name="Head of sales"/>',
        process("p", task("t"), inside=inside),
        process("q", task("u"), inside=inside),
    )

    assert resources(find_links(a_system(one=one))) == []


def test_what_simulation_data_select_joins_too():
    selection = (
        '<relationship type="BPSimData"><extensionElements><BPSimData xmlns="http://www.bpsim.org/schemas/2.0">'
        '<Scenario id="s"><ElementParameters elementRef="t"><ResourceParameters><Selection>'
        "<ExpressionParameter value=\"bpsim:getResource('Order clerk',1)\"/>"
        "</Selection></ResourceParameters></ElementParameters></Scenario></BPSimData></extensionElements></relationship>"
    )
    two = bpmn(process("q", task("t")), selection, space="urn:b")

    assert resources(find_links(a_system(one=performed(), two=two))) == ["one.p>two.q resource M1"]


def test_lanes_that_stand_for_one_resource_are_one_team():
    one = laned("Sales", "s", '<resource id="s" name="Sales people"/>', space="urn:a")
    two = laned("Counter", "a:s", space="urn:b").replace("<definitions", '<definitions xmlns:a="urn:a"')

    found = find_links(a_system(one=one, two=two))

    assert resources(found) == ["one.q>two.q resource M1"]
    assert asked(found) == []


def test_lanes_of_equal_names_are_asked_about_and_join_nothing():
    found = find_links(a_system(one=laned("Sales"), two=laned("Sales")))

    assert resources(found) == []
    assert asked(found) == ["one.lane? two.lane"]
    assert str(found.open[0].question) == "Is “Sales” of one.bpmn the same team as “Sales” of two.bpmn?"


def test_lanes_of_one_name_in_many_maps_are_one_question():
    found = find_links(a_system(one=laned("Sales"), two=laned("sales"), zoo=laned("Sales")))

    assert asked(found) == ["one.lane? two.lane zoo.lane"]
    assert not found.open[0].is_ambiguous


def test_a_question_about_teams_is_no_ambiguous_link():
    system = a_system(one=laned("Sales"), two=laned("Sales"), zoo=laned("Sales"))

    assert "A02" not in [finding.rule for finding in check(system)]


def test_confirmed_lanes_are_one_team():
    facts = Facts(resources=(ResourceFact("Sales", (key("one.lane"), key("two.lane"))),))

    found = find_links(a_system(facts, one=laned("Sales"), two=laned("Counter")))

    assert resources(found) == ["one.q>two.q resource M2"]
    assert "Somebody confirmed" in str(found.links[0].evidence)


def test_after_a_confirmation_only_the_rest_is_asked():
    facts = Facts(resources=(ResourceFact("Sales", (key("one.lane"), key("two.lane"))),))

    found = find_links(a_system(facts, one=laned("Sales"), two=laned("Sales"), zoo=laned("Sales")))

    assert asked(found) == ["one.lane? zoo.lane"]


def test_different_lanes_are_not_asked_about_again():
    fact = LinkFact(key("two.lane"), key("one.lane"), "resource", Decision.REJECTED)

    found = find_links(
        a_system(Facts(links=(fact,)), one=laned("Sales"), two=laned("Sales"), zoo=laned("Sales"))
    )

    assert asked(found) == ["one.lane? zoo.lane"]


def test_a_lane_and_a_resource_of_one_process_join_nothing():
    inside = "<performer><resourceRef>s</resourceRef></performer>"
    lane = '<laneSet><lane id="lane" name="Sales"/></laneSet>'
    one = bpmn('<resource id="s" name="Sales"/>', process("q", task("t", inside=inside), inside=lane))

    assert asked(find_links(a_system(one=one))) == []


def test_people_lead_nowhere_in_the_graph_of_processes():
    system = a_system(one=performed(), two=performed("other", ref="other", space="urn:b"))
    links = find_links(system)
    from bpmn.system.links import survey

    graph = topology(survey(system).places, links).processes

    assert links.links
    assert graph.number_of_edges() == 0


def test_more_than_eight_processes_are_joined_with_the_first():
    maps = {f"m{at}": performed(f"c{at}", ref=f"c{at}", space=f"urn:{at}") for at in range(9)}

    found = resources(find_links(a_system(**maps)))

    assert found == [f"m0.p>m{at}.p resource M4" for at in range(1, 9)]


# -- what people say -------------------------------------------------------------------------------


def test_saying_that_lanes_are_one_team_is_one_step():
    journal = FactJournal()

    decide.join_team(journal, "Sales", (key("one.lane"), key("two.lane")))

    assert journal.facts.resources == (ResourceFact("Sales", (key("one.lane"), key("two.lane"))),)
    journal.undo()
    assert journal.facts == Facts()


def test_a_team_grows():
    journal = FactJournal(Facts(resources=(ResourceFact("Sales", (key("one.lane"), key("two.lane"))),)))

    decide.join_team(journal, "Verkauf", (key("two.lane"), key("zoo.lane")))

    assert journal.facts.resources == (
        ResourceFact("Sales", (key("one.lane"), key("two.lane"), key("zoo.lane"))),
    )


def test_two_teams_may_have_one_name():
    journal = FactJournal(Facts(resources=(ResourceFact("Sales", (key("one.lane"), key("two.lane"))),)))

    decide.join_team(journal, "Sales", (key("zoo.lane"), key("yak.lane")))

    assert [fact.name for fact in journal.facts.resources] == ["Sales", "Sales (2)"]


def test_joining_takes_back_that_they_differ():
    fact = LinkFact(key("one.lane"), key("two.lane"), "resource", Decision.REJECTED)
    journal = FactJournal(Facts(links=(fact,)))

    decide.join_team(journal, "Sales", (key("two.lane"), key("one.lane")))

    assert journal.facts.links == ()


def test_what_people_said_to_be_several_teams_is_not_one_by_name():
    one, two = key("one.clerk"), key("two.other")
    facts = Facts(resources=(ResourceFact("Clerks north", (one,)), ResourceFact("Clerks south", (two,))))

    found = find_links(a_system(facts, one=performed(), two=performed("other", ref="other", space="urn:b")))

    assert (resources(found), asked(found)) == ([], [])


def test_two_teams_in_the_same_processes_are_two_links_named_as_people_call_them():
    def shop(space: str) -> str:
        defined = '<resource id="clerk" name="Order clerk"/><resource id="fitter" name="Fitter"/>'
        roles = "".join(
            f"<performer><resourceRef>{who}</resourceRef></performer>" for who in ("clerk", "fitter")
        )
        return bpmn(defined, process("p", task("t", inside=roles), name="Work"), space=space)

    word = ResourceFact("The fitters", (key("one.fitter"), key("two.fitter")))

    found = find_links(a_system(Facts(resources=(word,)), one=shop("urn:one"), two=shop("urn:two")))

    assert resources(found) == ["one.p>two.p resource M2", "one.p>two.p resource M4"]
    assert {team_of(link) for link in found.links} == {"The fitters", "Order clerk"}
