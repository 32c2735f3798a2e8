"""The file contract, point by point: what open, edit, undo and save promise."""

import csv
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bpmn.model.document import Document
from bpmn.xml import file, names, writer
from bpmn.xml.errors import ChangedOutside, EncodingLoss, NotSaved, UnreadableFile
from bpmn.xml.repair import repair
from tests.corpus import corpus_files, corpus_folder

DI = (
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)
MAP = f"""<?xml version='1.0' encoding='UTF-8'?>
<!-- kept -->
<b:definitions xmlns:b="{names.MODEL}"
    {DI} xmlns:v="urn:vendor" xmlns:v2="urn:vendor" id='d' targetNamespace="urn:t">
  <b:process  id="p">
    <b:extensionElements><v:x a='1'   b="2"/><![CDATA[raw & kept]]></b:extensionElements>
    <b:startEvent id="s" name="Order &#10;arrives" v:colour="red" v2:shade='dark'/>
    <b:userTask id="t"
        name='Check "it"'  />
    <b:scriptTask id="sc"><b:script><![CDATA[if (a < b) {{ run(); }}]]></b:script></b:scriptTask>
    <b:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
  </b:process>
</b:definitions>
<!-- after -->
""".encode()


@pytest.fixture
def document() -> Document:
    return Document.parse(MAP, "map.bpmn")


def changed_lines(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    old, new = before.splitlines(), after.splitlines()
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def expectations() -> dict[str, str]:
    result = {}
    for kind in ("synthetic", "hostile"):
        with (corpus_folder() / kind / "expect.tsv").open(encoding="utf-8") as table:
            for row in csv.DictReader(table, delimiter="\t"):
                result[f"{kind}/{row['file']}"] = row["expect"]
    return result


# -- 1: open and save, refusals ------------------------------------------------------------------


@pytest.mark.parametrize("path", corpus_files(), ids=str)
def test_1_every_well_formed_map_of_the_corpus_keeps_its_bytes(path: str):
    data = (corpus_folder() / path).read_bytes()
    expected = expectations().get(path)

    try:
        document = Document.parse(data, path)
    except UnreadableFile:
        assert expected != "ok"
        return

    assert expected != "reject"
    assert document.to_bytes() == data
    with document.transaction("touch all") as transaction:
        for node in document.root.iter():
            if isinstance(node.tag, str):
                document.set_attribute(node, "touched", "1")
    assert document.difference(document.to_bytes()) is None
    transaction.undo()
    assert document.to_bytes() == data


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"<html><body>", "web page"),
        (b'{"a": 1}', "JSON"),
        (b"<a/>", "definitions"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "klingon"),
        (b"<?xml version='1.0' encoding='UTF-7'?><a/>", "UTF-7"),
    ],
)
def test_1_other_formats_are_refused_in_a_sentence(data: bytes, word: str):
    with pytest.raises(UnreadableFile, match=word):
        Document.parse(data, "x.bpmn")


def test_1_a_malformed_file_names_file_line_and_column():
    data = MAP.replace(b"</b:process>", b"</b:proces>")

    with pytest.raises(UnreadableFile) as caught:
        Document.parse(data, "orders.bpmn")

    assert (caught.value.file, caught.value.line) == ("orders.bpmn", 12)
    assert "orders.bpmn, line 12, column" in str(caught.value)


def test_1_a_repaired_copy_is_offered_for_undeclared_prefixes_and_leading_blanks():
    data = b"\n" + MAP.replace(b' xmlns:v2="urn:vendor"', b"")

    repaired = repair(data, "x.bpmn")

    assert repaired is not None
    assert len(repaired.changes) == 2
    assert Document.parse(repaired.data).to_bytes() == repaired.data


def test_1_no_repair_is_offered_for_a_truncated_file():
    assert repair(MAP[:-60], "x.bpmn") is None


# -- 2: one changed attribute --------------------------------------------------------------------


def test_2_only_the_bytes_of_the_changed_attribute_differ(document: Document):
    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "A 'b' & <c>")

    expected = MAP.replace(b"""'Check "it"'""", b"'A &apos;b&apos; &amp; &lt;c&gt;'")
    assert document.to_bytes() == expected


