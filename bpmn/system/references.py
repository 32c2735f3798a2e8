"""Links that maps state by reference: calls, pools of other maps, and jumps within a process."""

from collections.abc import Iterable

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model import (
    CallActivity,
    CatchEvent,
    Element,
    Event,
    GlobalTask,
    LinkEventDefinition,
    Process,
    ThrowEvent,
)
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion
from bpmn.system.names import collapsed
from bpmn.system.places import Places
from bpmn.system.qnames import Problem, Resolution, resolve
from bpmn.system.system import System

CALLABLE: tuple[type[Element], ...] = (Process, GlobalTask)
EXPRESSION = ("$", "#", "=")


def called_text(activity: CallActivity) -> str:
    """What a call activity calls as it is written, also by a vendor's attribute; empty if it does not say.

    Expressions, which only an engine can work out, count as nothing.
    """
    text = (activity.called_element or "").strip()
    if not text and activity.extension_elements is not None:
        ids = (n.get("processId") for n in activity.extension_elements.node.iterchildren("{*}calledElement"))
        text = next((i.strip() for i in ids if i), "")
    return "" if text.startswith(EXPRESSION) else text


def called(system: System, file: str, activity: CallActivity) -> Resolution | None:
    """What a call activity means; None if it names nothing."""
    text = called_text(activity)
    return resolve(system, file, activity, text, CALLABLE) if text else None


def calls(system: System, found: Places) -> tuple[list[Link], list[OpenQuestion]]:
    """Links from call activities to what they call, and questions where several may be meant."""
    links: list[Link] = []
    questions: list[OpenQuestion] = []
    for file, document in system.documents:
        for activity in document.all(CallActivity):
            meant = called(system, file, activity)
            if meant is None or not activity.id:
                continue
            if meant.key is not None:
                links.append(_call(found, ElementKey(file, activity.id), activity, meant.key))
            elif meant.problem is Problem.AMBIGUOUS:
                questions.append(_which(ElementKey(file, activity.id), activity, meant))
    return links, questions


def _call(found: Places, key: ElementKey, activity: CallActivity, target: ElementKey) -> Link:
    level = Level.M0 if key.file == target.file else Level.M1
    told = message(
        "“{activity}” calls “{process}” ({file}).",
        activity=_label(activity),
        process=found.processes[target].name if target in found.processes else target.element,
        file=target.file,
    )
    return Link(key, target, Kind.CALL, level, told)


def _which(key: ElementKey, activity: CallActivity, meant: Resolution) -> OpenQuestion:
    asked = message(
        "Which of {count} processes does “{activity}” call?",
        count=len(meant.candidates),
        activity=_label(activity),
    )
    told = message(
        "{count} processes have the id “{id}”.", count=len(meant.candidates), id=called_text(activity)
    )
    offered = tuple(Candidate(k, Level.M1, told) for k in sorted(meant.candidates))
    return OpenQuestion(asked, key, Kind.CALL, offered)


def _label(element: CallActivity | Event) -> str:
    return collapsed(element.name) or element.id or ""


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


def link_name(event: Event) -> str | None:
    """The name of the link that an event throws or catches; None if it is no link event."""
    if isinstance(event, CatchEvent | ThrowEvent):
        for definition in event.definitions:
            if isinstance(definition, LinkEventDefinition):
                return collapsed(definition.name) or collapsed(event.name)
    return None


def link_events(system: System, found: Places) -> Iterable[tuple[ElementKey, Event, str, str | None]]:
    """Every link event with its name and the sub-process around it."""
    for process, place in found.processes.items():
        document = system.document(process.file)
        for identifier, node in place.graph.nodes.items():
            if issubclass(node.kind, Event):
                event = document.element(identifier)
                name = link_name(event) if isinstance(event, Event) else None
                if isinstance(event, Event) and name:
                    yield ElementKey(process.file, identifier), event, name, node.parent


def continuations(system: System, found: Places) -> list[Link]:
    """Links from throwing to catching link events of one level of one process."""
    catching: dict[tuple[ElementKey, str | None, str], list[ElementKey]] = {}
    throwing = []
    for key, event, name, parent in link_events(system, found):
        place = (found.process_of[key], parent, name)
        if isinstance(event, CatchEvent):
            catching.setdefault(place, []).append(key)
        else:
            throwing.append((key, place))
    told = "The path goes on at the link event “{name}”."
    return [
        Link(key, target, Kind.CONTINUATION, Level.M0, message(told, name=place[2]))
        for key, place in throwing
        for target in catching.get(place, ())
    ]
