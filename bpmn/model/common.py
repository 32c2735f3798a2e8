"""Views of elements that several kinds of diagram share (BPMN 2.0.2, Common Elements)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, QNameChild, QNameChildren
from bpmn.model.element import Element
from bpmn.model.fields import (
    IDREF,
    Body,
    Boolean,
    Choice,
    OptionalBoolean,
    QName,
    QNameText,
    String,
    TextChild,
)
from bpmn.model.foundation import BaseElement, BaseElementWithMixedContent, RootElement

if TYPE_CHECKING:
    from bpmn.model.process import Auditing, Monitoring
    from bpmn.model.services import InputOutputBinding, InputOutputSpecification, Interface


class AssociationDirection(StrEnum):
    """Which ends of an association have an arrowhead."""

    NONE = "None"
    ONE = "One"
    BOTH = "Both"


class ItemKind(StrEnum):
    """What an item is made of."""

    INFORMATION = "Information"
    PHYSICAL = "Physical"


class FlowElement(BaseElement):
    """Anything a process or choreography may contain."""

    auditing = Child["Auditing"]("auditing")
    monitoring = Child["Monitoring"]("monitoring")
    category_value_refs = QNameChildren["CategoryValue"]("categoryValueRef")
    name = String("name")


class FlowNode(FlowElement):
    """A source or target of sequence flows."""

    incoming = QNameChildren["SequenceFlow"]("incoming")
    outgoing = QNameChildren["SequenceFlow"]("outgoing")

    @property
    def incoming_flows(self) -> "list[SequenceFlow]":
        """Sequence flows whose targetRef is this node, in the order they became known.

        Derived from the flows: many files lack the ``incoming`` children or have stale ones.
        """
        return self._flows("targetRef")

    @property
    def outgoing_flows(self) -> "list[SequenceFlow]":
        """Sequence flows whose sourceRef is this node, in the order they became known."""
        return self._flows("sourceRef")

    def _flows(self, attribute: str) -> "list[SequenceFlow]":
        if not self.id:
            return []
        found = [
            self.document.view(node)
            for node, name in self.document.references(self.id)
            if name == attribute and node.tag == SequenceFlow.own_tag
        ]
        return [flow for flow in found if isinstance(flow, SequenceFlow)]


class SequenceFlow(FlowElement, tag="sequenceFlow"):
    """The order between two flow nodes."""

    condition_expression = Child["Expression"]("conditionExpression", "Expression")
    source_ref = IDREF["FlowNode"]("sourceRef")
    target_ref = IDREF["FlowNode"]("targetRef")
    is_immediate = OptionalBoolean("isImmediate")


class Artifact(BaseElement):
    """Information that does not change the flow."""


class Association(Artifact, tag="association"):
    """Joins an artefact, or anything, to another element."""

    source_ref = QName["BaseElement"]("sourceRef")
    target_ref = QName["BaseElement"]("targetRef")
    association_direction = Choice("associationDirection", AssociationDirection.NONE)


class Group(Artifact, tag="group"):
    """A frame around elements of one category value."""

    category_value_ref = QName["CategoryValue"]("categoryValueRef")


class TextAnnotation(Artifact, tag="textAnnotation"):
    """A note."""

    text = TextChild("text")
    text_format = String("textFormat", "text/plain")


class Text(Element, tag="text"):
    """The text of an annotation."""

    body = Body()


class Category(RootElement, tag="category"):
    """A named set of category values."""

    category_values = Children["CategoryValue"]("categoryValue")
    name = String("name")


class CategoryValue(BaseElement, tag="categoryValue"):
    """One value of a category; its text labels the groups that refer to it."""

    value = String("value")


class Expression(BaseElementWithMixedContent, tag="expression"):
    """Natural-language text, or a formal expression."""


class FormalExpression(Expression, tag="formalExpression"):
    """An expression in a language."""

    language = String("language")
    evaluates_to_type_ref = QName["ItemDefinition"]("evaluatesToTypeRef")


class CallableElement(RootElement):
    """What a call activity may call."""

    supported_interface_refs = QNameChildren["Interface"]("supportedInterfaceRef")
    io_specification = Child["InputOutputSpecification"]("ioSpecification")
    io_bindings = Children["InputOutputBinding"]("ioBinding")
    name = String("name")


class ItemDefinition(RootElement, tag="itemDefinition"):
    """The structure of an item."""

    structure_ref = QNameText("structureRef")
    is_collection = Boolean("isCollection", default=False)
    item_kind = Choice("itemKind", ItemKind.INFORMATION)


class Message(RootElement, tag="message"):
    """What is sent between participants."""

    name = String("name")
    item_ref = QName["ItemDefinition"]("itemRef")


class Signal(RootElement, tag="signal"):
    """What is broadcast."""

    name = String("name")
    structure_ref = QName["ItemDefinition"]("structureRef")


class Error(RootElement, tag="error"):
    """A fault that ends an activity."""

    name = String("name")
    error_code = String("errorCode")
    structure_ref = QName["ItemDefinition"]("structureRef")


class Escalation(RootElement, tag="escalation"):
    """A call for help from a higher level."""

    name = String("name")
    escalation_code = String("escalationCode")
    structure_ref = QName["ItemDefinition"]("structureRef")


class Resource(RootElement, tag="resource"):
    """Who or what performs work."""

    resource_parameters = Children["ResourceParameter"]("resourceParameter")
    name = String("name")


class ResourceParameter(BaseElement, tag="resourceParameter"):
    """A parameter by which a resource is chosen."""

    name = String("name")
    type = QName["ItemDefinition"]("type")
    is_required = OptionalBoolean("isRequired")


class ResourceRole(BaseElement, tag="resourceRole"):
    """Who is responsible for a process or an activity."""

    resource_ref = QNameChild["Resource"]("resourceRef")
    resource_parameter_bindings = Children["ResourceParameterBinding"]("resourceParameterBinding")
    resource_assignment_expression = Child["ResourceAssignmentExpression"]("resourceAssignmentExpression")
    name = String("name")


class Performer(ResourceRole, tag="performer"):
    """Who performs an activity."""


class HumanPerformer(Performer, tag="humanPerformer"):
    """The person who performs an activity."""


class PotentialOwner(HumanPerformer, tag="potentialOwner"):
    """A person who may take a task."""


class ResourceParameterBinding(BaseElement, tag="resourceParameterBinding"):
    """A value for a resource parameter."""

    expression = Child["Expression"]("expression")
    parameter_ref = QName["ResourceParameter"]("parameterRef")


class ResourceAssignmentExpression(BaseElement, tag="resourceAssignmentExpression"):
    """An expression that chooses the resource."""

    expression = Child["Expression"]("expression")


class CorrelationKey(BaseElement, tag="correlationKey"):
    """Properties by which messages find their instance."""

    correlation_property_refs = QNameChildren["CorrelationProperty"]("correlationPropertyRef")
    name = String("name")


class CorrelationProperty(RootElement, tag="correlationProperty"):
    """One property of a correlation key."""

    correlation_property_retrieval_expressions = Children["CorrelationPropertyRetrievalExpression"](
        "correlationPropertyRetrievalExpression"
    )
    name = String("name")
    type = QName["ItemDefinition"]("type")


class CorrelationPropertyRetrievalExpression(BaseElement, tag="correlationPropertyRetrievalExpression"):
    """How a property is read from a message."""

    message_path = Child["FormalExpression"]("messagePath", "FormalExpression")
    message_ref = QName["Message"]("messageRef")


class CorrelationPropertyBinding(BaseElement, tag="correlationPropertyBinding"):
    """How a property is read from the data of a process."""

    data_path = Child["FormalExpression"]("dataPath", "FormalExpression")
    correlation_property_ref = QName["CorrelationProperty"]("correlationPropertyRef")


class CorrelationSubscription(BaseElement, tag="correlationSubscription"):
    """Which correlation key a process listens to."""

    correlation_property_bindings = Children["CorrelationPropertyBinding"]("correlationPropertyBinding")
    correlation_key_ref = QName["CorrelationKey"]("correlationKeyRef")


class PartnerEntity(RootElement, tag="partnerEntity"):
    """A named company that takes part."""

    participant_refs = QNameChildren["Element"]("participantRef")
    name = String("name")


class PartnerRole(RootElement, tag="partnerRole"):
    """A role such as customer or supplier that takes part."""

    participant_refs = QNameChildren["Element"]("participantRef")
    name = String("name")
