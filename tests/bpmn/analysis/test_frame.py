"""How checks run: what is remembered, what is shown, and how sure a finding is."""

from dataclasses import replace

import pytest

from bpmn.analysis.cache import CheckCache, content_digest
from bpmn.analysis.check import examine
from bpmn.analysis.context import Context
from bpmn.analysis.grouping import grouped
from bpmn.analysis.profile import Profile, profile_named, shown
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.facts import AcceptedFinding, CheckSetting, Facts
from bpmn.system.link import Kind, Level, Link
from tests.bpmn.analysis.examples import SHOP, WRONG
from tests.bpmn.system.maps import a_system, bpmn, key, process, receiver, sender, task

WORDS = {"title": message("t"), "why": message("w"), "fix": message("f")}
DIAGRAM = '<d:BPMNDiagram xmlns:d="urn:d"><d:BPMNPlane/></d:BPMNDiagram></definitions>'


def nothing(*_) -> list[Fault]:
    return []


def rule(identifier: str, reads: Reads) -> Rule:
    if reads in (Reads.MAP, Reads.LINKED):
        return Rule(identifier, Severity.INFO, **WORDS, check_map=nothing, reads=reads)
    return Rule(identifier, Severity.INFO, **WORDS, check=nothing, reads=reads)


RULES = [rule("X1", Reads.MAP), rule("X2", Reads.LINKED), rule("X3", Reads.LINKS), rule("X4", Reads.SYSTEM)]


def ran_again(before: dict[str, str], after: dict[str, str], facts: Facts | None = None) -> list[str]:
    """The rules that look again when maps changed, with the map they look at."""
    first = examine(Context(a_system(**before)), RULES)
    second = examine(Context(a_system(facts, **after)), RULES, first.cache)
    return [f"{identifier} {file}".strip() for identifier, file in second.ran]


PAIR = {"one": sender("Order"), "two": receiver("Order"), "three": bpmn(process("p", task("a", "Look")))}


def test_nothing_is_checked_again_where_nothing_changed():
    assert ran_again(PAIR, PAIR) == []


def test_the_first_time_every_rule_looks_at_what_it_reads():
    ran = examine(Context(a_system(**PAIR)), RULES).ran

    assert len([r for r in ran if r[0] == "X1"]) == 3
    assert [r for r in ran if r[0] == "X3"] == [("X3", "")]


def test_a_renamed_step_is_checked_in_its_map_and_in_the_whole_alone():
    after = {**PAIR, "three": PAIR["three"].replace("Look", "Look twice")}

    assert ran_again(PAIR, after) == ["X1 three.bpmn", "X2 three.bpmn", "X4"]


def test_a_renamed_message_is_checked_at_both_its_ends():
    after = {**PAIR, "one": PAIR["one"].replace("Order", "Wish")}

    ran = ran_again(PAIR, after)

    assert ran == ["X1 one.bpmn", "X2 one.bpmn", "X2 two.bpmn", "X3", "X4"]


def test_another_drawing_changes_no_check():
    before = {**PAIR, "three": PAIR["three"].replace("</definitions>", DIAGRAM)}
    after = {**PAIR, "three": PAIR["three"].replace("</definitions>", DIAGRAM.replace("urn:d", "urn:e"))}

    assert ran_again(before, after) == []


def test_a_comment_that_speaks_of_diagrams_hides_nothing():
    text = (
        PAIR["three"]
        .replace("<process", "<!-- <BPMNDiagram> --><process", 1)
        .replace("</definitions>", DIAGRAM)
    )
    other = text.replace("Look", "See")

    assert content_digest("a", text.encode()) != content_digest("a", other.encode())


def shape_ran_again(before: str, after: str) -> bool:
    """Whether a check of the shape of a system looks again when the third map changed."""
    assert before != after
    rules = [rule("X5", Reads.SHAPE)]
    first = examine(Context(a_system(**{**PAIR, "three": before})), rules)
    return bool(examine(Context(a_system(**{**PAIR, "three": after})), rules, first.cache).ran)


@pytest.mark.parametrize("name", ['"Look > here"', '\'Look "here" name="x"\'', '""'])
def test_what_a_plain_step_is_called_does_not_change_the_shape(name: str):
    assert not shape_ran_again(PAIR["three"], PAIR["three"].replace('"Look"', name))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<task ", "<callActivity "),
        ('id="a"', 'id="b"'),
        ('name="Look"', 'name="Look" isForCompensation="true"'),
    ],
)
def test_anything_else_at_a_plain_step_changes_the_shape(old: str, new: str):
    text = PAIR["three"].replace("></task>", "/>")

    assert shape_ran_again(text, text.replace(old, new))


def test_what_a_step_is_called_that_receives_changes_the_shape():
    text = PAIR["three"].replace("task", "receiveTask")

    assert shape_ran_again(text, text.replace("Look", "See"))


def test_what_a_plain_step_is_called_that_sends_changes_the_shape():
    flow = '<collaboration id="c"><participant id="q" name="Somebody"/>{}</collaboration><process'
    drawn = flow.format('<messageFlow id="m" sourceRef="a" targetRef="q"/>')
    text = PAIR["three"].replace("<process", drawn, 1)

    assert shape_ran_again(text, text.replace("Look", "See"))


