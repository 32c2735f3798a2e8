"""The tables of what process owners say about elements."""

from collections.abc import Callable

from app.panels.properties.exchange import EXCHANGE_FIELDS
from app.panels.properties.field import ON, Choices, Field, Section, Shape, switch
from app.panels.properties.worth import PROCESS_FIELDS, STEP_FIELDS, process_of, tells_what_happens
from bpmn.base.message import Message as Text
from bpmn.base.message import message
from bpmn.editing.exchanges import parties_of
from bpmn.editing.expressions import expression_text, set_expression, set_timer, timer_of
from bpmn.editing.properties import (
    loop_of,
    refer_to,
    set_documentation,
    set_loop,
    set_property,
)
from bpmn.editing.rename import has_name, name_of, rename
from bpmn.model import (
    Activity,
    AdHocSubProcess,
    BaseElement,
    BoundaryEvent,
    CallActivity,
    ChoreographyActivity,
    ConditionalEventDefinition,
    Element,
    Error,
    ErrorEventDefinition,
    Escalation,
    EscalationEventDefinition,
    Event,
    EventDefinition,
    ExclusiveGateway,
    InclusiveGateway,
    LinkEventDefinition,
    Message,
    MessageEventDefinition,
    MessageFlow,
    ReceiveTask,
    RootElement,
    SendTask,
    SequenceFlow,
    Signal,
    SignalEventDefinition,
    StartEvent,
    TextAnnotation,
    TimerEventDefinition,
)
from bpmn.model.document import Document
from bpmn.rules.scopes import definitions_of

LOOP_CHOICES: Choices = (
    ("none", message("Done once")),
    ("loop", message("Repeated until it is good")),
    ("parallel", message("Once for each, at the same time")),
    ("sequential", message("Once for each, one after the other")),
)
TIMER_CHOICES: Choices = (
    ("time_duration", message("After a time")),
    ("time_date", message("On a date")),
    ("time_cycle", message("Again and again")),
)


# -- reading and writing ----------------------------------------------------------------------------


def _is(*kinds: type[Element]) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, kinds)


def _has(kind: type[EventDefinition]) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, Event) and _definition(element, kind) is not None


def _definition(element: Element, kind: type[EventDefinition]) -> EventDefinition | None:
    return next((d for d in definitions_of(element) if isinstance(d, kind)), None)


def _attribute_switch(name: str) -> tuple[Callable[[Element], str], Callable[[Document, Element, str], None]]:
    """Reader and writer of a true-or-false property."""
    return (
        lambda element: switch(getattr(element, name)),
        lambda document, element, value: set_property(document, element, name, value == ON),
    )


def _reference(
    owner: Callable[[Element], Element | None], name: str, kind: type[RootElement]
) -> tuple[
    Callable[[Element], str], Callable[[Document, Element, str], None], Callable[[Element], list[str]]
]:
    """Reader, writer and known names of a reference to a message, signal and so on."""

    def read(element: Element) -> str:
        holder = owner(element)
        target = getattr(holder, name, None) if holder is not None else None
        return str(target.node.get("name") or target.id or "") if target is not None else ""

    def write(document: Document, element: Element, value: str) -> None:
        holder = owner(element)
        if holder is not None:
            refer_to(document, holder, name, kind, value)

    def names(element: Element) -> list[str]:
        roots = element.document.definitions.root_elements
        return [text for root in roots if isinstance(root, kind) and (text := root.node.get("name"))]

    return read, write, names


def _reference_field(
    text: Text, owner: Callable[[Element], Element | None], name: str, kind: type[RootElement]
) -> Field:
    read, write, names = _reference(owner, name, kind)
    return Field(text, read, write, Shape.NAME, names=names)


def _of_event(kind: type[EventDefinition]) -> Callable[[Element], Element | None]:
    return lambda element: _definition(element, kind)


def _timer(element: Element) -> TimerEventDefinition:
    found = _definition(element, TimerEventDefinition)
    assert isinstance(found, TimerEventDefinition)
    return found


def _set_timer_kind(document: Document, element: Element, kind: str) -> None:
    set_timer(document, _timer(element), kind, timer_of(_timer(element))[1])


def _set_timer_text(document: Document, element: Element, text: str) -> None:
    set_timer(document, _timer(element), timer_of(_timer(element))[0], text)


def _source_chooses(element: Element) -> bool:
    """Whether a flow leaves something that may have a default flow."""
    source = element.source_ref if isinstance(element, SequenceFlow) else None
    return isinstance(source, ExclusiveGateway | InclusiveGateway | Activity)


def _is_default(element: Element) -> str:
    source = element.source_ref if isinstance(element, SequenceFlow) else None
    return switch(source is not None and getattr(source, "default", None) == element)


def _set_default(document: Document, element: Element, value: str) -> None:
    assert isinstance(element, SequenceFlow)
    source = element.source_ref
    if source is not None:
        set_property(document, source, "default", element if value == ON else None)


def _condition_of_event(element: Element) -> str:
    found = _definition(element, ConditionalEventDefinition)
    return expression_text(found, "condition") if found is not None else ""


def _set_condition_of_event(document: Document, element: Element, text: str) -> None:
    found = _definition(element, ConditionalEventDefinition)
    if found is not None:
        set_expression(document, found, "condition", text)


