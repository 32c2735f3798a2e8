"""Links that maps state by reference: calls, pools of other maps, and jumps within a process."""

from collections.abc import Iterable
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import Collaboration, Process
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion
from bpmn.system.places import Places
from bpmn.system.qnames import Problem, Resolution
from bpmn.system.stated import CALLABLE
from bpmn.system.surveys import Surveys


def calls(maps: Surveys, found: Places) -> tuple[list[Link], list[OpenQuestion]]:
    """Links from call activities to what they call, and questions where several may be meant."""
    links: list[Link] = []
    questions: list[OpenQuestion] = []
    for one in maps:
        for call in one.calls:
            key = ElementKey(one.file, call.node)
            label = one.name(call.node) or call.node
            meant = maps.resolve(one.file, call.called, CALLABLE)
            if meant.key is not None:
                links.append(_call(found, key, label, meant.key))
            elif meant.problem is Problem.AMBIGUOUS:
                questions.append(_which(key, label, call.called.text, meant))
    return links, questions


def _call(found: Places, key: ElementKey, label: str, target: ElementKey) -> Link:
    level = Level.M0 if key.file == target.file else Level.M1
    told = message(
        "“{activity}” calls “{process}” ({file}).",
        activity=label,
        process=found.processes[target].name if target in found.processes else target.element,
        file=target.file,
    )
    return Link(key, target, Kind.CALL, level, told)


def _which(key: ElementKey, label: str, text: str, meant: Resolution) -> OpenQuestion:
    asked = message(
        "Which of {count} processes does “{activity}” call?",
        count=len(meant.candidates),
        activity=label,
    )
    told = message("{count} processes have the id “{id}”.", count=len(meant.candidates), id=text)
    offered = tuple(Candidate(k, Level.M1, told) for k in sorted(meant.candidates))
    return OpenQuestion(asked, key, Kind.CALL, offered)


def hierarchy(found: Places) -> list[Link]:
    """Links from pools to their process where that is in another map."""
    return [
        Link(
            pool,
            process,
            Kind.HIERARCHY,
            Level.M1,
            message("A pool in {file} shows “{process}”.", file=pool.file, process=found.title(process)),
        )
        for pool, process in found.shown_elsewhere
    ]


REFINED = (Process, Collaboration)
WORDS = {
    "supports": "“{one}” supports “{other}”.",
    "calls": "“{one}” calls the exchange “{other}”.",
    "is defined in": "How “{one}” deals with others is defined in “{other}”.",
}


def refinements(maps: Surveys, found: Places) -> list[Link]:
    """Links from a process to the one it supports, and to the collaborations that conversations call."""
    links: list[Link] = []
    for one in maps:
        for seen in one.refinements:
            key = ElementKey(one.file, seen.node)
            target = maps.key(one.file, seen.target, REFINED)
            is_own = target is not None and target.file == one.file and seen.word == "is defined in"
            if target is None or target == key or is_own:
                continue
            names = (_title(maps, found, key), _title(maps, found, target))
            told = message(WORDS[seen.word], one=names[0], other=names[1])
            level = Level.M0 if target.file == one.file else Level.M1
            links.append(Link(key, target, Kind.HIERARCHY, level, told))
    return links


def _title(maps: Surveys, found: Places, key: ElementKey) -> str:
    return found.title(key) if key in found.processes else maps.name(key) or key.element


class LinkEvent(NamedTuple):
    """A link event with its name and the sub-process around it."""

    key: ElementKey
    catches: bool
    name: str
    parent: str | None


def link_events(maps: Surveys, found: Places) -> Iterable[LinkEvent]:
    """Every link event of a process."""
    for one in maps:
        for jump in one.jumps:
            key = ElementKey(one.file, jump.node)
            process = found.process_of.get(key)
            if process is not None:
                parent = found.processes[process].graph.nodes[jump.node].parent
                yield LinkEvent(key, jump.catches, jump.name, parent)


def continuations(maps: Surveys, found: Places) -> list[Link]:
    """Links from throwing to catching link events of one level of one process."""
    catching: dict[tuple[ElementKey, str | None, str], list[ElementKey]] = {}
    throwing = []
    for event in link_events(maps, found):
        place = (found.process_of[event.key], event.parent, event.name)
        if event.catches:
            catching.setdefault(place, []).append(event.key)
        else:
            throwing.append((event.key, place))
    told = "The path goes on at the link event “{name}”."
    return [
        Link(key, target, Kind.CONTINUATION, Level.M0, message(told, name=place[2]))
        for key, place in throwing
        for target in catching.get(place, ())
    ]
