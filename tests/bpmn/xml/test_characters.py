"""Characters that XML cannot hold."""

import pytest

from bpmn.model.document import Document
from bpmn.xml.characters import writable
from tests.bpmn.xml.maps import with_task, written_well


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\vtwo", "one\ntwo"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\r\ftwo", "one\ntwo"),
        ("bell\a and nul\0", "bell and nul"),
        ("half \ud83d pair", "half  pair"),
        ("no character \uffff", "no character "),
        ("tab\tline\nreturn\r😀", "tab\tline\nreturn\r😀"),
    ],
)
def test_what_xml_cannot_hold_is_left_out_and_line_ends_stay_line_ends(pasted: str, kept: str):
    assert writable(pasted) == kept


def test_pasted_control_characters_do_not_break_a_name_a_text_or_a_new_element():
    document = Document.parse(with_task())
    task = document.node("t")

    with document.transaction("Paste"):
        document.set_attribute(task, "name", "a\vb\0")
        document.set_text(task, "c\x01d")
        document.insert(task, 0, document.create("{urn:x}new", {"k": "e\x02f"}, "g\x03h"))

    again = Document.parse(written_well(document)).node("t")
    assert (again.get("name"), again[0].get("k"), again[0].text) == ("a\nb", "ef", "gh")
