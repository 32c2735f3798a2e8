"""Errors and escalations that leave a called process and are caught by its caller.

An error goes outwards from where it is thrown: the first event sub-process or boundary event that catches
it ends its way (BPMN 2.0.2, Handling Events: error events propagate to the innermost enclosing scope that
catches them). What no scope of the called process catches reaches the call activity.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Error, Escalation
from bpmn.system.ends import Definition, definition_of
from bpmn.system.link import Kind, Level, Link
from bpmn.system.names import says_something
from bpmn.system.places import Places
from bpmn.system.seen import FaultSeen
from bpmn.system.surveys import Surveys


@dataclass(frozen=True, slots=True)
class Fault:
    """An event that throws or catches, with what it throws or catches; None catches everything."""

    key: ElementKey
    process: ElementKey
    seen: FaultSeen
    definition: Definition | None
    name: str
    """What the event is about: the name of the error, else the event's own."""


def faults(maps: Surveys, found: Places) -> list[Fault]:
    """All events that throw or catch errors and escalations."""
    result: list[Fault] = []
    for one in maps:
        for seen in one.faults:
            key = ElementKey(one.file, seen.node)
            process = found.process_of.get(key)
            if process is not None:
                wanted = Error if seen.is_error else Escalation
                definition = definition_of(maps, one.file, seen.definition, wanted)
                name = (definition.name if definition else "") or one.name(seen.node)
                result.append(Fault(key, process, seen, definition, name))
    return result


def exceptions(maps: Surveys, found: Places, calls: Sequence[Link]) -> list[Link]:
    """Links from events that throw in a called process to the events of its callers that catch it."""
    every = faults(maps, found)
    catching: dict[tuple[ElementKey, bool, str | None], list[Fault]] = {}
    for fault in every:
        if not fault.seen.throws:
            catching.setdefault((fault.process, fault.seen.at_border, fault.seen.scope), []).append(fault)
    callers: dict[ElementKey, list[ElementKey]] = {}
    for call in calls:
        if call.source in found.process_of and call.target in found.processes:
            callers.setdefault(call.target, []).append(call.source)
    ways = _Ways(found, catching, callers)
    return [link for fault in every if fault.seen.throws for link in ways.links_of(fault)]


@dataclass(frozen=True, slots=True)
class _Ways:
    """Follows what is thrown outwards, from scope to scope and from called to caller."""

    found: Places
    catching: Mapping[tuple[ElementKey, bool, str | None], list[Fault]]
    callers: Mapping[ElementKey, list[ElementKey]]

    def links_of(self, thrown: Fault) -> Iterator[Link]:
        """A link to each event at which the way of what is thrown ends outside the called process."""
        if self._catch(thrown, thrown.process, thrown.seen.scope):
            return
        reached: set[ElementKey] = {thrown.process}
        waiting = deque([thrown.process])
        while waiting:
            for activity in sorted(self.callers.get(waiting.popleft(), ())):
                process = self.found.process_of[activity]
                caught = self._caught_by_caller(thrown, process, activity.element)
                yield from (_link(self.found, thrown, fault, level) for fault, level in caught)
                if not caught and process not in reached:
                    reached.add(process)
                    waiting.append(process)

    def _caught_by_caller(
        self, thrown: Fault, process: ElementKey, activity: str
    ) -> list[tuple[Fault, Level]]:
        at_border = _matching(thrown, self.catching.get((process, True, activity), ()))
        parent = self.found.processes[process].graph.nodes[activity].parent
        return at_border or self._catch(thrown, process, parent)

    def _catch(self, thrown: Fault, process: ElementKey, scope: str | None) -> list[tuple[Fault, Level]]:
        """What catches it in a scope or in one around it; an event sub-process does not catch its own."""
        nodes = self.found.processes[process].graph.nodes
        left = ""
        while True:
            starts = [f for f in self.catching.get((process, False, scope), ()) if f.seen.inside != left]
            caught = _matching(thrown, starts)
            if not caught and scope is not None:
                caught = _matching(thrown, self.catching.get((process, True, scope), ()))
            if caught or scope is None:
                return caught
            left, scope = scope, nodes[scope].parent if scope in nodes else None


def _matching(thrown: Fault, catching: Iterable[Fault]) -> list[tuple[Fault, Level]]:
    """The events that catch it, those that name it before those that catch everything."""
    found = [(f, level) for f in catching if (level := _level(thrown, f)) is not None]
    named = [(f, level) for f, level in found if f.seen.definition is not None]
    return named or found


def _level(thrown: Fault, caught: Fault) -> Level | None:
    """How surely an event catches what is thrown; None if it does not.

    Codes are what engines compare; then the definition counts, then the name.
    """
    if thrown.seen.is_error != caught.seen.is_error:
        return None
    one, other = thrown.definition, caught.definition
    if caught.seen.definition is None or (one is not None and other is not None and one.key == other.key):
        return Level.M0 if thrown.key.file == caught.key.file else Level.M1
    return _alike(one, other) if one is not None and other is not None else None


def _alike(one: Definition, other: Definition) -> Level | None:
    if one.code and other.code:
        return Level.M3 if one.code == other.code else None
    if one.is_same(other):
        return Level.M3
    return Level.M4 if one.name == other.name and says_something(one.name) else None


def _link(found: Places, thrown: Fault, caught: Fault, level: Level) -> Link:
    return Link(thrown.key, caught.key, Kind.EXCEPTION, level, _evidence(found, thrown, caught))


def _evidence(found: Places, thrown: Fault, caught: Fault) -> Message:
    words = {
        "called": found.title(thrown.process),
        "caller": found.title(caught.process),
        "name": thrown.name or thrown.key.element,
    }
    if caught.seen.definition is None:
        return message(
            "“{called}” fails with “{name}”, and “{caller}” catches whatever fails there.", **words
        )
    if thrown.definition and caught.definition and thrown.definition.code == caught.definition.code != "":
        told = "“{called}” fails with “{name}”, and “{caller}” catches its code {code}."
        return message(told, code=thrown.definition.code, **words)
    return message("“{called}” fails with “{name}”, which “{caller}” catches.", **words)
