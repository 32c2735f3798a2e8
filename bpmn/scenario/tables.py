"""The numbers of a system as rows of tables: one row per number, with where it comes from.

The same rows are shown in the window, written into spreadsheets and read from them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import (
    Activity,
    BoundaryEvent,
    Element,
    ExclusiveGateway,
    InclusiveGateway,
    Lane,
    MessageFlow,
    Participant,
    Resource,
    SequenceFlow,
    StartEvent,
)
from bpmn.model.document import Document
from bpmn.scenario.distributions import constant
from bpmn.scenario.fields import FIELDS, show_field
from bpmn.scenario.hours import show_hours
from bpmn.scenario.parameters import TIME_FIELDS, ElementParameters, Pedigree, Scenario
from bpmn.scenario.problems import called
from bpmn.scenario.texts import plain
from bpmn.scenario.units import DEFAULT_UNIT
from bpmn.system.facts import Facts, PromiseFact


class Kind(StrEnum):
    """The tables."""

    ARRIVALS = "arrivals"
    STEPS = "steps"
    BRANCHES = "branches"
    RESOURCES = "resources"
    MESSAGES = "messages"
    PARTIES = "parties"
    CALENDARS = "calendars"
    PROMISES = "promises"


TITLES: dict[Kind, Message] = {
    Kind.ARRIVALS: message("Arrivals"),
    Kind.STEPS: message("Steps"),
    Kind.BRANCHES: message("Branches"),
    Kind.RESOURCES: message("Teams"),
    Kind.MESSAGES: message("Messages"),
    Kind.PARTIES: message("Parties"),
    Kind.CALENDARS: message("Hours of work"),
    Kind.PROMISES: message("Promises"),
}

MAIN: dict[Kind, tuple[str, ...]] = {
    Kind.ARRIVALS: ("inter_trigger_timer",),
    Kind.STEPS: ("processing_time", "selection"),
    Kind.BRANCHES: ("probability",),
    Kind.RESOURCES: ("quantity", "calendar", "unit_cost"),
    Kind.MESSAGES: ("transfer_time",),
    Kind.PARTIES: ("response_time",),
}
"""The numbers that have a row although they are not known yet."""

MORE: dict[Kind, tuple[str, ...]] = {
    Kind.ARRIVALS: ("trigger_count", "calendar"),
    Kind.STEPS: (
        "lag_time",
        "set_up_time",
        "batch",
        "priority",
        "interruptible",
        "defect",
        "detection",
        "rework_target",
        "rework_time",
        "repeat",
        "repeat_most",
        "instances",
        "fixed_cost",
        "wait_time",
        "transfer_time",
        "validation_time",
        "queue_time",
        "duration",
        "elapsed_time",
        "quantity",
        "calendar",
    ),
    Kind.BRANCHES: ("by_class", "condition"),
    Kind.RESOURCES: ("share", "efficiency", "skills", "paid_when_idle", "fixed_cost", "availability"),
    Kind.MESSAGES: ("loss",),
    Kind.PARTIES: ("no_answer",),
}
"""The numbers that have a row only when they are known."""

HOURS = "hours"
PROMISE_FIELDS: dict[str, Message] = {
    "target": message("Is done within"),
    "penalty": message("Penalty for each late case"),
    "hour_value": message("Worth of an hour less"),
    "margin": message("What a case brings"),
}
SHARES = frozenset(
    {"probability", "defect", "detection", "repeat", "share", "efficiency", "loss", "no_answer"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One number as texts. ``name`` is that of its element; an empty ``text`` is an unknown number.

    The element of a calendar is its file and id, that of a promise an empty file and the customer's name.
    """

    kind: Kind
    key: ElementKey
    field: str
    name: str = ""
    text: str = ""
    source: str = ""
    by: str = ""
    date: str = ""
    low: str = ""
    high: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What a row is known by."""
        return (str(self.kind), self.key.file, self.key.element, self.field)

    @property
    def label(self) -> Message:
        """What the number is called."""
        return label_of(self.field)


def label_of(field: str) -> Message:
    """What the number of a field is called in a table."""
    if field in FIELDS:
        return FIELDS[field].label
    return PROMISE_FIELDS.get(field, message("Hours of the week"))


def rows(
    documents: Iterable[tuple[str, Document]],
    scenario: Scenario,
    facts: Facts | None = None,
) -> list[Row]:
    """All rows of a system by table, then in the order of the maps and of the elements in them."""
    found: list[Row] = []
    for file, document in documents:
        found.extend(_of_map(file, document, scenario))
    for (file, identifier), calendar in scenario.calendars.items():
        key = ElementKey(file, identifier)
        found.append(Row(Kind.CALENDARS, key, HOURS, calendar.name or identifier, show_hours(calendar)))
    for promise in facts.promises if facts is not None else ():
        found.extend(_of_promise(promise))
    order = list(Kind)
    return sorted(found, key=lambda row: order.index(row.kind))


def kind_of(element: Element) -> Kind | None:
    """The table in which an element has rows; None for elements without numbers."""
    if isinstance(element, BoundaryEvent) or _is_branch(element):
        return Kind.BRANCHES
    for wanted, kind in _KINDS:
        if isinstance(element, wanted):
            return kind
    return None


_KINDS: tuple[tuple[type[Element] | tuple[type[Element], ...], Kind], ...] = (
    (StartEvent, Kind.ARRIVALS),
    (Activity, Kind.STEPS),
    ((Resource, Lane), Kind.RESOURCES),
    (MessageFlow, Kind.MESSAGES),
    (Participant, Kind.PARTIES),
)


def _is_branch(element: Element) -> bool:
    if not isinstance(element, SequenceFlow):
        return False
    source = element.source_ref
    return isinstance(source, ExclusiveGateway | InclusiveGateway) and len(source.outgoing_flows) > 1


def _of_map(file: str, document: Document, scenario: Scenario) -> Iterator[Row]:
    wanted = (StartEvent, Activity, SequenceFlow, BoundaryEvent, Resource, Lane, MessageFlow, Participant)
    for kind_of_element in wanted:
        for element in document.all(kind_of_element):
            kind = kind_of(element)
            if kind is not None and element.id and not _is_drawn_open(element):
                yield from _of_element(ElementKey(file, element.id), kind, element, scenario)


def _is_drawn_open(element: Element) -> bool:
    """Whether it is a pool that holds a process: its numbers stand at its steps."""
    return isinstance(element, Participant) and element.process_ref is not None


def _of_element(key: ElementKey, kind: Kind, element: Element, scenario: Scenario) -> Iterator[Row]:
    own = scenario.of(key)
    for field in (*MAIN[kind], *MORE[kind]):
        value = getattr(own, field)
        if (field in MAIN[kind] and not _is_replaced(field, own)) or value not in (None, (), {}):
            yield row_of(kind, key, field, element, scenario)


def _is_replaced(field: str, own: ElementParameters) -> bool:
    """Whether a map keeps how long a step takes in another field."""
    return field == "processing_time" and own.processing_time is None and own.duration is not None


def row_of(kind: Kind, key: ElementKey, field: str, element: Element, scenario: Scenario) -> Row:
    """The row of one number of an element."""
    own = scenario.of(key)
    text = show_field(field, getattr(own, field), scenario.time_unit)
    if field == "calendar" and text:
        calendar = scenario.calendars.get((key.file, text))
        text = (calendar.name or text) if calendar is not None else text
    if field == "selection" and own.selection is not None:
        text = _named(text, own, element.document)
    row = Row(kind, key, field, name_of(element), text)
    said = own.pedigree.get(field)
    return row if said is None else _with_pedigree(row, said, scenario)


def _named(text: str, own: ElementParameters, document: Document) -> str:
    """The selection with the names of its teams instead of their ids."""
    assert own.selection is not None
    needs = []
    for need in own.selection.needs:
        team = document.element(need.resource)
        needs.append(replace(need, resource=called(team) or need.resource))
    return show_field("selection", replace(own.selection, needs=tuple(needs)), DEFAULT_UNIT) or text


def name_of(element: Element) -> str:
    """What an element is called in a table; a branch by its name or by what it leads to."""
    if isinstance(element, SequenceFlow):
        source = called(element.source_ref)
        return f"{source} → {called(element) if element.name else called(element.target_ref)}"
    if isinstance(element, BoundaryEvent):
        return f"{called(element.attached_to_ref)} → {called(element)}"
    return called(element)


def _with_pedigree(row: Row, said: Pedigree, scenario: Scenario) -> Row:
    low, high = (bound_text(row.field, bound, scenario) for bound in (said.low, said.high))
    return replace(row, source=str(said.source), by=said.by, date=said.date, low=low, high=high)


def bound_text(field: str, bound: float | None, scenario: Scenario) -> str:
    """The end of a range as a text."""
    if bound is None:
        return ""
    if field in TIME_FIELDS:
        return show_field(field, constant(bound), scenario.time_unit)
    return show_field(field, bound, scenario.time_unit) if field in (*SHARES, "unit_cost") else plain(bound)


def _of_promise(promise: PromiseFact) -> Iterator[Row]:
    key = ElementKey("", promise.customer)
    for field in PROMISE_FIELDS:
        value = getattr(promise, field)
        text = "" if value is None else plain(value)
        if field == "target" and text and promise.unit:
            text = f"{text} {promise.unit}"
        yield Row(Kind.PROMISES, key, field, promise.customer, text)
