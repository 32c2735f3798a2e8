"""Views of choreographies (BPMN 2.0.2, Choreography)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Children, QNameChildren
from bpmn.model.collaboration import Collaboration
from bpmn.model.common import FlowNode
from bpmn.model.fields import Choice, QName

if TYPE_CHECKING:
    from bpmn.model.collaboration import MessageFlow, Participant, ParticipantAssociation
    from bpmn.model.common import Artifact, CorrelationKey, FlowElement


class ChoreographyLoopType(StrEnum):
    """How a choreography activity repeats."""

    NONE = "None"
    STANDARD = "Standard"
    MULTI_INSTANCE_SEQUENTIAL = "MultiInstanceSequential"
    MULTI_INSTANCE_PARALLEL = "MultiInstanceParallel"


class Choreography(Collaboration, tag="choreography"):
    """The order in which participants exchange messages."""

    flow_elements = Children["FlowElement"]("flowElement")


class GlobalChoreographyTask(Choreography, tag="globalChoreographyTask"):
    """A choreography task that others call."""

    initiating_participant_ref = QName["Participant"]("initiatingParticipantRef")


class ChoreographyActivity(FlowNode):
    """An exchange of messages in a choreography."""

    participant_refs = QNameChildren["Participant"]("participantRef")
    correlation_keys = Children["CorrelationKey"]("correlationKey")
    initiating_participant_ref = QName["Participant"]("initiatingParticipantRef")
    loop_type = Choice("loopType", ChoreographyLoopType.NONE)


class ChoreographyTask(ChoreographyActivity, tag="choreographyTask"):
    """One exchange: a message and perhaps its answer."""

    message_flow_refs = QNameChildren["MessageFlow"]("messageFlowRef")


class SubChoreography(ChoreographyActivity, tag="subChoreography"):
    """A choreography inside a choreography."""

    flow_elements = Children["FlowElement"]("flowElement")
    artifacts = Children["Artifact"]("artifact")


class CallChoreography(ChoreographyActivity, tag="callChoreography"):
    """Calls a choreography or global choreography task."""

    participant_associations = Children["ParticipantAssociation"]("participantAssociation")
    called_choreography_ref = QName["Choreography"]("calledChoreographyRef")
