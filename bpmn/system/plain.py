"""Text without what people write differently: case, diacritics, punctuation."""

import re
import unicodedata

PUNCTUATION = re.compile(r"[_\-/.,;:()\"'’“”„«»\[\]{}!?&+]")
DIGITS = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


def plain(text: str) -> str:
    """A text in lower case, without diacritics and punctuation, letters and digits apart."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(DIGITS.sub(" ", PUNCTUATION.sub(" ", bare)).split())
