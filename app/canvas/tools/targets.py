"""What something that is dragged would be put into, and whether BPMN allows it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.canvas.edge_item import EdgeItem
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message
from bpmn.editing.attach import DEEP
from bpmn.editing.insert import NEAR
from bpmn.model import (
    Activity,
    BoundaryEvent,
    BPMNShape,
    Element,
    EndEvent,
    FlowElement,
    FlowNode,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    Lane,
    Participant,
    SequenceFlow,
    StartEvent,
)
from bpmn.rules.allowed import may_attach, may_connect
from bpmn.rules.becoming import own_kind
from bpmn.rules.containing import may_contain
from bpmn.rules.kinds import Kind
from bpmn.rules.refusal import Refusal
from bpmn.rules.scopes import container_of

ENDS = (StartEvent, EndEvent, BoundaryEvent)
"""Nodes that no flow runs through."""
EVENT = 36.0
"""The width of an event, in diagram units."""


class Target(NamedTuple):
    """What takes something in, and why not where BPMN forbids it; item None is the free plane."""

    item: ShapeItem | EdgeItem | None
    reason: Message | None = None


def drop_target(
    scene: DiagramScene, shapes: Sequence[BPMNShape], moving: Sequence[ShapeItem], by: tuple[float, float]
) -> Target | None:
    """What moved shapes would come to lie in or on; None where they stay in what holds them now."""
    left_out = set(moving)
    single = _single_target(scene, shapes, left_out, by)
    if single is not None:
        return single
    for shape in shapes:
        element = shape.bpmn_element
        if not isinstance(element, FlowElement) or isinstance(element, BoundaryEvent):
            continue
        item = container_item_at(scene, shape.bounds.centre.moved(*by), left_out)
        home = home_of(scene, item)
        if home is None or home == container_of(element):
            continue
        verdict = may_contain(home, type(element))
        return Target(item, verdict.reason if isinstance(verdict, Refusal) else None)
    return None


def _single_target(
    scene: DiagramScene, shapes: Sequence[BPMNShape], left_out: set[ShapeItem], by: tuple[float, float]
) -> Target | None:
    """The flow that a single step would be put on, or the activity that an event would be attached to."""
    element = shapes[0].bpmn_element if len(shapes) == 1 else None
    if not isinstance(element, FlowNode):
        return None
    centre = shapes[0].bounds.centre.moved(*by)
    if isinstance(element, BoundaryEvent | IntermediateCatchEvent | IntermediateThrowEvent):
        host = host_item_at(scene, own_kind(element), centre)
        if host is not None and not element.incoming_flows:
            return Target(host)
    if element.incoming_flows or element.outgoing_flows:
        return None
    item = flow_item_at(scene, centre, home_of(scene, container_item_at(scene, centre, left_out)))
    flow = item.depiction.bpmn_element if item is not None else None
    if not isinstance(flow, SequenceFlow) or flow.source_ref is None or flow.target_ref is None:
        return None
    halves = may_connect(flow.source_ref, element), may_connect(element, flow.target_ref)
    return Target(item) if halves == (SequenceFlow, SequenceFlow) else None


def flow_item_at(scene: DiagramScene, point: Point, home: Element | None) -> EdgeItem | None:
    """The sequence flow of a container that runs past a point."""
    for item in scene.lines_near(Bounds(*point, 0, 0).grown(NEAR)):
        flow = item.depiction.bpmn_element
        if isinstance(flow, SequenceFlow) and item.distance(point) <= NEAR and container_of(flow) == home:
            return item
    return None


def create_target(scene: DiagramScene, kind: Kind, centre: Point) -> Target:
    """What a new element of a kind would belong to with its middle at a point."""
    host = host_item_at(scene, kind, centre)
    if host is not None:
        return Target(host)
    if issubclass(kind.element, BoundaryEvent):
        return Target(None)
    item: ShapeItem | EdgeItem | None = container_item_at(scene, centre)
    home = home_of(scene, container_item_at(scene, centre))
    if issubclass(kind.element, Participant) or home is None:
        return Target(None)
    if issubclass(kind.element, Lane):
        return Target(item)
    verdict = may_contain(home, kind.element)
    if verdict is True and issubclass(kind.element, FlowNode) and not issubclass(kind.element, ENDS):
        flow = flow_item_at(scene, centre, home)
        item = flow or item
    return Target(item, verdict.reason if isinstance(verdict, Refusal) else None)


def container_item_at(
    scene: DiagramScene, point: Point, without: Iterable[ShapeItem] = ()
) -> ShapeItem | None:
    """The topmost pool or open sub-process at a point; lanes and groups take nothing in themselves."""
    left_out = set(without)
    found = [
        item
        for item in scene.near(Bounds(*point, 0, 0).grown(0.5))
        if item.is_container
        and item not in left_out
        and item.look.kind not in ("Group", "Lane")
        and item.bounds.contains(point)
    ]
    return max(found, key=lambda item: item.zValue(), default=None)


def lane_item_at(scene: DiagramScene, point: Point) -> ShapeItem | None:
    """The innermost lane at a point."""
    near = scene.near(Bounds(*point, 0, 0).grown(0.5))
    lanes = [item for item in near if item.look.kind == "Lane" and item.bounds.contains(point)]
    return max(lanes, key=lambda item: item.zValue(), default=None)


def home_of(scene: DiagramScene, item: ShapeItem | None) -> Element | None:
    """The process, sub-process or black-box pool that an item stands for; that of the plane without one."""
    if item is None:
        return scene.plane.bpmn_element if scene.plane is not None else None
    element = item.depiction.bpmn_element
    if isinstance(element, Participant):
        return element.process_ref or element
    return element


def host_item_at(scene: DiagramScene, kind: Kind, centre: Point) -> ShapeItem | None:
    """The activity on whose border a new event of a kind would sit."""
    for item in scene.near(Bounds(*centre, 0, 0).grown(EVENT / 2)):
        element, inside = item.depiction.bpmn_element, item.bounds.grown(-DEEP)
        is_deep = inside.width > 0 and inside.height > 0 and inside.contains(centre)
        if not isinstance(element, Activity) or is_deep:
            continue
        if not item.bounds.grown(EVENT / 2).contains(centre):
            continue
        if may_attach(element, kind.element, kind.definition) is True:
            return item
    return None
