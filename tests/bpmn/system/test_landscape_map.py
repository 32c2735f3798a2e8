"""The landscape as a map that other tools can open."""

from pathlib import Path

import pytest

from bpmn.model import BPMNEdge, BPMNShape, MessageFlow, Participant, Process
from bpmn.model.document import Document
from bpmn.system.landscape import draw_landscape
from bpmn.system.landscape_excerpt import MOST_PROCESSES
from bpmn.system.landscape_map import landscape_map
from bpmn.system.links import find_links
from bpmn.system.system import System
from bpmn.xml import names
from tests.bpmn.system.generated import generated_system
from tests.bpmn.system.maps import a_system, receiver, sender
from tests.schema import schema_errors

SHOP = {
    "sales": sender("Order &amp; more", to="Warehouse", flow="Order &amp; more"),
    "shed": receiver("Order &amp; more", by="Sales", flow="Order &amp; more"),
    "wish": receiver("Wish", pool_name="Shop", by="Customer", flow="Wish"),
}
STANDS = f"{{{names.WHOLEFLOW}}}represents"


@pytest.fixture
def drawn() -> Document:
    return Document.parse(landscape_map(a_system(**SHOP), folder="maps").data)


def test_there_is_a_pool_for_each_process_and_party(drawn: Document):
    names = sorted(p.name or "" for p in drawn.all(Participant))

    assert names == ["Customer", "Sales", "Shop", "Warehouse"]


def test_pools_refer_to_the_processes_of_the_imported_maps(drawn: Document):
    assert [one.location for one in drawn.definitions.imports] == [
        "maps/sales.bpmn",
        "maps/shed.bpmn",
        "maps/wish.bpmn",
    ]
    own = {process.id: process for process in drawn.all(Process)}
    stands = {
        n.get("process"): (n.get("file"), n.get("element")) for p in own.values() for n in p.node.iter(STANDS)
    }
    assert {p.node.get("processRef") for p in drawn.all(Participant)} == {None, *own}
    assert stands == {
        "m1:selling": ("sales.bpmn", "selling"),
        "m2:packing": ("shed.bpmn", "packing"),
        "m3:packing": ("wish.bpmn", "packing"),
    }


def test_processes_of_one_id_and_namespace_stay_apart(drawn: Document):
    ids = [process.id for process in drawn.all(Process)]

    assert len(ids) == len(set(ids)) == 3
    assert drawn.definitions.target_namespace == "https://wholeflow.org/landscape"


def test_it_is_valid_by_the_schema():
    assert schema_errors(landscape_map(a_system(**SHOP)).data) == []


def test_messages_go_from_pool_to_pool(drawn: Document):
    flows = {(f.source_ref.name, f.target_ref.name, f.name) for f in drawn.all(MessageFlow)}

    assert flows == {("Sales", "Warehouse", "Order & more"), ("Customer", "Shop", "Wish")}


def test_everything_is_drawn(drawn: Document):
    shapes = {s.node.get("bpmnElement") for s in drawn.all(BPMNShape)}
    edges = {e.node.get("bpmnElement") for e in drawn.all(BPMNEdge)}

    assert shapes == {p.id for p in drawn.all(Participant)}
    assert edges == {f.id for f in drawn.all(MessageFlow)}


def test_in_a_folder_with_the_maps_it_changes_no_link(drawn: Document):
    before = a_system(**SHOP)
    documents = {**{file: before.document(file) for file in before.files}, "all.bpmn": drawn}

    after = find_links(System(Path(), documents)).links

    assert [(x.source, x.target, x.kind) for x in after] == [
        (x.source, x.target, x.kind) for x in find_links(before).links
    ]


def test_of_a_large_system_the_same_part_is_drawn_as_in_the_landscape():
    system = generated_system(3, MOST_PROCESSES + 40)

    made = landscape_map(system)

    drawn = Document.parse(made.data)
    assert len(drawn.all(Process)) == MOST_PROCESSES
    assert str(made.told).startswith("80 of 120 processes are drawn")
    shown = {card.key for card in draw_landscape(system).plan.model.cards if not card.is_party}
    stands = {(one.get("file"), one.get("element")) for one in drawn.root.iter(STANDS)}
    assert stands == {tuple(key) for key in shown}


def test_a_map_of_the_whole_says_nothing():
    assert landscape_map(a_system(**SHOP)).told is None
