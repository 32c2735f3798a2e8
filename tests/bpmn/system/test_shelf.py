"""Of many maps only some stay parsed, and nobody notices."""

from functools import cache

import pytest

from bpmn.editing.rename import rename
from bpmn.system.shelf import Shelf
from bpmn.xml.errors import UnreadableFile
from tests.documents import named, simple_flow

NAMES = ("a", "b", "c")


@cache
def texts() -> dict[str, bytes]:
    return {name: simple_flow(f"Do {name}").to_bytes() for name in NAMES}


def a_shelf(room: int, before: Shelf | None = None, **changed: bytes) -> Shelf:
    shelf = Shelf(room=room)
    for name, data in {**texts(), **changed}.items():
        shelf.read(name, data, before)
    return shelf


def parsed(shelf: Shelf) -> list[str]:
    return list(shelf._parsed)


def test_only_the_maps_asked_for_last_stay_parsed():
    shelf = a_shelf(room=2)

    _ = shelf["a"]

    assert parsed(shelf) == ["c", "a"]


def test_a_map_that_was_put_away_says_what_it_said():
    shelf = a_shelf(room=1)

    assert {name: shelf[name].to_bytes() for name in NAMES} == texts()


def test_the_bytes_of_a_map_are_told_without_parsing_it():
    shelf = a_shelf(room=1)

    found = {name: shelf.data(name) for name in NAMES}

    assert found == texts()
    assert parsed(shelf) == ["c"]


def test_a_map_that_was_changed_is_never_put_away():
    shelf = a_shelf(room=1)
    changed = shelf["a"]
    rename(changed, named(changed, "Do a"), "Undo")

    _ = shelf["b"], shelf["c"]

    assert shelf["a"] is changed
    assert shelf.mark("a") == ""


def test_an_open_map_stays_the_very_same_document():
    document = simple_flow("Write")
    shelf = Shelf({"open": document}, room=1)
    for name, data in texts().items():
        shelf.read(name, data)

    assert shelf["open"] is document
    assert sorted(shelf) == ["a", "b", "c", "open"]


def test_what_was_known_with_the_same_bytes_is_not_parsed_again():
    before = a_shelf(room=3)

    after = a_shelf(3, before, b=simple_flow("Other").to_bytes())

    assert after["a"] is before["a"]
    assert after["b"] is not before["b"]


def test_what_was_put_away_stays_put_away():
    after = a_shelf(3, a_shelf(room=1))

    assert parsed(after) == ["c"]
    assert after.data("a") == texts()["a"]


def test_what_is_no_map_is_refused_and_not_held():
    shelf = Shelf()

    with pytest.raises(UnreadableFile):
        shelf.read("broken", b"<definitions")

    assert "broken" not in shelf
