"""Which function carries out which kind of fix in maps."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from bpmn.base.fix import LABELS, FixAction, FixKind
from bpmn.base.message import Message, message
from bpmn.editing.edit import edit
from bpmn.editing.fixes import connections, loops, owner, partners, scopes, time_limit
from bpmn.editing.fixes.places import Maps

Fix = Callable[[Maps, FixAction], None]

FIXES: Mapping[FixKind, Fix] = {
    FixKind.ADD_TIME_LIMIT: time_limit.add_time_limit,
    FixKind.SEND_MESSAGE_TO: partners.send_message_to,
    FixKind.TELL_PARTY: partners.tell_party,
    FixKind.DRAW_MIRROR: partners.draw_mirror,
    FixKind.CALL: connections.call,
    FixKind.FLOW_FOR_MESSAGE: connections.flow_for_message,
    FixKind.DOCUMENT_FOR_MESSAGE: connections.document_for_message,
    FixKind.MESSAGE_FOR_FLOW: connections.message_for_flow,
    FixKind.MESSAGE_FOR_LINK: connections.message_for_link,
    FixKind.STEP_FOR_CALL: connections.step_for_call,
    FixKind.ALIGN_ITEM: connections.align_item,
    FixKind.RECEIVE_ALL: loops.receive_all,
    FixKind.LIMIT_LOOP: loops.limit_loop,
    FixKind.CATCH_EXCEPTION: scopes.catch_exception,
    FixKind.HEAR_LATE: scopes.hear_late,
    FixKind.START_BY_DATE: scopes.start_by_date,
    FixKind.SET_OWNER: owner.set_owner,
    FixKind.SET_OBJECTIVE: owner.set_objective,
    FixKind.READ_KPIS: owner.read_kpis,
}

NOTED = frozenset({FixKind.ADD_KPI})
"""Fixes that change what people said about the system and are noted in maps as well."""


def is_map_fix(action: FixAction) -> bool:
    """Whether a fix changes maps, and not what people said about the system."""
    return action.kind in FIXES


def label_of(actions: Sequence[FixAction]) -> Message:
    """The name of the undo step."""
    kinds = {action.kind for action in actions}
    return LABELS[kinds.pop()] if len(kinds) == 1 else message("Mend findings")


def files_of(actions: Sequence[FixAction]) -> list[str]:
    """The maps that fixes change, in order."""
    return sorted(
        {
            key.file
            for action in actions
            if is_map_fix(action) or action.kind in NOTED
            for key in action.elements
            if key.file
        }
    )


def mend(maps: Maps, actions: Sequence[FixAction]) -> None:
    """Carry out fixes as one transaction in each map that they change.

    Raises NotAllowed with the reason; then no map is changed.
    """
    label = label_of(actions).template
    with ExitStack() as open_edits:
        for file in files_of(actions):
            if file in maps:
                open_edits.enter_context(edit(maps[file], label))
        for action in actions:
            if is_map_fix(action):
                FIXES[action.kind](maps, action)
