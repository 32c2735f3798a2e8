"""Steps of activities (BPMN 2.0.2, Execution Semantics: Activities)."""

from dataclasses import dataclass, field
from functools import partial

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import (
    Activity,
    AdHocSubProcess,
    BoundaryEvent,
    CallActivity,
    CompensateEventDefinition,
    ReceiveTask,
    StartEvent,
    SubProcess,
)
from bpmn.model.graph import Node
from bpmn.semantics import catching
from bpmn.semantics.draft import Step
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import Action
from bpmn.semantics.triggers import triggers

LARGEST = 200_000
"""With more places no further copies of called processes are made."""


@dataclass(slots=True)
class Entrance:
    """One way into the inside of an activity or process."""

    gives: tuple[int, ...]
    elements: list[ElementKey] = field(default_factory=list)


def add_activity(work: Work, level: Level, node: Node) -> None:
    """The steps of an activity; its inside is queued for compiling."""
    view = work.view(level, node.id)
    assert isinstance(view, Activity)
    work.draft.activities[level.key(node.id)] = None
    _note_repetition(work, level, node, view)
    if isinstance(view, SubProcess) and view.triggered_by_event:
        _inside(work, level, node, view)
        work.later.append(partial(catching.add_event_sub_process, work, level, node))
        return
    if view.is_for_compensation:
        _note_compensation(work, level, node)
        return
    inside = _inside(work, level, node, view)
    if inside is not None or _has_events(work, level, node.id):
        _with_inside(work, level, node, inside)
    else:
        _task(work, level, node)


def _note_repetition(work: Work, level: Level, node: Node, view: Activity) -> None:
    if view.loop_characteristics is not None:
        told = message("“{step}” is taken as carried out once.", step=work.name(level, node.id))
        work.draft.note(level.key(node.id), told)


def _note_compensation(work: Work, level: Level, node: Node) -> None:
    told = message("“{step}” undoes something; that is taken as one step.", step=work.name(level, node.id))
    work.draft.note(level.key(node.id), told)
    stack = list(level.process.graph.children(node.id))
    while stack:
        inner = stack.pop()
        stack.extend(level.process.graph.children(inner.id))
        if issubclass(inner.kind, Activity):
            work.draft.activities[level.key(inner.id)] = None


def _has_events(work: Work, level: Level, node: str) -> bool:
    """Whether something may happen beside an activity."""
    for event in catching.boundaries(level, node):
        view = work.view(level, event.id)
        assert isinstance(view, BoundaryEvent)
        if (
            not all(isinstance(d, CompensateEventDefinition) for d in view.definitions)
            or not view.definitions
        ):
            return True
    return False


# -- what is inside --------------------------------------------------------------------------------


def _inside(work: Work, level: Level, node: Node, view: Activity) -> Level | None:
    """The level inside an activity, queued for compiling; None for a task and what counts as one."""
    if isinstance(view, CallActivity):
        return _called(work, level, node)
    if not isinstance(view, SubProcess) or not level.process.graph.children(node.id):
        return None
    scope = work.draft.scope(level.scope, level.key(node.id), level.process.key)
    inside = Level(level.process, node.id, scope, level, calling=level.calling)
    inside.host = None if view.triggered_by_event else node.id
    inside.is_ad_hoc = isinstance(view, AdHocSubProcess)
    return _queued(work, level, node, inside)


def _queued(work: Work, level: Level, node: Node, inside: Level) -> Level:
    work.insides[level.scope, node.id] = inside
    work.levels.append(inside)
    return inside


def _called(work: Work, level: Level, node: Node) -> Level | None:
    """A copy of the process that a call activity calls."""
    key, name = level.key(node.id), work.name(level, node.id)
    target = work.calls.get(key)
    if target is None or target not in work.places.processes:
        if target is None:
            told = message("“{step}” is taken as a task: what it calls is not analysed here.", step=name)
            work.draft.note(key, told)
        return None
    process = work.places.processes[target]
    if target in level.calling:
        told = message("“{step}” calls what called it; the inner call is taken as a task.", step=name)
        work.draft.note(key, told)
        return None
    if len(work.draft.places) > LARGEST:
        work.draft.note(key, message("“{step}” is taken as a task: there are too many calls.", step=name))
        return None
    inside = Level(process, None, -1, level, node.id, calling=(*level.calling, target))
    if not any(True for _ in _beginnings(work, inside)):
        told = message("“{step}” is taken as a task: what it calls begins with a message only.", step=name)
        work.draft.note(key, told)
        return None
    inside.scope = work.draft.scope(level.scope, target, target)
    return _queued(work, level, node, inside)


def _beginnings(work: Work, level: Level) -> list[Node]:
    """The start events that need no trigger, else the nodes that nothing leads to."""
    starts = [n for n in level.nodes if issubclass(n.kind, StartEvent)]
    if level.node is None:
        starts = [n for n in starts if not _is_triggered(work, level, n)]
    return starts or work.entries(level)


