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
    Initiative,
    KpiFact,
    LandscapePosition,
    LinkFact,
    Parameter,
    PartyFact,
    Role,
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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not valid JSON"),
        ('{"format": "wholeflow-system", "schemaVersion": 1, "parties": 3}', "“parties” is not a list"),
        (
            '{"format": "wholeflow-system", "schemaVersion": 1, "parties": [{"role": "customer"}]}',
            "item 1 lacks “name”",
        ),
        (
            '{"format": "wholeflow-system", "schemaVersion": 1, "parties": [{"name": "C", "role": "king"}]}',
            "“role” is “king”, not one of",
        ),
    ],
)
def test_a_broken_file_is_named_with_its_place(tmp_path, text, says):
    write(tmp_path, text)

    with pytest.raises(UnreadableFile, match=says):
        store.load(tmp_path)


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
