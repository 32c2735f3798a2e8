from bpmn.base.finding import ElementKey
from bpmn.system.facts import (
    AcceptedFinding,
    Decision,
    Facts,
    Initiative,
    LinkFact,
    MaterialityFact,
    Metric,
    PartyFact,
    Role,
    identity,
)

ORDER = ElementKey("sales.bpmn", "Order")
START = ElementKey("stock.bpmn", "Start")


def test_lead_time_alone_is_judged_unless_people_say_otherwise():
    assert Facts().judged_metrics == (Metric.LEAD_TIME,)


def test_two_percent_matter_by_default_and_one_point_for_shares():
    facts = Facts(materiality=(MaterialityFact("wip", 0.1),))

    assert facts.material_change("leadTime") == 0.02
    assert facts.material_change("onTime") == 0.01
    assert facts.material_change("wip") == 0.1


def test_items_are_known_by_what_they_are_about():
    assert identity(PartyFact("Customer", Role.CUSTOMER)) == identity(PartyFact("Customer"))
    assert identity(LinkFact(ORDER, START, "trigger")) != identity(LinkFact(ORDER, START, "message"))
    assert identity(AcceptedFinding("A03", (ORDER,))) == ("A03", "sales.bpmn", "Order")


def test_facts_find_initiatives_and_decisions():
    facts = Facts(
        initiatives=(Initiative("Faster"),),
        links=(LinkFact(ORDER, START, "trigger", Decision.REJECTED),),
    )

    assert facts.initiative("Faster") == Initiative("Faster")
    assert facts.initiative("Slower") is None
    assert facts.link_decision(ORDER, START, "trigger") is Decision.REJECTED
    assert facts.link_decision(START, ORDER, "trigger") is None
