"""Views of data and data associations (BPMN 2.0.2, Items and Data)."""

from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, IDREFChild, IDREFChildren
from bpmn.model.common import FlowElement
from bpmn.model.fields import IDREF, Boolean, OptionalInteger, QName, String
from bpmn.model.foundation import BaseElement, RootElement

if TYPE_CHECKING:
    from bpmn.model.common import Expression, FormalExpression, ItemDefinition


class DataState(BaseElement, tag="dataState"):
    """The state of data, shown in brackets."""

    name = String("name")


class Property(BaseElement, tag="property"):
    """Data that is not drawn."""

    data_state = Child["DataState"]("dataState")
    name = String("name")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")


class DataObject(FlowElement, tag="dataObject"):
    """Data in a process; drawn through references to it."""

    data_state = Child["DataState"]("dataState")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")
    is_collection = Boolean("isCollection", default=False)


class DataObjectReference(FlowElement, tag="dataObjectReference"):
    """A data object in a state."""

    data_state = Child["DataState"]("dataState")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")
    data_object_ref = IDREF["DataObject"]("dataObjectRef")


class DataStore(RootElement, tag="dataStore"):
    """Data that outlives a process."""

    data_state = Child["DataState"]("dataState")
    name = String("name")
    capacity = OptionalInteger("capacity")
    is_unlimited = Boolean("isUnlimited", default=True)
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")


class DataStoreReference(FlowElement, tag="dataStoreReference"):
    """A data store where it is used."""

    data_state = Child["DataState"]("dataState")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")
    data_store_ref = QName["DataStore"]("dataStoreRef")


class DataInput(BaseElement, tag="dataInput"):
    """Data that is needed."""

    data_state = Child["DataState"]("dataState")
    name = String("name")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")
    is_collection = Boolean("isCollection", default=False)


class DataOutput(BaseElement, tag="dataOutput"):
    """Data that is produced."""

    data_state = Child["DataState"]("dataState")
    name = String("name")
    item_subject_ref = QName["ItemDefinition"]("itemSubjectRef")
    is_collection = Boolean("isCollection", default=False)


class DataAssociation(BaseElement, tag="dataAssociation"):
    """Data that moves."""

    source_refs = IDREFChildren["BaseElement"]("sourceRef")
    target_ref = IDREFChild["BaseElement"]("targetRef")
    transformation = Child["FormalExpression"]("transformation", "FormalExpression")
    assignments = Children["Assignment"]("assignment")


class DataInputAssociation(DataAssociation, tag="dataInputAssociation"):
    """Data that moves into an activity or throw event."""


class DataOutputAssociation(DataAssociation, tag="dataOutputAssociation"):
    """Data that moves out of an activity or catch event."""


class Assignment(BaseElement, tag="assignment"):
    """A single mapping in a data association."""

    from_ = Child["Expression"]("from", "Expression")
    to = Child["Expression"]("to", "Expression")


class InputSet(BaseElement, tag="inputSet"):
    """Inputs that are needed together."""

    data_input_refs = IDREFChildren["DataInput"]("dataInputRefs")
    optional_input_refs = IDREFChildren["DataInput"]("optionalInputRefs")
    while_executing_input_refs = IDREFChildren["DataInput"]("whileExecutingInputRefs")
    output_set_refs = IDREFChildren["OutputSet"]("outputSetRefs")
    name = String("name")


class OutputSet(BaseElement, tag="outputSet"):
    """Outputs that are produced together."""

    data_output_refs = IDREFChildren["DataOutput"]("dataOutputRefs")
    optional_output_refs = IDREFChildren["DataOutput"]("optionalOutputRefs")
    while_executing_output_refs = IDREFChildren["DataOutput"]("whileExecutingOutputRefs")
    input_set_refs = IDREFChildren["InputSet"]("inputSetRefs")
    name = String("name")
