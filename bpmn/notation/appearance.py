"""Reads from elements and their shapes what can be seen of them."""

from collections.abc import Callable

from bpmn.model import (
    Activity,
    AdHocSubProcess,
    BaseElement,
    BoundaryEvent,
    BPMNPlane,
    BPMNShape,
    CallActivity,
    CallChoreography,
    CatchEvent,
    ChoreographyActivity,
    ChoreographyLoopType,
    DataInput,
    DataObject,
    DataObjectReference,
    DataOutput,
    Element,
    Event,
    EventBasedGateway,
    EventBasedGatewayType,
    ExclusiveGateway,
    Lane,
    Message,
    MultiInstanceLoopCharacteristics,
    Participant,
    Process,
    ReceiveTask,
    StandardLoopCharacteristics,
    StartEvent,
    SubChoreography,
    SubConversation,
    SubProcess,
    ThrowEvent,
)
from bpmn.notation.look import Look
from bpmn.notation.symbols import has_symbol

_ROOMY = 140 * 120
"""Area of the smallest sub-process that can hold something."""
_CHOREOGRAPHY_LOOPS = {
    ChoreographyLoopType.STANDARD: "Loop",
    ChoreographyLoopType.MULTI_INSTANCE_SEQUENTIAL: "SequentialMultiInstance",
    ChoreographyLoopType.MULTI_INSTANCE_PARALLEL: "ParallelMultiInstance",
}


def look_of(shape: BPMNShape) -> Look:
    """The visible properties of the element a shape depicts; of an unknown one if there is none."""
    element = shape.bpmn_element
    if isinstance(element, Process) and shape.is_horizontal is not None:
        # Some tools depict the process of a pool instead of the participant.
        return Look("Participant", is_horizontal=shape.is_horizontal)
    if element is None or not has_symbol(type(element)):
        return Look("Unknown")
    for kind, read in _READERS:
        if isinstance(element, kind):
            return read(element, shape)
    return Look(type(element).__name__)


def _event(element: Event, shape: BPMNShape) -> Look:  # noqa: ARG001
    return Look(
        type(element).__name__,
        sign=sign_of_event(element),
        is_thrown=isinstance(element, ThrowEvent),
        is_dashed=is_non_interrupting(element),
    )


def sign_of_event(element: Element) -> str | None:
    """The sign inside an event; None for an event without a definition."""
    if not isinstance(element, CatchEvent | ThrowEvent):
        return None
    names = [type(definition).__name__ for definition in element.definitions]
    if len(names) > 1:
        is_parallel = isinstance(element, CatchEvent) and element.parallel_multiple
        return "ParallelMultiple" if is_parallel else "Multiple"
    return names[0] if names else None


def is_non_interrupting(element: Element) -> bool:
    """Whether an event lets the activity around it go on, which a dashed line shows."""
    if isinstance(element, BoundaryEvent):
        return not element.cancel_activity
    return isinstance(element, StartEvent) and not element.is_interrupting


def _sub_process(element: SubProcess, shape: BPMNShape) -> Look:
    expanded = is_expanded(shape)
    markers = _activity_markers(element)
    if isinstance(element, AdHocSubProcess):
        markers.append("AdHoc")
    if not expanded:
        markers.append("Collapsed")
    start = _start_of(element) if element.triggered_by_event and not expanded else None
    return Look(
        type(element).__name__,
        sign=sign_of_event(start) if start else None,
        is_dashed=element.triggered_by_event,
        markers=tuple(markers),
        is_expanded=expanded,
    )


def _start_of(element: SubProcess) -> StartEvent | None:
    """The start event whose trigger a collapsed event sub-process shows."""
    return next((e for e in element.flow_elements if isinstance(e, StartEvent)), None)


def _call_activity(element: CallActivity, shape: BPMNShape) -> Look:
    called = _called_task(element)
    expanded = bool(shape.is_expanded)
    markers = _activity_markers(element)
    if called is None and not expanded:
        markers.append("Collapsed")
    sign = called if called and called != "Task" else None
    return Look("CallActivity", sign=sign, markers=tuple(markers), is_expanded=expanded)


