"""Compiles the processes of a system with what joins them into one net.

Every process of the analysed maps begins by itself or by what triggers it; a called process lives inside its
caller. See DESIGN.md for what the mapping decides where BPMN leaves room.
"""

from collections.abc import Collection, Mapping

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import Activity, Event, Gateway, StartEvent
from bpmn.semantics import activities, catching, events, gateways
from bpmn.semantics.draft import Draft, Step
from bpmn.semantics.events import Starter
from bpmn.semantics.exchange import Exchanges, Trigger
from bpmn.semantics.level import Level, Work
from bpmn.semantics.net import Action, Net, PlaceKind, Sends
from bpmn.system.link import Kind, Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.system import System

PARTS = (
    (Activity, activities.add_activity),
    (Gateway, gateways.add_gateway),
    (Event, events.add_event),
)

PARTIES: Mapping[ElementKey, Sends] = {}


def compile_net(
    system: System,
    links: Links | None = None,
    *,
    files: Collection[str] | None = None,
    parties: Mapping[ElementKey, Sends] = PARTIES,
    assumed: Collection[ElementKey] = (),
    seen: Survey | None = None,
) -> Net:
    """The net of a system, or of some of its maps.

    With ``files`` only their processes take part; what the others send may come once, at any time.
    ``parties`` says for pools of somebody outside that they send never or always instead of once per message.
    What the elements in ``assumed`` wait for may come, though nothing in the maps sends it or leads there:
    once where it begins a process, else whenever somebody waits for it. ``links`` and ``seen`` spare looking
    for them again.
    """
    seen = seen or survey(system)
    links = links if links is not None else find_links(system, seen)
    chosen = frozenset(system.files if files is None else files)
    draft = Draft()
    exchange = Exchanges(system, links, seen, chosen).build(draft, parties)
    work = Work(system, seen.places, draft, exchange, frozenset(assumed))
    processes = [p for key, p in sorted(seen.places.processes.items()) if key.file in chosen]
    calls = [x for x in links.links if x.kind is Kind.CALL]
    work.calls = {x.source: x.target for x in calls if {x.source.file, x.target.file} <= chosen}
    inner = _called_by_others(work)
    for process in processes:
        draft.names[process.key] = process.name
        level = Level(process, None, draft.scope(None, process.key, process.key), calling=(process.key,))
        work.levels.append(level)
        _begin(work, level, is_called=process.key in inner)
    _compile_levels(work)
    for late in work.later:
        late()
    return draft.net([p.key for p in processes], links)


def _called_by_others(work: Work) -> set[ElementKey]:
    """The processes that live inside a caller; of those that call each other in a circle, none."""
    callers: dict[ElementKey, set[ElementKey]] = {}
    for source, target in work.calls.items():
        caller = work.places.process_of.get(source)
        if caller is not None:
            callers.setdefault(target, set()).add(caller)
    return {
        process
        for process, direct in callers.items()
        if any(process not in _above(callers, caller) for caller in direct)
    }


def _above(callers: Mapping[ElementKey, set[ElementKey]], process: ElementKey) -> set[ElementKey]:
    """The process and all that call it, directly or not."""
    above = {process}
    stack = [process]
    while stack:
        new = callers.get(stack.pop(), set()) - above
        above |= new
        stack.extend(new)
    return above


def _compile_levels(work: Work) -> None:
    """Compile every level; insides are added to the list while it is worked off."""
    at = 0
    while at < len(work.levels):
        level = work.levels[at]
        at += 1
        # Activities first: what events throw may have to enter an event sub-process.
        for kind, add in PARTS:
            for node in level.nodes:
                if issubclass(node.kind, kind):
                    add(work, level, node)


# -- how a process begins --------------------------------------------------------------------------


def _begin(work: Work, level: Level, *, is_called: bool) -> None:
    """The steps that begin a process; one that others call does not begin without them."""
    found = _starters(work, level)
    if is_called:
        found = [one for one in found if not one.needs_slot]
    running, watched = _running(work, level)
    is_single = _instances(found) <= 1
    for one in found:
        takes = one.trigger.takes or (_slot(work, level, one),)
        step = Step(Action.START, one.elements or [level.process.key], one.text, takes)
        step.gives = (*one.gives, *one.trigger.gives, *running, *watched)
        step.performs, step.starts = one.performs, level.process.key
        step.informs = one.informs
        step.is_outside = one.trigger.is_outside
        if not is_single:
            step.empty_inside = step.ends_inside = level.scope
            step.empty = running
        work.draft.add(step)
    if running:
        told = message("“{process}” is finished.", process=level.process.name)
        step = Step(Action.FINISH, [level.process.key], told, running)
        step.clears_inside = step.ends_inside = step.empty_inside = level.scope
        work.draft.add(step)


def _running(work: Work, level: Level) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What is marked while a process with event sub-processes is carried out."""
    watched = catching.watches(work, level)
    if not watched:
        return (), ()
    place = work.draft.place(PlaceKind.ACTIVE, level.process.key, None, level.process.name)
    return (place,), watched


def _starters(work: Work, level: Level) -> list[Starter]:
    """All ways in which a process begins."""
    found: list[Starter] = []
    for node in level.nodes:
        if issubclass(node.kind, StartEvent):
            found += events.starters(work, level, node)
        elif level.key(node.id) in work.assumed and not level.into(node.id) and level.node is None:
            found.append(events.arrival(work, level, node))
        elif work.is_starter(level, node):
            is_gateway = issubclass(node.kind, Gateway)
            way = gateways.starting_gateway if is_gateway else events.starters
            found += way(work, level, node)
    if found or not work.entries(level):
        return found
    told = message("“{process}” begins.", process=level.process.name)
    places = tuple(work.entry(level, node) for node in work.entries(level))
    return [Starter(Trigger(), [level.process.key], places, told, needs_slot=True)]


def _slot(work: Work, level: Level, one: Starter) -> int:
    """The place that lets a process begin once: one for all plain starts, one per timer or condition."""
    key = level.process.key
    kind = PlaceKind.TRIGGER if one.trigger.is_outside else PlaceKind.SLOT
    element = one.elements[0] if one.trigger.is_outside else key
    place = work.draft.place(kind, element, None, level.process.name)
    work.draft.initial[place] = 1
    return place


def _instances(found: list[Starter]) -> int:
    """How often a process may begin in one case, at most 2 being told apart."""
    sources: set[object] = set()
    for one in found:
        if one.trigger.is_counted or (one.trigger.gives and one.trigger.is_outside):
            return 2
        by_itself = one.elements[0] if one.trigger.is_outside else "slot"
        sources.add(one.trigger.takes or by_itself)
    return len(sources)
