"""The rarer numbers of an element, and where its main number comes from."""

from collections.abc import Callable
from dataclasses import replace

from app.panels.properties.field import Choices, Field, Shape
from app.spoken import local
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.editing.refused import NotAllowed
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario.calendar_edit import calendars_of
from bpmn.scenario.edit import NotEntered, parameters_of
from bpmn.scenario.fields import FIELDS
from bpmn.scenario.parameters import Scenario, Source
from bpmn.scenario.table_changes import compare, enter
from bpmn.scenario.tables import MAIN, MORE, Kind, Row, kind_of, row_of

SHOWN_BY_NAME = frozenset(
    {"processing_time", "duration", "lag_time", "selection", "quantity", "unit_cost", "probability"}
)
"""Numbers that have a field of their own in the panel."""

SOURCES: Choices = (
    ("", message("Not said")),
    (Source.MEASURED, message("Measured")),
    (Source.LOG, message("Read from a log")),
    (Source.ESTIMATED, message("Estimated")),
    (Source.GUESSED, message("Guessed")),
    (Source.DEFAULT, message("A default")),
)


def further(element: Element, *, all_of_them: bool) -> list[Field]:
    """The rarer numbers; those that are not known only where all are wanted."""
    kind = kind_of(element)
    if kind is None:
        return []
    names = [name for name in (*MAIN[kind], *MORE[kind]) if name not in SHOWN_BY_NAME]
    if kind is Kind.ARRIVALS:
        names.remove(MAIN[kind][0])
    return [_field(kind, name) for name in names if all_of_them or _row(element, kind, name).text]


def origin(element: Element) -> list[Field]:
    """Where the main number of an element comes from, and between which values it lies."""
    kind = kind_of(element)
    if kind is None:
        return []
    name = MAIN[kind][0]
    if (
        name == "processing_time"
        and parameters_of(element.document, element.id or "")[0].duration is not None
    ):
        name = "duration"
    if not _row(element, kind, name).text:
        return []
    return [
        Field(
            message("Where this number comes from"),
            lambda e: _row(e, kind, name).source,
            _write(kind, name, "source"),
            Shape.CHOICE,
            lambda _: SOURCES,
        ),
        Field(message("Given by"), lambda e: _row(e, kind, name).by, _write(kind, name, "by")),
        Field(
            message("On which date"),
            lambda e: _row(e, kind, name).date,
            _write(kind, name, "date"),
            hint=message("For example 2026-05-31"),
        ),
        Field(message("At least"), _read(kind, name, "low"), _write(kind, name, "low")),
        Field(message("At most"), _read(kind, name, "high"), _write(kind, name, "high")),
    ]


def _field(kind: Kind, name: str) -> Field:
    known = FIELDS[name]
    if name == "calendar":
        return Field(
            known.label,
            _read(kind, name, "text"),
            _write(kind, name, "text"),
            Shape.NAME,
            names=lambda e: [c.name for c in calendars_of(e.document).values()],
            hint=known.example,
        )
    return Field(known.label, _read(kind, name, "text"), _write(kind, name, "text"), hint=known.example)


def _scenario(document: Document, element: Element) -> Scenario:
    """The numbers of one element as a scenario of its own."""
    own, unit = parameters_of(document, element.id or "")
    calendars = {("", key): calendar for key, calendar in calendars_of(document).items()}
    return Scenario(time_unit=unit, parameters={_key(element): own}, calendars=calendars)


def _key(element: Element) -> ElementKey:
    return ElementKey("", element.id or "")


def _row(element: Element, kind: Kind, name: str) -> Row:
    return row_of(kind, _key(element), name, element, _scenario(element.document, element))


def _read(kind: Kind, name: str, column: str) -> Callable[[Element], str]:
    return lambda element: local(name, getattr(_row(element, kind, name), column))


_CHANGED: dict[str, Callable[[Row, str], Row]] = {
    "text": lambda row, text: replace(row, text=text),
    "source": lambda row, text: replace(row, source=text),
    "by": lambda row, text: replace(row, by=text),
    "date": lambda row, text: replace(row, date=text),
    "low": lambda row, text: replace(row, low=text),
    "high": lambda row, text: replace(row, high=text),
}
"""A row with another text in one of its columns."""


def _write(kind: Kind, name: str, column: str) -> Callable[[Document, Element, str], None]:
    def put(document: Document, element: Element, text: str) -> None:
        scenario = _scenario(document, element)
        before = row_of(kind, _key(element), name, element, scenario)
        after = _CHANGED[column](before, text)
        differences = compare([before], [after], lambda _: document, scenario.time_unit)
        wrong: Message | None = next((d.problem for d in differences if d.problem is not None), None)
        if wrong is not None:
            raise NotAllowed(wrong)
        try:
            enter(document, "", differences, scenario.time_unit)
        except NotEntered as error:
            raise NotAllowed(error.reason) from error

    return put
