"""Which bytes stand for which characters in a file (XML 1.0, Autodetection of Character Encodings)."""

import codecs
import re
from dataclasses import dataclass

from bpmn.base.message import message
from bpmn.xml.errors import UnreadableFile

DECLARED = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*(["'])([A-Za-z][A-Za-z0-9._\-]*)\1""")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
STARTS = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
# Codecs of Python that are no character encodings of documents, or that hide markup from a scan.
REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec and the byte-order mark in front of the text."""

    codec: str
    mark: bytes = b""

    @property
    def is_unicode(self) -> bool:
        """Whether every character can be written."""
        return self.codec.startswith("utf-")

    def encode(self, text: str) -> bytes:
        """Text as bytes of this file. Raises UnicodeEncodeError."""
        return self.mark + text.encode(self.codec)

    def written(self, text: str) -> str:
        """Text with a character reference for each character the codec lacks."""
        if self.is_unicode or text.isascii():
            return text
        return text.encode(self.codec, "xmlcharrefreplace").decode(self.codec)

    def lacks(self, text: str) -> bool:
        """Whether some character of text cannot be written."""
        if self.is_unicode or text.isascii():
            return False
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return True
        return False


def decode(data: bytes, file: str) -> tuple[str, Encoding]:
    """The text of a file and how it is encoded. Raises UnreadableFile."""
    encoding = detect(data, file)
    body = data[len(encoding.mark) :]
    try:
        return body.decode(encoding.codec), encoding
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(encoding.codec, "replace")
        line = before.count("\n") + 1
        reason = message(
            "a byte here is no character of the encoding {encoding} that the file declares. "
            "Open it in the program that wrote it and save it as UTF-8.",
            encoding=encoding.codec,
        )
        raise UnreadableFile(file, reason, line, len(before) - before.rfind("\n")) from error


def detect(data: bytes, file: str) -> Encoding:
    """The encoding by byte-order mark, by the first bytes or by the XML declaration, else UTF-8."""
    for mark, codec in MARKS:
        if data.startswith(mark):
            return Encoding(codec, mark)
    for start, codec in STARTS:
        if data.startswith(start):
            return Encoding(codec)
    declared = DECLARED.match(data[:400].decode("latin-1"))
    if declared is None:
        return Encoding("utf-8")
    name = declared[2]
    try:
        codec = codecs.lookup(name).name
        usable = (
            codec.replace("_", "-") not in REFUSED
            and "\x00<".encode(codec) != b""
            and isinstance(b"a".decode(codec), str)
        )
    except (LookupError, UnicodeError, TypeError):
        codec, usable = "", False
    if not usable or codec.startswith(("utf-16", "utf-32")):
        raise UnreadableFile(
            file, message("it declares the encoding “{name}”, but is not written in it.", name=name), 1, 1
        )
    # Python's name for UTF-8 with a mark; this file has none, and must get none.
    return Encoding("utf-8" if codec == "utf-8-sig" else codec)
