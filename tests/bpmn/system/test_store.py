import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.base.finding import ElementKey
from bpmn.system import store
from bpmn.system.facts import (
    Change,
    Facts,
    GoalFact,
    Initiative,
    InitiativeState,
    KpiFact,
    LandscapePosition,
    LinkFact,
    MapChange,
    Observation,
    Parameter,
    PartyFact,
    PromiseFact,
    Realised,
    Role,
    Worth,
    WorthFact,
)
from bpmn.system.store import NotWritable, Stored
from bpmn.xml.errors import ChangedOutside, UnreadableFile

ORDER = ElementKey("sales.bpmn", "Order")
START = ElementKey("stock.bpmn", "Start")
FACTS = Facts(
    parties=(PartyFact("Customer", Role.CUSTOMER, (ORDER,)), PartyFact("Supplier", Role.SUPPLIER)),
    links=(LinkFact(ORDER, START, "trigger"),),
    kpis=(KpiFact("k1", element=ORDER, target=3.0),),
    initiatives=(Initiative("Faster", "Ann", changes=(Change(ORDER, Parameter.DURATION, 0.5),)),),
    landscape=(LandscapePosition(START, 10.0, 20.5),),
)


def write(folder, text):
    (folder / store.NAME).write_text(text, "utf-8")


def test_facts_survive_writing_and_reading(tmp_path):
    stored = store.save(tmp_path, Stored(FACTS))

    assert store.load(tmp_path) == stored
    assert stored.facts == FACTS


def test_a_word_that_is_no_number_is_said(tmp_path):
    write(
        tmp_path,
        '{"format": "wholeflow-system", "schemaVersion": 1, "budgets": [{"name": "B", "amount": NaN}]}',
    )

    with pytest.raises(UnreadableFile, match="NaN"):
        store.load(tmp_path)


def test_a_folder_without_the_file_has_no_facts(tmp_path):
    assert store.load(tmp_path) == Stored(Facts(), None, None)


def test_each_item_stands_on_one_line_in_sorted_order():
    text = store.to_bytes(replace(FACTS, parties=FACTS.parties[::-1])).decode()

    lines = text.splitlines()
    assert lines[1:3] == ['  "format": "wholeflow-system",', '  "schemaVersion": 1,']
    at = lines.index('  "parties": [')
    assert '"Customer"' in lines[at + 1]
    assert '"Supplier"' in lines[at + 2]
    assert text.encode() == store.to_bytes(FACTS)


def test_nothing_but_decisions_is_written():
    content = json.loads(store.to_bytes(FACTS))

    assert set(content) == {
        "format", "schemaVersion", "initiatives", "judgedMetrics", "kpis", "landscape", "links", "parties"
    } - {"judgedMetrics"}  # fmt: skip


def test_unknown_keys_are_kept(tmp_path):
    write(
        tmp_path,
        '{"format": "wholeflow-system", "schemaVersion": 1, "colours": {"b": 1},'
        ' "parties": [{"name": "Customer", "since": 1999}]}',
    )

    stored = store.save(tmp_path, store.load(tmp_path))

    content = json.loads((tmp_path / store.NAME).read_text())
    assert content["colours"] == {"b": 1}
    assert content["parties"] == [{"name": "Customer", "since": 1999}]
    assert store.load(tmp_path) == stored


def test_a_newer_version_is_read_only(tmp_path):
    text = '{"format": "wholeflow-system", "schemaVersion": 2, "parties": [{"name": "C"}], "goals": 7}'
    write(tmp_path, text)

    stored = store.load(tmp_path)

    assert stored.facts.parties == (PartyFact("C"),)
    assert "newer version" in str(stored.read_only)
    with pytest.raises(NotWritable):
        store.save(tmp_path, stored)
    assert (tmp_path / store.NAME).read_text() == text


def test_a_file_without_the_format_mark_is_never_overwritten(tmp_path):
    write(tmp_path, '{"name": "something else"}')

    with pytest.raises(UnreadableFile, match="format mark"):
        store.load(tmp_path)
    with pytest.raises(NotWritable, match="left as it is"):
        store.save(tmp_path, Stored(FACTS))
    assert (tmp_path / store.NAME).read_text() == '{"name": "something else"}'


