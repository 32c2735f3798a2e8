"""Readable copies of files that are nearly XML."""

from bpmn.model.document import Document
from bpmn.xml.repair import repair
from tests.bpmn.xml.maps import with_task


def test_prefixes_that_nobody_declared_are_declared_one_after_the_other():
    data = with_task('<camunda:x zeebe:y="1"/><strange:z/>')

    repaired = repair(data)

    assert repaired is not None
    assert len(repaired.changes) == 3
    assert b'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"' in repaired.data
    assert Document.parse(repaired.data).to_bytes() == repaired.data


def test_bytes_of_windows_in_a_utf8_file_become_characters():
    data = with_task().replace(b"Check", b"Gr\xfc\xdfe") + b"<!-- \xc3\xbc -->"

    repaired = repair(data)

    assert repaired is not None
    assert Document.parse(repaired.data).node("t").get("name") == "Grüße"
    assert "<!-- ü -->".encode() in repaired.data


def test_a_readable_file_needs_no_copy():
    assert repair(with_task()) is None


def test_no_copy_is_guessed_for_broken_files():
    for data in (b"", with_task()[:-5], with_task("<a></b>"), with_task("&nbsp;"), b"PK\x03\x04"):
        assert repair(data) is None
