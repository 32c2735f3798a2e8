"""Which characters a file can hold (XML 1.0, Characters)."""

import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile("\r?[\v\f]|\r\n")


def writable(text: str) -> str:
    """Text without the characters that XML cannot hold.

    What people paste from other programs has vertical tabs and form feeds where lines end; they become
    line breaks. A carriage return before a line break goes, since readers would drop it.
    """
    if FORBIDDEN.search(text) is None and "\r\n" not in text:
        return text
    return FORBIDDEN.sub("", BREAKS.sub("\n", text))
