"""What stands behind an element: the colour that the halo of its name must have."""

from collections.abc import Iterator

from bpmn.model import (
    BaseElement,
    BPMNPlane,
    BPMNShape,
    CallActivity,
    Element,
    Lane,
    Participant,
    SubChoreography,
    SubProcess,
)
from bpmn.notation import colours
from bpmn.notation.appearance import shape_on

_SEEN_THROUGH = "paper"


def backdrop(element: BaseElement | None, depicted: Element) -> str:
    """The colour behind an element on the plane of its shape or edge, a token or #rrggbb.

    It is that of the sub-process around it, of its lane, or of its pool, where these have one.
    """
    plane = depicted.parent
    if element is None or not isinstance(plane, BPMNPlane):
        return _SEEN_THROUGH
    parent = element.parent
    if isinstance(parent, SubProcess | SubChoreography):
        shape = shape_on(parent, plane)
        return (_fill(shape) or "taskFill") if shape is not None else _SEEN_THROUGH
    for around in _around(element, parent):
        shape = shape_on(around, plane)
        fill = _fill(shape) if shape is not None else None
        if fill:
            return fill
    return _SEEN_THROUGH


def _around(element: BaseElement, parent: Element | None) -> Iterator[BaseElement]:
    """The lanes that an element is in, then the pool or call activity that shows its process."""
    document = element.document
    for node, _ in document.references(element.id) if element.id else ():
        home = node.getparent()
        lane = document.view(home) if home is not None else None
        if isinstance(lane, Lane):
            yield lane
    for node, attribute in document.references(parent.id) if parent is not None and parent.id else ():
        if attribute in ("processRef", "calledElement"):
            user = document.view(node)
            if isinstance(user, Participant | CallActivity):
                yield user


def _fill(shape: BPMNShape) -> str | None:
    fill = colours.fill_of((str(name), str(value)) for name, value in shape.node.items())
    return None if fill == colours.WHITE else fill
