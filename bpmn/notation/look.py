"""What of an element can be seen: its symbol and everything that changes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """The visible properties of a shape; names are rows of ``symbols.SYMBOLS``."""

    kind: str
    sign: str | None = None
    """What stands inside besides the symbol's own glyph: an event definition, the type of a called task."""
    is_thrown: bool = False
    is_dashed: bool = False
    """A non-interrupting event, or the dotted border of an event sub-process."""
    markers: tuple[str, ...] = ()
    is_expanded: bool = False
    has_glyph: bool = True
    """False for an exclusive gateway without its marker."""
    is_horizontal: bool = True
    is_empty: bool = False
    """A pool that hides its process; a lane without a name."""
    is_shaded: bool = False
    """A participant or message that does not start the interaction."""
    is_thick: bool = False
    """A participant of a call choreography, whose thick border stays visible."""
    corners: str = ""
    """Which end of a choreography activity a participant's band closes: top, bottom or neither."""
