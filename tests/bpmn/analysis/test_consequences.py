"""What only follows from a listed finding is told there; when that is listed no more, it is a finding."""

from collections.abc import Sequence

import pytest

from bpmn.analysis.check import examine
from bpmn.analysis.context import Context
from bpmn.base.finding import Finding
from bpmn.base.message import message as said
from bpmn.report import checked as report
from bpmn.report.checked import checked
from bpmn.report.overview import overview
from bpmn.system.facts import AcceptedFinding, CheckSetting, Facts
from bpmn.system.links import find_links, survey
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    collaboration,
    event,
    key,
    message,
    node,
    pool,
    process,
    task,
)

ABOUT = ("A04", "A06", "A12", "A13", "A14", "H04", "H07", "S01", "S02", "S03", "S04", "S05", "S06", "S07")


def findings(facts: Facts | None = None, **maps: str) -> list[Finding]:
    return [found for found in checked(a_system(facts, **maps)).findings if found.rule in ABOUT]


def rules(found: Sequence[Finding]) -> list[str]:
    return sorted(one.rule for one in found)


def accepting(finding: Finding) -> Facts:
    return Facts(
        accepted_findings=(AcceptedFinding(finding.rule, finding.elements, reason="so", author="I"),)
    )


def link(tag: str, identifier: str) -> str:
    return node(tag, identifier, "over", '<linkEventDefinition name="over"/>')


def jumping() -> dict[str, str]:
    """A path that is left in one process and goes on in another, with a step that nobody else leads to."""
    one = process("p", START, link("intermediateThrowEvent", "t"))
    nodes = (event("start", "s", None, None), task("a"), END, link("intermediateCatchEvent", "c"), task("b"))
    return {"one": bpmn(one), "two": bpmn(process("q", *nodes, flows=["s>a", "a>e", "c>b", "b>e"]))}


def waiting(*, behind: str = "") -> dict[str, str]:
    """A process that waits for a message of nobody before a step."""
    return {"one": bpmn(process("p", START, task("r", tag="receiveTask"), task("a", name="Go on"), END))}


def split(join: str, kind: str = "exclusive") -> dict[str, str]:
    nodes = (START, gate(kind, "f"), task("a"), task("b"), gate(join, "j"), task("c", name="Pack"), END)
    return {"one": bpmn(process("p", *nodes, flows=["s>f", "f>a", "f>b", "a>j", "b>j", "j>c", "c>e"]))}


def late() -> dict[str, str]:
    first = process("p", START, task("send", tag="sendTask"), END)
    timer = node("intermediateCatchEvent", "t", None, "<timerEventDefinition/>")
    nodes = (event("start", "s2", None, None), gate("eventBased", "g"), event("catch", "c"), timer)
    second = process("q", *nodes, flows=["s2>g", "g>c", "g>t"])
    parts = [pool("A", "A", "p"), pool("B", "B", "q"), message("m", "send>c")]
    return {"one": bpmn(collaboration(*parts), first, second)}


def carding() -> dict[str, str]:
    """A message to a step of the same process, which no flow leads to."""
    inside = process("p", START, task("plan"), END, task("build"), flows=["s>plan", "plan>e"])
    return {"one": bpmn(collaboration(pool("P", "P", "p"), message("m", "plan>build")), inside)}


def racing() -> dict[str, str]:
    """A message that starts a process and is awaited in it once more."""
    sending = process("p", START, event("end", "sent", "Complaint"), name="Use")
    nodes = (event("start", "first", "Complaint"), event("catch", "again", "Complaint"), END)
    return {"one": bpmn(sending), "two": bpmn(process("q", *nodes, name="Help"))}


CASES = {
    "a step behind a jump": ("A13", "S04", jumping()),
    "a step that only a message within its process leads to": ("A14", "S04", carding()),
    "a message that starts a case or goes on with one": ("A12", "S02", racing()),
    "a wait for a message of nobody": ("A04", "S02", waiting()),
    "a step behind a join that never happens": ("S02", "S04", split("parallel")),
    "an end of a case that is there twice": ("S01", "S07", split("exclusive", "parallel")),
    "a message that comes too late": ("H07", "S06", late()),
}


@pytest.mark.parametrize(("cause", "effect", "maps"), CASES.values(), ids=CASES)
def test_a_consequence_is_no_finding_of_its_own(cause: str, effect: str, maps: dict[str, str]):
    assert rules(findings(**maps)) == [cause]


