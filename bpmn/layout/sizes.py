"""How large new symbols are and how small they may become, in diagram units."""

from typing import NamedTuple

from bpmn.model import (
    Activity,
    ChoreographyActivity,
    ConversationNode,
    DataInput,
    DataObjectReference,
    DataOutput,
    DataStoreReference,
    Element,
    Event,
    Gateway,
    Group,
    Lane,
    Participant,
    SubProcess,
    TextAnnotation,
)

HEADER = 30.0
"""The width of the band that names a pool or a lane."""


class Size(NamedTuple):
    """A width and a height."""

    width: float
    height: float

    @property
    def turned(self) -> "Size":
        """The size of the same thing drawn upright instead of level."""
        return Size(self.height, self.width)


class Sizes(NamedTuple):
    """The size of a new symbol and the smallest it may have."""

    new: Size
    least: Size


SIZES: dict[type[Element], Sizes] = {
    Event: Sizes(Size(36, 36), Size(20, 20)),
    Gateway: Sizes(Size(50, 50), Size(30, 30)),
    Activity: Sizes(Size(100, 80), Size(60, 40)),
    ChoreographyActivity: Sizes(Size(100, 100), Size(80, 80)),
    ConversationNode: Sizes(Size(50, 43), Size(30, 26)),
    DataObjectReference: Sizes(Size(36, 50), Size(20, 26)),
    DataInput: Sizes(Size(36, 50), Size(20, 26)),
    DataOutput: Sizes(Size(36, 50), Size(20, 26)),
    DataStoreReference: Sizes(Size(50, 50), Size(30, 30)),
    TextAnnotation: Sizes(Size(100, 40), Size(40, 20)),
    Group: Sizes(Size(300, 300), Size(140, 120)),
    Participant: Sizes(Size(600, 250), Size(300, 60)),
    Lane: Sizes(Size(600, 120), Size(300, 60)),
}
EXPANDED = Sizes(Size(350, 200), Size(140, 120))
BLACK_BOX = Sizes(Size(400, 60), Size(300, 60))
OTHER = Sizes(Size(100, 80), Size(20, 20))


def sizes(kind: type[Element], *, is_expanded: bool = False, is_black_box: bool = False) -> Sizes:
    """The sizes of a class, or of its nearest listed base; level where it has a direction."""
    if is_expanded and issubclass(kind, SubProcess):
        return EXPANDED
    if is_black_box and issubclass(kind, Participant):
        return BLACK_BOX
    return next((SIZES[c] for c in kind.__mro__ if c in SIZES), OTHER)
