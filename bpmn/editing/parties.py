"""Choreography activities with the bands of their participants (BPMN 2.0.2, Choreography Activities)."""

from bpmn.base.geometry import Bounds
from bpmn.editing.depict import depict_shape
from bpmn.editing.making import make
from bpmn.editing.naming import refer, refer_child
from bpmn.editing.pencil import Pencil
from bpmn.model import (
    BPMNPlane,
    BPMNShape,
    Choreography,
    ChoreographyActivity,
    ChoreographyTask,
    Element,
    MessageFlow,
    Participant,
)
from bpmn.model.diagram import ParticipantBandKind
from bpmn.rules.kinds import Kind

BAND = 20.0
"""The height of the band of a participant, in diagram units."""

NEW_NAMES = ("Participant A", "Participant B")


def create_choreography_activity(
    kind: Kind, home: Element, plane: BPMNPlane | None, bounds: Bounds, name: str
) -> ChoreographyActivity:
    """A choreography activity between the first two participants, which are made where they are missing."""
    activity = make(home, kind, name)
    assert isinstance(activity, ChoreographyActivity)
    pair = _participants(home)
    for participant in pair:
        refer_child(activity, "participantRef", participant)
    refer(activity, "initiatingParticipantRef", pair[0])
    if isinstance(activity, ChoreographyTask):
        refer_child(activity, "messageFlowRef", _message_flow(pair[0], pair[1]))
    if plane is not None:
        shape = depict_shape(plane, activity, bounds)
        for band in reversed(band_shapes(Pencil(home.document), activity, bounds, shape.id or "")):
            home.document.insert(plane.node, plane.node.index(shape.node) + 1, band.node)
    return activity


def _message_flow(source: Participant, target: Participant) -> MessageFlow:
    """The message that a choreography task stands for; the schema demands one."""
    assert source.parent is not None
    document = source.document
    node = document.create(MessageFlow.own_tag, {"id": document.new_id("MessageFlow")})
    document.append(source.parent.node, node)
    flow = document.view(node)
    assert isinstance(flow, MessageFlow)
    refer(flow, "sourceRef", source)
    refer(flow, "targetRef", target)
    return flow


def bands(activity: ChoreographyActivity, bounds: Bounds) -> list[tuple[Participant, Bounds, str]]:
    """The bands of a choreography activity, the first above, the others below: whose, where, which kind."""
    participants = list(dict.fromkeys(activity.participant_refs))
    initiating = activity.initiating_participant_ref
    found = []
    for number, participant in enumerate(participants):
        top = number == 0
        y = bounds.y if top else bounds.bottom - BAND * (len(participants) - number)
        place = "top" if top else "bottom" if number == len(participants) - 1 else "middle"
        kind = ParticipantBandKind(f"{place}_{'' if participant == initiating else 'non_'}initiating")
        if top or y >= bounds.y + BAND:
            found.append((participant, Bounds(bounds.x, y, bounds.width, BAND), str(kind)))
    return found


def band_shapes(
    pencil: Pencil, activity: ChoreographyActivity, bounds: Bounds, shape_id: str
) -> list[BPMNShape]:
    """The shapes of the bands of an activity whose own shape has an id."""
    return [
        pencil.shape(
            participant,
            place,
            marks={
                "isMessageVisible": "false",
                "participantBandKind": kind,
                "choreographyActivityShape": shape_id,
            },
        )
        for participant, place, kind in bands(activity, bounds)
    ]


def _participants(home: Element) -> list[Participant]:
    choreography = home if isinstance(home, Choreography) else home.ancestor(Choreography)
    assert choreography is not None
    document = home.document
    for name in NEW_NAMES[len(choreography.participants) :]:
        values = {"id": document.new_id("Participant"), "name": name}
        document.append(choreography.node, document.create(Participant.own_tag, values))
    return list(choreography.participants)[:2]
