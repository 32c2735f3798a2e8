"""Steps of events (BPMN 2.0.2, Execution Semantics: Events)."""

from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import (
    CancelEventDefinition,
    CatchEvent,
    CompensateEventDefinition,
    EndEvent,
    ErrorEventDefinition,
    EscalationEventDefinition,
    EventDefinition,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    LinkEventDefinition,
    ReceiveTask,
    TerminateEventDefinition,
    ThrowEvent,
)
from bpmn.model.graph import Node
from bpmn.semantics import catching
from bpmn.semantics.draft import Step
from bpmn.semantics.exchange import Trigger
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import Action, PlaceKind
from bpmn.semantics.triggers import assumed, triggers


@dataclass(slots=True)
class Starter:
    """One way in which a process begins: what it waits for and where the first tokens go."""

    trigger: Trigger
    elements: list[ElementKey]
    gives: tuple[int, ...]
    text: Message
    needs_slot: bool = False
    """It begins by itself, once per case."""
    performs: tuple[ElementKey, ...] = field(default=())
    informs: tuple[ElementKey, ...] = ()


# -- beginning a process ---------------------------------------------------------------------------


def starters(work: Work, level: Level, node: Node) -> list[Starter]:
    """How a start event, an instantiating receive task or an event behind a starting gateway begins."""
    view = work.view(level, node.id)
    name = work.name(level, node.id)
    key = level.key(node.id)
    is_plain = isinstance(view, CatchEvent) and not view.definitions
    told = message("“{process}” begins with “{event}”.", process=level.process.name, event=name)
    done = (key,) if isinstance(view, ReceiveTask) else ()
    sent, _ = work.throwing(level, node.id)
    found = []
    for trigger in triggers(work, level, node.id):
        for out in work.outputs(level, node.id):
            gives = (*out, *sent)
            starter = Starter(trigger, [key], gives, told, is_plain or not trigger.takes, done)
            starter.informs = work.informs(level, node.id)
            found.append(starter)
    return found


def arrival(work: Work, level: Level, node: Node) -> Starter:
    """A catching link event, or a step that nothing leads to, at which a case is assumed to go on."""
    key, name = level.key(node.id), work.name(level, node.id)
    told = message("“{process}” begins with “{event}”.", process=level.process.name, event=name)
    if work.is_link_catch(level, node):
        out = tuple(p for places in work.outputs(level, node.id) for p in places)
    else:
        out = (work.entry(level, node),)
    once = assumed(work, level, node.id).takes
    return Starter(Trigger(once, is_outside=True), [key], out, told)


# -- catching --------------------------------------------------------------------------------------


def add_catch(work: Work, level: Level, node: Node, place: int, behind: str | None = None) -> None:
    """The steps of an intermediate catch event or a receive task that takes the token of a place.

    ``behind`` names the event-based gateway at which the token waits.
    """
    key = level.key(node.id)
    name = work.name(level, node.id)
    elements = [key] if behind is None else [key, level.key(behind)]
    done = (key,) if issubclass(node.kind, ReceiveTask) else ()
    told = message("“{event}” happens.", event=name)
    gives, signals = work.throwing(level, node.id)
    for trigger in triggers(work, level, node.id):
        for out in work.outputs(level, node.id):
            step = Step(
                Action.PERFORM if done else Action.CATCH,
                elements,
                told,
                (place, *trigger.takes),
                (*out, *gives, *trigger.gives),
                signals,
                performs=done,
                informs=work.informs(level, node.id),
                is_outside=trigger.is_outside,
            )
            work.draft.add(step)


def add_event(work: Work, level: Level, node: Node) -> None:
    """The steps of an intermediate or end event."""
    for place in work.inputs(level, node):
        if issubclass(node.kind, IntermediateCatchEvent):
            add_catch(work, level, node, place)
        elif issubclass(node.kind, IntermediateThrowEvent):
            _throw(work, level, node, place)
        elif issubclass(node.kind, EndEvent):
            _end(work, level, node, place)


# -- throwing --------------------------------------------------------------------------------------


def _definitions(work: Work, level: Level, node: Node) -> list[EventDefinition]:
    view = work.view(level, node.id)
    return view.definitions if isinstance(view, ThrowEvent) else []


