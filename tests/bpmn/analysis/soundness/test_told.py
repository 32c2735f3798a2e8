"""What the search finds stands in the list of findings, each under its rule, and nothing in what is right."""

import pytest

from bpmn.analysis.check import ALL_RULES, check, examine
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Rule, page
from bpmn.analysis.soundness.soundness import soundness, together
from bpmn.analysis.soundness.told import stuck, unsound
from bpmn.analysis.soundness_rules import RULES
from bpmn.base.finding import Finding
from bpmn.system.links import find_links, survey
from tests.bpmn.semantics.models import END, START, boundary, gate
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task

IDS = [rule.id for rule in RULES]


def found(text: str, **others: str) -> list[Finding]:
    """The findings of the search in a map, with others beside it."""
    system = a_system(one=text, **others)
    seen = survey(system)
    links = find_links(system, seen)
    context = Context(system, links, seen)
    return list(
        examine(
            context,
            search=lambda some, about: together(system, links, seen=seen, assumed=some, about=about),
        ).findings
    )


def one(*nodes: str, flows: str) -> str:
    return bpmn(process("p", *nodes, flows=flows.split()))


def two(first: str, second: str, *flows: str) -> str:
    parts = [pool("A", "A", "p"), pool("B", "B", "q")]
    return bpmn(
        collaboration(*parts, *(message(f"m{i}", flow) for i, flow in enumerate(flows))), first, second
    )


def paths(split: str, join: str) -> str:
    nodes = (START, gate(split, "f"), task("a"), task("b"), gate(join, "j"), task("c"), END)
    return one(*nodes, flows="s>f f>a f>b a>j b>j j>c c>e")


def circle(*, exit_: bool) -> str:
    nodes = (START, gate("exclusive", "x"), task("a"), gate("exclusive", "y"), END)
    return one(*nodes, flows="s>x x>a a>y y>x" + (" y>e" if exit_ else ""))


def loose(*, joined: bool) -> str:
    return one(START, task("a"), task("b"), END, flows="s>a a>b b>e" if joined else "s>a a>e b>e")


def starting(*, reached: bool) -> str:
    first = process(
        "p",
        START,
        task("a"),
        task("send", tag="sendTask"),
        END,
        flows=("s>a a>send send>e" if reached else "s>a a>e send>e").split(),
    )
    return two(first, process("q", event("start", "c"), task("w")), "send>c")


def passed_over(*, reads: bool) -> str:
    """A process that may go on without reading what it is sent."""
    first = process("p", START, task("send", tag="sendTask"), END)
    nodes = [event("start", "s2", None, None), gate("exclusive", "x"), event("catch", "c"), task("w")]
    flows = "s2>x x>c c>w" if reads else "s2>x x>c x>w c>w"
    return two(first, process("q", *nodes, flows=flows.split()), "send>c")


def reminder(*, own_end: bool) -> str:
    beside = boundary("b", "a", "timer", interrupting=False)
    nodes = (START, task("a"), END, event("end", "e2", None, None), beside)
    return one(*nodes, flows="s>a a>e b>e2" if own_end else "s>a a>e b>e")


WRONG = {
    "S01": paths("parallel", "exclusive"),
    "S02": paths("exclusive", "parallel"),
    "S03": circle(exit_=False),
    "S04": loose(joined=False),
    "S05": starting(reached=False),
    "S06": passed_over(reads=False),
    "S07": reminder(own_end=False),
}
RIGHT = {
    "S01": paths("parallel", "parallel"),
    "S02": paths("exclusive", "exclusive"),
    "S03": circle(exit_=True),
    "S04": loose(joined=True),
    "S05": starting(reached=True),
    "S06": passed_over(reads=True),
    "S07": reminder(own_end=True),
}


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_finds_its_wrong_example_once(rule: str):
    findings = [finding for finding in found(WRONG[rule]) if finding.rule == rule]

    assert len(findings) == 1
    assert findings[0].elements


@pytest.mark.parametrize("rule", IDS)
def test_the_search_is_content_with_what_is_right(rule: str):
    assert [finding.rule for finding in found(RIGHT[rule]) if finding.rule.startswith("S")] == []


@pytest.mark.parametrize("rule", IDS)
def test_a_finding_names_elements_that_exist(rule: str):
    system = a_system(one=WRONG[rule])

    assert all(
        system.document(e.file).node(e.element) is not None for f in found(WRONG[rule]) for e in f.elements
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_page_with_its_title(rule: Rule):
    text = page(rule.id)

    assert text.startswith(f"# {rule.id} · {rule.title}\n")
    assert all(
        f"\n## {part}\n" in text for part in ("What it finds", "Why the whole suffers", "How to mend it")
    )


def test_without_a_search_nothing_is_said():
    assert check(a_system(one=WRONG["S01"]), rules=RULES) == []


def test_the_rules_are_carried_out_with_all_others():
    assert {rule.id for rule in RULES} <= {rule.id for rule in ALL_RULES}


def test_processes_that_wait_for_each_other_are_told_as_such():
    first = process("p", START, task("ar", tag="receiveTask"), task("as", tag="sendTask"), END)
    second = process(
        "q", event("start", "s2", None, None), task("br", tag="receiveTask"), task("bs", tag="sendTask")
    )
    verdict = soundness(a_system(one=two(first, second, "as>br", "bs>ar")))[-1]

    (told,) = stuck(verdict) or ()
    assert {key.element for key in told.elements} == {"ar", "br"}
    assert [str(step) for step in told.steps]
    assert "S02" not in {one.rule for one in unsound(verdict)}


def test_who_waits_for_a_message_of_nobody_is_not_told_twice():
    text = one(START, task("r", tag="receiveTask"), END, flows="s>r r>e")

    assert [finding.rule for finding in found(text) if finding.rule in ("A04", "S02")] == ["A04"]


def test_a_process_that_only_starts_itself_is_not_told_twice():
    signal = '<signalEventDefinition signalRef="again"/>'
    nodes = (node("startEvent", "s", "Again", signal), task("w"), node("endEvent", "e", "Again", signal))
    text = bpmn('<signal id="again" name="Again"/>', process("p", *nodes))

    assert [
        f.rule for f in found(text, other=paths("exclusive", "exclusive")) if f.rule in ("A06", "S05")
    ] == ["A06"]
