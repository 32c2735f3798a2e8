"""Views of processes and lanes (BPMN 2.0.2, Process)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, IDREFChildren, QNameChildren
from bpmn.model.common import CallableElement
from bpmn.model.fields import Boolean, Choice, OptionalBoolean, QName, String
from bpmn.model.foundation import BaseElement

if TYPE_CHECKING:
    from bpmn.model.collaboration import Collaboration
    from bpmn.model.common import Artifact, CorrelationSubscription, FlowElement, FlowNode, ResourceRole
    from bpmn.model.data import Property


class ProcessType(StrEnum):
    """Whether a process is seen from outside."""

    NONE = "None"
    PUBLIC = "Public"
    PRIVATE = "Private"


class Auditing(BaseElement, tag="auditing"):
    """A hook for auditing."""


class Monitoring(BaseElement, tag="monitoring"):
    """A hook for monitoring."""


class Process(CallableElement, tag="process"):
    """A sequence of activities towards a goal."""

    auditing = Child["Auditing"]("auditing")
    monitoring = Child["Monitoring"]("monitoring")
    properties = Children["Property"]("property")
    lane_sets = Children["LaneSet"]("laneSet")
    flow_elements = Children["FlowElement"]("flowElement")
    artifacts = Children["Artifact"]("artifact")
    resources = Children["ResourceRole"]("resourceRole")
    correlation_subscriptions = Children["CorrelationSubscription"]("correlationSubscription")
    supports = QNameChildren["Process"]("supports")
    process_type = Choice("processType", ProcessType.NONE)
    is_closed = Boolean("isClosed", default=False)
    is_executable = OptionalBoolean("isExecutable")
    definitional_collaboration_ref = QName["Collaboration"]("definitionalCollaborationRef")


class LaneSet(BaseElement, tag="laneSet"):
    """The lanes of a process, a sub-process or a lane."""

    lanes = Children["Lane"]("lane")
    name = String("name")


class Lane(BaseElement, tag="lane"):
    """A part of a process that groups flow nodes, mostly by who performs them."""

    partition_element = Child["BaseElement"]("partitionElement", "BaseElement")
    flow_node_refs = IDREFChildren["FlowNode"]("flowNodeRef")
    child_lane_set = Child["LaneSet"]("childLaneSet", "LaneSet")
    name = String("name")
    partition_element_ref = QName["BaseElement"]("partitionElementRef")
