"""A folder of maps as one system."""

import os
import sys
from pathlib import Path

import pytest

from bpmn.model.document import Document
from bpmn.system.facts import Facts, PartyFact
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.system.maps import asked, bpmn, process, receiver, sender, task, told

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


# -- folders as they are ---------------------------------------------------------------------------


def test_a_link_that_leads_upwards_does_no_harm(tmp_path: Path):
    folder = written(tmp_path, a_bpmn=MAP, sub__b_bpmn=MAP)
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)

    assert System.open(folder).files == ("a.bpmn", "sub/b.bpmn")


def test_a_map_that_is_a_link_to_itself_or_to_nothing_is_told(tmp_path: Path):
    folder = written(tmp_path, a_bpmn=MAP)
    (folder / "loop.bpmn").symlink_to(folder / "loop.bpmn")
    (folder / "gone.bpmn").symlink_to(folder / "nowhere.bpmn")

    system = System.open(folder)

    assert system.files == ("a.bpmn",)
    assert list(system.unreadable) == ["gone.bpmn", "loop.bpmn"]


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = written(tmp_path, a_bpmn=MAP, secret__b_bpmn=MAP)
    scan = os.scandir

    def refuse(place: str) -> object:
        if Path(place).name == "secret":
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    system = System.open(folder)

    assert system.files == ("a.bpmn",)
    assert "secret" in str(system.unreadable["secret"].message)
    assert "Permission denied" in str(system.unreadable["secret"].message)


def test_a_map_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = written(tmp_path, a_bpmn=MAP, b_bpmn=MAP)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "b.bpmn":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    system = System.open(folder)

    assert system.files == ("a.bpmn",)
    assert "Permission denied" in str(system.unreadable["b.bpmn"].message)


@pytest.mark.parametrize(
    "name", ["an order.bpmn", "Bestellung für Ä & Ö.bpmn", "注文.bpmn", "a'b\"c.bpmn", "x.BPMN"]
)
def test_names_may_hold_what_a_file_system_allows(tmp_path: Path, name: str):
    (tmp_path / name).write_text(MAP, encoding="utf-8")

    assert System.open(tmp_path).files == (name,)


def test_names_that_differ_in_case_are_two_maps(tmp_path: Path):
    folder = written(tmp_path, order_bpmn=MAP)
    (folder / "Order.bpmn").write_text(MAP, encoding="utf-8")

    assert set(System.open(folder).files) == {p.name for p in folder.iterdir()}


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name is any bytes")
def test_a_name_that_is_no_text_is_told(tmp_path: Path):
    (tmp_path / os.fsdecode(b"bad\xff.bpmn")).write_text(MAP, encoding="utf-8")

    system = System.open(written(tmp_path, a_bpmn=MAP))

    assert system.files == ("a.bpmn",)
    assert "not written in UTF-8" in str(next(iter(system.unreadable.values())).message)


def test_more_maps_than_are_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bpmn.system.system.MOST", 2)

    system = System.open(written(tmp_path, a_bpmn=MAP, b_bpmn=MAP, c_bpmn=MAP, d_bpmn=MAP))

    assert system.files == ("a.bpmn", "b.bpmn")
    assert "only the first 2 maps" in str(system.unreadable["c.bpmn"].message)


def test_an_unreadable_map_leaves_the_links_of_the_others(tmp_path: Path):
    folder = written(tmp_path, one_bpmn=sender("Order"), two_bpmn=receiver("Order"), bad_bpmn="<definitions")

    assert told(find_links(System.open(folder))) == ["one.sent>two.order trigger M4"]


def test_two_copies_of_a_map_are_asked_about_and_never_guessed(tmp_path: Path):
    folder = written(
        tmp_path, one_bpmn=sender("Order"), two_bpmn=receiver("Order"), copy_bpmn=receiver("Order")
    )

    links = find_links(System.open(folder))

    assert told(links) == []
    assert asked(links)[0] == "one.sent? copy.order two.order"