def test_2_a_new_attribute_is_appended_and_the_rest_of_the_tag_stays(document: Document):
    with document.transaction("Set"):
        document.set_attribute(document.node("s"), "isInterrupting", "false")

    assert changed_lines(MAP, document.to_bytes()) == [
        (
            b"""    <b:startEvent id="s" name="Order &#10;arrives" v:colour="red" v2:shade='dark'/>""",
            b"""    <b:startEvent id="s" name="Order &#10;arrives" v:colour="red" v2:shade='dark' isInterrupting="false"/>""",
        )
    ]


def test_2_a_removed_attribute_takes_only_itself_away(document: Document):
    with document.transaction("Unset"):
        document.set_attribute(document.node("s"), "name", None)

    assert document.to_bytes() == MAP.replace(b' name="Order &#10;arrives"', b"")


def test_2_line_breaks_and_tabs_in_a_value_become_references(document: Document):
    with document.transaction("Rename"):
        document.set_attribute(document.node("s"), "name", "a\nb\tc\rd")

    assert b'name="a&#10;b&#9;c&#13;d"' in document.to_bytes()


# -- 3: six reversible changes -------------------------------------------------------------------


def every_change(document: Document) -> None:
    process = document.node("p")
    task = document.create(names.model("task"), {"id": "n"})
    document.set_attribute(document.node("t"), "name", "x")
    document.set_text(document.node("sc")[0], "new ]]> script")
    document.set_tail(document.node("t"), "\n\n    ")
    document.insert(process, 2, task)
    document.remove(document.node("f1"))
    document.declare_namespace("bpsim", names.BPSIM)


def test_3_undo_of_all_six_changes_brings_the_bytes_back_and_redo_the_result(document: Document):
    with document.transaction("All") as transaction:
        every_change(document)
    result = document.to_bytes()

    transaction.undo()
    assert document.to_bytes() == MAP
    transaction.redo()
    assert document.to_bytes() == result
    assert document.difference(result) is None


def test_3_a_namespace_is_declared_on_the_root_once(document: Document):
    with document.transaction("Declare"):
        first = document.declare_namespace("bpsim", names.BPSIM)
        second = document.declare_namespace("other", names.BPSIM)

    assert first == second == "bpsim"
    assert document.to_bytes() == MAP.replace(
        b'targetNamespace="urn:t">',
        b'targetNamespace="urn:t" xmlns:bpsim="http://www.bpsim.org/schemas/2.0">',
    )


def test_3_a_taken_prefix_is_not_bound_again(document: Document):
    with document.transaction("Declare"):
        assert document.declare_namespace("v", "urn:mine") == "v2" or document.declare_namespace(
            "v", "urn:mine"
        ).startswith("v")

    assert document.difference(document.to_bytes()) is None


def test_3_an_exception_takes_the_whole_transaction_back(document: Document):
    with pytest.raises(ZeroDivisionError), document.transaction("Fail"):
        every_change(document)
        raise ZeroDivisionError

    assert document.to_bytes() == MAP


def test_3_what_a_failed_inner_transaction_did_is_taken_back_alone(document: Document):
    with document.transaction("Outer"):
        document.set_attribute(document.node("t"), "name", "outer")
        with pytest.raises(ZeroDivisionError), document.transaction("Inner"):
            document.set_attribute(document.node("s"), "name", "inner")
            raise ZeroDivisionError

    assert document.to_bytes() == MAP.replace(b"""'Check "it"'""", b"'outer'")


def test_3_changes_outside_a_transaction_are_refused(document: Document):
    with pytest.raises(RuntimeError):
        document.set_attribute(document.node("t"), "name", "x")


# -- 4: namespaces -------------------------------------------------------------------------------

INNER = f"""<definitions xmlns="{names.MODEL}" xmlns:x="urn:one" targetNamespace="urn:t">
  <process id="a" xmlns:x="urn:two" xmlns:k="urn:k"><task id="t" x:mark="1"><ioSpecification/></task></process>
  <b:process xmlns:b="{names.MODEL}" xmlns="urn:vendor" id="c"><b:task id="u"/></b:process>
</definitions>
""".encode()


def test_4_a_moved_node_keeps_the_meaning_of_its_prefixes():
    document = Document.parse(INNER)
    node, target = document.node("t"), document.node("c")

    with document.transaction("Move") as transaction:
        document.remove(node)
        document.insert(target, 1, node)

    written = document.to_bytes()
    again = Document.parse(written)
    assert again.node("t").get("{urn:two}mark") == "1"
    assert again.node("t").tag == names.model("task")
    assert document.difference(written) is None
    transaction.undo()
    assert document.to_bytes() == INNER


