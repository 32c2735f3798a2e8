"""H06: a called process can end in an error or escalation that the caller does not catch."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    Element,
    ErrorEventDefinition,
    EscalationEventDefinition,
    EventDefinition,
    FlowNode,
    Process,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.system.link import Kind
from bpmn.system.seen import FileSurvey

Caught = tuple[type[EventDefinition], str]
"""What is thrown or caught: its kind and its code, else its name; an empty one catches all."""

WORDS = {ErrorEventDefinition: "error", EscalationEventDefinition: "escalation"}


def check(context: Context) -> Iterable[Fault]:
    """One fault per call and per way in which what it calls can go wrong without being caught."""
    thrown: dict[ElementKey, dict[Caught, ElementKey]] = {}
    for link in context.of_kind([Kind.CALL]):
        if link.target not in context.places.processes:
            continue
        if link.target not in thrown:
            thrown[link.target] = _thrown(context, link.target)
        caller = context.element(link.source) if thrown[link.target] else None
        if not isinstance(caller, FlowNode):
            continue
        for (kind, code), thrower in sorted(thrown[link.target].items(), key=lambda item: item[1]):
            if _is_caught(caller, (kind, code)):
                continue
            words = {
                "called": context.name(link.target),
                "what": code or context.name(thrower),
                "caller": context.name(link.source),
            }
            is_error = kind is ErrorEventDefinition
            told = (
                message("“{called}” can fail with “{what}”, and “{caller}” does not catch it.", **words)
                if is_error
                else message("“{called}” can escalate “{what}”, and “{caller}” does not hear it.", **words)
            )
            catch = fix(
                FixKind.CATCH_EXCEPTION, link.source, kind=WORDS[kind], code=code, party=_customer(context)
            )
            severity = Severity.ERROR if is_error else Severity.WARNING
            yield Fault((link.source, thrower), told, severity, links=(link,), actions=(catch,))


def _thrown(context: Context, process: ElementKey) -> dict[tuple[type[EventDefinition], str], ElementKey]:
    """What leaves a process uncaught, each with the first event that throws it."""
    found: dict[Caught, ElementKey] = {}
    for key in context.maps.of(process.file).derive(_throwing).get(process.element, ()):
        event = context.element(key)
        if isinstance(event, ThrowEvent):
            for thrown in _codes(event):
                if not _is_caught_inside(event, thrown):
                    found.setdefault(thrown, key)
    return found


def _throwing(one: FileSurvey) -> dict[str, list[ElementKey]]:
    """The events of each process of a map that throw an error or an escalation."""
    found: dict[str, list[ElementKey]] = {}
    for graph in one.processes:
        for node in graph.nodes.values():
            if issubclass(node.kind, ThrowEvent) and one.detail(node.id).has(*WORDS):
                found.setdefault(graph.process_id, []).append(ElementKey(one.file, node.id))
    return found


def _codes(event: ThrowEvent | CatchEvent) -> Iterator[Caught]:
    for definition in event.definitions:
        if isinstance(definition, ErrorEventDefinition):
            error = definition.error_ref
            yield ErrorEventDefinition, (error.error_code or error.name or "") if error is not None else ""
        elif isinstance(definition, EscalationEventDefinition):
            raised = definition.escalation_ref
            yield (
                EscalationEventDefinition,
                (raised.escalation_code or raised.name or "") if raised is not None else "",
            )


def _is_caught(step: FlowNode, thrown: Caught) -> bool:
    """Whether an event on the border of a step, or further out in its process, catches what it throws."""
    around = step.parent
    beside = around.children(BoundaryEvent) if around is not None else []
    if any(_catches(event, thrown) for event in beside if event.attached_to_ref == step):
        return True
    return _is_caught_inside(step, thrown)


def _is_caught_inside(element: Element, thrown: Caught) -> bool:
    """Whether a scope around an element catches: an event sub-process in it, or an event on its border."""
    scope = element.parent
    while isinstance(scope, SubProcess | Process):
        inner = [s for s in scope.children(SubProcess) if s.triggered_by_event]
        starts = [start for one in inner for start in one.children(StartEvent)]
        outer = scope.parent.children(BoundaryEvent) if scope.parent is not None else []
        if any(_catches(e, thrown) for e in (*starts, *(b for b in outer if b.attached_to_ref == scope))):
            return True
        scope = scope.parent
    return False


def _catches(event: CatchEvent, thrown: Caught) -> bool:
    return any(kind is thrown[0] and code in ("", thrown[1]) for kind, code in _codes(event))


def _customer(context: Context) -> str:
    return next((chain.customer for chain in chains(context)), "")


RULE = Rule(
    "H06",
    Severity.ERROR,
    message("Failure that nobody catches"),
    message("The whole caller breaks off with it, and the customer is never told."),
    message("Catch it at the call, and tell whoever waits for the result."),
    check,
)
