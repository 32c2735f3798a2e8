"""Decisions survive renamed files and elements that were drawn anew, once a person has seen it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.system import decide, last_seen
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import (
    AcceptedFinding,
    Change,
    ExternalFact,
    Facts,
    Initiative,
    KpiFact,
    LandscapePosition,
    LinkFact,
    Parameter,
    PartyFact,
    ResourceFact,
)
from bpmn.system.last_seen import LastSeen, remember
from bpmn.system.moved import Lost, keys_of, lost, taken_over, without
from bpmn.system.surveys import surveys
from bpmn.xml.file import fingerprint
from tests.bpmn.system.maps import a_system, bpmn, event, key, process, receiver, sender, task

OLD, NEW = key("one.sent"), ElementKey("sales/one.bpmn", "sent")
FACTS = Facts(
    parties=(PartyFact("Customer", elements=(key("one.other"), OLD)),),
    links=(LinkFact(OLD, key("two.order"), "trigger"),),
    external=(ExternalFact(OLD, "Customer"),),
    resources=(ResourceFact("Sales", (OLD,)),),
    kpis=(KpiFact("k", element=OLD),),
    initiatives=(Initiative("Faster", changes=(Change(OLD, Parameter.DURATION, 1.0),)),),
    accepted_findings=(AcceptedFinding("A03", (OLD, key("two.order"))),),
    landscape=(LandscapePosition(ElementKey("", "Customer"), 0.0, 0.0), LandscapePosition(OLD, 1.0, 2.0)),
)
LINK = Facts(links=(LinkFact(OLD, key("two.order"), "trigger"),))
MAPS = {"one": sender("Order"), "two": receiver("Order")}


def found(
    facts: Facts, maps: dict[str, str], last: LastSeen | None = None, **more: object
) -> tuple[Lost, ...]:
    contents = {f"{name}.bpmn": fingerprint(text.encode()) for name, text in maps.items()}
    return lost(facts, surveys(a_system(**maps)), last=last, content_of=contents.__getitem__, **more)  # type: ignore[arg-type]


def seen(facts: Facts, maps: dict[str, str], last: LastSeen = LastSeen()) -> LastSeen:  # noqa: B008 - frozen
    contents = {f"{name}.bpmn": fingerprint(text.encode()) for name, text in maps.items()}
    return remember(last, keys_of(facts), surveys(a_system(**maps)), contents.__getitem__)


def moves(lost_: tuple[Lost, ...]) -> list[str]:
    return [
        f"{old.element} of {old.file} > {new.element} of {new.file}"
        for one in lost_
        for s in one.successors
        for old, new in s.pairs
    ]


# -- renamed files -----------------------------------------------------------------------------------


def test_while_everything_is_there_nothing_is_asked():
    assert found(LINK, MAPS, seen(LINK, MAPS)) == ()


def test_a_renamed_file_is_known_by_its_content():
    maps = {"shop": MAPS["one"], "two": MAPS["two"]}

    (one,) = found(LINK, maps, seen(LINK, MAPS))

    assert (
        str(one.question)
        == "Decisions are about one.bpmn, which is gone; shop.bpmn looks the same. Take them over?"
    )
    assert str(one.successors[0].evidence) == "It has the same content."
    assert moves((one,)) == ["sent of one.bpmn > sent of shop.bpmn"]


def test_a_renamed_and_edited_file_is_known_by_its_ids():
    maps = {"shop": MAPS["one"].replace("Order", "Orders"), "two": MAPS["two"]}

    (one,) = found(LINK, maps, seen(LINK, MAPS))

    assert one.successors[0].file == "shop.bpmn"
    assert "100 % of the ids" in str(one.successors[0].evidence)


def test_without_memory_the_ids_that_decisions_name_have_to_do():
    maps = {"shop": MAPS["one"], "two": MAPS["two"]}

    assert moves(found(LINK, maps)) == ["sent of one.bpmn > sent of shop.bpmn"]


def test_a_copy_that_was_there_before_is_not_where_the_file_went():
    before = {**MAPS, "copy": MAPS["one"]}
    after = {"copy": MAPS["one"], "shop": MAPS["one"], "two": MAPS["two"]}

    (one,) = found(LINK, after, seen(LINK, before))

    assert [s.file for s in one.successors] == ["shop.bpmn"]


def test_two_files_that_look_the_same_are_both_offered():
    (one,) = found(LINK, {"a": MAPS["one"], "b": MAPS["one"], "two": MAPS["two"]}, seen(LINK, MAPS))

    assert [s.file for s in one.successors] == ["a.bpmn", "b.bpmn"]
    assert "2 maps look the same" in str(one.question)


def test_a_file_with_other_ids_is_not_offered():
    (one,) = found(LINK, {"two": MAPS["two"]}, seen(LINK, MAPS))

    assert one.successors == ()
    assert "No map looks the same" in str(one.question)


def test_elements_that_were_renamed_with_their_file_are_known_by_name_and_type():
    maps = {"shop": MAPS["one"].replace('"sent"', '"sent2"'), "two": MAPS["two"]}

    assert moves(found(LINK, maps, seen(LINK, MAPS))) == ["sent of one.bpmn > sent2 of shop.bpmn"]


@pytest.mark.parametrize("closed", ["one.bpmn", "sub"])
def test_a_file_that_cannot_be_read_now_is_not_gone(closed: str):
    facts = Facts(external=(ExternalFact(key("one.sent")), ExternalFact(ElementKey("sub/a.bpmn", "x"))))

    names = [one.file for one in found(facts, {"two": MAPS["two"]}, unreadable=[closed])]

    assert names == [name for name in ("one.bpmn", "sub/a.bpmn") if not name.startswith(closed)]


# -- elements drawn anew -----------------------------------------------------------------------------

STEP = Facts(external=(ExternalFact(key("one.ask")),))


def asking(identifier: str, name: str = "Ask", more: str = "") -> str:
    return bpmn(
        process("p", event("throw", identifier, name), task("t", more or None)), process("q", task("u"))
    )


def test_an_element_drawn_anew_is_known_by_name_and_type():
    (one,) = found(STEP, {"one": asking("ask2")}, seen(STEP, {"one": asking("ask")}))

    assert moves((one,)) == ["ask of one.bpmn > ask2 of one.bpmn"]
    assert str(one.question).startswith("Decisions are about “Ask” of one.bpmn, which is gone; “Ask”")


def test_two_elements_of_that_name_are_not_guessed():
    after = bpmn(process("p", event("throw", "a", "Ask"), event("throw", "b", "Ask")))

    (one,) = found(STEP, {"one": after}, seen(STEP, {"one": asking("ask")}))

    assert one.successors == ()


def test_the_same_name_in_another_process_is_another_element():
    after = bpmn(process("p", task("t")), process("q", event("throw", "a", "Ask")))

    (one,) = found(STEP, {"one": after}, seen(STEP, {"one": asking("ask")}))

    assert one.successors == ()


def test_an_element_that_went_to_another_map_is_known_by_its_id():
    after = {"one": bpmn(process("p", task("t"))), "two": asking("ask")}

    assert moves(found(STEP, after, seen(STEP, {"one": asking("ask")}))) == [
        "ask of one.bpmn > ask of two.bpmn"
    ]


def test_without_memory_an_element_drawn_anew_is_not_guessed():
    (one,) = found(STEP, {"one": asking("ask2")})

    assert one.successors == ()
    assert "Nothing looks the same" in str(one.question)


def test_the_memory_outlives_several_looks():
    last = seen(STEP, {"one": asking("ask")})
    last = seen(STEP, {"one": asking("ask2")}, last)

    assert moves(found(STEP, {"one": asking("ask2")}, last)) == ["ask of one.bpmn > ask2 of one.bpmn"]


# -- taking over and forgetting ----------------------------------------------------------------------


def test_all_facts_about_a_file_are_taken_over_in_one_step():
    journal = FactJournal(FACTS)

    decide.take_over(journal, [(OLD, NEW), (key("one.other"), replace_file(key("one.other")))])

    assert {k.file for k in keys_of(journal.facts)} == {"sales/one.bpmn", "two.bpmn", ""}
    assert journal.facts.links[0].source == NEW
    assert journal.facts.initiatives[0].changes[0].element == NEW
    journal.undo()
    assert journal.facts == FACTS


def replace_file(old: ElementKey) -> ElementKey:
    return old._replace(file="sales/one.bpmn")


def test_what_was_said_about_the_new_element_already_is_not_said_twice():
    facts = Facts(external=(ExternalFact(OLD, "Bank"), ExternalFact(NEW, "Customer")))

    assert taken_over(facts, [(OLD, NEW)]).external == (ExternalFact(NEW, "Bank"),)


def test_forgetting_leaves_figures_and_initiatives():
    left = without(FACTS, [OLD])

    assert (left.links, left.external, left.accepted_findings) == ((), (), ())
    assert left.parties[0].elements == (key("one.other"),)
    assert (left.kpis, left.initiatives) == (FACTS.kpis, FACTS.initiatives)
    assert [one.node.file for one in left.landscape] == [""]


def test_forgetting_is_one_step():
    journal = FactJournal(FACTS)

    decide.forget_lost(journal, [OLD])

    journal.undo()
    assert journal.facts == FACTS


# -- the memory --------------------------------------------------------------------------------------


def test_the_memory_survives_writing_and_reading(tmp_path: Path):
    last = seen(FACTS, MAPS)

    last_seen.save(tmp_path / "deep" / "seen.json", last)

    assert last_seen.load(tmp_path / "deep" / "seen.json") == last
    assert last.known["one.bpmn"].traces["sent"].name == "Order"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"version": 1}',
        '{"version": 1, "files": 3, "known": {}}',
        '{"version": 1, "files": [], "known": {"a": 1}}',
    ],
)
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, text: str):
    path = tmp_path / "seen.json"
    path.write_text(text)

    assert last_seen.load(path) == LastSeen()


def test_only_what_decisions_name_is_remembered():
    assert set(seen(STEP, {"one": asking("ask"), "two": asking("x")}).known) == {"one.bpmn"}


def test_a_decision_taken_back_is_forgotten():
    last = seen(STEP, {"one": asking("ask")})

    assert seen(Facts(), {"one": asking("ask")}, last).known == {}


def test_each_folder_has_its_own_memory(tmp_path: Path):
    assert last_seen.place_of(tmp_path / "a") != last_seen.place_of(tmp_path / "b")


def test_nothing_else_changes_when_facts_are_taken_over():
    assert taken_over(FACTS, []) == replace(FACTS)
