"""The tables of numbers as a spreadsheet (``.xlsx``) or as comma-separated values (``.csv``), and back.

A spreadsheet has a sheet per table, a CSV file all rows under each other. Columns are known by their heads,
in English or German, whatever their order; others are passed over. CSV may be separated by commas, semicolons
or tabs, in UTF-8 or as Excel writes it in Western Europe.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.scenario.tables import TITLES, Kind, Row
from bpmn.scenario.texts import plain
from bpmn.xml import file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Spoken = Callable[[Message], str]
LARGEST = 64 * 1024 * 1024
COLUMNS: tuple[tuple[str, Message, int], ...] = (
    ("file", message("Map"), 22),
    ("element", message("Element"), 20),
    ("field", message("Field"), 20),
    ("name", message("Name"), 30),
    ("label", message("Number"), 28),
    ("text", message("Value"), 34),
    ("source", message("Source"), 12),
    ("by", message("Given by"), 16),
    ("date", message("Date"), 12),
    ("low", message("At least"), 12),
    ("high", message("At most"), 12),
)
"""What a column holds, its head, and how wide it is."""

TABLE = message("Table")
HEADS: dict[str, tuple[str, ...]] = {
    "kind": ("table", "tabelle"),
    "file": ("map", "karte"),
    "element": ("element",),
    "field": ("field", "feld"),
    "name": ("name",),
    "text": ("value", "wert"),
    "source": ("source", "quelle"),
    "by": ("given by", "angegeben von"),
    "date": ("date", "datum"),
    "low": ("at least", "mindestens"),
    "high": ("at most", "höchstens"),
}
NEEDED = ("element", "field", "text")


class UnreadableTable(ValueError):  # noqa: N818 - says what it is
    """A table cannot be read; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def write_rows(path: Path, rows: Sequence[Row], spoken: Spoken = str, separator: str = ",") -> None:
    """Write rows to a file whose ending says the form. Raises UnreadableTable for another, and OSError."""
    if path.suffix.lower() == ".xlsx":
        file.save(path, _workbook(rows, spoken))
    elif path.suffix.lower() == ".csv":
        file.save(path, _csv(rows, spoken, separator))
    else:
        raise UnreadableTable(message("{file}: a table of numbers ends in .xlsx or .csv.", file=path.name))


def _cells(row: Row, spoken: Spoken) -> list[str]:
    values = {"file": row.key.file, "element": row.key.element, "label": spoken(row.label)}
    return [values.get(name) or getattr(row, name, "") or "" for name, _, _ in COLUMNS]


def _csv(rows: Iterable[Row], spoken: Spoken, separator: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([spoken(TABLE), *(spoken(head) for _, head, _ in COLUMNS)])
    writer.writerows([str(row.kind), *_cells(row, spoken)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[Row], spoken: Spoken) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Wholeflow"
    by_kind = {kind: list(group) for kind, group in groupby(rows, key=lambda row: row.kind)}
    for kind in Kind:
        _fill(book.create_sheet(spoken(TITLES[kind])), by_kind.get(kind, []), spoken)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: "Worksheet", rows: Iterable[Row], spoken: Spoken) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, (_, head, width) in enumerate(COLUMNS, 1):
        sheet.cell(1, at, spoken(head)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "F2"
    for line, row in enumerate(rows, 2):
        for at, text in enumerate(_cells(row, spoken), 1):
            cell = sheet.cell(line, at)
            cell.value = text or None
            if text:
                cell.data_type = "s"  # a name that begins with = is no formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if COLUMNS[at - 1][0] == "text":
                cell.fill = PatternFill("solid", fgColor="FFF7DB")


def read_rows(path: Path) -> list[Row]:
    """The rows of a file. Raises UnreadableTable, and OSError."""
    if path.stat().st_size > LARGEST:
        raise UnreadableTable(message("{file}: it is larger than 64 MB.", file=path.name))
    if path.suffix.lower() == ".xlsx":
        return [row for title, lines in _sheets(path) for row in _read(lines, path.name, _kind(title))]
    if path.suffix.lower() == ".csv":
        return list(_read(_lines(path), path.name, None))
    raise UnreadableTable(message("{file}: a table of numbers ends in .xlsx or .csv.", file=path.name))


def is_table(path: Path) -> bool:
    """Whether a file looks like a table of numbers, not like an event log; its first line tells."""
    if path.suffix.lower() == ".csv":
        places = _places(next(iter(_lines(path)), []))
        return all(column in places for column in NEEDED)
    return path.suffix.lower() == ".xlsx"


def _lines(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise UnreadableTable(message("{file}: this is no spreadsheet.", file=path.name)) from error
    try:
        for sheet in book.worksheets:
            yield (
                sheet.title,
                ([cell_text(value) for value in line] for line in sheet.iter_rows(values_only=True)),
            )
    finally:
        book.close()


def cell_text(value: object) -> str:
    """What a cell says, as a person would have written it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()


def _kind(title: str) -> Kind | None:
    """The table that a sheet of this title is, in any language that the heads are known in."""
    return KINDS.get(title.strip().casefold())


KINDS: dict[str, Kind] = {
    **{str(kind): kind for kind in Kind},
    **{str(title).casefold(): kind for kind, title in TITLES.items()},
    "ankünfte": Kind.ARRIVALS,
    "schritte": Kind.STEPS,
    "zweige": Kind.BRANCHES,
    "teams": Kind.RESOURCES,
    "nachrichten": Kind.MESSAGES,
    "parteien": Kind.PARTIES,
    "arbeitszeiten": Kind.CALENDARS,
    "zusagen": Kind.PROMISES,
}


def _read(lines: Iterable[list[str]], name: str, kind: Kind | None) -> Iterator[Row]:
    """The rows under a line of heads; a sheet without them that is none of the tables has none."""
    places: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not any(cell.strip() for cell in line):
            continue
        if not places:
            places = _places(line)
            if any(column not in places for column in NEEDED):
                if kind is None and "kind" not in places and not places:
                    return
                raise UnreadableTable(
                    message("{file}: a table needs the columns Element, Field and Value.", file=name)
                )
            continue
        yield _row(line, places, kind, name, number)


def _places(line: Sequence[str]) -> dict[str, int]:
    heads = {word: column for column, words in HEADS.items() for word in words}
    return {heads[w]: at for at, cell in enumerate(line) if (w := cell.strip().casefold()) in heads}


def _row(line: Sequence[str], places: dict[str, int], kind: Kind | None, name: str, number: int) -> Row:
    said = {column: line[at].strip() if at < len(line) else "" for column, at in places.items()}
    found = _kind(said.pop("kind", "")) or kind
    if found is None:
        raise UnreadableTable(
            message("{file}, line {line}: it does not say of which table it is.", file=name, line=number)
        )
    key = ElementKey(said.pop("file", ""), said.pop("element", ""))
    return Row(found, key, said.pop("field"), **said)
