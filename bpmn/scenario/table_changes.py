"""Rows of tables that people changed: what differs, what cannot be, and how it is entered into the maps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Activity
from bpmn.model.document import Document
from bpmn.scenario.bounds import check
from bpmn.scenario.calendar_edit import calendars_of, set_calendar
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.edit import NotEntered, duration_field, parameters_of, scale, set_resource, set_values
from bpmn.scenario.fields import FIELDS, read_field, show_field
from bpmn.scenario.hours import is_simple, read_hours
from bpmn.scenario.parameters import Pedigree, Selection, Source
from bpmn.scenario.tables import HOURS, MAIN, MORE, PROMISE_FIELDS, Kind, Row, kind_of, label_of, name_of
from bpmn.scenario.texts import Unclear, plain, read_number, read_time
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Facts, PromiseFact
from bpmn.system.store import with_item

SOURCES: dict[str, Source] = {
    **{str(source): source for source in Source},
    "gemessen": Source.MEASURED,
    "protokoll": Source.LOG,
    "geschätzt": Source.ESTIMATED,
    "geraten": Source.GUESSED,
    "vorgabe": Source.DEFAULT,
}
"""What people write for a source."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number before and after; ``problem`` says why it cannot be entered, None if it can."""

    before: Row
    after: Row
    problem: Message | None = None

    @property
    def changes_value(self) -> bool:
        """Whether the number itself changes, not only where it comes from."""
        return self.before.text != self.after.text


def compare(
    known: Sequence[Row], given: Iterable[Row], document: Callable[[str], Document | None], unit: TimeUnit
) -> list[Difference]:
    """What rows say otherwise than those that are known, in the order of the rows.

    Rows that are missing say nothing. ``document`` gives the map at a path, None where there is none.
    """
    by_place = {row.place: row for row in known}
    found = []
    for row in given:
        before = by_place.get(row.place) or replace(row, text="", source="", by="", date="", low="", high="")
        after = replace(row, name=before.name or row.name)
        problem = _problem(after, document, unit)
        if problem is None and after.text != before.text:
            after = _same_value(before, after, document(row.key.file), unit)
        if replace(after, name=before.name) != before:
            found.append(Difference(before, after, problem))
    return found


def _same_value(before: Row, after: Row, document: Document | None, unit: TimeUnit) -> Row:
    """The row after with the text from before, if that means the same."""
    if document is None or after.kind in (Kind.CALENDARS, Kind.PROMISES):
        return after
    try:
        first, second = (value_of(row, document, unit) for row in (before, after))
        is_same = first == second or (
            isinstance(second, Distribution) and show_field(after.field, second, unit) == before.text
        )
    except Unclear:
        is_same = False
    return replace(after, text=before.text) if is_same else after


def _problem(row: Row, document: Callable[[str], Document | None], unit: TimeUnit) -> Message | None:
    """Why a row cannot be entered."""
    try:
        if row.kind is Kind.PROMISES:
            _promised(row)
            return None
        map_ = document(row.key.file)
        if map_ is None:
            return message("There is no map “{file}”.", file=row.key.file)
        if row.kind is Kind.CALENDARS:
            read_hours(row.text)
        else:
            _check(row, map_, unit)
    except NotEntered as error:
        return error.reason
    except Unclear as error:
        return unclear(row, error)
    return None


def _check(row: Row, map_: Document, unit: TimeUnit) -> None:
    """Raise NotEntered or Unclear for a row that cannot be entered."""
    one_change(row.key, row.field, row.text, map_)
    check(row.field, value_of(row, map_, unit))
    said = pedigree_of(row, unit)
    if said is not None:
        check("pedigree", {row.field: said})


def unclear(row: Row, error: Unclear) -> Message:
    """The sentence for a text that means nothing."""
    example = FIELDS[row.field].example if row.field in FIELDS else message("Mon-Fri 8:00-17:00")
    return message(
        "“{text}” means nothing for “{number}” of “{element}”. Write for example: {example}.",
        text=str(error) or row.text,
        number=label_of(row.field),
        element=row.name or row.key.element,
        example=example,
    )


def value_of(row: Row, document: Document, unit: TimeUnit) -> object:
    """The value of a row, times in ``unit``. Raises Unclear."""
    if row.field == "calendar" and row.text.strip():
        return row.text if _calendar_named(row.text, document) else read_hours(row.text)
    return read_field(row.field, row.text, unit)


def _calendar_named(text: str, document: Document) -> str | None:
    """The id of the calendar of a map that has this id or name."""
    known = calendars_of(document)
    by_name = {calendar.name: identifier for identifier, calendar in known.items()}
    return text if text in known else by_name.get(text)


def pedigree_of(row: Row, unit: TimeUnit) -> Pedigree | None:
    """Where the number of a row comes from; None where nothing is said. Raises Unclear."""
    if not any((row.source, row.by, row.date, row.low, row.high)):
        return None
    word = row.source.strip().casefold()
    if word and word not in SOURCES:
        raise Unclear(row.source)
    source = SOURCES[word] if word else Source.ESTIMATED
    low, high = (_bound(row.field, text, unit) for text in (row.low, row.high))
    return Pedigree(source, row.by.strip(), row.date.strip(), low, high)


