"""Participants and messages of choreography activities (BPMN 2.0.2, Choreography: Data and Visuals)."""

from bpmn.base.geometry import Bounds
from bpmn.model import BPMNShape, ChoreographyActivity, ChoreographyTask, Message, Participant
from bpmn.notation import labels
from bpmn.notation.appearance import band_of
from bpmn.notation.connectors import connector
from bpmn.notation.drawing import Drawing, Path
from bpmn.notation.look import Look
from bpmn.notation.paint import BAND, Colours, draw
from bpmn.notation.symbols import symbol

_DISTANCE = 20.0
"""Between a choreography activity and the envelope of its message."""


def choreography_bands(
    activity: ChoreographyActivity, shape: BPMNShape, bounds: Bounds, pen: Colours
) -> Drawing:
    """The bands of an activity whose participants have no shapes of their own in the file."""
    if band_shapes(shape):
        return ()
    marks: Drawing = ()
    participants = list(activity.participant_refs)
    initiating = activity.initiating_participant_ref
    participants.sort(key=lambda p: p != initiating)
    height = min(BAND, bounds.height / 4)
    for number, participant in enumerate(participants[:2]):
        end = "bottom" if number else "top"
        y = bounds.bottom - height if number else bounds.y
        place = Bounds(bounds.x, y, bounds.width, height)
        look = Look("ParticipantBand", corners=end, is_shaded=participant != initiating)
        marks += draw(look, place, Colours(pen.line, sign=pen.line))
        marks += labels.inside(participant.name or "", place.grown(-2), labels.Style(pen.line))
    return marks


def band_shapes(shape: BPMNShape) -> list[BPMNShape]:
    """The shapes of the participants of the activity that a shape depicts."""
    if not shape.id:
        return []
    found = [
        shape.document.view(node)
        for node, attribute in shape.document.references(shape.id)
        if attribute == "choreographyActivityShape"
    ]
    return [one for one in found if isinstance(one, BPMNShape)]


def room_between_bands(shape: BPMNShape, bounds: Bounds) -> Bounds:
    """What the participants leave of a choreography activity for its name and markers."""
    top, bottom = bounds.y, bounds.bottom
    bands = [one.bounds for one in band_shapes(shape)]
    if not bands:
        height = min(BAND, bounds.height / 4)
        return bounds._replace(y=top + height, height=bounds.height - 2 * height)
    for band in bands:
        if band.centre.y < bounds.centre.y:
            top = max(top, band.bottom)
        else:
            bottom = min(bottom, band.y)
    return bounds._replace(y=top, height=max(bottom - top, 10))


def message_of_band(shape: BPMNShape, bounds: Bounds) -> Drawing:
    """The envelope of the message that a participant sends, tied to its band; nothing if it is hidden."""
    end, is_initiating = band_of(shape)
    if not shape.is_message_visible or end == "middle":
        return ()
    is_top = end == "top"
    row = symbol("Message")
    width, height = row.size
    edge = bounds.y if is_top else bounds.bottom
    y = edge - _DISTANCE - height if is_top else edge + _DISTANCE
    place = Bounds(bounds.centre.x - width / 2, y, width, height)
    tie = connector("Association")
    near, far = (edge, place.bottom) if is_top else (edge, y)
    marks: Drawing = (
        Path(
            (("M", bounds.centre.x, near), ("L", bounds.centre.x, far)),
            width=tie.line,
            dash=tie.dash,
        ),
    )
    marks += draw(Look("Message", is_shaded=not is_initiating), place)
    text = _message_name(shape)
    if text:
        style = labels.Style(halo="paper")
        marks += labels.above(text, place, style) if is_top else labels.below(text, place, style)
    return marks


def _message_name(shape: BPMNShape) -> str:
    """The name of the message that the band's participant sends in its activity."""
    sender, owner = shape.bpmn_element, shape.choreography_activity_shape
    activity = owner.bpmn_element if isinstance(owner, BPMNShape) else None
    if not isinstance(activity, ChoreographyTask) or not isinstance(sender, Participant):
        return ""
    for flow in activity.message_flow_refs:
        if flow.source_ref == sender and isinstance(flow.message_ref, Message):
            return flow.message_ref.name or ""
    return ""
