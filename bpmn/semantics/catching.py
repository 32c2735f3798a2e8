"""What catches errors, escalations and cancellations, and what happens beside an activity.

(BPMN 2.0.2, Execution Semantics: Intermediate Boundary Events, Event Sub-Processes, Scopes.)
"""

from dataclasses import dataclass, replace

from bpmn.base.message import message
from bpmn.model import (
    BoundaryEvent,
    CancelEventDefinition,
    CatchEvent,
    CompensateEventDefinition,
    ErrorEventDefinition,
    EscalationEventDefinition,
    EventDefinition,
    StartEvent,
    SubProcess,
    Transaction,
)
from bpmn.model.graph import Node
from bpmn.semantics.draft import Step
from bpmn.semantics.exchange import Trigger
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import Action
from bpmn.semantics.triggers import triggers

THROWN = (ErrorEventDefinition, EscalationEventDefinition, CancelEventDefinition)
REFERENCES = {
    ErrorEventDefinition: ("errorRef", "errorCode"),
    EscalationEventDefinition: ("escalationRef", "escalationCode"),
}


@dataclass(frozen=True, slots=True)
class Handler:
    """A boundary event, or an event sub-process with its start event, that catches.

    ``level`` is the level whose inside is given up if it interrupts; the boundary event itself stands in
    the level's parent.
    """

    level: Level
    event: str
    sub_process: str | None
    interrupts: bool


def code_of(work: Work, level: Level, definition: EventDefinition) -> str:
    """What an error or escalation is known by: its code, else what the reference says; empty for any."""
    attribute, code = REFERENCES.get(type(definition), ("", ""))
    text = (definition.node.get(attribute) or "").strip() if attribute else ""
    if not text:
        return ""
    local = text.rpartition(":")[2]
    meant = work.system.document(level.file).node(local)
    if meant is None:
        return local
    return meant.get(code) or meant.get("name") or local


def handler(work: Work, level: Level, definition: EventDefinition) -> Handler | None:
    """Who catches what a definition throws inside a level: the innermost that fits; None if nobody does."""
    code = code_of(work, level, definition)
    here: Level | None = level
    below: Level | None = None
    while here is not None:
        is_event = below is not None and below.host is None
        found = None if is_event else _event_sub_process(work, here, type(definition), code)
        found = found or _boundary(work, here, type(definition), code)
        if found is not None:
            work.caught.add((found.level.scope, found.event))
            return found
        if isinstance(definition, CancelEventDefinition) and _is_transaction(work, here):
            return None
        here, below = here.parent, here
    return None


def _is_transaction(work: Work, level: Level) -> bool:
    return level.node is not None and isinstance(work.view(level, level.node), Transaction)


def _fits(work: Work, level: Level, event: CatchEvent, kind: type[EventDefinition], code: str) -> bool:
    for one in event.definitions:
        if type(one) is kind:
            own = code_of(work, level, one)
            if not own or own == code:
                return True
    return False


def _event_sub_process(work: Work, level: Level, kind: type[EventDefinition], code: str) -> Handler | None:
    for node, start in event_starts(work, level):
        view = work.view(level, start.id)
        if isinstance(view, StartEvent) and _fits(work, level, view, kind, code):
            return Handler(level, start.id, node.id, interrupts(view))
    return None


def _boundary(work: Work, level: Level, kind: type[EventDefinition], code: str) -> Handler | None:
    if level.host is None or level.parent is None:
        return None
    exact: Handler | None = None
    for node in boundaries(level.parent, level.host):
        view = work.view(level.parent, node.id)
        if isinstance(view, BoundaryEvent) and _fits(work, level.parent, view, kind, code):
            found = Handler(level, node.id, None, interrupts(view))
            if any(code_of(work, level.parent, d) for d in view.definitions):
                return found
            exact = exact or found
    return exact


def interrupts(event: StartEvent | BoundaryEvent) -> bool:
    """Whether an event breaks off what it belongs to. Errors and cancellations always do."""
    if any(isinstance(d, ErrorEventDefinition | CancelEventDefinition) for d in event.definitions):
        return True
    return event.is_interrupting if isinstance(event, StartEvent) else event.cancel_activity


def boundaries(level: Level, host: str) -> list[Node]:
    """The events on the border of an activity."""
    return [n for n in level.nodes if n.attached_to == host and issubclass(n.kind, BoundaryEvent)]


def event_starts(work: Work, level: Level) -> list[tuple[Node, Node]]:
    """The event sub-processes of a level with their start events."""
    found = []
    for node in level.nodes:
        view = work.view(level, node.id) if issubclass(node.kind, SubProcess) else None
        if isinstance(view, SubProcess) and view.triggered_by_event:
            inner = level.process.graph.children(node.id)
            found += [(node, n) for n in inner if issubclass(n.kind, StartEvent)]
    return found


def watches(work: Work, level: Level) -> tuple[int, ...]:
    """The places that a level's beginning marks so that its event sub-processes may happen."""
    return tuple(dict.fromkeys(work.watch(level, node.id) for node, _ in event_starts(work, level)))


def beside(work: Work, level: Level, host: str) -> tuple[int, ...]:
    """The places that an activity's beginning marks so that non-interrupting events may happen beside it."""
    found = []
    for node in boundaries(level, host):
        view = work.view(level, node.id)
        if isinstance(view, BoundaryEvent) and not interrupts(view):
            found.append(work.watch(level, node.id))
    return tuple(found)


