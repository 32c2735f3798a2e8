"""What the commands print and the exit codes they end with."""

import json
import math
from collections.abc import Mapping

import click

from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message

DONE, FINDINGS, WRONG, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130
SCHEMA_VERSION = 1
DIGITS = 9  # significant digits of printed numbers: equal on every machine

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=tr("Text for people, or one JSON object."),
)


class Refused(click.ClickException):
    """A wish that cannot be fulfilled; ends with exit code 2 and one sentence."""

    exit_code = WRONG

    def __init__(self, reason: str | Message) -> None:
        super().__init__(tr_message(reason) if isinstance(reason, Message) else reason)


def say(text: str = "") -> None:
    """Print a line of the result."""
    click.echo(text)


def note(text: str) -> None:
    """Print a line that is not part of the result."""
    click.echo(text, err=True)


def say_json(data: Mapping[str, object], *, with_version: bool = True) -> None:
    """Print one JSON object, its numbers rounded to nine significant digits.

    Formats of others go without our ``schemaVersion``.
    """
    head = {"schemaVersion": SCHEMA_VERSION} if with_version else {}
    click.echo(json.dumps(plain({**head, **data}), indent=2, ensure_ascii=False))


def plain(value: object) -> object:
    """The value made of what JSON knows: messages are translated, numbers that are none become null."""
    if isinstance(value, ElementKey):
        return {"file": value.file, "element": value.element}
    if isinstance(value, Message):
        return tr_message(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> float | None:
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def place(key: ElementKey) -> str:
    """An element named for people."""
    return tr("{file} {element}", file=key.file, element=key.element)
