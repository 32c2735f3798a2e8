"""Data that is handed over with a call: from the caller's inputs to those of what is called, and back."""

from collections.abc import Sequence

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import ItemDefinition
from bpmn.system.link import Kind, Level, Link
from bpmn.system.names import normalised
from bpmn.system.places import Places
from bpmn.system.seen import ItemSeen
from bpmn.system.surveys import Surveys


def handed_over(maps: Surveys, found: Places, calls: Sequence[Link]) -> list[Link]:
    """Links between data inputs and outputs of the same name on both sides of a call.

    The call itself is the witness, so that equal names are enough; names that are only alike count where
    both sides are of one type.
    """
    links: list[Link] = []
    of_holder = _by_holder(maps)
    for call in calls:
        theirs = of_holder.get(call.target, ())
        for ours in of_holder.get(call.source, ()):
            judged = [(_level(maps, call, ours, item), item) for item in theirs]
            best = min((level for level, _ in judged if level is not None), default=None)
            chosen = [item for level, item in judged if level == best]
            if best is not None and len(chosen) == 1:
                links.append(_link(found, call, ours, chosen[0], best))
    return links


def _by_holder(maps: Surveys) -> dict[ElementKey, list[ItemSeen]]:
    found: dict[ElementKey, list[ItemSeen]] = {}
    for one in maps:
        for item in one.items:
            found.setdefault(ElementKey(one.file, item.holder), []).append(item)
    return found


def _level(maps: Surveys, call: Link, ours: ItemSeen, theirs: ItemSeen) -> Level | None:
    if ours.is_input != theirs.is_input:
        return None
    one = maps.key(call.source.file, ours.item, ItemDefinition)
    other = maps.key(call.target.file, theirs.item, ItemDefinition)
    if one is not None and other is not None and one != other:
        return None
    if ours.name == theirs.name:
        return Level.M4
    is_alike = normalised(ours.name) == normalised(theirs.name)
    return Level.M5 if is_alike and one is not None and one == other else None


def _link(found: Places, call: Link, ours: ItemSeen, theirs: ItemSeen, level: Level) -> Link:
    near, far = ElementKey(call.source.file, ours.id), ElementKey(call.target.file, theirs.id)
    ends = (near, far) if ours.is_input else (far, near)
    return Link(*ends, Kind.DATA, level, _evidence(found, call, ours))


def _evidence(found: Places, call: Link, ours: ItemSeen) -> Message:
    called = found.processes[call.target].name if call.target in found.processes else call.target.element
    words = {"name": ours.name, "caller": found.owner(call.source), "called": called}
    if ours.is_input:
        return message("“{caller}” hands “{name}” to “{called}” with the call.", **words)
    return message("“{called}” gives “{name}” back to “{caller}”.", **words)
