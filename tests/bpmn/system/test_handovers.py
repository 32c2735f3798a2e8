from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.hand_over import join
from bpmn.editing.properties import set_property
from bpmn.editing.rename import rename
from bpmn.editing.system_edit import system_edit
from bpmn.model import MessageFlow
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Decision, ExternalFact, Facts
from bpmn.system.handovers import leads_to, plugs
from bpmn.system.link import Kind, Level
from bpmn.system.links import join as join_links
from bpmn.system.links import survey
from bpmn.system.system import System
from tests.documents import named, with_pools


def pool_map(pool, *steps):
    """A map with one pool and steps in it, (kind, name) each."""
    document = with_pools(pool)
    for at, (kind, name) in enumerate(steps):
        create(document, kind, Point(300 + 100 * at, 230), name=name)
    with document.transaction("Name"):
        named(document, pool).process_ref.name = f"{pool} work"
    return document


@pytest.fixture
def maps():
    return {
        "buy.bpmn": pool_map("Buying", ("sendTask", "Send parts order")),
        "sell.bpmn": pool_map("Selling", ("receiveTask", "Parts order"), ("receiveTask", "Weather report")),
    }


def looked(maps, facts=None):
    system = System(Path(), maps, facts=facts or Facts())
    seen = survey(system)
    links = join_links(seen, system.facts)
    return {plug.key.element: plug for plug in plugs(seen, system.facts, links)}, leads_to(seen, links)


def key(maps, file, name):
    return ElementKey(file, named(maps[file], name).id)


def test_an_end_without_another_is_an_open_plug(maps):
    found, _ = looked(maps)

    plug = found[key(maps, "sell.bpmn", "Weather report").element]
    assert str(plug.missing) == "Nobody sends “Weather report” to “Selling work”."
    assert not plug.sends


def test_counterparts_of_other_maps_are_ranked_by_what_speaks_for_them(maps):
    found, _ = looked(maps)

    plug = found[key(maps, "buy.bpmn", "Send parts order").element]
    names = [(c.name, c.level is not None) for c in plug.counterparts]
    assert names[-1] == ("Weather report", False)


def test_the_ranking_does_not_depend_on_the_order_of_the_maps(maps):
    assert looked(maps)[0] == looked(dict(reversed(maps.items())))[0]


def test_what_is_joined_has_no_open_plug(maps):
    journal, (found, _) = FactJournal(), looked(maps)
    sender = key(maps, "buy.bpmn", "Send parts order")
    plug = found[sender.element]
    counterpart = next(c for c in plug.counterparts if c.key == key(maps, "sell.bpmn", "Weather report"))

    with system_edit(journal, "Connect maps", maps.__getitem__) as step:
        join(step, plug, counterpart)

    assert journal.facts.link_decision(sender, counterpart.key, "message") is Decision.CONFIRMED
    again, _ = looked(maps, journal.facts)
    assert sender.element not in again
    assert counterpart.key.element not in again
    journal.undo()
    assert journal.facts == Facts()


def test_what_goes_outside_has_no_open_plug(maps):
    report = key(maps, "sell.bpmn", "Weather report")

    found, _ = looked(maps, Facts(external=(ExternalFact(report),)))

    assert report.element not in found


def test_a_flow_without_a_name_takes_that_of_its_other_end(maps):
    document = maps["buy.bpmn"]
    pool = create(document, "participant:blackBox", Point(400, 600), name="Selling")
    connect(document, named(document, "Send parts order"), pool)
    (flow,) = document.all(MessageFlow)
    rename(document, named(document, "Send parts order"), "Ask")
    found, _ = looked(maps)
    plug = found[named(document, "Ask").id]
    counterpart = next(c for c in plug.counterparts if c.name == "Weather report")

    with system_edit(FactJournal(), "Connect maps", maps.__getitem__) as step:
        join(step, plug, counterpart)

    assert ElementKey("buy.bpmn", flow.id) in plug.elements
    assert flow.name == "Weather report"
    assert named(document, "Ask").name == "Ask"


def test_a_call_that_leads_nowhere_is_given_a_process(maps):
    document = maps["buy.bpmn"]
    call = create(document, "callActivity", Point(600, 230), name="Selling work")
    found, leads = looked(maps)
    plug = found[call.id]
    assert plug.kind is Kind.CALL
    assert ElementKey("buy.bpmn", call.id) not in leads
    assert plug.counterparts[0].level is Level.M4

    with system_edit(FactJournal(), "Connect maps", maps.__getitem__) as step:
        join(step, plug, plug.counterparts[0])

    found, leads = looked(maps)
    assert call.id not in found
    assert leads[ElementKey("buy.bpmn", call.id)].file == "sell.bpmn"


def test_a_slip_of_the_pen_in_a_reference_proposes_what_was_meant(maps):
    document = maps["buy.bpmn"]
    call = create(document, "callActivity", Point(600, 230), name="Whatever")
    process = named(maps["sell.bpmn"], "Selling").process_ref.id
    set_property(document, call, "called_element", process + "x")

    plug = looked(maps)[0][call.id]

    assert plug.counterparts[0].key == ElementKey("sell.bpmn", process)
    assert "nearly" in str(plug.counterparts[0].evidence)


def test_a_pool_without_content_leads_to_the_process_of_its_name(maps):
    pool = create(maps["buy.bpmn"], "participant:blackBox", Point(400, 600), name="Selling")

    _, leads = looked(maps)

    assert leads[ElementKey("buy.bpmn", pool.id)].file == "sell.bpmn"


def store_map(pool, store, *, reads):
    document = pool_map(pool, ("task", "Work"))
    made = create(document, "dataStoreReference", Point(700, 230), name=store)
    ends = (made, named(document, "Work")) if reads else (named(document, "Work"), made)
    connect(document, *ends)
    return document, made


def test_a_store_that_nobody_reads_proposes_those_that_are_read():
    writer, made = store_map("Buying", "Fault list", reads=False)
    reader, other = store_map("Selling", "Complaints", reads=True)
    maps = {"buy.bpmn": writer, "sell.bpmn": reader}
    found, _ = looked(maps)
    plug = found[made.id]
    assert str(plug.missing) == "Nobody reads “Fault list”."
    assert [c.key for c in plug.counterparts] == [ElementKey("sell.bpmn", other.id)]

    with system_edit(FactJournal(), "Connect maps", maps.__getitem__) as step:
        join(step, plug, plug.counterparts[0])

    assert made.name == "Complaints"
    assert made.id not in looked(maps)[0]
