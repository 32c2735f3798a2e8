"""The check after every writing notices what a wrong writer would do."""

import pytest

from bpmn.model.document import Document
from tests.bpmn.xml.maps import SHADOWED, with_task


@pytest.fixture
def document() -> Document:
    document = Document.parse(SHADOWED)
    with document.transaction("Edit"):
        document.set_attribute(document.node("t"), "name", "new")
    return document


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (b' x:mark="1"', b"", "attributes"),
        (b' x:mark="1"', b' mark="1"', "attributes"),
        (b"<ioSpecification/>", b"<ioSpecification/><a/>", "element"),
        (b"<!--c-->", b"<!--d-->", "text"),
        (b"<!--c-->", b"", "text"),
        (b" text ", b" test ", "text"),
        (b"<?pi x?>", b"<?pi y?>", "text"),
        (b' xmlns:k="urn:k"', b' xmlns:k="urn:j"', "attributes"),
        (b'<plain xmlns="" ', b"<plain ", "element"),
        (b'xmlns:x="urn:one" ', b"", "namespaces"),
        (b'xmlns:x="urn:one" ', b'xmlns:x="urn:three" ', "namespaces"),
        (b"</definitions>", b"", "read again"),
        (b"new", b"new\xff", "read again"),
    ],
)
def test_a_wrong_byte_is_noticed(document: Document, old: bytes, new: bytes, word: str):
    data = document.to_bytes()
    assert data.count(old) >= 1

    assert word in str(document.difference(data.replace(old, new, 1)))


def test_what_means_the_same_is_the_same(document: Document):
    data = document.to_bytes()

    for same in (
        data.replace(b"'x:q'", b'"x:q"'),
        data.replace(b"<ioSpecification/>", b"<ioSpecification></ioSpecification>"),
        data.replace(b"<![CDATA[<raw>]]>", b"&lt;raw>"),
        data.replace(
            b'xmlns:x="urn:one" targetNamespace="urn:t"', b'targetNamespace="urn:t" xmlns:x="urn:one"'
        ),
    ):
        assert document.difference(same) is None


def test_namespace_names_that_are_no_uris_can_be_compared():
    document = Document.parse(with_task('<a:b xmlns:a="relative"/><c:d xmlns:c="with blank"/>'))

    with document.transaction("Edit"):
        document.declare_namespace("k", "urn:k")

    assert document.difference(document.to_bytes()) is None
    assert document.difference(document.to_bytes().replace(b"relative", b"other")) is not None