@pytest.mark.parametrize(("cause", "effect", "maps"), CASES.values(), ids=CASES)
def test_it_is_one_when_its_cause_is_accepted(cause: str, effect: str, maps: dict[str, str]):
    (found,) = findings(**maps)

    assert effect in rules(findings(accepting(found), **maps))


@pytest.mark.parametrize(("cause", "effect", "maps"), CASES.values(), ids=CASES)
def test_it_is_one_when_the_check_of_its_cause_is_off(cause: str, effect: str, maps: dict[str, str]):
    facts = Facts(check_settings=(CheckSetting(cause, off=True),))

    assert effect in rules(findings(facts, **maps))


def test_the_cause_tells_what_follows_from_it():
    told = [str(found.message) for found in findings(**jumping())]

    assert told[0].endswith("What follows from it: No case ever comes to “b”.")


def test_a_step_behind_a_stuck_case_is_told_with_it():
    (found,) = findings(**split("parallel"))

    assert "No case ever comes to “Pack”." in str(found.message)


def test_a_fault_behind_a_break_does_not_wait_until_that_is_mended():
    nodes = (START, task("r", tag="receiveTask"), gate("exclusive", "f"), task("a"), task("b"))
    flows = ["s>r", "r>f", "f>a", "f>b", "a>j", "b>j", "j>e"]
    text = bpmn(process("p", *nodes, gate("parallel", "j"), END, flows=flows))

    assert rules(findings(one=text)) == ["A04", "S02"]


def test_a_process_that_another_never_calls_tells_of_the_break_before():
    first = process("p", START, task("r", tag="receiveTask"), task("send", tag="sendTask"), END)
    second = process("q", event("start", "hear"), task("w"))
    parts = [pool("A", "A", "p"), pool("B", "B", "q"), message("m", "send>hear")]
    (found,) = findings(one=bpmn(collaboration(*parts), first, second))

    assert found.rule == "A04"
    assert "never begins" in str(found.message)


def test_in_a_map_by_itself_what_nobody_sends_comes_from_elsewhere():
    system = a_system(**waiting())
    system.is_folder = False

    assert [found.rule for found in checked(system).findings if found.rule in ABOUT] == []


def test_a_search_that_was_given_up_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr(report, "MOST_STATES", 1)
    maps = split("parallel", "parallel")
    told = said(
        "Not all situations were looked at. Not proven: no other error was found in {states} situations.",
        states=2,
    )

    assert checked(a_system(**maps)).notes == (told,)
    seen = overview(None, {f"{n}.bpmn": text.encode() for n, text in maps.items()}, Facts())
    assert seen.notes == (told,)


def test_only_what_has_to_do_with_a_break_is_searched_as_it_is():
    system = a_system(**waiting(), other=paths_that_meet_wrongly())
    seen = survey(system)
    links = find_links(system, seen)
    search = report.search_of(system, links, seen)
    asked = []

    def spied(assumed, about):
        asked.append((verdict := search(assumed, about), about))
        return verdict

    found = examine(Context(system, links, seen), search=spied).findings

    (mended, everything), (drawn, about) = asked
    assert everything is None
    assert about == {key("one.p")}
    assert drawn.fired < mended.fired
    assert {place.file for one in drawn.counter_examples for place in one.elements} == {"one.bpmn"}
    assert "S01" in rules(found)


def test_without_a_break_a_system_is_searched_once():
    system = a_system(other=paths_that_meet_wrongly())
    seen = survey(system)
    links = find_links(system, seen)
    search = report.search_of(system, links, seen)
    asked = []

    examine(Context(system, links, seen), search=lambda *some: asked.append(some) or search(*some))

    assert len(asked) == 1


def paths_that_meet_wrongly() -> str:
    """A split into two at once that meet as alternatives."""
    return split("exclusive", "parallel")["one"].replace('id="p"', 'id="r"')


def test_of_two_breaks_on_the_way_the_one_tells_that_is_enough():
    """A message beside a flow stops nobody; the wait behind it does."""
    nodes = (START, task("plan"), task("build"), event("catch", "wait", "Parts"), task("pack"), END)
    inside = process("p", *nodes, name="Build")
    text = bpmn(collaboration(pool("P", "P", "p"), message("m", "plan>build", "Card")), inside)
    other = bpmn(process("q", START, task("t"), END, name="Other"))

    told = {one.rule: str(one.message) for one in findings(one=text, two=other)}

    assert "What follows from it" in told["A04"]
    assert "What follows from it" not in told["A14"]
