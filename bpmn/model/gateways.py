"""Views of gateways (BPMN 2.0.2, Gateways)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Child
from bpmn.model.common import FlowNode
from bpmn.model.fields import IDREF, Boolean, Choice

if TYPE_CHECKING:
    from bpmn.model.common import Expression, SequenceFlow


class GatewayDirection(StrEnum):
    """Whether a gateway splits or joins."""

    UNSPECIFIED = "Unspecified"
    CONVERGING = "Converging"
    DIVERGING = "Diverging"
    MIXED = "Mixed"


class EventBasedGatewayType(StrEnum):
    """Whether one or all of the events behind an instantiating gateway are waited for."""

    EXCLUSIVE = "Exclusive"
    PARALLEL = "Parallel"


class Gateway(FlowNode):
    """Where paths split or join."""

    gateway_direction = Choice("gatewayDirection", GatewayDirection.UNSPECIFIED)


class ExclusiveGateway(Gateway, tag="exclusiveGateway"):
    """Takes exactly one path."""

    default = IDREF["SequenceFlow"]("default")


class InclusiveGateway(Gateway, tag="inclusiveGateway"):
    """Takes one or more paths."""

    default = IDREF["SequenceFlow"]("default")


class ParallelGateway(Gateway, tag="parallelGateway"):
    """Takes all paths."""


class ComplexGateway(Gateway, tag="complexGateway"):
    """Takes and joins paths by an expression."""

    activation_condition = Child["Expression"]("activationCondition", "Expression")
    default = IDREF["SequenceFlow"]("default")


class EventBasedGateway(Gateway, tag="eventBasedGateway"):
    """Takes the path whose event comes first."""

    instantiate = Boolean("instantiate", default=False)
    event_gateway_type = Choice("eventGatewayType", EventBasedGatewayType.EXCLUSIVE)
