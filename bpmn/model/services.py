"""Views of interfaces, operations and their data (BPMN 2.0.2, Services)."""

from typing import TYPE_CHECKING

from bpmn.model.children import Children, QNameChild, QNameChildren
from bpmn.model.fields import IDREF, QName, QNameText, String
from bpmn.model.foundation import BaseElement, RootElement

if TYPE_CHECKING:
    from bpmn.model.common import Error, Message
    from bpmn.model.data import DataInput, DataOutput, InputSet, OutputSet


class Interface(RootElement, tag="interface"):
    """A set of operations."""

    operations = Children["Operation"]("operation")
    name = String("name")
    implementation_ref = QNameText("implementationRef")


class Operation(BaseElement, tag="operation"):
    """A service with a message in and perhaps one out."""

    in_message_ref = QNameChild["Message"]("inMessageRef")
    out_message_ref = QNameChild["Message"]("outMessageRef")
    error_refs = QNameChildren["Error"]("errorRef")
    name = String("name")
    implementation_ref = QNameText("implementationRef")


class EndPoint(RootElement, tag="endPoint"):
    """Where a service is reached."""


class InputOutputSpecification(BaseElement, tag="ioSpecification"):
    """Inputs and outputs of an activity or process."""

    data_inputs = Children["DataInput"]("dataInput")
    data_outputs = Children["DataOutput"]("dataOutput")
    input_sets = Children["InputSet"]("inputSet")
    output_sets = Children["OutputSet"]("outputSet")


class InputOutputBinding(BaseElement, tag="ioBinding"):
    """Joins an operation to the data of a callable element."""

    operation_ref = QName["Operation"]("operationRef")
    input_data_ref = IDREF["DataInput"]("inputDataRef")
    output_data_ref = IDREF["DataOutput"]("outputDataRef")
