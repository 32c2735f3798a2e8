"""What is found after an edit with all that is remembered is what would be found from the start."""

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bpmn.analysis.check import CheckCache, Examined, examine
from bpmn.analysis.context import Context
from bpmn.model.document import Document
from bpmn.system.links import find_links, survey
from bpmn.system.surveys import SurveyCache
from bpmn.system.system import System
from tests.benchmarks.links_and_checks import a_map
from tests.bpmn.analysis import governance_examples
from tests.bpmn.analysis.examples import FACTS_WRONG, WRONG
from tests.bpmn.system.maps import a_system

MAPS, EDITS = 8, 12
NAME = re.compile(r'name="([^"]+)"')
FLOW = re.compile(r'<bpmn:sequenceFlow id="flow\d+" sourceRef="(\w+)" targetRef="(\w+)"/>')
REF = re.compile(r"<bpmn:flowNodeRef>\w+</bpmn:flowNodeRef>")
GATE = re.compile(r'<bpmn:exclusiveGateway id="step(\d+)"')
STEP = re.compile(r'<bpmn:userTask id="step\d+"')


def renamed(text: str, random: Random, words: list[str]) -> str:
    """One name becomes that of something else in the system, or none."""
    at = random.choice(list(NAME.finditer(text)))
    return text[: at.start(1)] + random.choice([*words, ""]) + text[at.end(1) :]


def without_a_flow(text: str, random: Random, words: list[str]) -> str:
    """A step loses what leads to it."""
    at = random.choice(list(FLOW.finditer(text)))
    return text[: at.start()] + text[at.end() :]


def turned(text: str, random: Random, words: list[str]) -> str:
    """A flow goes back, so that cases can go round."""
    at = random.choice(list(FLOW.finditer(text)))
    back = f'<bpmn:sequenceFlow id="back{random.randrange(10**6)}" sourceRef="{at[2]}" targetRef="{at[1]}"/>'
    return text[: at.end()] + back + text[at.end() :]


def of_another_kind(text: str, random: Random, words: list[str]) -> str:
    """A step becomes one that is nobody's work any more."""
    steps = list(STEP.finditer(text))
    if not steps:
        return text
    at = random.choice(steps)
    end = text.index("</bpmn:userTask>", at.start())
    kind = random.choice(("receiveTask", "sendTask", "manualTask"))
    body = text[at.start() : end].replace("userTask", kind, 1)
    return text[: at.start()] + body + f"</bpmn:{kind}>" + text[end + len("</bpmn:userTask>") :]


def called_otherwise(text: str, random: Random, words: list[str]) -> str:
    """Every call goes to another process, or nowhere."""
    return re.sub(r'calledElement="\w+"', f'calledElement="process{random.randrange(MAPS + 2)}"', text)


def in_other_lanes(text: str, random: Random, words: list[str]) -> str:
    """Every step goes to a lane by chance, so that some go to and fro."""
    refs = REF.findall(text)
    random.shuffle(refs)
    return REF.sub(lambda _: refs.pop(), text)


def decided_back(text: str, random: Random, words: list[str]) -> str:
    """After a decision a case can go back to an earlier step."""
    decisions = [int(at) for at in GATE.findall(text)]
    if not decisions:
        return text
    at = random.choice(decisions)
    ends = f'sourceRef="step{at}" targetRef="step{random.randrange(at + 1)}"'
    back = f'<bpmn:sequenceFlow id="again{random.randrange(10**6)}" {ends}/>'
    return text.replace("</bpmn:process>", f"{back}</bpmn:process>")


CHANGES = (renamed, without_a_flow, turned, of_another_kind, called_otherwise, in_other_lanes, decided_back)


def examined(system: System, cache: SurveyCache | None, known: CheckCache | None) -> Examined:
    seen = survey(system, cache)
    return examine(Context(system, find_links(system, seen), seen), cache=known)


@pytest.mark.parametrize("seed", range(4))
def test_findings_after_any_edits_are_those_from_the_start(seed: int):
    random = Random(seed)
    texts = {f"area{number}.bpmn": a_map(number, MAPS) for number in range(MAPS)}
    words = sorted({found for text in texts.values() for found in NAME.findall(text)})
    documents = {name: Document.parse(text.encode(), name) for name, text in texts.items()}
    cache = SurveyCache()
    known = examined(System(Path(), documents), cache, None)
    for _ in range(EDITS):
        name = random.choice(sorted(texts))
        texts[name] = random.choice(CHANGES)(texts[name], random, words)
        documents = {**documents, name: Document.parse(texts[name].encode(), name)}

        known = examined(System(Path(), documents), cache, known.cache)

        afresh = {one: Document.parse(text.encode(), one) for one, text in texts.items()}
        assert replace(known, ran=()) == replace(examined(System(Path(), afresh), None, None), ran=())


EXAMPLES = {
    **{rule: (maps, FACTS_WRONG.get(rule), None) for rule, maps in WRONG.items()},
    **governance_examples.WRONG,
}
PLAIN = re.compile(
    r'(<(?:\w+:)?(?:task|(?:user|manual|service|script|businessRule)Task)\b[^<>]*?)(?: name="([^"]*)")?(/?>)'
)


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_findings_after_plain_steps_got_other_names_are_those_from_the_start(rule: str):
    maps, facts, results = EXAMPLES[rule]
    before = Context(a_system(facts, **maps), results=results)
    known = examine(before).cache
    for name in (r"Approve \2", ""):
        renamed = {file: PLAIN.sub(rf'\1 name="{name}"\3', text) for file, text in maps.items()}

        after = examine(Context(a_system(facts, **renamed), results=results), cache=known)

        fresh = examine(Context(a_system(facts, **renamed), results=results))
        assert replace(after, ran=(), cache=CheckCache()) == replace(fresh, ran=(), cache=CheckCache())