def event_outputs(work: Work, level: Level, sub_process: str, start: str) -> list[tuple[int, ...]]:
    """Where tokens go when an event sub-process is triggered."""
    inside = work.insides[level.scope, sub_process]
    return [(*out, *watches(work, inside)) for out in work.outputs(inside, start)]


# -- what is thrown --------------------------------------------------------------------------------


def thrown(work: Work, by: Handler, step: Step) -> list[Step]:
    """A throwing step joined with what its handler does."""
    return [_joined(work, by, step, out) for out in _outputs(work, by)]


def _outputs(work: Work, by: Handler) -> list[tuple[int, ...]]:
    if by.sub_process is not None:
        return event_outputs(work, by.level, by.sub_process, by.event)
    assert by.level.parent is not None
    return work.outputs(by.level.parent, by.event)


def _joined(work: Work, by: Handler, step: Step, out: tuple[int, ...]) -> Step:
    level = by.level.parent if by.sub_process is None else by.level
    assert level is not None
    key = by.level.key(by.event) if by.sub_process is not None else level.key(by.event)
    elements = [*step.elements, key]
    if not by.interrupts:
        return replace(step, elements=elements, gives=(*step.gives, *out))
    messages = tuple(p for p in step.gives if work.draft.places[p].scope is None)
    takes, clears, performs = step.takes, step.clears, step.performs
    if by.sub_process is None:
        assert by.level.host is not None
        told = message(
            "“{event}” breaks off “{step}”.",
            event=work.name(level, by.event),
            step=work.name(level, by.level.host),
        )
        takes = (*takes, work.active(level, by.level.host))
        clears = (*clears, *beside(work, level, by.level.host))
    else:
        told = message("“{event}” takes over.", event=work.name(by.level, by.sub_process))
        performs = (*performs, by.level.key(by.sub_process))
    return replace(
        step,
        action=Action.INTERRUPT,
        elements=elements,
        text=told,
        takes=takes,
        gives=(*messages, *out),
        clears=clears,
        clears_inside=by.level.scope,
        ends_inside=by.level.scope,
        performs=performs,
    )


# -- what happens beside an activity ---------------------------------------------------------------


def add_boundary(work: Work, level: Level, node: Node) -> None:
    """The steps of an event on the border of an activity."""
    view = work.view(level, node.id)
    host = node.attached_to
    if not isinstance(view, BoundaryEvent) or host is None or host not in level.process.graph.nodes:
        return
    if view.definitions and all(isinstance(d, CompensateEventDefinition) for d in view.definitions):
        return
    inside = work.insides.get((level.scope, host))
    found = _triggers(work, level, node, inside.scope if inside else None)
    key = level.key(node.id)
    words = {"event": work.name(level, node.id), "step": work.name(level, host)}
    cancels = any(isinstance(d, CancelEventDefinition) for d in view.definitions)
    undone = work.handlers(inside, set()) if inside is not None and cancels else ()
    active = work.active(level, host)
    for trigger in found:
        for out in work.outputs(level, node.id):
            told = message("“{event}” happens beside “{step}”.", **words)
            step = Step(Action.BESIDE, [key, level.key(host), *undone], told)
            step.is_outside, step.performs = trigger.is_outside or not trigger.takes, undone
            if interrupts(view):
                step.action = Action.INTERRUPT
                step.text = message("“{event}” breaks off “{step}”.", **words)
                step.takes, step.gives = (active, *trigger.takes), (*out, *trigger.gives)
                step.clears = beside(work, level, host)
                step.clears_inside = step.ends_inside = inside.scope if inside else None
            else:
                watch = work.watch(level, node.id)
                step.takes = (watch, *trigger.takes)
                step.gives = (*((watch,) if trigger.is_counted else ()), *out, *trigger.gives)
            work.draft.add(step)


def _triggers(work: Work, level: Level, node: Node, scope: int | None) -> list[Trigger]:
    """What triggers an event beside an activity; an error comes by itself unless something throws it."""
    view = work.view(level, node.id)
    assert isinstance(view, CatchEvent)
    found = triggers(work, level, node.id)
    is_thrown = any(isinstance(d, THROWN) for d in view.definitions)
    if is_thrown and (scope is None or (scope, node.id) not in work.caught):
        found = [*found, Trigger(is_outside=True)]
    return found


def add_event_sub_process(work: Work, level: Level, node: Node) -> None:
    """The steps that trigger an event sub-process; its inside is compiled like any other."""
    watch = work.watch(level, node.id)
    for sub_process, start in event_starts(work, level):
        if sub_process.id != node.id:
            continue
        view = work.view(level, start.id)
        assert isinstance(view, StartEvent)
        inside = work.insides[level.scope, node.id]
        for trigger in _triggers(work, inside, start, level.scope):
            for out in event_outputs(work, level, node.id, start.id):
                elements = [inside.key(start.id), level.key(node.id)]
                name = work.name(level, node.id)
                step = Step(Action.BESIDE, elements, message("“{event}” happens.", event=name))
                step.takes, step.gives = (watch, *trigger.takes), (*out, *trigger.gives)
                step.ends_inside, step.performs = inside.scope, (level.key(node.id),)
                step.is_outside = trigger.is_outside or not trigger.takes
                if interrupts(view):
                    step.action, step.clears_inside = Action.INTERRUPT, level.scope
                    step.text = message("“{event}” takes over.", event=name)
                elif trigger.is_counted:
                    # Instances have no identity: the next one begins when the last one is done.
                    step.gives, step.empty_inside = (*step.gives, watch), inside.scope
                work.draft.add(step)
