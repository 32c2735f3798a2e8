"""The table of symbols: the only place that says how BPMN looks (BPMN 2.0.2, Notation and Diagrams).

Canvas, palette icons, PNG, PDF, SVG, hit tests and docking all read it; lines are in ``connectors``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bpmn.notation import icons, outlines, signs
from bpmn.notation.outlines import Outline, rounded
from bpmn.notation.strokes import Glyph

if TYPE_CHECKING:
    from bpmn.notation.drawing import Drawing

LabelPlace = Literal["inside", "below", "band", "top", "side", "none"]
"""Where a name stands that has no place of its own: side is right of a bracket, band the head of a pool."""

DOTTED = (0.1, 5.0)
DASHED = (5.0, 4.0)


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one type of element looks; sizes and widths in diagram units."""

    outline: Outline
    size: tuple[float, float]
    line: float = 2.0
    fill: str | None = "taskFill"
    label: LabelPlace = "inside"
    glyph: Glyph | None = None
    glyph_in_corner: bool = False
    inner: float = 0.0
    """Distance of a second outline inside the first; 0 = none."""
    dash: tuple[float, ...] = ()
    details: Outline | None = None
    """Lines over the inside: the fold of a sheet, the rims of a drum."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A picture inside a symbol that says more about an element than its type."""

    glyph: Glyph
    thrown: Glyph | None = None
    """The filled form for events that throw; None where BPMN has none."""


def _event(line: float, inner: float = 0.0) -> Symbol:
    return Symbol(outlines.ellipse, (36, 36), line, label="below", inner=inner)


def _task(glyph: Glyph | None = None, line: float = 2.0) -> Symbol:
    return Symbol(rounded(10), (100, 80), line, glyph=glyph, glyph_in_corner=True)


def _sub_process(line: float = 2.0, inner: float = 0.0) -> Symbol:
    return Symbol(rounded(10), (100, 80), line, inner=inner, glyph_in_corner=True)


def _gateway(glyph: Glyph | None = None) -> Symbol:
    return Symbol(outlines.diamond, (50, 50), 2, label="below", glyph=glyph)


def _data(glyph: Glyph | None = None) -> Symbol:
    return Symbol(
        outlines.sheet, (36, 50), 2, label="below", glyph=glyph, glyph_in_corner=True, details=outlines.fold
    )


def _store() -> Symbol:
    return Symbol(outlines.drum, (50, 50), 2, label="below", details=outlines.drum_rims)


def _choreography(line: float = 2.0) -> Symbol:
    return Symbol(rounded(10), (100, 100), line)


def _conversation(line: float = 2.0) -> Symbol:
    return Symbol(outlines.hexagon, (60, 52), line, label="below")