def _called_task(element: CallActivity) -> str | None:
    """The type of task a call activity calls, if it calls a global task of the same file."""
    called = element.document.local_id(element.node, element.called_element or "")
    target = element.document.element(called) if called else None
    name = type(target).__name__ if target is not None else ""
    return name.removeprefix("Global") if name.startswith("Global") and name.endswith("Task") else None


def _activity(element: Activity, shape: BPMNShape) -> Look:  # noqa: ARG001
    is_start = isinstance(element, ReceiveTask) and element.instantiate
    return Look(
        type(element).__name__,
        sign="InstantiatingReceiveTask" if is_start else None,
        markers=tuple(_activity_markers(element)),
    )


def _activity_markers(element: Activity) -> list[str]:
    loop = element.loop_characteristics
    markers = []
    if isinstance(loop, StandardLoopCharacteristics):
        markers.append("Loop")
    elif isinstance(loop, MultiInstanceLoopCharacteristics):
        markers.append("SequentialMultiInstance" if loop.is_sequential else "ParallelMultiInstance")
    if element.is_for_compensation:
        markers.append("Compensation")
    return markers


def _event_gateway(element: EventBasedGateway, shape: BPMNShape) -> Look:  # noqa: ARG001
    sign = None
    if element.instantiate:
        is_parallel = element.event_gateway_type is EventBasedGatewayType.PARALLEL
        sign = "ParallelEventBasedGateway" if is_parallel else "InstantiatingEventBasedGateway"
    return Look("EventBasedGateway", sign=sign)


def _exclusive_gateway(element: ExclusiveGateway, shape: BPMNShape) -> Look:  # noqa: ARG001
    return Look("ExclusiveGateway", has_glyph=bool(shape.is_marker_visible))


def _data(element: DataObject | DataObjectReference | DataInput | DataOutput, shape: BPMNShape) -> Look:  # noqa: ARG001
    data = element.data_object_ref if isinstance(element, DataObjectReference) else element
    markers = ("Collection",) if data is not None and data.is_collection else ()
    return Look(type(element).__name__, markers=markers)


def _participant(element: Participant, shape: BPMNShape) -> Look:
    markers = ("ParallelMultiInstance",) if _is_many(element) else ()
    owner = shape.choreography_activity_shape
    if shape.participant_band_kind is not None or owner is not None:
        end, is_initiating = band_of(shape)
        is_thick = owner is not None and isinstance(owner.bpmn_element, CallChoreography)
        return Look(
            "ParticipantBand", markers=markers, is_shaded=not is_initiating, corners=end, is_thick=is_thick
        )
    return Look(
        "Participant",
        markers=markers,
        is_horizontal=is_horizontal(shape),
        is_empty=element.process_ref is None,
    )


def band_of(shape: BPMNShape) -> tuple[str, bool]:
    """Which end of its activity a participant's band closes (top, middle, bottom) and whether it starts.

    Where the file does not say, place and model do.
    """
    kind = shape.participant_band_kind
    if kind is not None:
        end, _, role = str(kind.value).partition("_")
        return end, role == "initiating"
    owner = shape.choreography_activity_shape
    if owner is None:
        return "middle", True
    activity, band, whole = owner.bpmn_element, shape.bounds, owner.bounds
    starts = isinstance(activity, ChoreographyActivity) and (
        activity.initiating_participant_ref in (None, shape.bpmn_element)
    )
    if abs(band.y - whole.y) <= 1:
        return "top", starts
    return ("bottom" if abs(band.bottom - whole.bottom) <= 1 else "middle"), starts


def _is_many(element: Participant) -> bool:
    multiplicity = element.participant_multiplicity
    if multiplicity is None:
        return False
    return multiplicity.maximum > 1 or multiplicity.node.get("maximum") is None


def _lane(element: Lane, shape: BPMNShape) -> Look:
    return Look("Lane", is_horizontal=is_horizontal(shape), is_empty=not (element.name or "").strip())


