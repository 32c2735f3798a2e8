"""A folder of maps as one system."""

from pathlib import Path

from bpmn.model.document import Document
from bpmn.system.facts import Facts, PartyFact
from bpmn.system.system import System
from tests.bpmn.system.maps import bpmn, process, task

MAP = bpmn(process("p", task("t")))


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        place = folder / name.replace("__", "/").replace("_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def test_all_maps_of_a_folder_and_below_are_read(tmp_path: Path):
    folder = written(tmp_path, b_bpmn=MAP, a__c_bpmn=MAP, d_bpmn20_xml=MAP, e_xml=MAP)

    assert System.open(folder).files == ("a/c.bpmn", "b.bpmn", "d.bpmn20.xml", "e.xml")


def test_other_files_and_hidden_folders_are_left_out(tmp_path: Path):
    folder = written(tmp_path, a_bpmn=MAP, b_xml="<html/>", c_txt=MAP)
    written(folder / ".git", d_bpmn=MAP)

    assert System.open(folder).files == ("a.bpmn",)


def test_a_map_that_cannot_be_read_is_named_with_its_error(tmp_path: Path):
    system = System.open(written(tmp_path, a_bpmn=MAP, b_bpmn="<definitions"))

    assert system.files == ("a.bpmn",)
    assert "b.bpmn" in str(system.unreadable["b.bpmn"].message)


def test_what_is_on_the_screen_counts(tmp_path: Path):
    shown = Document.parse(bpmn(process("shown", task("t"))).encode())

    system = System.open(written(tmp_path, a_bpmn=MAP), {"a.bpmn": shown})

    assert system.document("a.bpmn") is shown


def test_a_single_map_is_a_system_without_a_folder(tmp_path: Path):
    folder = written(tmp_path, a_bpmn=MAP, b_bpmn=MAP)

    system = System.open(folder / "a.bpmn")

    assert (system.files, system.is_folder) == (("a.bpmn",), False)


def test_facts_that_cannot_be_read_leave_the_maps(tmp_path: Path):
    system = System.open(written(tmp_path, a_bpmn=MAP, system_json="no json"))

    assert system.facts == Facts()
    assert list(system.unreadable) == ["system.json"]


def test_given_facts_stand_for_those_of_the_folder(tmp_path: Path):
    facts = Facts(parties=(PartyFact("Customer"),))

    assert System.open(written(tmp_path, a_bpmn=MAP), facts=facts).facts is facts
