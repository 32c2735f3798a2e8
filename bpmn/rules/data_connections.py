"""What may be connected with data (BPMN 2.0.2, Data Associations; Data Input, Data Output)."""

from bpmn.model import (
    Activity,
    CatchEvent,
    DataInput,
    DataInputAssociation,
    DataObjectReference,
    DataOutput,
    DataOutputAssociation,
    DataStoreReference,
    Element,
    TextAnnotation,
    ThrowEvent,
)
from bpmn.rules.bars import Bar, either, first_of, is_a
from bpmn.rules.refusal import Refusal, refuse
from bpmn.rules.scopes import participant_of, process_of

DATA = (DataObjectReference, DataStoreReference, DataInput, DataOutput)
READ_BARS = (Bar(is_a(DataOutput), "An output leaves the process: draw the line from the step to it."),)
WRITTEN_BARS = (Bar(is_a(DataInput), "An input enters the process: draw the line from it to the step."),)


def data_association(source: Element, target: Element) -> type[Element] | Refusal | None:
    """The class of connection between data and what uses it, why not, or None where neither end is data."""
    ends = (isinstance(source, DATA), isinstance(target, DATA))
    if not any(ends) or TextAnnotation in (type(source), type(target)):
        return None
    if ends == (True, False) and isinstance(target, Activity | ThrowEvent):
        return either(DataInputAssociation, first_of(READ_BARS, source), _distance_bar(source, target))
    if ends == (False, True) and isinstance(source, Activity | CatchEvent):
        return either(DataOutputAssociation, first_of(WRITTEN_BARS, target), _distance_bar(source, target))
    return refuse(
        "Data is read by activities and throwing events and written by activities and "
        "catching events: draw the line to one of them."
    )


def _distance_bar(source: Element, target: Element) -> Refusal | None:
    """Data of another process is seen only where pools show both."""
    ours, theirs = process_of(source), process_of(target)
    if ours == theirs or all(participant_of(end) is not None for end in (source, target)):
        return None
    return refuse("The data belongs to another process that no pool shows: move it to the step's process.")
