"""What can be done about a finding, as plain data.

Checks propose, editing and the facts of the system carry out: both know these words and not each other.
"""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.element_key import ElementKey
from bpmn.base.message import Message, message


class FixKind(StrEnum):
    """What is done. The first group changes maps, the second what people said about the system."""

    ADD_TIME_LIMIT = "add-time-limit"
    """elements: the step or event that waits; arguments: ``duration``."""
    SEND_MESSAGE_TO = "send-message-to"
    """elements: the sender, the receiver; arguments: ``message``, and ``sender`` and ``receiver``, the names
    of the two processes, by which each map gets a pool of the other."""
    TELL_PARTY = "tell-party"
    """elements: the step or end that tells; arguments: ``party``, ``message``."""
    DRAW_MIRROR = "draw-mirror"
    """elements: the step in the map that lacks the pool; arguments: ``party``, ``message``, ``sends``."""
    CALL = "call"
    """elements: the call activity; arguments: ``called``, the id of the process it shall call."""
    FLOW_FOR_MESSAGE = "flow-for-message"
    """elements: the message flow within one pool that becomes a sequence flow."""
    DOCUMENT_FOR_MESSAGE = "document-for-message"
    """elements: the message flow within one pool that becomes a document, as the work goes there anyway."""
    MESSAGE_FOR_FLOW = "message-for-flow"
    """elements: the sequence flow between two pools that becomes a message."""
    MESSAGE_FOR_LINK = "message-for-link"
    """elements: the throwing link event, the catching ones."""
    STEP_FOR_CALL = "step-for-call"
    """elements: the call activity that becomes a step of its own."""
    ALIGN_ITEM = "align-item"
    """elements: the message to change; arguments: ``structure``, what it shall carry."""
    RECEIVE_ALL = "receive-all"
    """elements: the step that receives once what is sent several times."""
    LIMIT_LOOP = "limit-loop"
    """elements: the gateway from which the loop goes back; arguments: ``times``."""
    CATCH_EXCEPTION = "catch-exception"
    """elements: the call activity; arguments: ``kind`` (error, escalation), ``code``, ``party``."""
    HEAR_LATE = "hear-late"
    """elements: the waiting step, the sender; arguments: ``message``, ``party`` (the sender's pool)."""
    START_BY_DATE = "start-by-date"
    """elements: the start event; arguments: ``cycle``."""
    SET_OWNER = "set-owner"
    """elements: the process; arguments: ``name``."""
    SET_OBJECTIVE = "set-objective"
    """elements: the process; arguments: ``text``."""
    READ_KPIS = "read-kpis"
    """elements: the process that looks at key figures; arguments: ``kpis``, their ids with blanks between."""

    CONFIRM_LINK = "confirm-link"
    """elements: source, target; arguments: ``kind``."""
    REJECT_LINK = "reject-link"
    """elements: source, target; arguments: ``kind``."""
    MARK_EXTERNAL = "mark-external"
    """elements: the one that exchanges with somebody outside; arguments: ``party``."""
    SET_ROLE = "set-role"
    """elements: the pools of the party; arguments: ``party``, ``role``."""
    ADD_KPI = "add-kpi"
    """elements: what is measured, if it is one element; arguments: ``name``, ``measure`` … The map notes
    the figure."""
    SET_GOAL = "set-goal"
    """elements: the fact; arguments: ``goal``, its id, and ``kpi``, an id, or ``initiative``, a name."""
    SAME_RESOURCE = "same-resource"
    """elements: lanes and resources that are one team; arguments: ``name``."""


class Asked(StrEnum):
    """What a person is asked for before a fix is carried out."""

    TEXT = "text"
    DURATION = "duration"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class FixAction:
    """One way to mend a finding.

    ``elements`` name every map that it changes; ``arguments`` are what it needs to know, also proposals for
    what is asked. ``label`` is the verb on the button where that of the kind does not say enough.
    """

    kind: FixKind
    elements: tuple[ElementKey, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()
    label: Message | None = None

    def argument(self, name: str) -> str:
        """The value of an argument, empty where it is not given."""
        return dict(self.arguments).get(name, "")

    def answered(self, name: str, value: str) -> "FixAction":
        """The same action with what a person said."""
        arguments = {**dict(self.arguments), name: value}
        return FixAction(self.kind, self.elements, tuple(arguments.items()), self.label)

    @property
    def text(self) -> Message:
        """What stands on the button."""
        return self.label or LABELS[self.kind]

    @property
    def asks(self) -> tuple[str, Asked] | None:
        """The argument that a person may change before, and what it is; None if there is nothing to say."""
        return ASKS.get(self.kind)


def fix(
    kind: FixKind, /, *elements: ElementKey, label: Message | None = None, **arguments: object
) -> FixAction:
    """Make a FixAction; arguments are turned into text."""
    return FixAction(kind, elements, tuple((k, str(v)) for k, v in arguments.items()), label)


ASKS: dict[FixKind, tuple[str, Asked]] = {
    FixKind.ADD_TIME_LIMIT: ("duration", Asked.DURATION),
    FixKind.LIMIT_LOOP: ("times", Asked.COUNT),
    FixKind.SET_OWNER: ("name", Asked.TEXT),
    FixKind.SET_OBJECTIVE: ("text", Asked.TEXT),
    FixKind.ADD_KPI: ("name", Asked.TEXT),
}

LABELS: dict[FixKind, Message] = {
    FixKind.ADD_TIME_LIMIT: message("Add time limit"),
    FixKind.SEND_MESSAGE_TO: message("Send the message there"),
    FixKind.TELL_PARTY: message("Tell the customer"),
    FixKind.DRAW_MIRROR: message("Draw it in the other map"),
    FixKind.CALL: message("Call this process"),
    FixKind.FLOW_FOR_MESSAGE: message("Make it a sequence flow"),
    FixKind.DOCUMENT_FOR_MESSAGE: message("Make it a document"),
    FixKind.MESSAGE_FOR_FLOW: message("Make it a message"),
    FixKind.MESSAGE_FOR_LINK: message("Replace by a message"),
    FixKind.STEP_FOR_CALL: message("Make it a step of its own"),
    FixKind.ALIGN_ITEM: message("Use the same content"),
    FixKind.RECEIVE_ALL: message("Receive each one"),
    FixKind.LIMIT_LOOP: message("Limit the rounds"),
    FixKind.CATCH_EXCEPTION: message("Catch it and tell"),
    FixKind.HEAR_LATE: message("Take late messages"),
    FixKind.START_BY_DATE: message("Start by date"),
    FixKind.SET_OWNER: message("Set owner"),
    FixKind.SET_OBJECTIVE: message("Write the objective"),
    FixKind.READ_KPIS: message("Note the key figures there"),
    FixKind.CONFIRM_LINK: message("Same"),
    FixKind.REJECT_LINK: message("Different"),
    FixKind.MARK_EXTERNAL: message("Somebody outside"),
    FixKind.SET_ROLE: message("Set role"),
    FixKind.ADD_KPI: message("Add a key figure"),
    FixKind.SET_GOAL: message("Serve this goal"),
    FixKind.SAME_RESOURCE: message("Same team"),
}
"""What stands on the button of a fix."""
