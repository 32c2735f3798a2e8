"""From the bytes of a file to an lxml tree, safely and with errors a person understands."""

import re
from dataclasses import dataclass

from lxml import etree

from bpmn.base.message import Message, message
from bpmn.xml import names
from bpmn.xml.encoding import Encoding, decode
from bpmn.xml.errors import UnreadableFile

DEPTH = 256
LONG = 10_000_000
# A second byte-order mark happens where files are joined; parsers skip it.
PROLOG = re.compile(r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+"""
    r"""(\[(?:<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[^\]"'<]|<(?!!--|\?))*+\]\s*)?>""",
    re.DOTALL,
)
STRANGE_URI = frozenset({"NS_ERR_XML_NAMESPACE", "WAR_NS_URI", "WAR_NS_URI_RELATIVE"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a file, the text it was parsed from and how that text is encoded."""

    root: etree._Element
    text: str
    encoding: Encoding
    markup: str
    """The text with the document type declaration blanked out: same length, same places."""

    @property
    def head(self) -> int:
        """Where the root begins in the text."""
        found = PROLOG.match(self.markup)
        return found.end() if found else 0


def parse(data: bytes, file: str = "") -> Parsed:
    """Read a BPMN file.

    No entity is expanded, nothing is fetched, no document type declaration reaches the parser.
    Raises UnreadableFile with line and column.
    """
    _refuse_other_formats(data, file)
    text, encoding = decode(data, file)
    markup = _without_doctype(text, file)
    root = _tree(markup, file)
    if root.tag != names.model("definitions"):
        raise UnreadableFile(file, _not_bpmn(str(root.tag)), root.sourceline, 1)
    return Parsed(root, text, encoding, markup)


def _refuse_other_formats(data: bytes, file: str) -> None:
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\0 \t\r\n"):
        reason = message("the file is empty. Restore it from a backup.")
    elif head.startswith(b"pk\x03\x04"):
        reason = message("this is a ZIP archive, not a BPMN map. Export the map as BPMN 2.0 XML first.")
    elif head.startswith((b"<html", b"<!doctype html")):
        reason = message("this is a web page, not a BPMN map. Download the map again after signing in.")
    elif head.startswith((b"{", b"[")):
        reason = message("this is JSON, not a BPMN map. Export the map as BPMN 2.0 XML first.")
    else:
        return
    raise UnreadableFile(file, reason)


def _not_bpmn(tag: str) -> Message:
    space, local = names.split(tag)
    if space and "BPMN" in space and local == "definitions":
        return message(
            "it is written in another version of BPMN ({space}). Export it as BPMN 2.0 XML.", space=space
        )
    return message(
        "it is XML, but no BPMN 2.0 map: its first element is “{name}”, not “definitions”.", name=local
    )


def _without_doctype(text: str, file: str) -> str:
    """Text with its document type declaration replaced by blanks; entity declarations are refused."""
    start = PROLOG.match(text)
    at = start.end() if start else 0
    if not text.startswith("<!DOCTYPE", at):
        return text
    line = text.count("\n", 0, at) + 1
    found = DOCTYPE.match(text, at)
    if found is None:
        raise UnreadableFile(file, message("the document type declaration does not end."), line, 1)
    if "<!ENTITY" in found[0]:
        reason = message(
            "it declares entities (<!ENTITY …>), which can hide other files or fill the memory. "
            "Maps need none: remove the DOCTYPE and open it again."
        )
        raise UnreadableFile(file, reason, line, 1)
    blank = re.sub(r"[^\r\n]", " ", found[0])
    result = text[:at] + blank + text[found.end() :]
    rest = PROLOG.match(result)
    if rest is not None and result.startswith("<!DOCTYPE", rest.end()):
        line = result.count("\n", 0, rest.end()) + 1
        reason = message("a second document type declaration begins here; XML allows one. Remove both.")
        raise UnreadableFile(file, reason, line, 1)
    return result


def _tree(markup: str, file: str) -> etree._Element:
    data = markup.encode("utf-8", "surrogatepass")
    huge = len(data) > LONG
    try:
        root = etree.fromstring(data, _parser(huge=huge))
    except etree.XMLSyntaxError as error:
        recovered = _recovered(data, huge=huge)
        if recovered is None:
            raise _explained(error, file) from error
        root = recovered
    if huge:
        _refuse_depth(root, file)
    assert root.getroottree().docinfo.internalDTD is None
    return root


def _parser(*, huge: bool, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        strip_cdata=False,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        recover=recover,
    )


def _recovered(data: bytes, *, huge: bool) -> etree._Element | None:
    """The tree if the only complaints are about namespace names that are no URIs, which XML allows."""
    parser = _parser(huge=huge, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing there to recover
        return None
    errors = [(entry.domain_name, entry.type_name) for entry in parser.error_log]
    legal = all(domain == "NAMESPACE" and kind in STRANGE_URI for domain, kind in errors)
    return root if errors and legal else None


def _refuse_depth(root: etree._Element, file: str) -> None:
    below = root.xpath("/*" * (DEPTH + 1))
    if isinstance(below, list) and below:
        first = below[0]
        raise UnreadableFile(file, _too_deep(), getattr(first, "sourceline", None) or 1, 1)


def _too_deep() -> Message:
    return message("its elements are nested more than {depth} deep, which no map needs.", depth=DEPTH)


def _explained(error: etree.XMLSyntaxError, file: str) -> UnreadableFile:
    line, column = error.position
    text = (error.msg or "").split(", line ")[0].strip()
    if "depth" in text.lower() and "huge" in text.lower():
        reason = _too_deep()
    else:
        reason = message("the XML is broken here ({detail}).", detail=text or "syntax error")
    return UnreadableFile(file, reason, line or 1, max(column, 1))
