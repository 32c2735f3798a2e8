"""The eye clinic: its breaks are those promised, and the offered fixes lead to a system that is whole."""

from importlib.resources import files
from pathlib import Path

import pytest

from bpmn.analysis.soundness.soundness import soundness
from bpmn.base.finding import Finding
from bpmn.model.document import Document
from bpmn.queueing.analyse import analyse
from bpmn.report.checked import checked
from bpmn.report.mend import files_of, mend
from bpmn.system.links import find_links
from bpmn.system.system import System

CLINIC = Path(str(files("resources").joinpath("samples", "linden-eye-clinic")))
PROMISED = {"C02": "insurerSilent", "G01": "planShifts", "H03": "picturesSharp", "H06": "scanEye"}
HINTS = {"R01"}
"""True of every team that several processes share; nothing to mend in a map."""
ENOUGH = 10


class Clinic:
    """The sample while it is mended."""

    def __init__(self) -> None:
        self.maps = {p.name: Document.parse(p.read_bytes(), p.name) for p in sorted(CLINIC.glob("*.bpmn"))}
        self.facts = System.open(CLINIC).facts

    @property
    def system(self) -> System:
        return System(CLINIC, self.maps, facts=self.facts)

    def findings(self) -> list[Finding]:
        return [found for found in checked(self.system).findings if found.rule not in HINTS]

    def mend_first(self) -> None:
        (action, *_) = self.findings()[0].actions
        if action.asks is not None and not action.argument(action.asks[0]):
            action = action.answered(action.asks[0], "Head of ward")
        documents = {name: self.maps[name] for name in files_of([action])}
        self.facts = mend(documents, self.facts, [action])


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


@pytest.fixture
def mended(clinic: Clinic) -> Clinic:
    """All offered fixes, one after the other."""
    for _ in range(ENOUGH):
        if clinic.findings():
            clinic.mend_first()
    return clinic


def test_each_promised_break_is_found_once(clinic: Clinic):
    found = {finding.rule: {key.element for key in finding.elements} for finding in clinic.findings()}

    assert len(clinic.findings()) == len(PROMISED)
    assert all(element in found[rule] for rule, element in PROMISED.items())


def test_the_offered_fixes_leave_nothing_to_mend(mended: Clinic):
    assert mended.findings() == []


def test_after_the_fixes_every_case_can_always_finish(mended: Clinic):
    assert [verdict.scope for verdict in soundness(mended.system) if verdict.is_sound is not True] == []


def test_the_way_of_a_referral_goes_from_the_patient_to_the_patient(clinic: Clinic):
    system = clinic.system

    analysis = analyse(system, find_links(system))

    assert analysis.stable
    assert ("referralReceived", "sendHome") in {(c.start.element, c.end.element) for c in analysis.chains}


def test_every_map_keeps_its_bytes():
    for path in CLINIC.glob("*.bpmn"):
        assert Document.parse(path.read_bytes()).to_bytes() == path.read_bytes()
