"""A click that is offered for a finding of the sample ends or eases it, and breaks nothing else."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import FixAction
from bpmn.model.document import Document
from bpmn.report.checked import checked
from bpmn.report.mend import files_of, mend
from bpmn.system.system import System

SAMPLE = Path(str(files("resources").joinpath("samples", "larkfield-telescopes")))
SEVERAL = {"A02"}
"""Needs more than one answer: what goes to two processes is settled by both."""

Identity = tuple[str, tuple[ElementKey, ...]]


def identity(finding: Finding) -> Identity:
    return finding.rule, finding.elements


def found(maps: dict[str, Document] | None = None, facts=None) -> dict[Identity, Finding]:
    system = System.open(SAMPLE) if maps is None else System(SAMPLE, maps, facts=facts)
    return {identity(one): one for one in checked(system).findings}


def after(action: FixAction) -> dict[Identity, Finding]:
    maps = {p.name: Document.parse(p.read_bytes(), p.name) for p in sorted(SAMPLE.glob("*.bpmn"))}
    if action.asks is not None and not action.argument(action.asks[0]):
        action = action.answered(action.asks[0], "Somebody")
    facts = mend({name: maps[name] for name in files_of([action])}, System.open(SAMPLE).facts, [action])
    return found(maps, facts)


def assert_helps(before: dict[Identity, Finding], finding: Finding, action: FixAction) -> None:
    now = after(action)
    left = now.get(identity(finding))
    assert left is None or left.severity.rank > finding.severity.rank
    errors = {key for key, one in now.items() if one.severity is Severity.ERROR}
    assert errors <= set(before)


def offered(findings: dict[Identity, Finding]) -> Iterator[tuple[Finding, FixAction]]:
    for finding in findings.values():
        for action in finding.actions:
            yield finding, action


def test_everything_that_is_offered_helps():
    before = found()
    for finding, action in offered(before):
        if finding.rule not in SEVERAL:
            assert_helps(before, finding, action)
