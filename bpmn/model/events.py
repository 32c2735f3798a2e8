"""Views of events (BPMN 2.0.2, Events)."""

from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, QNameChild, QNameChildren
from bpmn.model.common import FlowNode
from bpmn.model.fields import Boolean, OptionalBoolean, QName, String
from bpmn.model.foundation import RootElement

if TYPE_CHECKING:
    from bpmn.model.activities import Activity
    from bpmn.model.common import Error, Escalation, Expression, Message, Signal
    from bpmn.model.data import (
        DataInput,
        DataInputAssociation,
        DataOutput,
        DataOutputAssociation,
        InputSet,
        OutputSet,
        Property,
    )
    from bpmn.model.services import Operation


class Event(FlowNode):
    """Something that happens."""

    properties = Children["Property"]("property")


class CatchEvent(Event):
    """An event that waits for a trigger."""

    data_outputs = Children["DataOutput"]("dataOutput")
    data_output_associations = Children["DataOutputAssociation"]("dataOutputAssociation")
    output_set = Child["OutputSet"]("outputSet")
    event_definitions = Children["EventDefinition"]("eventDefinition")
    event_definition_refs = QNameChildren["EventDefinition"]("eventDefinitionRef")
    parallel_multiple = Boolean("parallelMultiple", default=False)

    @property
    def definitions(self) -> "list[EventDefinition]":
        """Its own event definitions and those it refers to."""
        return [*self.event_definitions, *self.event_definition_refs]


class ThrowEvent(Event):
    """An event that triggers others."""

    data_inputs = Children["DataInput"]("dataInput")
    data_input_associations = Children["DataInputAssociation"]("dataInputAssociation")
    input_set = Child["InputSet"]("inputSet")
    event_definitions = Children["EventDefinition"]("eventDefinition")
    event_definition_refs = QNameChildren["EventDefinition"]("eventDefinitionRef")

    @property
    def definitions(self) -> "list[EventDefinition]":
        """Its own event definitions and those it refers to."""
        return [*self.event_definitions, *self.event_definition_refs]


class StartEvent(CatchEvent, tag="startEvent"):
    """Where a process starts."""

    is_interrupting = Boolean("isInterrupting", default=True)


class IntermediateCatchEvent(CatchEvent, tag="intermediateCatchEvent"):
    """Where a path waits."""


class BoundaryEvent(CatchEvent, tag="boundaryEvent"):
    """An event on the edge of an activity."""

    cancel_activity = Boolean("cancelActivity", default=True)
    attached_to_ref = QName["Activity"]("attachedToRef")


class IntermediateThrowEvent(ThrowEvent, tag="intermediateThrowEvent"):
    """Where a path triggers something and goes on."""


class ImplicitThrowEvent(ThrowEvent, tag="implicitThrowEvent"):
    """An event that a multi-instance activity throws by itself."""


class EndEvent(ThrowEvent, tag="endEvent"):
    """Where a path ends."""


class EventDefinition(RootElement):
    """What triggers an event."""


class CancelEventDefinition(EventDefinition, tag="cancelEventDefinition"):
    """Cancels a transaction."""


class CompensateEventDefinition(EventDefinition, tag="compensateEventDefinition"):
    """Undoes work that was done."""

    wait_for_completion = OptionalBoolean("waitForCompletion")
    activity_ref = QName["Activity"]("activityRef")


class ConditionalEventDefinition(EventDefinition, tag="conditionalEventDefinition"):
    """Fires when a condition becomes true."""

    condition = Child["Expression"]("condition", "Expression")


class ErrorEventDefinition(EventDefinition, tag="errorEventDefinition"):
    """A fault."""

    error_ref = QName["Error"]("errorRef")


class EscalationEventDefinition(EventDefinition, tag="escalationEventDefinition"):
    """A call for help."""

    escalation_ref = QName["Escalation"]("escalationRef")


class LinkEventDefinition(EventDefinition, tag="linkEventDefinition"):
    """Goes on elsewhere on the same level of the same process."""

    sources = QNameChildren["LinkEventDefinition"]("source")
    target = QNameChild["LinkEventDefinition"]("target")
    name = String("name")


class MessageEventDefinition(EventDefinition, tag="messageEventDefinition"):
    """A message from or to another participant."""

    operation_ref = QNameChild["Operation"]("operationRef")
    message_ref = QName["Message"]("messageRef")


class SignalEventDefinition(EventDefinition, tag="signalEventDefinition"):
    """A broadcast."""

    signal_ref = QName["Signal"]("signalRef")


class TerminateEventDefinition(EventDefinition, tag="terminateEventDefinition"):
    """Ends everything in the process at once."""


class TimerEventDefinition(EventDefinition, tag="timerEventDefinition"):
    """A date, a duration or a cycle."""

    time_date = Child["Expression"]("timeDate", "Expression")
    time_duration = Child["Expression"]("timeDuration", "Expression")
    time_cycle = Child["Expression"]("timeCycle", "Expression")
