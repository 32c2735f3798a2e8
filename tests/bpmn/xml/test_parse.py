"""Reading under attack: bounded in time and memory, clear in words."""

import csv
import subprocess
import sys
import time

import pytest

from bpmn.model.document import Document
from bpmn.xml import names
from bpmn.xml.errors import UnreadableFile
from bpmn.xml.parse import parse
from bpmn.xml.repair import repair
from tests.bpmn.xml.maps import with_task, written_well
from tests.corpus import corpus_folder

PATIENCE_S = 10


def expected() -> list[object]:
    """A parameter for every file whose fate is settled, or one skipped parameter saying why."""
    rows: list[object] = []
    for folder in ("synthetic", "hostile"):
        table = corpus_folder() / folder / "expect.tsv"
        if table.is_file():
            with table.open(encoding="utf-8") as file:
                rows += [(f"{folder}/{r['file']}", r["expect"]) for r in csv.DictReader(file, delimiter="\t")]
    skip = pytest.mark.skip(reason="no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files")
    return rows or [pytest.param(("", ""), marks=skip)]


@pytest.mark.parametrize("row", expected(), ids=lambda row: row[0])
def test_every_file_meets_its_fate(row: tuple[str, str]):
    path, fate = row
    data = (corpus_folder() / path).read_bytes()

    try:
        outcome = Document.parse(data, path).to_bytes()
    except UnreadableFile as error:
        outcome = error

    if isinstance(outcome, UnreadableFile):
        assert fate in ("reject", "bounded") or (fate == "repair" and repair(data, path) is not None)
        assert str(outcome).startswith(path)
    else:
        assert outcome == data
        assert fate != "reject"


SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pathlib import Path
from bpmn.model.document import Document
from bpmn.xml.errors import UnreadableFile
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    try:
        document = Document.parse(data)
        with document.transaction("Touch") as transaction:
            document.set_attribute(document.root, "name", "touched")
        assert document.difference(document.to_bytes()) is None
        transaction.undo()
        assert document.to_bytes() == data
    except UnreadableFile as error:
        assert "root:" not in str(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
@pytest.mark.parametrize("row", [r for r in expected() if not isinstance(r, tuple) or r[1] == "bounded"])
def test_bounded_files_stay_within_ten_seconds_and_one_gigabyte(row: tuple[str, str]):
    path = str(corpus_folder() / row[0])

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, path], timeout=PATIENCE_S, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


ATTACKS = {
    "attributes": with_task("<x " + " ".join(f'a{i}="1"' for i in range(60_000)) + "/>"),
    "namespaces": with_task("<x " + " ".join(f'xmlns:n{i}="urn:{i}"' for i in range(30_000)) + "/>"),
    "namespaces on each": with_task("".join(f'<n:x xmlns:n="urn:{i}"/>' for i in range(10_000))),
    "comments": with_task("<!--a-->" * 200_000),
    "CDATA": with_task("<![CDATA[<]]>" * 50_000),
    "a long prolog": with_task("", "<!-- a -->" * 100_000),
    "a prolog without end": b"<!--" * 500_000,
    "an instruction without end": b"<?a " * 500_000,
    "a declaration without end": b"<!DOCTYPE a [" + b"<!-- " * 200_000,
    "a declaration of quotes": b"<!DOCTYPE a " + b"\"' " * 200_000,
    "brackets in a value": with_task('<x a="' + ">" * 2_000_000 + '"/>'),
    "declarations in text": with_task("xmlns:a " * 200_000),
    "equal ids": with_task('<x id="t"/>' * 50_000),
}


@pytest.mark.parametrize("kind", ATTACKS)
def test_no_input_takes_more_than_linear_time(kind: str):
    start = time.process_time()

    try:
        document = Document.parse(ATTACKS[kind])
    except UnreadableFile:
        pass
    else:
        with document.transaction("Edit") as transaction:
            document.set_attribute(document.node("p"), "name", "touched")
            document.declare_namespace("k", "urn:k")
        written_well(document)
        transaction.undo()
        assert document.to_bytes() == ATTACKS[kind]

    assert time.process_time() - start < PATIENCE_S


def test_a_quote_in_a_comment_of_a_document_type_does_not_hide_its_end():
    doctype = "<!DOCTYPE definitions [<!-- it's ]> fine --><?pi ]> ?><!ELEMENT a ANY>]>\n"

    parsed = parse(with_task("", doctype))

    assert parsed.text[parsed.head :].startswith("<definitions")
    assert len(parsed.markup) == len(parsed.text)


def test_entities_are_refused_wherever_the_declaration_hides_them():
    for doctype in (
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        "<!-- x --><!DOCTYPE d [ <!-- ' --> <!ENTITY a 'b'> ]>",
        '<?pi?>\n<!DOCTYPE d PUBLIC "]>" "x" [<!ENTITY a "b">]>',
    ):
        with pytest.raises(UnreadableFile, match="entities"):
            parse(with_task("", doctype))


def test_a_second_doctype_is_refused_by_line():
    twice = "<!DOCTYPE definitions>\n<!DOCTYPE definitions [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n"

    with pytest.raises(UnreadableFile, match="second document type declaration") as caught:
        parse(with_task("", twice))

    assert caught.value.line == 2


def test_references_to_entities_that_nobody_declared_are_refused():
    with pytest.raises(UnreadableFile, match="broken"):
        parse(with_task("&nbsp;"))


def test_another_root_is_named():
    with pytest.raises(UnreadableFile, match="“process”"):
        parse(f'<process xmlns="{names.MODEL}"/>'.encode())


def test_a_map_of_xml_1_1_is_read_and_kept():
    data = with_task("", '<?xml version="1.1"?>\n')

    assert Document.parse(data).to_bytes() == data