def _throw(work: Work, level: Level, node: Node, place: int) -> None:
    key, name = level.key(node.id), work.name(level, node.id)
    definitions = _definitions(work, level, node)
    if any(isinstance(d, LinkEventDefinition) for d in definitions):
        _jump(work, level, node, place)
        return
    told = message("The case passes “{event}”.", event=name)
    gives, signals = work.throwing(level, node.id)
    undone = work.compensated(level, node.id) if _is(definitions, CompensateEventDefinition) else ()
    for out in work.outputs(level, node.id):
        step = Step(Action.THROW, [key, *undone], told, (place,), (*out, *gives), signals, performs=undone)
        step.informs = work.informs(level, node.id)
        for one in _with_escalations(work, level, definitions, step):
            work.draft.add(one)


def _with_escalations(work: Work, level: Level, definitions: list[EventDefinition], step: Step) -> list[Step]:
    """The step joined with what catches the escalations that it throws."""
    steps = [step]
    for one in definitions:
        if isinstance(one, EscalationEventDefinition):
            handler = catching.handler(work, level, one)
            if handler is not None:
                steps = [s for old in steps for s in catching.thrown(work, handler, old)]
    return steps


def _link_name(event: CatchEvent | ThrowEvent) -> str:
    """The name of the link that an event throws or catches; empty if it is no link event."""
    for one in event.definitions:
        if isinstance(one, LinkEventDefinition):
            return " ".join((one.name or event.name or "").split())
    return ""


def _jump(work: Work, level: Level, node: Node, place: int) -> None:
    """A throwing link event: the case goes on behind the catching one of the same level."""
    view = work.view(level, node.id)
    assert isinstance(view, ThrowEvent)
    name = _link_name(view)
    told = message("The path goes on at “{event}”.", event=name or work.name(level, node.id))
    key = level.key(node.id)
    targets = []
    for other in level.nodes:
        catch = work.view(level, other.id)
        if isinstance(catch, IntermediateCatchEvent) and name and _link_name(catch) == name:
            targets.append(other)
    for target in targets:
        for out in work.outputs(level, target.id):
            work.draft.add(Step(Action.THROW, [key, level.key(target.id)], told, (place,), out))
    if not targets:
        work.draft.note(key, message("“{event}” leads nowhere; the path ends there.", event=name or node.id))
        ends = message("The path ends at “{event}”.", event=name or node.id)
        work.draft.add(Step(Action.END, [key], ends, (place,)))


def _is(definitions: list[EventDefinition], kind: type[EventDefinition]) -> bool:
    return any(isinstance(d, kind) for d in definitions)


def _end(work: Work, level: Level, node: Node, place: int) -> None:
    """An end event. Reached again before its scope has begun anew, it repeats."""
    key, name = level.key(node.id), work.name(level, node.id)
    definitions = _definitions(work, level, node)
    ended = work.draft.place(PlaceKind.ENDED, key, level.scope, name)
    for is_again in (False, True):
        takes = (place, ended) if is_again else (place,)
        told = message("The path ends at “{event}”.", event=name)
        gives, signals = work.throwing(level, node.id)
        step = Step(Action.END, [key], told, takes, (ended, *gives), signals, repeats=is_again)
        step.informs = work.informs(level, node.id)
        if not is_again:
            step.empty = (ended,)
        for one in _ended(work, level, node, definitions, step):
            work.draft.add(one)


def _ended(
    work: Work, level: Level, node: Node, definitions: list[EventDefinition], step: Step
) -> list[Step]:
    """The step with what else its definitions do: break off the scope, throw, compensate."""
    for kind in (ErrorEventDefinition, CancelEventDefinition):
        for one in definitions:
            if isinstance(one, kind):
                return _broken_off(work, level, node, one, step)
    if _is(definitions, TerminateEventDefinition):
        step.clears_inside = level.scope
        step.text = message(
            "“{event}” ends everything in “{scope}”.",
            event=work.name(level, node.id),
            scope=work.name(level, level.node) if level.node else level.process.name,
        )
        return [step]
    if _is(definitions, CompensateEventDefinition):
        step.performs = work.compensated(level, node.id)
        step.elements = [*step.elements, *step.performs]
    return _with_escalations(work, level, definitions, step)


def _broken_off(work: Work, level: Level, node: Node, definition: EventDefinition, step: Step) -> list[Step]:
    """An error or cancel end: its scope is given up and whoever catches it goes on."""
    if isinstance(definition, CancelEventDefinition):
        step.performs = work.handlers(level, set())
        step.elements = [*step.elements, *step.performs]
    handler = catching.handler(work, level, definition)
    if handler is not None:
        return catching.thrown(work, handler, step)
    if isinstance(definition, ErrorEventDefinition):
        work.draft.uncaught[level.key(node.id)] = None
    step.clears_inside = level.scope
    return [step]
