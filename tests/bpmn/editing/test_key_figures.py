"""A key figure stands in the facts and is noted in the map of what it measures."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.editing.key_figures import put_kpi, remove_kpi
from bpmn.editing.system_edit import system_edit
from bpmn.model import EndEvent, Process, StartEvent
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import KpiFact
from bpmn.system.process_facts import facts_of
from tests.documents import simple_flow


@pytest.fixture
def document():
    return simple_flow("Start", "Check", "End")


@pytest.fixture
def journal():
    return FactJournal()


def key(document, kind):
    return ElementKey("a.bpmn", document.all(kind)[0].id)


def change(journal, document, act):
    with system_edit(journal, "Change key figure", {"a.bpmn": document}.__getitem__) as made:
        act(made)


def noted(document, kind):
    return facts_of(document.all(kind)[0]).kpis


def test_a_key_figure_is_added_and_undone_in_facts_and_map(document, journal):
    before = document.to_bytes()
    kpi = KpiFact("time", "Time", element=key(document, Process))

    change(journal, document, lambda made: put_kpi(made, kpi))

    assert journal.facts.kpis == (kpi,)
    assert noted(document, Process) == ("time",)
    journal.undo()
    assert (journal.facts.kpis, document.to_bytes()) == ((), before)


def test_the_note_moves_with_what_is_measured(document, journal):
    kpi = KpiFact("time", "Time", element=key(document, Process))
    change(journal, document, lambda made: put_kpi(made, kpi))
    other = replace(kpi, element=None, start=key(document, StartEvent), end=key(document, EndEvent))

    change(journal, document, lambda made: put_kpi(made, other))

    assert noted(document, Process) == ()
    assert noted(document, StartEvent) == ("time",)


def test_a_removed_key_figure_leaves_no_note(document, journal):
    kpi = KpiFact("time", "Time", element=key(document, Process))
    change(journal, document, lambda made: put_kpi(made, kpi))

    change(journal, document, lambda made: remove_kpi(made, kpi))

    assert journal.facts.kpis == ()
    assert b"extensionElements" not in document.to_bytes()


def test_a_key_figure_of_something_that_is_gone_can_be_changed(document, journal):
    gone = KpiFact("time", "Time", element=ElementKey("b.bpmn", "p"))
    change(journal, document, lambda made: put_kpi(made, gone))

    change(journal, document, lambda made: put_kpi(made, replace(gone, element=key(document, Process))))

    assert noted(document, Process) == ("time",)