def test_4_a_node_taken_out_and_put_back_keeps_declarations_that_look_redundant():
    data = (
        f'<definitions xmlns="{names.MODEL}"><process xmlns="{names.MODEL}" id="p"/></definitions>'.encode()
    )
    document = Document.parse(data)

    with document.transaction("Out and in"):
        node = document.node("p")
        document.remove(node)
        document.insert(document.root, 0, node)

    assert document.to_bytes() == data


@pytest.mark.parametrize(
    "declared", [b'xmlns:v="urn:ven\ndor"', b"xmlns:v='urn:&#118;endor' w=\" xmlns:v='urn:x'\""]
)
def test_4_a_namespace_is_what_the_written_attribute_stands_for(declared: bytes):
    data = MAP.replace(b'xmlns:v="urn:vendor"', declared)
    document = Document.parse(data, "map.bpmn")

    with document.transaction("Rename") as transaction:
        document.set_attribute(document.node("t"), "name", "Inspect")

    assert document.difference(document.to_bytes()) is None
    transaction.undo()
    assert document.to_bytes() == data


def test_4_two_prefixes_for_one_uri_stay_as_written(document: Document):
    with document.transaction("Rename"):
        document.set_attribute(document.node("s"), "{urn:vendor}shade", "light")

    assert document.to_bytes() == MAP.replace(b"v2:shade='dark'", b"v2:shade='light'")


def test_4_fresh_nodes_use_the_prefix_of_their_surroundings():
    document = Document.parse(INNER)

    with document.transaction("Add"):
        document.insert(document.node("c"), 0, document.create(names.model("task"), {"id": "n"}))
        document.insert(document.node("a"), 0, document.create(names.model("task"), {"id": "m"}))

    assert b'<b:task id="n"/>' in document.to_bytes()
    assert b'<task id="m"/>' in document.to_bytes()


# -- 5: fresh text -------------------------------------------------------------------------------


def test_5_fresh_nodes_use_line_end_and_indentation_of_the_file():
    data = MAP.replace(b"\n", b"\r\n")
    document = Document.parse(data)

    with document.transaction("Add"):
        task = document.create(names.model("task"), {"id": "n"})
        task.append(document.create(names.model("documentation"), text="one\ntwo"))
        document.append(document.node("p"), task)

    added = b'\r\n    <b:task id="n">\r\n      <b:documentation>one\r\ntwo</b:documentation>\r\n    </b:task>'
    assert document.to_bytes() == data.replace(b'targetRef="t"/>', b'targetRef="t"/>' + added)


def test_5_a_carriage_return_is_written_as_a_reference(document: Document):
    with document.transaction("Text"):
        document.set_text(document.node("t"), "a\rb")

    assert b">a&#13;b</b:userTask>" in document.to_bytes()


def test_5_edited_cdata_stays_cdata_and_is_split(document: Document):
    with document.transaction("Script"):
        document.set_text(document.node("sc")[0], "a ]]> b & c")

    assert b"<b:script><![CDATA[a ]]]]><![CDATA[> b & c]]></b:script>" in document.to_bytes()


def test_5_a_character_the_encoding_lacks_becomes_a_reference():
    document = Document.parse(MAP.replace(b"UTF-8", b"ISO-8859-1"))

    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "Müller €")

    assert "'Müller &#8364;'".encode("latin-1") in document.to_bytes()


def test_5_a_character_that_cdata_cannot_hold_is_refused_with_the_way_out():
    document = Document.parse(MAP.replace(b"UTF-8", b"ISO-8859-1"))

    with document.transaction("Script"):
        document.set_text(document.node("sc")[0], "price €")

    with pytest.raises(EncodingLoss, match="UTF-8"):
        document.to_bytes()
    document.use_utf8()
    assert "<![CDATA[price €]]>".encode() in document.to_bytes()
    assert b"encoding='UTF-8'" in document.to_bytes()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_5_byte_order_mark_and_byte_order_are_kept(codec: str):
    text = MAP.decode().replace("UTF-8", "UTF-16" if "16" in codec else "UTF-8")
    mark = "\ufeff" if codec == "utf-16-be" else ""
    data = (mark + text).encode(codec)
    document = Document.parse(data)

    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "ü")

    assert document.to_bytes() == (mark + text.replace("""'Check "it"'""", "'ü'")).encode(codec)


# -- 6: hostile files ----------------------------------------------------------------------------


