"""What a map holds by itself is found out once per state of the map."""

from pathlib import Path

import pytest

from bpmn.model import Process
from bpmn.model.document import Document
from bpmn.system import file_survey, surveys
from bpmn.system.links import find_links, join, survey
from bpmn.system.shelf import Shelf
from bpmn.system.surveys import SurveyCache
from bpmn.system.system import System
from tests.bpmn.system.maps import a_system, bpmn, key, process, receiver, sender, task, told

MAPS = {"one": sender("Order"), "two": receiver("Order")}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The maps that were looked through, in turn."""
    seen: list[str] = []

    def look(file: str, document: Document) -> file_survey.FileSurvey:
        seen.append(file)
        return file_survey.survey_file(file, document)

    monkeypatch.setattr(surveys, "survey_file", look)
    return seen


def test_links_are_made_from_surveys_alone():
    system = a_system(**MAPS)

    seen = survey(system)
    system.shelf = Shelf()

    assert told(join(seen, system.facts)) == ["one.sent>two.order trigger M4"]


def test_a_map_that_did_not_change_is_not_looked_through_again(looked: list[str]):
    system, cache = a_system(**MAPS), SurveyCache()

    survey(system, cache)
    survey(system, cache)

    assert looked == ["one.bpmn", "two.bpmn"]


def test_the_same_bytes_read_again_are_the_same_map(looked: list[str]):
    cache = SurveyCache()

    survey(a_system(**MAPS), cache)
    survey(a_system(**MAPS), cache)

    assert looked == ["one.bpmn", "two.bpmn"]


def test_only_the_map_that_was_edited_is_looked_through_again(looked: list[str]):
    system, cache = a_system(**MAPS), SurveyCache()
    survey(system, cache)
    document = system.document("two.bpmn")
    node = document.node("order")
    assert node is not None

    with document.transaction("Rename"):
        document.set_attribute(node, "name", "Invoice")
    seen = survey(system, cache)

    assert looked == ["one.bpmn", "two.bpmn", "two.bpmn"]
    assert told(find_links(system, seen)) == []


def test_a_map_that_is_gone_is_forgotten(looked: list[str]):
    cache = SurveyCache()
    both = a_system(**MAPS)
    survey(both, cache)

    survey(System(Path(), {"one.bpmn": both.document("one.bpmn")}), cache)
    survey(both, cache)

    assert looked == ["one.bpmn", "two.bpmn", "two.bpmn"]


@pytest.mark.parametrize("changed", ["one", "two", "three"])
def test_after_an_edit_every_id_is_where_it_is_looked_for_from_the_start(changed: str):
    maps = {name: bpmn(process("p", task("a"), task(name))) for name in ("one", "two", "three")}
    cache = SurveyCache()
    surveys.surveys(a_system(**maps), cache)
    for ids in (("new", "two"), ("a", changed), ("b", "new", "one")):
        maps[changed] = bpmn(process("p", *(task(identifier) for identifier in ids)))

        after = surveys.surveys(a_system(**maps), cache)

        afresh = surveys.surveys(a_system(**maps))
        held = {identifier: files for identifier, files in after.holding.items() if files}
        assert held == afresh.holding


def test_the_first_element_with_an_id_counts():
    system = a_system(one=bpmn(process("p", task("twice", "First"), task("t")), process("twice", task("u"))))

    found = surveys.surveys(system)

    assert found.name(key("one.twice")) == "First"
    assert not issubclass(found.kind(key("one.twice")), Process)
