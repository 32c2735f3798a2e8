"""The sample system breaks each rule once, and its list of fixes mends it."""

import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bpmn.base.element_key import ElementKey
from bpmn.base.finding import Finding
from bpmn.base.fix import FixAction, FixKind
from bpmn.model import BPMNEdge, BPMNShape, FlowElement, MessageFlow, Participant, SequenceFlow
from bpmn.model.document import Document
from bpmn.notation.metrics import text_width
from bpmn.queueing.analyse import analyse
from bpmn.report.checked import checked
from bpmn.report.mend import mend
from bpmn.system import store
from bpmn.system.facts import AcceptedFinding, Role
from bpmn.system.landscape_map import landscape_map
from bpmn.system.links import find_links
from bpmn.system.system import System

SAMPLE = Path(str(files("resources").joinpath("samples", "larkfield-telescopes")))
FIXES = json.loads((SAMPLE / "fixes.json").read_text(encoding="utf-8"))["fixes"]
MAPS = sorted(path.name for path in SAMPLE.glob("*.bpmn"))


def mended(fixes: list[dict]) -> System:
    """The sample after some of its fixes."""
    names = [*MAPS, store.NAME]
    texts = {name: (SAMPLE / name).read_text(encoding="utf-8") for name in names}
    for fix in fixes:
        for edit in fix["edits"]:
            assert texts[edit["file"]].count(edit["find"]) == 1
            texts[edit["file"]] = texts[edit["file"]].replace(edit["find"], edit["replace"])
    facts = store.parse(texts.pop(store.NAME).encode())
    documents = {name: Document.parse(text.encode(), name) for name, text in texts.items()}
    for fix in fixes:
        facts = mend(documents, facts, [_action(one) for one in fix.get("actions", ())])
        if "accept" in fix:
            words = {name: fix["accept"][name] for name in ("reason", "author")}
            accepted = AcceptedFinding(fix["rule"], _keys(fix["accept"]), **words)
            facts = replace(facts, accepted_findings=(*facts.accepted_findings, accepted))
    return System(SAMPLE, documents, facts=facts)


def _action(raw: dict) -> FixAction:
    return FixAction(FixKind(raw["kind"]), _keys(raw), tuple(raw["arguments"].items()))


def _keys(raw: dict) -> tuple[ElementKey, ...]:
    return tuple(ElementKey(key["file"], key["element"]) for key in raw["elements"])


def check(system: System) -> list[Finding]:
    return list(checked(system).findings)


def counted(system: System) -> Counter[str]:
    return Counter(finding.rule for finding in check(system))


def test_each_promised_finding_is_there_exactly_once():
    promised = Counter((fix["rule"], fix["file"], fix["element"]) for fix in FIXES)

    found = [(f.rule, {(f.rule, e.file, e.element) for e in f.elements}) for f in check(System.open(SAMPLE))]

    assert sorted(rule for rule, _ in found) == sorted(rule for rule, _, _ in promised.elements())
    assert all(len(places & set(promised)) == 1 for _, places in found)


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: f"{fix['rule']} {fix['element']}")
def test_a_fix_removes_its_finding_and_no_other(fix: dict):
    before = counted(System.open(SAMPLE))

    after = counted(mended([fix]))

    assert before - after == Counter([fix["rule"]])
    assert after - before == Counter()


def test_all_fixes_together_leave_nothing():
    assert check(mended(FIXES)) == []


def test_the_list_of_fixes_for_people_names_the_same():
    text = (SAMPLE / "fixes.md").read_text(encoding="utf-8")

    assert all(f"**{fix['rule']}**" in text and fix["do"] in text for fix in FIXES)


def test_the_roles_of_the_parties_are_known():
    roles = {party.name: party.role for party in find_links(System.open(SAMPLE)).parties}

    assert roles == {
        "Customer": Role.CUSTOMER,
        "Ridge Glassworks": Role.SUPPLIER,
        "Swift Freight": Role.PARTNER,
        "Bureau of Standards": Role.AUTHORITY,
    }


@pytest.mark.parametrize("fixes", [[], FIXES], ids=["as it stands", "mended"])
def test_every_team_has_room(fixes: list[dict]):
    system = mended(fixes)

    analysis = analyse(system, find_links(system))

    assert analysis.stable
    assert all(team.utilisation < 0.9 for team in analysis.resources)


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("fixes", [[], FIXES], ids=["as it stands", "mended"])
def test_everything_is_drawn_once(name: str, fixes: list[dict]):
    document = mended(fixes).document(name)
    elements = [*document.all(FlowElement), *document.all(Participant), *document.all(MessageFlow)]

    drawn = Counter(d.node.get("bpmnElement") for d in [*document.all(BPMNShape), *document.all(BPMNEdge)])

    assert {element.id: drawn[element.id] for element in elements} == dict.fromkeys(
        (e.id for e in elements), 1
    )


@pytest.mark.parametrize("name", MAPS)
def test_lines_start_and_end_at_what_they_join(name: str):
    document = mended([]).document(name)
    shapes = {s.node.get("bpmnElement"): s.bounds for s in document.all(BPMNShape)}

    for edge in document.all(BPMNEdge):
        flow = edge.bpmn_element
        if isinstance(flow, SequenceFlow | MessageFlow):
            ends = (flow.source_ref, flow.target_ref)
            for end, point in zip(ends, (edge.waypoints[0], edge.waypoints[-1]), strict=True):
                assert shapes[end.id].grown(0.1).contains(point), flow.id


@pytest.mark.parametrize("name", MAPS)
def test_names_fit_into_their_places(name: str):
    document = mended([]).document(name)

    for shape in document.all(BPMNShape):
        if shape.label is not None and shape.label.bounds is not None:
            words = shape.bpmn_element.node.get("name").split()
            assert max(text_width(word, 11) for word in words) <= shape.label.bounds.width


def test_an_overview_map_beside_the_others_changes_no_finding():
    system = System.open(SAMPLE)
    overview = Document.parse(landscape_map(system).data, "landscape.bpmn")

    beside = System.open(SAMPLE, {"landscape.bpmn": overview})

    assert check(beside) == check(system)
