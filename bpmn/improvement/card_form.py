"""The card of an initiative as a form in a spreadsheet, for a colleague without the folder, and back.

The first sheet has a line per field and a table each of what changes and of what was measured; the second
lists the elements that can be named. What a line means stands in the first column, in words of the program,
so that a form in any language can be read back; people write only in the marked cells.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.facts import Change, Initiative, InitiativeState, Parameter, Realised
from bpmn.xml import file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Spoken = Callable[[Message], str]
MARK = "FFF7DB"
SPARE = 6
"""Empty lines that a table of the form has for more."""

LARGEST = 16 * 1024 * 1024
CARD = "wholeflow-card"

FIELDS: tuple[tuple[str, Message, Message], ...] = (
    ("name", message("Title"), message("a few words")),
    ("proposer", message("Whose idea"), message("name")),
    ("owner", message("Who answers for it"), message("name")),
    ("goal", message("Goal it serves"), message("id of the goal")),
    ("kpi", message("Number that gets better"), message("id of the key figure")),
    ("expected", message("What the whole should get"), message("in words")),
    ("description", message("In a few words"), message("what will be different")),
    ("cost", message("Cost, once"), message("money")),
    ("running_cost", message("Running cost"), message("money per unit of time")),
    ("per", message("Running cost per"), message("min, hour, day or year")),
    ("people", message("People it needs"), message("how many more")),
    ("state", message("State"), message("idea, judged, planned, introduced, measured or dropped")),
    ("requires", message("Only together with"), message("titles, one per line")),
    ("excludes", message("Not together with"), message("titles, one per line")),
)
"""What a line of the card holds, what it is called, and a hint."""

CHANGE: tuple[tuple[str, Message], ...] = (
    ("file", message("Map")),
    ("element", message("Element")),
    ("parameter", message("What")),
    ("value", message("New value")),
    ("factor", message("or times")),
    ("unit", message("Unit")),
    ("low", message("At least")),
    ("high", message("At most")),
    ("text", message("Name")),
)
MEASURED: tuple[tuple[str, Message], ...] = (
    ("metric", message("Figure")),
    ("value", message("Measured")),
    ("date", message("Date")),
    ("predicted", message("Forecast")),
    ("before", message("Before")),
    ("note", message("Note")),
)
NUMBERS = frozenset(
    {"cost", "running_cost", "people", "value", "factor", "low", "high", "predicted", "before"}
)
LISTS = frozenset({"requires", "excludes"})


class UnreadableForm(ValueError):  # noqa: N818 - says what it is
    """A form cannot be read; ``reason`` says why, and in which cell."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Place:
    """An element that a form offers."""

    key: ElementKey
    name: str


# -- writing --------------------------------------------------------------------------------------


def write_form(
    path: Path, initiative: Initiative, places: Sequence[Place] = (), spoken: Spoken = str
) -> None:
    """Write the card of an initiative as a form. Raises OSError, and UnreadableForm for another ending."""
    if path.suffix.lower() != ".xlsx":
        raise UnreadableForm(message("{file}: a form ends in .xlsx.", file=path.name))
    file.save(path, form(initiative, places, spoken))