def test_what_a_plain_step_is_called_that_writes_to_a_store_without_a_name_changes_the_shape():
    written = '<dataOutputAssociation id="o"><targetRef>store</targetRef></dataOutputAssociation></task>'
    text = PAIR["three"].replace("</task>", f'{written}<dataStoreReference id="store"/>')

    assert shape_ran_again(text, text.replace("Look", "See"))


def test_the_place_of_a_card_in_the_landscape_changes_no_check():
    assert ran_again(PAIR, PAIR, Facts(check_profile="all")) == []


def test_findings_are_the_same_with_and_without_what_is_remembered():
    system = a_system(**WRONG["A04"])
    first = examine(Context(system))

    assert examine(Context(system), cache=first.cache) == replace(first, ran=())


def test_a_failed_check_is_tried_again():
    def fails(_: Context) -> list[Fault]:
        raise ZeroDivisionError

    broken = [Rule("X9", Severity.INFO, **WORDS, check=fails)]
    first = examine(Context(a_system(shop=SHOP)), broken)

    assert examine(Context(a_system(shop=SHOP)), broken, first.cache).ran == (("X9", ""),)


# -- how sure ------------------------------------------------------------------------------------


def finding_on(level: Level) -> Finding:
    link = Link(key("one.sent"), key("two.order"), Kind.TRIGGER, level, message("e"))
    told = Fault((key("one.sent"),), message("“{a}” is late.", a="Pack"), links=(link,))
    context = Context(a_system(one=sender("Order"), two=receiver("Order received")))
    return Rule("X1", Severity.INFO, **WORDS, check=lambda _: [told]).findings(context)[0]


def test_what_rests_on_an_assumed_link_is_a_question():
    found = finding_on(Level.M5)

    assert str(found.message).startswith("Do “Order” of")
    assert str(found.message).endswith("If so: “Pack” is late.")
    assert [action.kind for action in found.actions] == [FixKind.CONFIRM_LINK, FixKind.REJECT_LINK]


def test_what_rests_on_a_sure_link_is_said_plainly():
    found = finding_on(Level.M4)

    assert (str(found.message), found.level, found.actions) == ("“Pack” is late.", Level.M4, ())


# -- what people set -----------------------------------------------------------------------------


def test_a_check_that_people_switched_off_is_not_carried_out():
    facts = Facts(check_settings=(CheckSetting("A04", off=True),))

    found = examine(Context(a_system(facts, **WRONG["A04"])))

    assert "A04" not in {rule for rule, _ in found.ran}


def test_people_can_take_a_check_more_lightly():
    facts = Facts(check_settings=(CheckSetting("A04", "info"),))

    found = examine(Context(a_system(facts, **WRONG["A04"]))).findings

    assert {f.severity for f in found if f.rule == "A04"} == {Severity.INFO}


def test_accepted_findings_are_kept_apart():
    orphan = (ElementKey("two.bpmn", "check"),)
    facts = Facts(accepted_findings=(AcceptedFinding("A05", orphan, "once a year"),))

    found = examine(Context(a_system(facts, **WRONG["A05"])))

    assert [f.rule for f in found.accepted] == ["A05"]
    assert "A05" not in {f.rule for f in found.findings}


# -- how much ------------------------------------------------------------------------------------


def made(identifier: str, severity: Severity, number: int = 0, *actions) -> Finding:
    place = (ElementKey("m.bpmn", f"e{number}"),)
    return Finding(identifier, severity, place, WORDS["title"], WORDS["why"], WORDS["fix"], actions=actions)


MANY = [
    *(made("A01", Severity.ERROR, n) for n in range(3)),
    *(made("G01", Severity.WARNING, n) for n in range(14)),
    made("H05", Severity.WARNING),
    made("R05", Severity.INFO),
]


def test_a_first_look_shows_ten_and_of_every_kind_something():
    found = [f.rule for f in shown(MANY, Profile.FIRST_LOOK)]

    assert len(found) == 10
    assert set(found) == {"A01", "G01", "H05", "R05"}
    assert found == sorted(found, key=[f.rule for f in MANY].index)


def test_a_look_at_the_serious_ones_shows_no_others():
    assert {f.severity for f in shown(MANY, Profile.ERRORS)} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("name", "profile"), [("", Profile.ALL), ("x", Profile.ALL), ("errors-only", Profile.ERRORS)]
)
def test_an_unknown_profile_hides_nothing(name: str, profile: Profile):
    assert profile_named(name) is profile


def test_findings_that_the_same_deed_mends_stand_together():
    limit = fix(FixKind.ADD_TIME_LIMIT, key("a.b"))
    found = [
        made("A04", Severity.ERROR, 1, limit),
        made("R05", Severity.INFO),
        made("H05", Severity.WARNING, 2, limit),
    ]

    groups = grouped(found, {"R05": message("Only one person")})

    assert [[f.rule for f in g.findings] for g in groups] == [["A04", "H05"], ["R05"]]
    assert [str(g.title) for g in groups] == ["One time limit each", "Only one person"]
    assert groups[0].is_fixed_at_once
    assert groups[0].severity is Severity.ERROR


def test_a_cache_knows_only_what_it_was_told():
    assert CheckCache().get(("A01", ""), b"x") is None
