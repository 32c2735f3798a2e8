"""Steps of gateways (BPMN 2.0.2, Execution Semantics: Gateways)."""

from bpmn.base.message import Message, message
from bpmn.model import (
    ComplexGateway,
    EventBasedGateway,
    EventBasedGatewayType,
    InclusiveGateway,
    IntermediateCatchEvent,
    ParallelGateway,
    ReceiveTask,
)
from bpmn.model.graph import Node
from bpmn.semantics import events
from bpmn.semantics.draft import Step
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import Action, PlaceKind

CROSSINGS = 64
"""With more pairs of incoming and outgoing flows a gateway gets a place inside."""


def add_gateway(work: Work, level: Level, node: Node) -> None:
    """The steps of a gateway."""
    inputs = work.inputs(level, node)
    if not inputs:
        return
    if issubclass(node.kind, EventBasedGateway):
        _event_based(work, level, node, inputs)
    elif issubclass(node.kind, ParallelGateway):
        for out in work.outputs(level, node.id):
            _route(work, level, node, tuple(inputs), out)
    elif issubclass(node.kind, InclusiveGateway) and len(inputs) > 1:
        _inclusive_join(work, level, node, inputs)
    elif issubclass(node.kind, ComplexGateway) and len(inputs) > 1:
        _complex_join(work, level, node, inputs)
    else:
        _exclusive(work, level, node, inputs)


def _route(work: Work, level: Level, node: Node, takes: tuple[int, ...], gives: tuple[int, ...]) -> None:
    told = _told(work, level, node, gives)
    gate = (level.scope, node.id)
    work.draft.add(Step(Action.ROUTE, [level.key(node.id)], told, takes, gives, gate=gate))


def _told(work: Work, level: Level, node: Node, gives: tuple[int, ...]) -> Message:
    flows = {work.flow(level, flow): flow for flow in level.out(node.id)}
    chosen = [flows[place] for place in gives if place in flows]
    if len(chosen) == len(flows) != 1 or not chosen:
        return message("The case passes “{gateway}”.", gateway=work.name(level, node.id))
    ways = ", ".join(f"“{flow.name or work.name(level, flow.target)}”" for flow in chosen)
    if len(flows) == 1:
        return message("The case passes “{gateway}”.", gateway=work.name(level, node.id))
    return message("At “{gateway}” the case goes on to {ways}.", gateway=work.name(level, node.id), ways=ways)


def _exclusive(work: Work, level: Level, node: Node, inputs: list[int]) -> None:
    """Any token goes on alone; an exclusive, inclusive or complex split of one incoming flow too."""
    outputs = work.outputs(level, node.id)
    if len(inputs) * len(outputs) > CROSSINGS and len(inputs) > 1:
        held = work.held(level, node.id)
        for place in inputs:
            _route(work, level, node, (place,), (held,))
        inputs = [held]
    for place in inputs:
        for out in outputs:
            _route(work, level, node, (place,), out)


def _inclusive_join(work: Work, level: Level, node: Node, inputs: list[int]) -> None:
    """Goes on when no token of the same scope can still come to an empty input.

    Stricter than BPMN 2.0.2, Inclusive Gateway, in one point: a token that could also come to an input which
    is marked already is waited for as well.
    """
    outputs = work.outputs(level, node.id)
    gate = (level.scope, node.id)
    told = message("The paths meet at “{gateway}”.", gateway=work.name(level, node.id))
    out = outputs[0] if len(outputs) == 1 else (work.held(level, node.id),)
    keys = [level.key(node.id)]
    work.draft.add(Step(Action.ROUTE, keys, told, gives=out, inputs=tuple(inputs), gate=gate))
    if len(outputs) > 1:
        for choice in outputs:
            _route(work, level, node, out, choice)


def _complex_join(work: Work, level: Level, node: Node, inputs: list[int]) -> None:
    """Goes on with any number of inputs, then swallows what still comes (BPMN 2.0.2, Complex Gateway).

    The condition that says how many inputs are enough is not read: any number may be. In a loop, where
    what still comes cannot be told from the next round, it joins as an inclusive gateway does.
    """
    name = work.name(level, node.id)
    key = level.key(node.id)
    if _is_in_a_loop(level, node):
        told = message("“{gateway}” stands in a loop and is taken as an inclusive gateway.", gateway=name)
        work.draft.note(key, told)
        _inclusive_join(work, level, node, inputs)
        return
    work.draft.note(key, message("“{gateway}” may go on with any number of its paths.", gateway=name))
    gate = (level.scope, node.id)
    rest = work.draft.place(PlaceKind.WATCH, key, level.scope, name, part="rest")
    told = message("Enough paths have met at “{gateway}”.", gateway=name)
    swallowed = message("What still came to “{gateway}” ends there.", gateway=name)
    for out in work.outputs(level, node.id):
        step = Step(Action.ROUTE, [key], told, gives=(*out, rest), empty=(rest,), gate=gate)
        step.inputs, step.waits = tuple(inputs), False
        work.draft.add(step)
    work.draft.add(Step(Action.ROUTE, [key], swallowed, (rest,), inputs=tuple(inputs), gate=gate))


def _is_in_a_loop(level: Level, node: Node) -> bool:
    seen: set[str] = set()
    stack = [node.id]
    while stack:
        for flow in level.out(stack.pop()):
            if flow.target == node.id:
                return True
            if flow.target not in seen:
                seen.add(flow.target)
                stack.append(flow.target)
    return False


def _event_based(work: Work, level: Level, node: Node, inputs: list[int]) -> None:
    """The first event behind the gateway takes the token from before it."""
    for flow in level.out(node.id):
        target = level.process.graph.nodes[flow.target]
        if not issubclass(target.kind, IntermediateCatchEvent | ReceiveTask):
            for place in inputs:
                _route(work, level, node, (place,), (work.flow(level, flow),))
            continue
        for place in inputs:
            events.add_catch(work, level, target, place, behind=node.id)


def starting_gateway(work: Work, level: Level, node: Node) -> list[events.Starter]:
    """How an event-based gateway without incoming flows begins its process."""
    view = work.view(level, node.id)
    assert isinstance(view, EventBasedGateway)
    is_parallel = view.event_gateway_type is EventBasedGatewayType.PARALLEL
    found = []
    for flow in level.out(node.id):
        target = level.process.graph.nodes[flow.target]
        others = [f for f in level.out(node.id) if f is not flow] if is_parallel else []
        waits = tuple(work.flow(level, f) for f in others)
        for starter in events.starters(work, level, target):
            starter.gives += waits
            starter.elements.append(level.key(node.id))
            found.append(starter)
    return found
