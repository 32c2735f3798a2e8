"""Which numbers are still unknown, as questions in the owner's words, those first that matter most.

How far the numbers of a system reach is its level: at L0 only the maps are there; at L1 arrivals, durations
and people; at L2 also branch shares, hours of work and costs; at L3 durations and arrivals are measured, not
estimated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Protocol

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import (
    Activity,
    CallActivity,
    ExclusiveGateway,
    InclusiveGateway,
    Participant,
    Process,
    ReceiveTask,
    SendTask,
    StartEvent,
    SubProcess,
    TimerEventDefinition,
)
from bpmn.model.document import Document
from bpmn.model.graph import process_graphs
from bpmn.scenario.parameters import ElementParameters, Scenario, Source
from bpmn.scenario.problems import called
from bpmn.scenario.resources import ResourcePool, Resources


class Level(IntEnum):
    """How much is known."""

    STRUCTURE = 0
    VOLUMES = 1
    DETAILS = 2
    MEASURED = 3


LEVELS: dict[Level, Message] = {
    Level.STRUCTURE: message("arrivals, durations or people are still missing"),
    Level.VOLUMES: message("arrivals, durations and people are known"),
    Level.DETAILS: message("branch shares, hours of work and costs are known too"),
    Level.MEASURED: message("arrivals and durations are measured"),
}
"""What each level means."""


@dataclass(frozen=True, slots=True)
class Question:
    """One unknown number: of which element, which field, asked how, and needed for which level."""

    key: ElementKey
    field: str
    text: Message
    level: Level


class LinkLike(Protocol):
    """A link between elements of maps (``bpmn.system.link.Link``)."""

    @property
    def source(self) -> ElementKey:
        """Where it comes from."""

    @property
    def target(self) -> ElementKey:
        """Where it goes."""

    @property
    def kind(self) -> str:
        """What it is."""


STARTING = ("trigger", "message", "signal", "call", "exception")
"""Kinds of links that bring cases."""

MEASURED = (Source.MEASURED, Source.LOG)
ORDER = (
    "inter_trigger_timer",
    "processing_time",
    "selection",
    "quantity",
    "probability",
    "calendar",
    "unit_cost",
)


@dataclass(frozen=True)
class Known:
    """What is looked through for gaps. ``visits`` say how often a case comes to an element, where known.

    ``outside`` are the pools and processes of external parties.
    """

    documents: Sequence[tuple[str, Document]]
    scenario: Scenario
    resources: Resources
    links: Sequence[LinkLike] = ()
    outside: frozenset[ElementKey] = frozenset()
    visits: Mapping[ElementKey, float] | None = None

    @cached_property
    def lanes(self) -> Mapping[ElementKey, ElementKey]:
        """The innermost lane of each step that has one."""
        return {
            ElementKey(file, node.id): ElementKey(file, node.lane)
            for file, document in self.documents
            for graph in process_graphs(document)
            for node in graph.nodes.values()
            if node.lane is not None
        }

    @cached_property
    def theirs(self) -> frozenset[ElementKey]:
        """The processes of others."""
        return self.outside | {
            ElementKey(file, pool.process_ref.id or "")
            for file, document in self.documents
            for pool in document.all(Participant)
            if pool.process_ref is not None and ElementKey(file, pool.id or "") in self.outside
        }

    def activities(self) -> Iterator[tuple[ElementKey, Activity]]:
        """The activities of our own processes."""
        for file, document in self.documents:
            for graph in process_graphs(document):
                if ElementKey(file, graph.process_id) in self.theirs:
                    continue
                for identifier in graph.nodes:
                    activity = document.element(identifier)
                    if isinstance(activity, Activity):
                        yield ElementKey(file, identifier), activity


def level_of(known: Known) -> Level:
    """The level that is reached in full."""
    if not known.scenario.parameters:
        return Level.STRUCTURE
    lowest = min((question.level for question in missing(known)), default=None)
    return Level.MEASURED if lowest is None else Level(lowest - 1)


def missing(known: Known) -> list[Question]:
    """The open questions: by level, then arrivals before durations before people, often visited first."""
    found = [*_of_maps(known), *_of_teams(known)]
    return sorted(found, key=lambda question: _rank(question, known.visits or {}))


def _rank(question: Question, visits: Mapping[ElementKey, float]) -> tuple[object, ...]:
    kind = ORDER.index(question.field)
    return (question.level, kind, -visits.get(question.key, 0.0), *question.key)


def _of_maps(known: Known) -> Iterator[Question]:
    for key, activity in known.activities():
        yield from _activity(key, activity, known)
    for file, document in known.documents:
        for process in document.all(Process):
            yield from _arrivals(file, process, known)
        for exclusive in document.all(ExclusiveGateway):
            yield from _branches(file, exclusive, known)
        for inclusive in document.all(InclusiveGateway):
            yield from _branches(file, inclusive, known)


def _arrivals(file: str, process: Process, known: Known) -> Iterator[Question]:
    """Starts of a process to which nothing inside the system brings cases."""
    brought = {
        link.target for link in known.links if link.kind in STARTING and link.source not in known.outside
    }
    if ElementKey(file, process.id or "") in brought | known.theirs:
        return
    starts = [e for e in process.flow_elements if isinstance(e, StartEvent)]
    for start in starts:
        key = ElementKey(file, start.id or "")
        own = known.scenario.of(key)
        is_timer = any(isinstance(d, TimerEventDefinition) for d in start.event_definitions)
        if key in brought or is_timer:
            continue
        if own.inter_trigger_timer is None and own.trigger_count is None:
            text = message(
                "How often does “{start}” happen in “{process}” – how many cases a day or a week?",
                start=called(start),
                process=called(process),
            )
            yield Question(key, "inter_trigger_timer", text, Level.VOLUMES)
        elif not _is_measured(own, "inter_trigger_timer"):
            text = message(
                "How often “{start}” happens is estimated. Can it be counted, or read from a log?",
                start=called(start),
            )
            yield Question(key, "inter_trigger_timer", text, Level.MEASURED)


def _is_measured(own: ElementParameters, *names: str) -> bool:
    return any(said.source in MEASURED for name in names if (said := own.pedigree.get(name)) is not None)


def _activity(key: ElementKey, activity: Activity, known: Known) -> Iterator[Question]:
    called_here = any(link.source == key and link.kind == "call" for link in known.links)
    if isinstance(activity, SubProcess | SendTask | ReceiveTask) or called_here:
        return
    if isinstance(activity, CallActivity) and activity.called_element is not None:
        return
    own = known.scenario.of(key)
    if own.processing_time is None and own.duration is None:
        text = message("How long does “{step}” usually take, and at worst?", step=called(activity))
        yield Question(key, "processing_time", text, Level.VOLUMES)
    elif not _is_measured(own, "processing_time", "duration"):
        text = message(
            "How long “{step}” takes is estimated. Can it be measured, or read from a log?",
            step=called(activity),
        )
        yield Question(key, "processing_time", text, Level.MEASURED)
    if known.resources.needs(key, activity.resources) is None and not own.quantity and key not in known.lanes:
        text = message("Who does “{step}”?", step=called(activity))
        yield Question(key, "selection", text, Level.VOLUMES)


def _branches(file: str, gateway: ExclusiveGateway | InclusiveGateway, known: Known) -> Iterator[Question]:
    flows = gateway.outgoing_flows
    if len(flows) < 2:  # noqa: PLR2004 - no choice
        return
    silent = [f for f in flows if not _is_said(known.scenario.of(ElementKey(file, f.id or "")))]
    # The share of the only branch that says nothing is what the others leave; a default takes the rest.
    optional = [f for f in silent if f != gateway.default]
    if not optional or (isinstance(gateway, ExclusiveGateway) and len(silent) == 1):
        return
    ways = ", ".join(f"“{called(flow) if flow.name else called(flow.target_ref)}”" for flow in flows)
    text = message(
        "Of 100 cases at “{gateway}”, how many go which way: {ways}?", gateway=called(gateway), ways=ways
    )
    yield Question(ElementKey(file, silent[0].id or ""), "probability", text, Level.DETAILS)


def _is_said(own: ElementParameters) -> bool:
    return own.probability is not None or bool(own.by_class)


def _of_teams(known: Known) -> Iterator[Question]:
    for pool in _pools(known):
        key, own = pool.keys[0], [known.scenario.of(k) for k in pool.keys]
        if pool.quantity is None:
            text = message("How many “{team}” are there?", team=pool.name)
            yield Question(key, "quantity", text, Level.VOLUMES)
        if all(one.calendar is None for one in own):
            text = message("On which days and hours do “{team}” work?", team=pool.name)
            yield Question(key, "calendar", text, Level.DETAILS)
        if pool.unit_cost is None:
            text = message("What does an hour of “{team}” cost?", team=pool.name)
            yield Question(key, "unit_cost", text, Level.DETAILS)


def _pools(known: Known) -> Iterable[ResourcePool]:
    """The teams that steps need, each once."""
    found: dict[ElementKey, ResourcePool] = {}
    for step, activity in known.activities():
        for key in _teams(step, activity, known):
            pool = known.resources.pool(key)
            found.setdefault(pool.keys[0], pool)
    return found.values()


def _teams(key: ElementKey, activity: Activity, known: Known) -> Iterator[ElementKey]:
    needs = known.resources.needs(key, activity.resources)
    for need in needs or ():
        team = known.resources.find(key.file, need.resource)
        if team is not None:
            yield team
    lane = known.lanes.get(key)
    is_work = not isinstance(activity, SubProcess | CallActivity)
    if needs is None and lane is not None and is_work and not known.scenario.of(key).quantity:
        yield lane
