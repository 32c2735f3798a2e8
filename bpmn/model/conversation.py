"""Views of conversations (BPMN 2.0.2, Conversations)."""

from typing import TYPE_CHECKING

from bpmn.model.children import Children, QNameChildren
from bpmn.model.collaboration import Collaboration
from bpmn.model.fields import QName, String
from bpmn.model.foundation import BaseElement

if TYPE_CHECKING:
    from bpmn.model.collaboration import MessageFlow, Participant, ParticipantAssociation
    from bpmn.model.common import CorrelationKey


class ConversationNode(BaseElement):
    """Message exchanges that belong together."""

    participant_refs = QNameChildren["Participant"]("participantRef")
    message_flow_refs = QNameChildren["MessageFlow"]("messageFlowRef")
    correlation_keys = Children["CorrelationKey"]("correlationKey")
    name = String("name")


class Conversation(ConversationNode, tag="conversation"):
    """A conversation that is not broken down further."""


class SubConversation(ConversationNode, tag="subConversation"):
    """A conversation made of others."""

    conversation_nodes = Children["ConversationNode"]("conversationNode")


class CallConversation(ConversationNode, tag="callConversation"):
    """Calls a collaboration or global conversation."""

    participant_associations = Children["ParticipantAssociation"]("participantAssociation")
    called_collaboration_ref = QName["Collaboration"]("calledCollaborationRef")


class GlobalConversation(Collaboration, tag="globalConversation"):
    """A conversation that others call."""


class ConversationLink(BaseElement, tag="conversationLink"):
    """Joins a participant to a conversation."""

    name = String("name")
    source_ref = QName["BaseElement"]("sourceRef")
    target_ref = QName["BaseElement"]("targetRef")


class ConversationAssociation(BaseElement, tag="conversationAssociation"):
    """Joins a conversation to one of a called collaboration."""

    inner_conversation_node_ref = QName["ConversationNode"]("innerConversationNodeRef")
    outer_conversation_node_ref = QName["ConversationNode"]("outerConversationNodeRef")