def _is_triggered(work: Work, level: Level, node: Node) -> bool:
    view = work.view(level, node.id)
    return isinstance(view, StartEvent) and bool(view.definitions)


def entrances(work: Work, level: Level) -> list[Entrance]:
    """The ways in which the inside of an activity, or a process without triggers, begins.

    Each start event is a way of its own (BPMN 2.0.2, Start Event); without one, all nodes begin that
    nothing leads to.
    """
    watched = catching.watches(work, level)
    beginnings = _beginnings(work, level)
    if level.is_ad_hoc or not any(issubclass(n.kind, StartEvent) for n in beginnings):
        places = tuple(work.entry(level, n) for n in beginnings)
        return [Entrance((*places, *watched))]
    return [
        Entrance((*out, *watched), [level.key(start.id)])
        for start in beginnings
        for out in work.outputs(level, start.id)
    ]


# -- steps -----------------------------------------------------------------------------------------


def _times(places: tuple[int, ...], count: int) -> tuple[int, ...]:
    return places * max(count, 1)


def _taken(view: Activity, place: int) -> tuple[int, ...]:
    return _times((place,), view.start_quantity)


def _outputs(work: Work, level: Level, node: str) -> list[tuple[int, ...]]:
    view = work.view(level, node)
    assert isinstance(view, Activity)
    return [_times(out, view.completion_quantity) for out in work.outputs(level, node)]


def _task(work: Work, level: Level, node: Node) -> None:
    """A task without anything beside it is one step."""
    for place in work.inputs(level, node):
        if issubclass(node.kind, ReceiveTask):
            _receive(work, level, node, place, is_begun=False)
            continue
        gives, signals = work.throwing(level, node.id)
        view = work.view(level, node.id)
        assert isinstance(view, Activity)
        told = message("“{step}” is done.", step=work.name(level, node.id))
        key = level.key(node.id)
        for out in _outputs(work, level, node.id):
            step = Step(Action.PERFORM, [key], told, _taken(view, place), (*out, *gives), signals)
            step.performs, step.informs = (key,), work.informs(level, node.id)
            work.draft.add(step)


def _receive(work: Work, level: Level, node: Node, place: int, *, is_begun: bool) -> None:
    """A receive task is done when its message has come."""
    key = level.key(node.id)
    gives, signals = work.throwing(level, node.id)
    told = message("“{step}” receives what it waits for.", step=work.name(level, node.id))
    clears = catching.beside(work, level, node.id) if is_begun else ()
    for trigger in triggers(work, level, node.id):
        for out in _outputs(work, level, node.id):
            step = Step(Action.FINISH if is_begun else Action.PERFORM, [key], told, performs=(key,))
            step.takes = (place, *trigger.takes)
            step.gives = (*out, *gives, *trigger.gives)
            step.clears, step.is_outside = (*signals, *clears), trigger.is_outside
            step.informs = work.informs(level, node.id)
            work.draft.add(step)


def _with_inside(work: Work, level: Level, node: Node, inside: Level | None) -> None:
    """An activity that lasts: it begins, something may happen beside it, it finishes."""
    key, name = level.key(node.id), work.name(level, node.id)
    active = work.active(level, node.id)
    watched = catching.beside(work, level, node.id)
    view = work.view(level, node.id)
    assert isinstance(view, Activity)
    is_receive = isinstance(view, ReceiveTask)
    told = message("“{step}” begins.", step=name)
    called = inside.process.key if inside is not None and inside.node is None else None
    for place in work.inputs(level, node):
        for way in entrances(work, inside) if inside is not None else [Entrance(())]:
            step = Step(Action.BEGIN, [key, *way.elements], told, _taken(view, place))
            step.gives = (active, *watched, *way.gives)
            step.performs, step.starts = () if is_receive else (key,), called
            work.draft.add(step)
    if is_receive:
        _receive(work, level, node, active, is_begun=True)
    else:
        _finish(work, level, node, inside)
    for event in catching.boundaries(level, node.id):
        work.later.append(partial(catching.add_boundary, work, level, event))


def _finish(work: Work, level: Level, node: Node, inside: Level | None) -> None:
    """A sub-process finishes when nothing is left in it."""
    key = level.key(node.id)
    told = message("“{step}” is finished.", step=work.name(level, node.id))
    gives, signals = work.throwing(level, node.id)
    for out in _outputs(work, level, node.id):
        step = Step(Action.FINISH, [key], told, (work.active(level, node.id),), (*out, *gives))
        step.clears = (*signals, *catching.beside(work, level, node.id))
        step.informs = work.informs(level, node.id)
        if inside is not None:
            step.clears_inside = step.ends_inside = step.empty_inside = inside.scope
        work.draft.add(step)