def test_conflict_marks_give_a_sentence(tmp_path):
    write(tmp_path, '{"format": "wholeflow-system",\n<<<<<<< HEAD\n"schemaVersion": 1\n=======\n}')

    with pytest.raises(UnreadableFile, match=r"line 2.*Keep one side") as caught:
        store.load(tmp_path)
    assert caught.value.line == 2


HEAD = '{"format": "wholeflow-system", "schemaVersion": 1, '


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not valid JSON"),
        (HEAD + '"parties": [], "parties": [{"name": "C"}]}', "“parties” stands in it twice"),
        (HEAD + '"parties": ' + "[" * 100_000 + "}", "nested too deep"),
        (HEAD + '"budgets": [{"name": "B", "amount": 1e999}]}', "is no number"),
        (HEAD + '"budgets": [{"name": "B", "amount": ' + "9" * 5000 + "}]}", "not valid JSON"),
    ],
)
def test_a_broken_file_is_named_with_its_reason_and_never_overwritten(tmp_path, text, says):
    write(tmp_path, text)

    with pytest.raises(UnreadableFile, match=says):
        store.load(tmp_path)
    opened = store.open_facts(tmp_path)
    assert opened.facts == Facts()
    assert says in str(opened.read_only)
    for stored in (opened, Stored(FACTS)):
        with pytest.raises(NotWritable):
            store.save(tmp_path, stored)
    assert (tmp_path / store.NAME).read_text("utf-8") == text


def key(file: str) -> str:
    return f'{{"file": "{file}", "element": "x"}}'


@pytest.mark.parametrize(
    ("section", "item", "says"),
    [
        ("parties", '{"role": "customer"}', "lacks “name”"),
        ("parties", '{"name": "C", "role": "king"}', "“role” is “king”, not one of"),
        ("parties", "7", "is not an object"),
        ("parties", '{"name": "half \\ud800"}', "no text can hold"),
        ("parties", '{"name": "Kept", "role": "supplier"}', "says something else than an earlier one"),
        ("budgets", '{"name": "B", "amount": ' + "9" * 400 + "}", "beyond all measure"),
        ("external", f'{{"element": {key("../../secret.bpmn")}}}', "no place inside the folder"),
        ("external", f'{{"element": {key("/etc/passwd")}}}', "no place inside the folder"),
        ("external", f'{{"element": {key("C:/maps/a.bpmn")}}}', "no place inside the folder"),
        ("external", f'{{"element": {key("a/../../b.bpmn")}}}', "no place inside the folder"),
        ("external", '{"element": {"file": "a\\u0000.bpmn", "element": "x"}}', "no name can hold"),
    ],
)
def test_an_item_that_is_not_understood_is_told_and_kept_and_the_rest_works(tmp_path, section, item, says):
    kept = '{"name": "Kept"}'
    items = f"[{kept}, {item}]" if section == "parties" else f"[{item}]"
    parties = "" if section == "parties" else f', "parties": [{kept}]'
    write(tmp_path, f'{HEAD}"{section}": {items}{parties}}}')

    stored = store.load(tmp_path)
    again = store.save(tmp_path, replace(stored, facts=replace(stored.facts, goals=(GoalFact("g"),))))

    assert stored.facts.parties == (PartyFact("Kept"),)
    assert says in str(store.told(stored.unread))
    read = store.load(tmp_path)
    assert (read.facts, [u.item for u in read.unread]) == (again.facts, [u.item for u in stored.unread])
    assert json.loads(item) in json.loads((tmp_path / store.NAME).read_text("utf-8"))[section]


def test_a_section_that_is_no_list_is_kept(tmp_path):
    write(tmp_path, HEAD + '"parties": 3, "judgedMetrics": "all"}')

    stored = store.load(tmp_path)
    store.save(tmp_path, stored)

    assert stored.facts == Facts()
    assert len(stored.unread) == 2
    content = json.loads((tmp_path / store.NAME).read_text("utf-8"))
    assert (content["parties"], content["judgedMetrics"]) == ([3], "all")


