"""What can go wrong with a file, in words for the person who opened it."""

from bpmn.base.message import Message, message


class UnreadableFile(ValueError):  # noqa: N818 - says what it is
    """A file cannot be read as a BPMN map.

    ``line`` and ``column`` count from 1 and are None where no place can be named.
    """

    def __init__(
        self, file: str, reason: Message, line: int | None = None, column: int | None = None
    ) -> None:
        self.file = file
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(str(self.message))

    @property
    def message(self) -> Message:
        """File, place and reason in one sentence."""
        if self.line is None:
            return message("{file}: {reason}", file=self.file or "map", reason=self.reason)
        return message(
            "{file}, line {line}, column {column}: {reason}",
            file=self.file or "map",
            line=self.line,
            column=self.column or 1,
            reason=self.reason,
        )


class EncodingLoss(ValueError):  # noqa: N818 - says what it is
    """A comment, a CDATA section or a name holds a character that the file's encoding lacks."""

    def __init__(self, text: str, encoding: str) -> None:
        self.encoding = encoding
        self.reason = message(
            "The text “{text}” cannot be written in {encoding}. Save the map as UTF-8.",
            text=text[:60],
            encoding=encoding,
        )
        super().__init__(str(self.reason))


class ChangedOutside(OSError):  # noqa: N818 - says what it is
    """The file on disk is not the one that was opened or saved last."""


class NotSaved(OSError):  # noqa: N818 - says what it is
    """What would be written is not what the map says; the file on disk was left as it is."""

    def __init__(self, file: str, difference: Message) -> None:
        self.file = file
        self.difference = difference
        self.reason = message(
            "{file} was not saved, because the written form would differ from the map: {difference}. "
            "The file on disk is unchanged. Save a copy under another name and report this.",
            file=file,
            difference=difference,
        )
        super().__init__(str(self.reason))
