"""Encodings, honest and lying."""

import codecs

import pytest

from bpmn.model.document import Document
from bpmn.xml.encoding import detect
from bpmn.xml.errors import UnreadableFile
from tests.bpmn.xml.maps import with_task, written_well


def declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>\n'


@pytest.mark.parametrize(
    ("name", "codec", "mark"),
    [
        ("UTF-8", "utf-8", b""),
        ("utf8", "utf-8", codecs.BOM_UTF8),
        ("UTF-8-SIG", "utf-8", b""),
        ("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
        ("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
        ("UTF-16LE", "utf-16-le", b""),
        ("UTF-32", "utf-32-le", codecs.BOM_UTF32_LE),
        ("ISO-8859-15", "iso8859-15", b""),
        ("windows-1252", "cp1252", b""),
        ("Shift_JIS", "shift_jis", b""),
        ("EUC-JP", "euc_jp", b""),
        ("GB18030", "gb18030", b""),
        ("KOI8-R", "koi8-r", b""),
        ("US-ASCII", "ascii", b""),
    ],
)
def test_a_renamed_task_is_the_only_change_in_any_encoding(name: str, codec: str, mark: bytes):
    data = mark + with_task("text", declared(name)).decode().encode(codec)
    document = Document.parse(data)

    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "Prüfen €")

    again = Document.parse(written_well(document))
    assert again.node("t").get("name") == "Prüfen €"
    assert document.to_bytes().startswith(mark + declared(name).encode(codec))
    with document.transaction("Back") as transaction:
        document.set_attribute(document.node("t"), "name", "Check")
    assert transaction.changes
    assert document.to_bytes() == data


@pytest.mark.parametrize(
    "name", ["UTF-7", "unicode_escape", "rot13", "hex", "idna", "punycode", "klingon", "UTF-16", "zlib"]
)
def test_encodings_that_are_none_or_lie_are_refused_by_name(name: str):
    with pytest.raises(UnreadableFile, match=name):
        Document.parse(with_task("", declared(name)))


def test_a_byte_order_mark_weighs_more_than_the_declaration():
    assert detect(codecs.BOM_UTF8 + declared("ISO-8859-1").encode(), "").codec == "utf-8"


def test_an_invalid_byte_is_named_by_line_and_column():
    data = with_task("a\nbc\xfc").decode().encode("latin-1")

    with pytest.raises(UnreadableFile) as caught:
        Document.parse(data, "x.bpmn")

    assert (caught.value.line, caught.value.column) == (4, 3)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xef\xbb\xbf", b"\0" * 64, b"<\0"])
def test_stumps_of_files_are_refused(data: bytes):
    with pytest.raises(UnreadableFile):
        Document.parse(data)


def test_a_doubled_byte_order_mark_is_kept_and_hides_nothing():
    data = codecs.BOM_UTF8 * 2 + with_task("", declared("UTF-8") + "<!-- c --><?pi?>")
    document = Document.parse(data)

    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "x")

    assert written_well(document) == data.replace(b"Check", b"x")
    with pytest.raises(UnreadableFile, match="entities"):
        Document.parse(codecs.BOM_UTF8 * 2 + with_task("", "<!DOCTYPE d [<!ENTITY a 'b'>]>"))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "latin-1"])
def test_after_the_change_to_utf8_places_still_fit(codec: str):
    name = "UTF-16" if "16" in codec else "ISO-8859-1"
    document = Document.parse(with_task("text", declared(name)).decode().encode(codec))

    with document.transaction("Rename") as transaction:
        document.set_attribute(document.node("t"), "name", "€")
    document.use_utf8()

    assert written_well(document) == with_task("text", declared("UTF-8")).replace(b"Check", "€".encode())
    transaction.undo()
    assert document.to_bytes() == with_task("text", declared("UTF-8"))


@pytest.mark.parametrize("name", ["UTF-16", "GBK", "ISO-8859-15", "x-no"])
def test_a_map_that_nobody_changed_yet_can_become_utf8(name: str):
    codec = {"UTF-16": "utf-16-le", "x-no": "utf-8"}.get(name, name)
    declaration = "" if name == "x-no" else declared(name)
    document = Document.parse(with_task("text", declaration).decode().encode(codec))

    document.use_utf8()

    assert document.to_bytes() == with_task("text", declared("UTF-8") if declaration else "")
    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "ü")
    assert "ü".encode() in written_well(document)
