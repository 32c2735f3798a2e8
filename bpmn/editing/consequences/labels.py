"""Labels stay beside what they name."""

from bpmn.editing.happened import Happened
from bpmn.layout.labels import beside_shape


def labels_stay_beside(happened: Happened) -> None:
    """Move the labels of shapes that moved or grew, unless they were placed themselves."""
    for shape, (old, new) in happened.moved().items():
        label = shape.label
        if label is not None and label.bounds is not None and not happened.touched_label(shape):
            label.bounds = beside_shape(label.bounds, old, new)