def _link_name(element: Element) -> str:
    found = _definition(element, LinkEventDefinition)
    return str(found.node.get("name") or "") if found is not None else ""


def _set_link_name(document: Document, element: Element, text: str) -> None:
    found = _definition(element, LinkEventDefinition)
    if found is not None:
        set_property(document, found, "name", text or None)


def _documentation(element: Element) -> str:
    return element.documentation_text if isinstance(element, BaseElement) else ""


def _loop(element: Element) -> str:
    return loop_of(element) if isinstance(element, Activity) else ""


def _set_loop(document: Document, element: Element, loop: str) -> None:
    assert isinstance(element, Activity)
    set_loop(document, element, loop)


def _called(element: Element) -> str:
    return str(element.node.get("calledElement") or "")


def _set_called(document: Document, element: Element, text: str) -> None:
    set_property(document, element, "called_element", text or None)


# -- the table --------------------------------------------------------------------------------------

SECTIONS: tuple[Section, ...] = (
    Section(
        lambda e: has_name(e) and not isinstance(e, TextAnnotation),
        (Field(message("Name"), name_of, rename),),
    ),
    Section(_is(TextAnnotation), (Field(message("Text"), name_of, rename, Shape.LINES),)),
    Section(
        tells_what_happens,
        (Field(message("What happens"), _documentation, set_documentation, Shape.LINES),),
    ),
    Section(lambda e: process_of(e) is not None, PROCESS_FIELDS),
    Section(
        _is(CallActivity),
        (
            Field(
                message("Process that is used"),
                _called,
                _set_called,
                hint=message("The id of a process, here or in another map"),
            ),
        ),
    ),
    Section(
        _is(Activity),
        (Field(message("How often"), _loop, _set_loop, Shape.CHOICE, lambda _: LOOP_CHOICES),),
    ),
    Section(_is(Activity), STEP_FIELDS),
    Section(
        _is(AdHocSubProcess),
        (
            Field(
                message("Finished when"),
                lambda e: expression_text(e, "completion_condition"),
                lambda d, e, text: set_expression(d, e, "completion_condition", text),
            ),
        ),
    ),
    Section(
        _is(SendTask, ReceiveTask),
        (_reference_field(message("Message"), lambda e: e, "message_ref", Message),),
    ),
    Section(
        _is(ReceiveTask),
        (Field(message("Begins a case"), *_attribute_switch("instantiate"), Shape.SWITCH),),
    ),
    Section(
        _has(MessageEventDefinition),
        (_reference_field(message("Message"), _of_event(MessageEventDefinition), "message_ref", Message),),
    ),
    Section(
        _has(SignalEventDefinition),
        (_reference_field(message("Signal"), _of_event(SignalEventDefinition), "signal_ref", Signal),),
    ),
    Section(
        _has(ErrorEventDefinition),
        (_reference_field(message("Error"), _of_event(ErrorEventDefinition), "error_ref", Error),),
    ),
    Section(
        _has(EscalationEventDefinition),
        (
            _reference_field(
                message("Escalation"), _of_event(EscalationEventDefinition), "escalation_ref", Escalation
            ),
        ),
    ),
    Section(_has(LinkEventDefinition), (Field(message("Joins ends called"), _link_name, _set_link_name),)),
    Section(
        _has(ConditionalEventDefinition),
        (Field(message("When this becomes true"), _condition_of_event, _set_condition_of_event),),
    ),
    Section(
        _has(TimerEventDefinition),
        (
            Field(
                message("When"),
                lambda e: timer_of(_timer(e))[0],
                _set_timer_kind,
                Shape.CHOICE,
                lambda _: TIMER_CHOICES,
            ),
            Field(
                message("Time"),
                lambda e: timer_of(_timer(e))[1],
                _set_timer_text,
                hint=message("P2D is two days, PT3H three hours, 2026-05-01T09:00:00 a date"),
            ),
        ),
    ),
    Section(
        _is(BoundaryEvent),
        (Field(message("Stops the step"), *_attribute_switch("cancel_activity"), Shape.SWITCH),),
    ),
    Section(
        lambda e: isinstance(e, StartEvent) and bool(definitions_of(e)),
        (
            Field(
                message("Stops what is going on around it"),
                *_attribute_switch("is_interrupting"),
                Shape.SWITCH,
            ),
        ),
    ),
    Section(
        _is(SequenceFlow),
        (
            Field(
                message("Taken when"),
                lambda e: expression_text(e, "condition_expression"),
                lambda d, e, text: set_expression(d, e, "condition_expression", text),
                Shape.LINES,
            ),
        ),
    ),
    Section(
        _source_chooses,
        (Field(message("Taken when no other way is"), _is_default, _set_default, Shape.SWITCH),),
    ),
    Section(lambda e: isinstance(e, ChoreographyActivity) and parties_of(e) is not None, EXCHANGE_FIELDS),
    Section(_is(MessageFlow), (_reference_field(message("Message"), lambda e: e, "message_ref", Message),)),
)


def general(element: Element) -> list[Field]:
    """The fields of an element, in the order of the table."""
    return [field for section in SECTIONS if section.applies(element) for field in section.fields]