SYMBOLS: dict[str, Symbol | Sign] = {
    # Events
    "StartEvent": _event(1.8),
    "IntermediateCatchEvent": _event(1.5, inner=3),
    "IntermediateThrowEvent": _event(1.5, inner=3),
    "BoundaryEvent": _event(1.5, inner=3),
    "EndEvent": _event(4),
    "ImplicitThrowEvent": _event(1.5, inner=3),
    # Activities
    "Task": _task(),
    "SendTask": _task(icons.SEND),
    "ReceiveTask": _task(icons.RECEIVE),
    "UserTask": _task(icons.USER),
    "ManualTask": _task(icons.MANUAL),
    "ServiceTask": _task(icons.SERVICE),
    "ScriptTask": _task(icons.SCRIPT),
    "BusinessRuleTask": _task(icons.BUSINESS_RULE),
    "CallActivity": _task(line=5),
    "SubProcess": _sub_process(),
    "AdHocSubProcess": _sub_process(),
    "Transaction": _sub_process(line=1.5, inner=3),
    # Gateways
    "ExclusiveGateway": _gateway(signs.EXCLUSIVE),
    "InclusiveGateway": _gateway(signs.INCLUSIVE),
    "ParallelGateway": _gateway(signs.PARALLEL),
    "ComplexGateway": _gateway(signs.COMPLEX),
    "EventBasedGateway": _gateway(signs.EVENT_BASED),
    # Data
    "DataObject": _data(),
    "DataObjectReference": _data(),
    "DataInput": _data(signs.DATA_INPUT),
    "DataOutput": _data(signs.DATA_OUTPUT),
    "Property": _data(),
    "DataStore": _store(),
    "DataStoreReference": _store(),
    "Message": Symbol(outlines.rectangle, (30, 20), 1.5, label="below", details=outlines.flap),
    # Artefacts
    "TextAnnotation": Symbol(outlines.bracket, (100, 40), 1.5, fill=None, label="side"),
    "Group": Symbol(rounded(10), (300, 300), 1.5, fill=None, label="top", dash=(10, 6, 0.1, 6)),
    # Swimlanes
    "Participant": Symbol(outlines.rectangle, (600, 250), 1.5, fill="paper", label="band"),
    "Lane": Symbol(outlines.rectangle, (570, 120), 1.2, fill=None, label="band"),
    # Choreography
    "ChoreographyTask": _choreography(),
    "SubChoreography": _choreography(),
    "CallChoreography": _choreography(line=5),
    "ParticipantBand": Symbol(outlines.rectangle, (100, 20), 1.5),
    # Conversation
    "Conversation": _conversation(),
    "SubConversation": _conversation(),
    "CallConversation": _conversation(line=5),
    # Types that BPMN does not know
    "Unknown": Symbol(outlines.rectangle, (100, 80), 1.2, fill=None, label="top", dash=(4, 4)),
    # What an event waits for or throws
    "MessageEventDefinition": Sign(signs.MESSAGE, signs.MESSAGE_THROWN),
    "TimerEventDefinition": Sign(signs.TIMER),
    "ErrorEventDefinition": Sign(signs.ERROR, signs.ERROR_THROWN),
    "EscalationEventDefinition": Sign(signs.ESCALATION, signs.ESCALATION_THROWN),
    "SignalEventDefinition": Sign(signs.SIGNAL, signs.SIGNAL_THROWN),
    "ConditionalEventDefinition": Sign(signs.CONDITIONAL),
    "LinkEventDefinition": Sign(signs.LINK, signs.LINK_THROWN),
    "CompensateEventDefinition": Sign(signs.COMPENSATE, signs.COMPENSATE_THROWN),
    "CancelEventDefinition": Sign(signs.CANCEL, signs.CANCEL_THROWN),
    "TerminateEventDefinition": Sign(signs.TERMINATE),
    "Multiple": Sign(signs.MULTIPLE, signs.MULTIPLE_THROWN),
    "ParallelMultiple": Sign(signs.PARALLEL_MULTIPLE),
    # How gateways and tasks start a process
    "InstantiatingEventBasedGateway": Sign(signs.EVENT_BASED_START),
    "ParallelEventBasedGateway": Sign(signs.PARALLEL_EVENT_BASED_START),
    "InstantiatingReceiveTask": Sign(icons.RECEIVE_START),
    # Markers at the foot
    "Loop": Sign(icons.LOOP),
    "ParallelMultiInstance": Sign(icons.PARALLEL_INSTANCES),
    "SequentialMultiInstance": Sign(icons.SEQUENTIAL_INSTANCES),
    "Compensation": Sign(icons.COMPENSATION),
    "AdHoc": Sign(icons.AD_HOC),
    "Collapsed": Sign(icons.COLLAPSED),
    "Collection": Sign(icons.PARALLEL_INSTANCES),
}
"""Every symbol by the name of its BPMN type, and every sign by the name of what it stands for."""


def symbol(kind: type | str) -> Symbol:
    """The symbol of a type of element, given as its view class or its name. Raises KeyError without one."""
    row = SYMBOLS[kind if isinstance(kind, str) else kind.__name__]
    if not isinstance(row, Symbol):
        raise KeyError(kind)
    return row


def sign(name: str) -> Sign:
    """The sign of an event definition or a marker. Raises KeyError without one."""
    row = SYMBOLS[name]
    if not isinstance(row, Sign):
        raise KeyError(name)
    return row


def glyph_of(name: str, *, is_thrown: bool = False) -> Glyph:
    """The picture of a sign, or that of a symbol's own type. Raises KeyError without one."""
    row = SYMBOLS[name]
    glyph = row.thrown if isinstance(row, Sign) and is_thrown else None
    glyph = glyph or row.glyph
    if glyph is None:
        raise KeyError(name)
    return glyph


def has_symbol(kind: type | str) -> bool:
    """Whether elements of this type are drawn as a shape."""
    return isinstance(SYMBOLS.get(kind if isinstance(kind, str) else kind.__name__), Symbol)


def icon(kind: object) -> "Drawing":
    """The icon of a kind of element or connection, see ``palette.icon``."""
    from bpmn.notation import palette  # it reads this table

    return palette.icon(kind)