def _bound(field: str, text: str, unit: TimeUnit) -> float | None:
    if not text.strip():
        return None
    value = read_field(field, text, unit)
    if isinstance(value, Distribution):
        return value.mean
    return float(value) if isinstance(value, int | float) else read_number(text)


def enter(
    document: Document,
    file: str,
    differences: Iterable[Difference],
    unit: TimeUnit,
) -> None:
    """Enter the differences about one map that can be entered, as one step. Raises NotEntered, Unclear."""
    with document.transaction("Set numbers"):
        for difference in differences:
            row = difference.after
            if difference.problem is not None or row.key.file != file or row.kind is Kind.PROMISES:
                continue
            if row.kind is Kind.CALENDARS:
                _enter_hours(document, row)
            else:
                _enter_number(document, difference, unit)


def _enter_hours(document: Document, row: Row) -> None:
    """Set the hours of a calendar; its exceptions and single spans stay."""
    known = calendars_of(document).get(row.key.element)
    made = read_hours(row.text)
    closed = frozenset(day for o in (known.openings if known is not None else ()) for day in o.closed)
    openings = tuple(replace(opening, closed=closed) for opening in made.openings)
    extra = known.extra if known is not None else ()
    name = known.name if known is not None else row.name
    set_calendar(document, replace(made, id=row.key.element, name=name, openings=openings, extra=extra))


def _enter_number(document: Document, difference: Difference, unit: TimeUnit) -> None:
    row, identifier = difference.after, difference.after.key.element
    own, base = parameters_of(document, identifier)
    field = duration_field(document, identifier) if row.field == "processing_time" else row.field
    pedigree = {name: said.scaled(scale(name, base, unit)) for name, said in own.pedigree.items()}
    said = pedigree_of(row, unit)
    pedigree.pop(field, None)
    if said is not None and row.text.strip():
        pedigree[field] = said
    values: dict[str, object] = {"pedigree": pedigree}
    if difference.changes_value and field == "selection":
        _enter_team(document, identifier, value_of(row, document, unit))
    elif difference.changes_value:
        values[field] = _written(document, row, unit)
    set_values(document, identifier, values, unit)


def _enter_team(document: Document, identifier: str, value: object) -> None:
    """One team is also the performer of the activity; several stand in the selection alone."""
    if isinstance(value, Selection) and (value.is_choice or len(value.needs) > 1):
        set_values(document, identifier, {"selection": value})
    elif isinstance(document.element(identifier), Activity):
        need = value.needs[0] if isinstance(value, Selection) else None
        count = int(need.quantity) if need is not None else 1
        set_resource(document, identifier, need.resource if need is not None else None, count=count)


def _written(document: Document, row: Row, unit: TimeUnit) -> object:
    """The value to be entered; hours of work become a calendar of the map."""
    if row.field != "calendar" or not row.text.strip():
        return value_of(row, document, unit)
    named = _calendar_named(row.text, document)
    if named is not None:
        return named
    made = read_hours(row.text)
    known = calendars_of(document).values()
    hours = (made.usual_week, made.zone)
    same = next((c.id for c in known if is_simple(c) and (c.usual_week, c.zone) == hours), None)
    return same or set_calendar(document, replace(made, name=row.text))


def with_promises(facts: Facts, differences: Iterable[Difference]) -> Facts:
    """The facts with the promises that differ. Raises Unclear."""
    for difference in differences:
        row = difference.after
        if row.kind is not Kind.PROMISES or difference.problem is not None:
            continue
        old = facts.promise(row.key.element) or PromiseFact(row.key.element)
        new = replace(old, **_promised(row))  # type: ignore[arg-type]
        is_empty = all(getattr(new, field) is None for field in PROMISE_FIELDS)
        facts = with_item(facts, "promises", (row.key.element,), None if is_empty else new)
    return facts


def _promised(row: Row) -> Mapping[str, object]:
    """What a row of a promise says."""
    if not row.text.strip():
        return {row.field: None}
    if row.field != "target":
        return {row.field: read_number(row.text)}
    value, unit = read_time(row.text, TimeUnit.DAY)
    return {"target": float(plain(value)), "unit": str(unit)}


def one_change(key: ElementKey, field: str, text: str, document: Document) -> Row:
    """The row that sets one number of an element. Raises NotEntered where it has none of that name."""
    element = document.element(key.element)
    if element is None:
        raise NotEntered(message("{file} has no element “{id}”.", file=key.file, id=key.element))
    kind = kind_of(element)
    if kind is None or field not in (*MAIN[kind], *MORE[kind]):
        offered = ", ".join((*MAIN[kind], *MORE[kind])) if kind is not None else "–"
        raise NotEntered(
            message(
                "“{element}” has no number “{field}”; there are: {offered}.",
                element=name_of(element) or key.element,
                field=field,
                offered=offered,
            )
        )
    return Row(kind, key, field, name_of(element), text)


__all__ = ["HOURS", "Difference", "compare", "enter", "one_change", "with_promises"]