def test_6_entity_declarations_are_refused_in_a_sentence():
    data = b'<!DOCTYPE a [<!ENTITY x "y">]>' + MAP.split(b"?>", 1)[1]

    with pytest.raises(UnreadableFile, match="entities"):
        Document.parse(data)


def test_6_a_doctype_is_kept_and_its_defaults_are_not_applied():
    doctype = b'<!DOCTYPE b:definitions [<!ATTLIST b:userTask implementation CDATA "evil">]>\n'
    data = MAP.replace(b"<!-- kept -->\n", doctype)

    document = Document.parse(data)

    assert document.node("t").get("implementation") is None
    assert document.to_bytes() == data


def nested(depth: int, padding: str = "") -> bytes:
    inner = "<extensionElements>" + "<x>" * depth + padding + "</x>" * depth + "</extensionElements>"
    return f'<definitions xmlns="{names.MODEL}"><process id="p">{inner}</process></definitions>'.encode()


@pytest.mark.parametrize("padding", ["", "y" * 11_000_000])
def test_6_deep_nesting_is_refused_in_files_of_any_size(padding: str):
    with pytest.raises(UnreadableFile, match="nested"):
        Document.parse(nested(400, padding))


def test_6_nesting_that_occurs_is_read_and_long_text_too():
    data = nested(200, "y" * 11_000_000)

    assert Document.parse(data).to_bytes() == data


def test_6_a_namespace_name_with_a_blank_is_legal():
    data = MAP.replace(b'xmlns:v2="urn:vendor"', b'xmlns:v2="urn:ven dor"')
    document = Document.parse(data)

    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "x")

    assert document.to_bytes() == data.replace(b"""'Check "it"'""", b"'x'")


def test_6_walking_and_writing_a_deep_tree_needs_no_recursion():
    document = Document.parse(nested(240))

    with document.transaction("Deepest"):
        document.set_text(list(document.root.iter())[-1], "bottom")

    assert b"<x>bottom</x>" in document.to_bytes()


def test_6_nothing_is_fetched_and_no_other_file_is_read(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read")
    data = MAP.replace(b"<!-- kept -->", f'<!DOCTYPE d SYSTEM "{secret.as_uri()}">'.encode())

    document = Document.parse(data)

    assert b"do not read" not in document.to_bytes()


# -- 7: self-check -------------------------------------------------------------------------------


def test_7_a_broken_writer_leaves_the_old_file_intact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "map.bpmn"
    path.write_bytes(MAP)
    document = Document.parse(MAP, "map.bpmn")
    with document.transaction("Rename"):
        document.set_attribute(document.node("t"), "name", "new")
    monkeypatch.setattr(writer.Writer, "_value", lambda *_: "broken")

    with pytest.raises(NotSaved, match="unchanged"):
        document.save(path)

    assert path.read_bytes() == MAP


def test_7_a_lost_namespace_declaration_is_noticed(document: Document):
    with document.transaction("Declare"):
        document.declare_namespace("k", "urn:k")
    written = document.to_bytes().replace(b' xmlns:k="urn:k"', b"")

    assert "namespaces" in str(document.difference(written))


# -- 8: atomic replace ---------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX systems")
def test_8_mode_is_kept_and_links_are_followed(tmp_path: Path):
    real, link = tmp_path / "real.bpmn", tmp_path / "link.bpmn"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)

    file.save(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_8_a_file_held_by_another_program_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "map.bpmn"
    path.write_bytes(b"old")
    replace, refusals = Path.replace, [PermissionError("held")] * 2

    def held(source: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(file, "PAUSE_S", 0)

    file.save(path, b"new")

    assert path.read_bytes() == b"new"


def test_8_an_outside_change_is_noticed_and_an_own_save_is_not(tmp_path: Path):
    path = tmp_path / "map.bpmn"
    path.write_bytes(b"first")
    mark = file.save(path, b"second", file.fingerprint(b"first"))

    file.save(path, b"third", mark)
    path.write_bytes(b"theirs")

    with pytest.raises(ChangedOutside):
        file.save(path, b"fourth", mark)
    assert path.read_bytes() == b"theirs"


def test_8_a_killed_save_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "map.bpmn"
    path.write_bytes(b"old")
    script = (
        "import os, pathlib, sys\nfrom bpmn.xml import file\n"
        "file._replace = lambda *_: os._exit(9)\n"
        f"file.save(pathlib.Path({str(path)!r}), b'new')\n"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9

    assert path.read_bytes() == b"old"
