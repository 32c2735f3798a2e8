"""Views of activities (BPMN 2.0.2, Activities)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, QNameChild
from bpmn.model.common import CallableElement, FlowNode
from bpmn.model.element import Element
from bpmn.model.fields import (
    IDREF,
    Body,
    Boolean,
    Choice,
    Integer,
    OptionalChoice,
    OptionalInteger,
    QName,
    QNameText,
    String,
    TextChild,
)
from bpmn.model.foundation import BaseElement

if TYPE_CHECKING:
    from bpmn.model.common import Artifact, Expression, FlowElement, Message, ResourceRole, SequenceFlow
    from bpmn.model.data import DataInput, DataInputAssociation, DataOutput, DataOutputAssociation, Property
    from bpmn.model.events import EventDefinition, ImplicitThrowEvent
    from bpmn.model.process import LaneSet
    from bpmn.model.services import InputOutputSpecification, Operation

UNSPECIFIED, WEB_SERVICE = "##unspecified", "##WebService"


class AdHocOrdering(StrEnum):
    """Whether the activities of an ad-hoc sub-process may run side by side."""

    PARALLEL = "Parallel"
    SEQUENTIAL = "Sequential"


class MultiInstanceFlowCondition(StrEnum):
    """When a multi-instance activity throws events."""

    NONE = "None"
    ONE = "One"
    ALL = "All"
    COMPLEX = "Complex"


class Activity(FlowNode):
    """Work."""

    io_specification = Child["InputOutputSpecification"]("ioSpecification")
    properties = Children["Property"]("property")
    data_input_associations = Children["DataInputAssociation"]("dataInputAssociation")
    data_output_associations = Children["DataOutputAssociation"]("dataOutputAssociation")
    resources = Children["ResourceRole"]("resourceRole")
    loop_characteristics = Child["LoopCharacteristics"]("loopCharacteristics")
    is_for_compensation = Boolean("isForCompensation", default=False)
    start_quantity = Integer("startQuantity", 1)
    completion_quantity = Integer("completionQuantity", 1)
    default = IDREF["SequenceFlow"]("default")


class Task(Activity, tag="task"):
    """An atomic activity."""


class SendTask(Task, tag="sendTask"):
    """A task that sends a message."""

    implementation = String("implementation", WEB_SERVICE)
    message_ref = QName["Message"]("messageRef")
    operation_ref = QName["Operation"]("operationRef")


class ReceiveTask(Task, tag="receiveTask"):
    """A task that waits for a message."""

    implementation = String("implementation", WEB_SERVICE)
    instantiate = Boolean("instantiate", default=False)
    message_ref = QName["Message"]("messageRef")
    operation_ref = QName["Operation"]("operationRef")


class ServiceTask(Task, tag="serviceTask"):
    """A task done by software."""

    implementation = String("implementation", WEB_SERVICE)
    operation_ref = QName["Operation"]("operationRef")


class UserTask(Task, tag="userTask"):
    """A task done by a person with software."""

    renderings = Children["Rendering"]("rendering")
    implementation = String("implementation", UNSPECIFIED)


class ManualTask(Task, tag="manualTask"):
    """A task done without software."""


class BusinessRuleTask(Task, tag="businessRuleTask"):
    """A task that applies business rules."""

    implementation = String("implementation", UNSPECIFIED)


class ScriptTask(Task, tag="scriptTask"):
    """A task that runs a script."""

    script = TextChild("script")
    script_format = String("scriptFormat")


class Script(Element, tag="script"):
    """The text of a script."""

    body = Body()


class Rendering(BaseElement, tag="rendering"):
    """How a user task is shown."""


class SubProcess(Activity, tag="subProcess"):
    """An activity made of a flow of its own."""

    lane_sets = Children["LaneSet"]("laneSet")
    flow_elements = Children["FlowElement"]("flowElement")
    artifacts = Children["Artifact"]("artifact")
    triggered_by_event = Boolean("triggeredByEvent", default=False)


class AdHocSubProcess(SubProcess, tag="adHocSubProcess"):
    """A sub-process whose activities run in no fixed order."""

    completion_condition = Child["Expression"]("completionCondition", "Expression")
    cancel_remaining_instances = Boolean("cancelRemainingInstances", default=True)
    ordering = OptionalChoice("ordering", AdHocOrdering)


class Transaction(SubProcess, tag="transaction"):
    """A sub-process that is done wholly or compensated."""

    method = String("method", "##Compensate")


class CallActivity(Activity, tag="callActivity"):
    """An activity that calls a process or global task.

    ``called_element`` is the QName as written: its target often is in another file.
    """

    called_element = QNameText("calledElement")


class LoopCharacteristics(BaseElement):
    """How an activity repeats."""


class StandardLoopCharacteristics(LoopCharacteristics, tag="standardLoopCharacteristics"):
    """Repeats while a condition holds."""

    loop_condition = Child["Expression"]("loopCondition", "Expression")
    test_before = Boolean("testBefore", default=False)
    loop_maximum = OptionalInteger("loopMaximum")


class MultiInstanceLoopCharacteristics(LoopCharacteristics, tag="multiInstanceLoopCharacteristics"):
    """Runs several instances, one after the other or side by side."""

    loop_cardinality = Child["Expression"]("loopCardinality", "Expression")
    loop_data_input_ref = QNameChild["Element"]("loopDataInputRef")
    loop_data_output_ref = QNameChild["Element"]("loopDataOutputRef")
    input_data_item = Child["DataInput"]("inputDataItem", "DataInput")
    output_data_item = Child["DataOutput"]("outputDataItem", "DataOutput")
    complex_behavior_definitions = Children["ComplexBehaviorDefinition"]("complexBehaviorDefinition")
    completion_condition = Child["Expression"]("completionCondition", "Expression")
    is_sequential = Boolean("isSequential", default=False)
    behavior = Choice("behavior", MultiInstanceFlowCondition.ALL)
    one_behavior_event_ref = QName["EventDefinition"]("oneBehaviorEventRef")
    none_behavior_event_ref = QName["EventDefinition"]("noneBehaviorEventRef")


class ComplexBehaviorDefinition(BaseElement, tag="complexBehaviorDefinition"):
    """When a multi-instance activity throws which event."""

    condition = Child["Expression"]("condition", "Expression")
    event = Child["ImplicitThrowEvent"]("event", "ImplicitThrowEvent")


class GlobalTask(CallableElement, tag="globalTask"):
    """A task that several processes call."""

    resources = Children["ResourceRole"]("resourceRole")


class GlobalUserTask(GlobalTask, tag="globalUserTask"):
    """A user task that several processes call."""

    renderings = Children["Rendering"]("rendering")
    implementation = String("implementation", UNSPECIFIED)


class GlobalManualTask(GlobalTask, tag="globalManualTask"):
    """A manual task that several processes call."""


class GlobalBusinessRuleTask(GlobalTask, tag="globalBusinessRuleTask"):
    """A business rule task that several processes call."""

    implementation = String("implementation", UNSPECIFIED)


class GlobalScriptTask(GlobalTask, tag="globalScriptTask"):
    """A script task that several processes call."""

    script = TextChild("script")
    script_language = String("scriptLanguage")
