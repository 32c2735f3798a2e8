"""Views of diagrams (BPMN 2.0.2, BPMN Diagram Interchange; OMG Diagram Definition)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.base.geometry import Bounds
from bpmn.model.children import BoundsChild, Child, Children, Waypoints
from bpmn.model.element import Element
from bpmn.model.fields import (
    Double,
    OptionalBoolean,
    OptionalChoice,
    OptionalDouble,
    QName,
    String,
)
from bpmn.xml import names

if TYPE_CHECKING:
    from bpmn.model.foundation import BaseElement


class ParticipantBandKind(StrEnum):
    """Which band of a choreography activity a participant has, and whether it starts the exchange."""

    TOP_INITIATING = "top_initiating"
    MIDDLE_INITIATING = "middle_initiating"
    BOTTOM_INITIATING = "bottom_initiating"
    TOP_NON_INITIATING = "top_non_initiating"
    MIDDLE_NON_INITIATING = "middle_non_initiating"
    BOTTOM_NON_INITIATING = "bottom_non_initiating"


class MessageVisibleKind(StrEnum):
    """Whether the envelope on a message flow is white or shaded."""

    INITIATING = "initiating"
    NON_INITIATING = "non_initiating"


class BoundsNode(Element, tag="Bounds", space=names.DC):
    """The written form of a rectangle; read it through ``bounds`` of the element around it."""

    x = Double("x")
    y = Double("y")
    width = Double("width")
    height = Double("height")


class Point(Element, tag="Point", space=names.DC):
    """The written form of a position; read it through ``waypoints``."""

    x = Double("x")
    y = Double("y")


class Font(Element, tag="Font", space=names.DC):
    """A font of labels."""

    name = String("name")
    size = OptionalDouble("size")
    is_bold = OptionalBoolean("isBold")
    is_italic = OptionalBoolean("isItalic")
    is_underline = OptionalBoolean("isUnderline")
    is_strike_through = OptionalBoolean("isStrikeThrough")


class DiagramExtension(Element, tag="extension", space=names.DI):
    """What a vendor adds to a shape or edge."""


class DiagramElement(Element):
    """Anything drawn on a plane."""

    extension = Child["DiagramExtension"]("extension", space=names.DI)


class BPMNLabel(DiagramElement, tag="BPMNLabel", space=names.BPMNDI):
    """Where the text of a shape or edge stands; bounds are None where the tool left it open."""

    bounds = BoundsChild[Bounds | None](None)
    label_style = QName["BPMNLabelStyle"]("labelStyle")


class PlaneElement(DiagramElement):
    """What stands on a plane: a shape or an edge."""


class BPMNShape(PlaneElement, tag="BPMNShape", space=names.BPMNDI):
    """Depicts one element as an area; bounds are all 0 where they are missing."""

    bounds = BoundsChild[Bounds](Bounds(0, 0, 0, 0))
    label = Child["BPMNLabel"]("BPMNLabel", space=names.BPMNDI)
    bpmn_element = QName["BaseElement"]("bpmnElement")
    is_horizontal = OptionalBoolean("isHorizontal")
    is_expanded = OptionalBoolean("isExpanded")
    is_marker_visible = OptionalBoolean("isMarkerVisible")
    is_message_visible = OptionalBoolean("isMessageVisible")
    participant_band_kind = OptionalChoice("participantBandKind", ParticipantBandKind)
    choreography_activity_shape = QName["BPMNShape"]("choreographyActivityShape")

    @property
    def has_place(self) -> bool:
        """Whether the file says where the shape is; one that it does not say it of is not seen."""
        return self.node.find(BoundsNode.own_tag) is not None


class BPMNEdge(PlaneElement, tag="BPMNEdge", space=names.BPMNDI):
    """Depicts one connection as a line."""

    waypoints = Waypoints()
    label = Child["BPMNLabel"]("BPMNLabel", space=names.BPMNDI)
    bpmn_element = QName["BaseElement"]("bpmnElement")
    source_element = QName["PlaneElement"]("sourceElement")
    target_element = QName["PlaneElement"]("targetElement")
    message_visible_kind = OptionalChoice("messageVisibleKind", MessageVisibleKind)


class BPMNPlane(DiagramElement, tag="BPMNPlane", space=names.BPMNDI):
    """The sheet of one diagram."""

    elements = Children["PlaneElement"]("DiagramElement", space=names.DI)
    bpmn_element = QName["BaseElement"]("bpmnElement")


class BPMNLabelStyle(Element, tag="BPMNLabelStyle", space=names.BPMNDI):
    """A font that labels share."""

    font = Child["Font"]("Font", space=names.DC)


class BPMNDiagram(Element, tag="BPMNDiagram", space=names.BPMNDI):
    """One diagram."""

    plane = Child["BPMNPlane"]("BPMNPlane", space=names.BPMNDI)
    label_styles = Children["BPMNLabelStyle"]("BPMNLabelStyle", space=names.BPMNDI)
    name = String("name")
    diagram_documentation = String("documentation")
    resolution = OptionalDouble("resolution")