def test_an_item_that_stands_there_twice_counts_once(tmp_path):
    write(tmp_path, HEAD + '"parties": [{"name": "C"}, {"name": "C"}]}')

    assert store.load(tmp_path).facts.parties == (PartyFact("C"),)
    assert store.load(tmp_path).unread == ()


def test_a_huge_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "LARGEST", 100)
    write(tmp_path, HEAD + '"x": "' + "y" * 200 + '"}')

    with pytest.raises(UnreadableFile, match="larger than"):
        store.load(tmp_path)


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / store.NAME).symlink_to(tmp_path / store.NAME)

    assert store.open_facts(tmp_path).read_only is not None


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"{HEAD}{text}}}".encode()))
def test_no_content_makes_reading_fail_in_another_way(data):
    with contextlib.suppress(UnreadableFile):
        store.parse(data)


def test_a_file_changed_outside_is_not_overwritten(tmp_path):
    stored = store.save(tmp_path, Stored(FACTS))
    store.save(tmp_path, Stored(Facts(), stored.fingerprint))

    with pytest.raises(ChangedOutside):
        store.save(tmp_path, stored)


def test_changes_of_different_items_are_merged():
    mine = store.with_item(FACTS, "parties", ("Supplier",), PartyFact("Supplier", Role.PARTNER))
    theirs = store.with_item(FACTS, "links", (*ORDER, *START, "trigger"), None)

    merged, conflicts = store.merge(FACTS, mine, theirs)

    assert conflicts == ()
    assert merged.links == ()
    assert merged.parties[1].role is Role.PARTNER


def test_an_item_changed_on_both_sides_asks():
    mine = store.with_item(FACTS, "parties", ("Supplier",), PartyFact("Supplier", Role.PARTNER))
    theirs = store.with_item(FACTS, "parties", ("Supplier",), None)

    merged, conflicts = store.merge(FACTS, mine, theirs)

    assert merged == mine
    assert [(c.section, c.item, c.theirs) for c in conflicts] == [("parties", ("Supplier",), None)]
    assert store.take_theirs(merged, conflicts[0]) == theirs


@given(st.lists(st.text(max_size=8), unique=True, max_size=6), st.floats(-1e6, 1e6))
def test_any_names_and_numbers_survive(names, number):
    facts = Facts(
        parties=tuple(PartyFact(name) for name in sorted(names)),
        landscape=(LandscapePosition(START, number, -number),),
    )

    assert store.parse(store.to_bytes(facts)) == facts


def test_the_whole_card_of_an_initiative_survives_writing_and_reading(tmp_path):
    card = Initiative(
        "Faster", "Ann", proposer="Bob", expected="orders a day earlier", scope=(ORDER,), running_cost=10.0,
        per="day", people=1.0, state=InitiativeState.MEASURED, maps=(MapChange("a.bpmn", "b.bpmn"),),
        realised=(Realised("leadTime", 3.5, "2026-05-01", 3.0, 4.0),), observations=("slow",),
    )  # fmt: skip
    facts = Facts(
        initiatives=(card,), observations=(Observation("slow", "It is slow", "Eva", "2026-01-02", ORDER),),
        promises=(PromiseFact("Customer", 3.0, "day", penalty=200.0),), value_function=(WorthFact(Worth.CASE, 100.0),),
    )  # fmt: skip

    assert store.load(tmp_path).facts == Facts()
    store.save(tmp_path, Stored(facts))

    assert store.load(tmp_path).facts == facts


def test_cards_and_observations_are_merged_one_by_one():
    mine = replace(Facts(), observations=(Observation("a", "mine"),))
    theirs = replace(Facts(), observations=(Observation("b", "theirs"),), promises=(PromiseFact("x"),))

    merged, conflicts = store.merge(Facts(), mine, theirs)

    assert [o.id for o in merged.observations] == ["a", "b"]
    assert (merged.promises, conflicts) == ((PromiseFact("x"),), ())
