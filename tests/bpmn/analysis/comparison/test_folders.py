from dataclasses import replace
from pathlib import Path

import pytest

from bpmn.analysis.comparison.compare import Kind
from bpmn.analysis.comparison.folders import compare_systems
from bpmn.base.finding import ElementKey
from bpmn.editing.rename import rename
from bpmn.system.facts import Decision, Facts, KpiFact, LinkFact, PartyFact, Role
from bpmn.system.system import System
from tests.documents import named, reloaded, simple_flow

LINK = LinkFact(ElementKey("a.bpmn", "x"), ElementKey("b.bpmn", "y"), "message", Decision.CONFIRMED)


@pytest.fixture
def maps():
    return {"buy.bpmn": simple_flow("Start", "Buy", "End"), "sell.bpmn": simple_flow("Begin", "Sell", "Done")}


def system(maps, facts=None):
    return System(Path(), maps, facts=facts or Facts())


def test_a_folder_and_itself_have_no_differences(maps):
    assert compare_systems(system(maps), system(dict(reversed(maps.items())))).differences == ()


def test_differences_are_told_map_by_map(maps):
    after = {name: reloaded(document) for name, document in maps.items()}
    for document, name in zip(after.values(), ("Buy", "Sell"), strict=True):
        rename(document, named(document, name), "Trade")

    found = compare_systems(system(maps), system(after)).differences

    assert [(d.key.file, d.name) for d in found] == [("buy.bpmn", "Trade"), ("sell.bpmn", "Trade")]


def test_a_map_that_came_or_went_is_one_difference(maps):
    one = {"buy.bpmn": maps["buy.bpmn"]}

    (come,) = compare_systems(system(one), system(maps)).differences
    (gone,) = compare_systems(system(maps), system(one)).differences

    assert (come.kind, come.type, come.after, come.before) == (Kind.ADDED, "map", ("sell.bpmn", ""), None)
    assert (gone.kind, gone.before) == (Kind.REMOVED, ("sell.bpmn", ""))


def test_a_map_under_another_name_is_the_same_map(maps):
    maps["sell.bpmn"] = with_ids(maps["sell.bpmn"])
    after = {"buy.bpmn": maps["buy.bpmn"], "sales/sell.bpmn": reloaded(maps["sell.bpmn"])}

    (one,) = compare_systems(system(maps), system(after)).differences

    assert (one.before.file, one.after.file) == ("sell.bpmn", "sales/sell.bpmn")
    assert [(str(c.label), c.before, c.after) for c in one.changes] == [
        ("file", "sell.bpmn", "sales/sell.bpmn")
    ]


def with_ids(document):
    return type(document).parse(document.to_bytes().replace(b"Task_", b"Sell_"), "sell.bpmn")


def test_decisions_of_the_folder_are_compared_item_by_item(maps):
    before = Facts(parties=(PartyFact("Bank", Role.PARTNER),), links=(LINK,))
    after = replace(
        before, parties=(PartyFact("Bank", Role.SUPPLIER),), links=(), kpis=(KpiFact("k", "Speed"),)
    )

    found = compare_systems(system(maps, before), system(maps, after)).differences

    assert {(d.kind.value, d.type, d.name) for d in found} == {
        ("changed", "parties", "Bank"),
        ("removed", "links", "a.bpmn · x · b.bpmn · y · message"),
        ("added", "kpis", "k"),
    }
    (role,) = next(d.changes for d in found if d.type == "parties")
    assert (role.what, role.before, role.after) == ("role", '"partner"', '"supplier"')


def test_a_map_that_cannot_be_read_is_named_and_the_rest_is_compared(tmp_path, maps):
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        for name, document in maps.items():
            (tmp_path / folder / name).write_bytes(document.to_bytes())
    (tmp_path / "new" / "sell.bpmn").write_bytes(b"<definitions")

    found = compare_systems(System.open(tmp_path / "old"), System.open(tmp_path / "new"))

    assert [Path(name).name for name, _ in found.unreadable] == ["sell.bpmn"]
    assert found.differences == ()