def _choreography(element: ChoreographyActivity, shape: BPMNShape) -> Look:
    markers = [_CHOREOGRAPHY_LOOPS[element.loop_type]] if element.loop_type in _CHOREOGRAPHY_LOOPS else []
    expanded = is_expanded(shape) if isinstance(element, SubChoreography) else bool(shape.is_expanded)
    calls_task = type(getattr(element, "called_choreography_ref", None)).__name__ == "GlobalChoreographyTask"
    if type(element).__name__ != "ChoreographyTask" and not expanded and not calls_task:
        markers.append("Collapsed")
    return Look(type(element).__name__, markers=tuple(markers), is_expanded=expanded)


def _sub_conversation(element: SubConversation, shape: BPMNShape) -> Look:  # noqa: ARG001
    return Look("SubConversation", markers=("Collapsed",))


def _message(element: Message, shape: BPMNShape) -> Look:  # noqa: ARG001
    return Look("Message")


_READERS: tuple[tuple[type[Element], Callable[..., Look]], ...] = (
    (Event, _event),
    (CallActivity, _call_activity),
    (SubProcess, _sub_process),
    (Activity, _activity),
    (ExclusiveGateway, _exclusive_gateway),
    (EventBasedGateway, _event_gateway),
    (DataObjectReference, _data),
    (DataObject, _data),
    (DataInput, _data),
    (DataOutput, _data),
    (Participant, _participant),
    (Lane, _lane),
    (ChoreographyActivity, _choreography),
    (SubConversation, _sub_conversation),
    (Message, _message),
)


def is_expanded(shape: BPMNShape) -> bool:
    """Whether a sub-process shows its content.

    Where the file does not say, it does if something of its content is drawn on the same plane; where it
    says no, it does all the same if that is drawn inside of it.
    """
    said = shape.is_expanded
    element = shape.bpmn_element
    if said or not isinstance(element, SubProcess | SubChoreography):
        return bool(said)
    bounds = shape.bounds
    if said is False and bounds.width * bounds.height < _ROOMY:
        return False
    plane = shape.node.getparent()
    content = (shape_on(child, plane) for child in element.flow_elements)
    return any(one is not None and (said is None or bounds.encloses(one.bounds)) for one in content)


def shape_on(element: BaseElement, plane: object) -> BPMNShape | None:
    """The first shape that depicts element on a plane, given as its node or its view."""
    home = plane.node if isinstance(plane, BPMNPlane) else plane
    if not element.id:
        return None
    for node, attribute in element.document.references(element.id):
        if attribute == "bpmnElement" and node.getparent() is home:
            view = element.document.view(node)
            if isinstance(view, BPMNShape):
                return view
    return None


def is_horizontal(shape: BPMNShape) -> bool:
    """Whether the name of a pool or lane stands at its left; the head of a vertical one is on top.

    Where the file does not say, lanes side by side make their pool and each other vertical.
    """
    if shape.is_horizontal is not None:
        return shape.is_horizontal
    element = shape.bpmn_element
    siblings = _lane_shapes(element, shape) if element is not None else []
    said = next((s.is_horizontal for s in siblings if s.is_horizontal is not None), None)
    if said is not None:
        return said
    tops = [s.bounds for s in siblings]
    return not (len(tops) > 1 and abs(tops[0].x - tops[1].x) > abs(tops[0].y - tops[1].y))


def _lane_shapes(element: Element, shape: BPMNShape) -> list[BPMNShape]:
    """The shapes of the lanes beside a lane, or inside a pool."""
    lanes: list[Lane] = []
    if isinstance(element, Participant) and element.process_ref is not None:
        lanes = [lane for lanes_ in element.process_ref.lane_sets[:1] for lane in lanes_.lanes]
    elif isinstance(element, Lane):
        lanes = getattr(element.parent, "lanes", [])
    plane = shape.node.getparent()
    found = (shape_on(lane, plane) for lane in lanes)
    return [one for one in found if one is not None]
