"""Offers a readable copy of a file that is nearly XML; the file itself is never changed."""

import re
from dataclasses import dataclass

from bpmn.base.message import Message, message
from bpmn.xml import names
from bpmn.xml.encoding import decode, detect
from bpmn.xml.errors import UnreadableFile
from bpmn.xml.parse import parse

UNDECLARED = re.compile(r"Namespace prefix ([^\s]+) (?:for|on) ")
ROOT = re.compile(r"<(?![?!])[^\s/>]+")
KNOWN = {
    "bpmn": names.MODEL,
    "bpmn2": names.MODEL,
    "semantic": names.MODEL,
    "bpmndi": names.BPMNDI,
    "dc": names.DC,
    "omgdc": names.DC,
    "di": names.DI,
    "omgdi": names.DI,
    "xsi": names.XSI,
    "xsd": names.XSD,
    "color": names.COLOR,
    "bioc": names.BIOC,
    "bpsim": names.BPSIM,
    "camunda": "http://camunda.org/schema/1.0/bpmn",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
    "modeler": "http://camunda.org/schema/modeler/1.0",
    "activiti": "http://activiti.org/bpmn",
    "flowable": "http://flowable.org/bpmn",
    "signavio": "http://www.signavio.com",
}
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Repaired:
    """A readable copy and what was done to get it, in order."""

    data: bytes
    changes: tuple[Message, ...]


def repair(data: bytes, file: str = "") -> Repaired | None:
    """A copy of a file that can be read, or None where that would be guessing.

    Mends blanks before the XML declaration, prefixes nobody declared, and bytes that are no character
    of the declared encoding but are of windows-1252.
    """
    changes: list[Message] = []
    for _ in range(ROUNDS):
        try:
            parse(data, file)
        except UnreadableFile as error:
            mended = _mended(data, error, changes)
            if mended is None:
                return None
            data = mended
        else:
            return Repaired(data, tuple(changes)) if changes else None
    return None


def _mended(data: bytes, error: UnreadableFile, changes: list[Message]) -> bytes | None:
    stripped = data.lstrip(b" \t\r\n")
    if stripped != data and stripped.startswith(b"<?xml"):
        changes.append(message("Blanks before the XML declaration were taken away."))
        return stripped
    detail = str(error.reason)
    undeclared = UNDECLARED.search(detail)
    if undeclared:
        return _declared(data, undeclared[1], changes)
    if "no character of the encoding" in detail:
        return _as_windows(data, changes)
    return None


def _declared(data: bytes, prefix: str, changes: list[Message]) -> bytes | None:
    text, encoding = decode(data, "")
    root = ROOT.search(text)
    if root is None:
        return None
    uri = KNOWN.get(prefix, f"urn:undeclared:{prefix}")
    changes.append(message("The prefix “{prefix}” was declared as {uri}.", prefix=prefix, uri=uri))
    return encoding.encode(f'{text[: root.end()]} xmlns:{prefix}="{uri}"{text[root.end() :]}')


def _as_windows(data: bytes, changes: list[Message]) -> bytes | None:
    """The file with its invalid lines read as windows-1252 and everything written in its own encoding."""
    encoding = detect(data, "")
    body = data[len(encoding.mark) :]
    lines = []
    for line in body.split(b"\n"):
        try:
            lines.append(line.decode(encoding.codec))
        except UnicodeDecodeError:
            lines.append(line.decode("windows-1252", "replace"))
    changes.append(
        message("Bytes that are no {encoding} were read as windows-1252.", encoding=encoding.codec)
    )
    return encoding.encode("\n".join(lines))
