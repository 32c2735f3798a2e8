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
from bpmn.notation.symbols import has_symbol, symbol

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


LEAST: dict[type[Element], Size] = {
    Event: Size(20, 20),
    Gateway: Size(30, 30),
    Activity: Size(60, 40),
    ChoreographyActivity: Size(80, 80),
    ConversationNode: Size(30, 26),
    DataObjectReference: Size(20, 26),
    DataInput: Size(20, 26),
    DataOutput: Size(20, 26),
    DataStoreReference: Size(30, 30),
    TextAnnotation: Size(40, 20),
    Group: Size(140, 120),
    Participant: Size(300, 60),
    Lane: Size(300, 60),
}
"""The smallest size of a class and of those derived from it."""

EXPANDED = Sizes(Size(350, 200), Size(140, 120))
BLACK_BOX = Sizes(Size(400, 60), Size(300, 60))


def sizes(kind: type[Element], *, is_expanded: bool = False, is_black_box: bool = False) -> Sizes:
    """The sizes of a class; level where it has a direction."""
    if is_expanded and issubclass(kind, SubProcess):
        return EXPANDED
    if is_black_box and issubclass(kind, Participant):
        return BLACK_BOX
    least = next((LEAST[c] for c in kind.__mro__ if c in LEAST), Size(20, 20))
    new = Size(*symbol(kind).size) if has_symbol(kind) else Size(100, 80)
    return Sizes(new, least)