def form(initiative: Initiative, places: Sequence[Place], spoken: Spoken = str) -> bytes:
    """The bytes of the form."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = spoken(message("Initiative"))
    book.properties.creator = "Wholeflow"
    line = _card(sheet, initiative, spoken)
    line = _table(
        sheet,
        line + 1,
        "change",
        (CHANGE, message("What changes")),
        map(_of_change, initiative.changes),
        spoken,
    )
    measured = ({n: getattr(one, n) for n, _ in MEASURED} for one in initiative.realised)
    _table(sheet, line + 1, "measured", (MEASURED, message("What was measured")), measured, spoken)
    for column, width in zip("ABCDEFGHIJ", (4, 26, 40, 30, 14, 14, 12, 12, 12, 20), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["A"].hidden = True
    _list(book.create_sheet(spoken(message("Elements"))), places, spoken)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _card(sheet: "Worksheet", initiative: Initiative, spoken: Spoken) -> int:
    from openpyxl.styles import Font

    _put(sheet, 1, 1, CARD)
    _put(sheet, 1, 2, spoken(message("An initiative: write in the marked cells"))).font = Font(
        bold=True, size=14
    )
    for line, (name, title, hint) in enumerate(FIELDS, 3):
        _put(sheet, line, 1, name)
        _put(sheet, line, 2, spoken(title)).font = Font(bold=True)
        _put(sheet, line, 3, _said(getattr(initiative, name)), is_marked=True)
        _put(sheet, line, 4, spoken(hint)).font = Font(italic=True, color="666666")
    return len(FIELDS) + 3


def _table(
    sheet: "Worksheet",
    line: int,
    mark: str,
    about: tuple[Sequence[tuple[str, Message]], Message],
    rows: Iterable[Mapping[str, object]],
    spoken: Spoken,
) -> int:
    from openpyxl.styles import Font

    columns, title = about
    _put(sheet, line, 2, spoken(title)).font = Font(bold=True)
    for at, (_, head) in enumerate(columns, 2):
        _put(sheet, line + 1, at, spoken(head)).font = Font(bold=True)
    filled = [*rows, *({} for _ in range(SPARE))]
    for down, row in enumerate(filled, line + 2):
        _put(sheet, down, 1, mark)
        for at, (name, _) in enumerate(columns, 2):
            _put(sheet, down, at, _said(row.get(name)), is_marked=True)
    return line + 2 + len(filled)


def _of_change(change: Change) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(change, name, None) for name, _ in CHANGE}
    return {**found, "file": change.element.file, "element": change.element.element}


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _put(sheet: "Worksheet", line: int, column: int, text: str, *, is_marked: bool = False) -> Any:  # noqa: ANN401
    from openpyxl.styles import Alignment, PatternFill

    cell = sheet.cell(line, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"  # a title that begins with = is no formula
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_marked:
        cell.fill = PatternFill("solid", fgColor=MARK)
    return cell


def _list(sheet: "Worksheet", places: Sequence[Place], spoken: Spoken) -> None:
    heads = (message("Map"), message("Element"), message("Name"))
    for at, head in enumerate(heads, 1):
        _put(sheet, 1, at, spoken(head))
    for line, place in enumerate(places, 2):
        for at, text in enumerate((place.key.file, place.key.element, place.name), 1):
            _put(sheet, line, at, text)
    _put(sheet, 1, 5, spoken(message("What can change")))
    for line, parameter in enumerate(Parameter, 2):
        _put(sheet, line, 5, str(parameter))


# -- reading --------------------------------------------------------------------------------------


def read_form(path: Path) -> Initiative:
    """The initiative of a form. Raises UnreadableForm, and OSError."""
    if path.stat().st_size > LARGEST:
        raise UnreadableForm(message("{file}: it is larger than 16 MB, which no form is.", file=path.name))
    return parse_form(path.read_bytes(), path.name)


def parse_form(data: bytes, name: str) -> Initiative:
    """The initiative in the bytes of a form; ``name`` is used in messages. Raises UnreadableForm."""
    lines = _lines(data, name)
    if not lines or _text(lines[0], 0) != CARD:
        raise UnreadableForm(message("{file}: this is no form of an initiative.", file=name))
    card: dict[str, object] = {}
    changes: list[Change] = []
    measured: list[Realised] = []
    fields = {field for field, _, _ in FIELDS}
    for number, line in enumerate(lines, 1):
        mark, cells = _text(line, 0), _Cells(name, number, line)
        if mark in fields:
            card[mark] = cells.value(mark, 2)
        elif mark == "change" and cells.is_filled(len(CHANGE)):
            changes.append(_change(cells))
        elif mark == "measured" and cells.is_filled(len(MEASURED)):
            measured.append(_measured(cells))
    if not card.get("name"):
        raise UnreadableForm(message("{file}: the initiative has no title.", file=name))
    card["state"] = _state(str(card.get("state") or ""), name)
    return replace(Initiative(""), **card, changes=tuple(changes), realised=tuple(measured))  # type: ignore[arg-type]


def onto(known: Initiative | None, filled: Initiative) -> Initiative:
    """What a form says, with what it does not hold taken from the card as it is known."""
    if known is None:
        return filled
    said = {name: getattr(filled, name) for name, _, _ in FIELDS}
    by_place = {(c.element, c.parameter): c for c in known.changes}
    changes = tuple(
        replace(c, extra=old.extra) if (old := by_place.get((c.element, c.parameter))) is not None else c
        for c in filled.changes
    )
    return replace(known, **said, changes=changes, realised=filled.realised)


def _lines(data: bytes, name: str) -> list[tuple[object, ...]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [tuple(row) for row in sheet.iter_rows(values_only=True)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise UnreadableForm(
            message("{file}: this is no spreadsheet that can be read.", file=name)
        ) from error


def _text(line: Sequence[object], at: int) -> str:
    value = line[at] if at < len(line) else None
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@dataclass(frozen=True, slots=True)
class _Cells:
    """A line of the form."""

    file: str
    number: int
    line: Sequence[object]

    def is_filled(self, count: int) -> bool:
        """Whether people wrote something into a line of a table."""
        return any(_text(self.line, at) for at in range(1, count + 1))

    def named(self, columns: Sequence[tuple[str, Message]]) -> dict[str, Any]:
        """The values of a line of a table by the names of its columns."""
        return {name: self.value(name, at) for at, (name, _) in enumerate(columns, 1)}

    def value(self, name: str, at: int) -> object:
        """The value of one cell: a number, a list or a text."""
        text = _text(self.line, at)
        if name in LISTS:
            return tuple(part.strip() for part in text.splitlines() if part.strip())
        if name not in NUMBERS:
            return text.split(" ")[0] if name == "date" else text
        if not text:
            return None
        try:
            return float(text.replace(",", "."))
        except ValueError as error:
            raise self.wrong(at, message("“{value}” is no number.", value=text)) from error

    def wrong(self, at: int, reason: Message) -> UnreadableForm:
        """What is wrong with a cell."""
        cell = f"{chr(ord('A') + at)}{self.number}"
        return UnreadableForm(
            message("{file}, cell {cell}: {reason}", file=self.file, cell=cell, reason=reason)
        )


def _change(cells: _Cells) -> Change:
    said = cells.named(CHANGE)
    key = ElementKey(said.pop("file"), said.pop("element"))
    if not key.file or not key.element:
        raise cells.wrong(1, message("Name the map and the element that change."))
    word = said.pop("parameter")
    if word not in list(Parameter):
        known = ", ".join(Parameter)
        raise cells.wrong(
            3, message("“{value}” is no kind of change; there are: {known}.", value=word, known=known)
        )
    return Change(key, Parameter(word), **said)


def _measured(cells: _Cells) -> Realised:
    said = cells.named(MEASURED)
    if not said["metric"] or said["value"] is None:
        raise cells.wrong(1, message("Say which figure was measured, and its value."))
    return Realised(**said)


def _state(text: str, name: str) -> InitiativeState:
    if not text:
        return InitiativeState.IDEA
    if text not in list(InitiativeState):
        known = ", ".join(InitiativeState)
        raise UnreadableForm(
            message("{file}: “{value}” is no state; there are: {known}.", file=name, value=text, known=known)
        )
    return InitiativeState(text)
