"""Views of collaborations (BPMN 2.0.2, Collaboration)."""

from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, QNameChild, QNameChildren
from bpmn.model.fields import Boolean, Integer, QName, String
from bpmn.model.foundation import BaseElement, RootElement

if TYPE_CHECKING:
    from bpmn.model.choreography import Choreography
    from bpmn.model.common import Artifact, CorrelationKey, Message
    from bpmn.model.conversation import ConversationAssociation, ConversationLink, ConversationNode
    from bpmn.model.process import Process
    from bpmn.model.services import EndPoint, Interface


class Collaboration(RootElement, tag="collaboration"):
    """Participants and what they send each other."""

    participants = Children["Participant"]("participant")
    message_flows = Children["MessageFlow"]("messageFlow")
    artifacts = Children["Artifact"]("artifact")
    conversation_nodes = Children["ConversationNode"]("conversationNode")
    conversation_associations = Children["ConversationAssociation"]("conversationAssociation")
    participant_associations = Children["ParticipantAssociation"]("participantAssociation")
    message_flow_associations = Children["MessageFlowAssociation"]("messageFlowAssociation")
    correlation_keys = Children["CorrelationKey"]("correlationKey")
    choreography_refs = QNameChildren["Choreography"]("choreographyRef")
    conversation_links = Children["ConversationLink"]("conversationLink")
    name = String("name")
    is_closed = Boolean("isClosed", default=False)


class Participant(BaseElement, tag="participant"):
    """A pool: a partner with a process, or a black box."""

    interface_refs = QNameChildren["Interface"]("interfaceRef")
    end_point_refs = QNameChildren["EndPoint"]("endPointRef")
    participant_multiplicity = Child["ParticipantMultiplicity"]("participantMultiplicity")
    name = String("name")
    process_ref = QName["Process"]("processRef")


class ParticipantMultiplicity(BaseElement, tag="participantMultiplicity"):
    """How many of a participant take part."""

    minimum = Integer("minimum", 0)
    maximum = Integer("maximum", 1)


class ParticipantAssociation(BaseElement, tag="participantAssociation"):
    """Joins a participant to one of a called collaboration."""

    inner_participant_ref = QNameChild["Participant"]("innerParticipantRef")
    outer_participant_ref = QNameChild["Participant"]("outerParticipantRef")


class MessageFlow(BaseElement, tag="messageFlow"):
    """A message from one participant to another."""

    name = String("name")
    source_ref = QName["BaseElement"]("sourceRef")
    target_ref = QName["BaseElement"]("targetRef")
    message_ref = QName["Message"]("messageRef")


class MessageFlowAssociation(BaseElement, tag="messageFlowAssociation"):
    """Joins a message flow to one of a called collaboration."""

    inner_message_flow_ref = QName["MessageFlow"]("innerMessageFlowRef")
    outer_message_flow_ref = QName["MessageFlow"]("outerMessageFlowRef")
